import "./map.css";
import { assetStatusWords, gapStatusWords } from "@linkwork/shared/map/words.ts";
import { mineWords as words } from "@linkwork/shared/map/words-area.ts";
import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { api } from "../kernel/trpc.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { useAsked } from "./client.ts";
import { MapHead } from "./components/map-head.tsx";
import { useAreasLive } from "./use-areas-live.ts";

/** What I added and raised, and what became of it: also what waits for a steward, which nobody else sees yet. */
export function MineOnMapPage() {
  const { key, inside: _inside, ...how } = useAsked();
  const mine = useQuery({ queryKey: [...key, "mine"], queryFn: () => api.map.mine.query(), ...how });
  useAreasLive({});
  const held = mine.data?.assets.some(({ status }) => status === "held") ?? false;
  return (
    <>
      <MapHead current="mine" title={words.title} />
      {mine.isError && !mine.data ? (
        <Failed error={mine.error} what={words.failed} onAgain={() => void mine.refetch()} />
      ) : mine.data === undefined ? (
        <Waiting what={words.fetching} />
      ) : mine.data.assets.length + mine.data.gaps.length === 0 ? (
        <Empty icon={<Megaphone />} title={words.none}>
          <p className="soft">{words.noneHow}</p>
        </Empty>
      ) : (
        <div className="stack loose measure">
          {mine.data.gaps.length > 0 ? (
            <section className="card" aria-labelledby="my-gaps">
              <h2 id="my-gaps">{words.gaps}</h2>
              <List label={words.gaps}>
                {mine.data.gaps.map(({ gapId, details, status, area }) => (
                  <Row
                    key={gapId}
                    title={<bdi>{details.title}</bdi>}
                    to={`/map/gaps/${gapId}`}
                    detail={area?.name}
                    end={<Chip tone={status === "needsInfo" ? "wait" : "plain"}>{gapStatusWords[status]}</Chip>}
                  />
                ))}
              </List>
            </section>
          ) : null}
          {mine.data.assets.length > 0 ? (
            <section className="card" aria-labelledby="my-assets">
              <h2 id="my-assets">{words.assets}</h2>
              {held ? <p>{words.held}</p> : null}
              <List label={words.assets}>
                {mine.data.assets.map(({ assetId, details, status, area }) => (
                  <Row
                    key={assetId}
                    title={<bdi>{details.name}</bdi>}
                    to={`/map/assets/${assetId}`}
                    detail={area?.name}
                    end={<Chip tone={status === "held" ? "wait" : "plain"}>{assetStatusWords[status]}</Chip>}
                  />
                ))}
              </List>
            </section>
          ) : null}
        </div>
      )}
    </>
  );
}
