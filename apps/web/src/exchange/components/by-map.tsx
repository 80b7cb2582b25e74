import "../../map/map.css";
import { themeWords, exchangeWords as words } from "@linkwork/shared/exchange/words.ts";
import { useNavigate } from "@tanstack/react-router";
import { CalendarHeart } from "lucide-react";
import { useMemo, useState } from "react";
import { MapView } from "../../map/components/map-view.tsx";
import { boxOf, type Drawable } from "../../map/drawing.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { Empty } from "../../ui/empty.tsx";
import { List, Row } from "../../ui/list.tsx";
import { type Filters, useVisits } from "../client.ts";
import { whenOf } from "../when.ts";
import { pageOf, sectorOf } from "./by-day.tsx";
import { OfferButton } from "./exchange-head.tsx";
import { StandingChip } from "./session-line.tsx";

type ByMapProps = { filters: Filters; now: number };
/** Each visit once, in a list and on a map with the same rows. Everything can be read and opened from the list. */
export function ByMap({ filters, now }: ByMapProps) {
  const go = useNavigate();
  const found = useVisits(filters);
  const [pointed, setPointed] = useState<string>();
  const rows = found.data?.rows;
  const things = useMemo(
    () => rows?.flatMap(({ at, opportunityId }): Drawable[] => (at ? [{ ...at, id: opportunityId, mark: "visit" }] : [])) ?? [],
    [rows],
  );
  const lie = JSON.stringify(things);
  // asked for again, what lies where it lay leaves the map where somebody moved it
  const box = useMemo(() => boxOf(JSON.parse(lie) as Drawable[]), [lie]);
  if (found.isError && !rows) return <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />;
  if (!rows) return <Waiting what={words.fetching} />;
  if (rows.length === 0)
    return Object.keys(filters).length > 0 ? (
      <p role="status">{words.noneLike}</p>
    ) : (
      <Empty icon={<CalendarHeart />} title={words.emptyTitle} step={<OfferButton />}>
        <p className="soft">{words.empty}</p>
      </Empty>
    );
  return (
    <>
      <p className="soft" role="status">
        {words.foundVisits(rows.length, found.data?.more === true)}. {words.lieOnMap(things.length, rows.length)}
      </p>
      <div className="map-halves">
        <List label={words.byVisit}>
          {rows.map((row) => (
            <Row
              key={row.opportunityId}
              lead={sectorOf(row)}
              title={row.title}
              to={pageOf(row)}
              onPoint={(on) => setPointed(on ? row.opportunityId : undefined)}
              pointed={pointed === row.opportunityId}
              detail={
                <>
                  <p>
                    {themeWords[row.theme]} · {row.place}
                    {row.at ? "" : ` · ${words.offMap}`}
                  </p>
                  <p>
                    {whenOf(row, now)}
                    {row.later > 0 ? `, ${words.andLater(row.later)}` : ""}
                  </p>
                </>
              }
              end={<StandingChip row={row} />}
            />
          ))}
        </List>
        {things.length > 0 ? (
          <section className="map-beside" aria-labelledby="visits-map">
            <h2 id="visits-map" className="visually-hidden">
              {words.theMap}
            </h2>
            <MapView
              label={words.theMap}
              things={things}
              box={box}
              chosen={pointed}
              onPoint={setPointed}
              onChoose={(id) => void go({ to: `/exchange/${id}` })}
            />
          </section>
        ) : null}
      </div>
    </>
  );
}
