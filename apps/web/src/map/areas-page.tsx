import "./map.css";
import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { publishedWords, themeWords } from "@linkwork/shared/map/words.ts";
import { overlayWords as words } from "@linkwork/shared/map/words-area.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { MapPinned, Printer } from "lucide-react";
import { api } from "../kernel/trpc.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { SelectField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { Note } from "../ui/note.tsx";
import { useLook } from "./address.ts";
import { useAreas, useAsked, useBase, useInside } from "./client.ts";
import { MapHead } from "./components/map-head.tsx";
import { Near } from "./components/near.tsx";
import { NewArea } from "./components/new-area.tsx";
import { OutlinesFromFile } from "./components/outlines-from-file.tsx";
import { useIsCoordinator } from "./imports.ts";
import { useAreasLive } from "./use-areas-live.ts";
import { dayLine } from "./words-of.ts";

/** What an area has and what it lacks; where one coordinates, areas are drawn here too. */
export function AreasPage() {
  const look = useLook(useSearch({ from: "/map/areas" }));
  const areas = useAreas();
  const coordinates = useIsCoordinator();
  const areaId = look.area ?? areas.data?.[0]?.areaId;
  useAreasLive(areaId ? { area: areaId } : {});
  return (
    <>
      <MapHead current="areas" title={words.title} />
      <AreasView area={look.area} />
      {coordinates && areas.data ? (
        <>
          <NewArea known={areas.data} />
          <OutlinesFromFile known={areas.data} />
        </>
      ) : null}
    </>
  );
}

/** Theme by theme what is here, what is missing, and whether anybody was asked; the same for whoever looks. */
export function AreasView({ area }: { area: AreaId | undefined }) {
  const go = useNavigate();
  const base = useBase();
  const inside = useInside();
  const areas = useAreas();
  const areaId = area ?? areas.data?.[0]?.areaId;
  return (
    <>
      {areas.isError && !areas.data ? (
        <Failed error={areas.error} what={words.failed} onAgain={() => void areas.refetch()} />
      ) : areas.data === undefined ? (
        <Waiting what={words.fetching} />
      ) : areaId === undefined ? (
        <Empty icon={<MapPinned />} title={words.empty} />
      ) : (
        <div className="stack loose">
          <p>{words.lead}</p>
          <div className="row wrap area-choice">
            <SelectField
              label={words.area}
              value={areaId}
              options={areas.data.map((one) => ({ value: one.areaId, label: `${one.name} (${one.code})` }))}
              onChange={(event) => void go({ to: `${base}/areas`, search: { area: event.target.value as AreaId }, replace: true })}
            />
            {inside ? (
              <LinkButton icon={<Printer />} to="/map/print" search={{ area: areaId }}>
                {words.print}
              </LinkButton>
            ) : null}
          </div>
          <Overlay areaId={areaId} />
        </div>
      )}
    </>
  );
}

function Overlay({ areaId }: { areaId: AreaId }) {
  const { key, inside, ...how } = useAsked();
  const base = useBase();
  const found = useQuery({
    queryKey: [...key, "overlay", areaId],
    queryFn: () => (inside ? api.map : api.public).overlay.query({ areaIds: [areaId] }),
    ...how,
    placeholderData: keepPreviousData,
  });
  if (found.isError && !found.data) return <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />;
  const area = found.data?.[0];
  if (!area) return <Waiting what={words.fetching} />;
  const told = area.weekOf !== null;
  const search = (theme: string, kind: "assets" | "gaps") => ({ area: areaId, themes: [theme], kind });
  return (
    <div className="stack" aria-busy={found.isPlaceholderData}>
      {area.asked ? null : <Note tone="wait">{words.nobodyHow(area.name)}</Note>}
      <div className="area-table-frame">
        <table className="area-table">
          <caption>{area.name}</caption>
          <thead>
            <tr>
              <th scope="col">{words.theme}</th>
              <th scope="col">{words.assets}</th>
              <th scope="col">{words.gaps}</th>
              <th scope="col">{words.voices}</th>
              {told ? <th scope="col">{words.numbers}</th> : null}
            </tr>
          </thead>
          <tbody>
            {area.cells.map((cell) => (
              <tr key={cell.theme}>
                <th scope="row">{themeWords[cell.theme]}</th>
                <td>
                  {cell.assets > 0 ? (
                    <Link to={base} search={search(cell.theme, "assets")}>
                      {cell.assets}
                    </Link>
                  ) : (
                    <span className="soft">{words.nothing}</span>
                  )}
                </td>
                <td>
                  {cell.gaps > 0 ? (
                    <Link to={base} search={search(cell.theme, "gaps")}>
                      {cell.gaps}
                    </Link>
                  ) : (
                    <span className="soft">{cell.voices > 0 ? words.nothing : words.nobody}</span>
                  )}
                </td>
                <td>{cell.voices > 0 ? cell.voices : <span className="soft">{words.nobody}</span>}</td>
                {told ? <td>{cell.published === null ? "" : publishedWords(cell.published)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small soft">{area.weekOf === null ? words.noNumbers : `${words.weekOf(dayLine(area.weekOf))}. ${words.how}`}</p>
      <Near areaId={areaId} />
    </div>
  );
}
