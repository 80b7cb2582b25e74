import "./map.css";
import { themeWords } from "@linkwork/shared/map/words.ts";
import { queueWords as words } from "@linkwork/shared/map/words-area.ts";
import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../kernel/trpc.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { lately } from "../ui/time.ts";
import { type AssetRow, type GapRow, type Queue, useAsked, useLooksAfter, useQueue } from "./client.ts";
import { MapHead } from "./components/map-head.tsx";
import { NotOnMap } from "./components/not-on-map.tsx";
import { useAreasLive } from "./use-areas-live.ts";
import { sureWords, themesLine } from "./words-of.ts";

/** What waits for the stewards and the coordinator, pile by pile; each thing is decided on its own page. */
export function MapQueuePage() {
  const looksAfter = useLooksAfter();
  return looksAfter ? <Waits /> : <NotOnMap />;
}

/** Gaps that wait for the word of one of the sides, or for somebody who takes them on. */
function useOpenGaps() {
  const { key, inside: _inside, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "open gaps"],
    queryFn: () => api.map.gaps.query({ statuses: ["raised", "validated"], page: 1 }),
    ...how,
  });
}

function Waits() {
  const queue = useQueue();
  const gaps = useOpenGaps().data?.rows ?? [];
  useAreasLive({});
  return (
    <>
      <MapHead current="queue" title={words.title} />
      {queue.isError && !queue.data ? (
        <Failed error={queue.error} what={words.failed} onAgain={() => void queue.refetch()} />
      ) : queue.data === undefined ? (
        <Waiting what={words.fetching} />
      ) : (
        <Piles queue={queue.data} gaps={gaps} />
      )}
    </>
  );
}

function Piles({ queue, gaps }: { queue: Queue; gaps: readonly GapRow[] }) {
  const now = useNow();
  const assetsThat = (why: Queue["assets"][number]["waits"][number]) => queue.assets.filter(({ waits }) => waits.includes(why));
  const gapsThat = (why: Queue["gaps"][number]["waits"][number]) => queue.gaps.filter(({ waits }) => waits.includes(why));
  const assetLines = (these: Queue["assets"]): Line[] =>
    these.map(({ asset, alike }) => ({
      ...{ id: asset.assetId, to: `/map/assets/${asset.assetId}`, title: asset.details.name },
      detail: [themesLine(asset.details.themes), asset.area?.name ?? "", words.since(lately(asset.addedAt, now)), like(alike)],
    }));
  const gapLines = (these: Queue["gaps"]): Line[] =>
    these.map(({ gap, alike }) => ({
      ...{ id: gap.gapId, to: `/map/gaps/${gap.gapId}`, title: gap.details.title },
      detail: [themeWords[gap.details.theme], gap.area?.name ?? "", words.since(lately(gap.modifiedAt, now)), like(alike)],
    }));
  const rowLines = (these: readonly GapRow[]): Line[] =>
    these.map((row) => ({
      ...{ id: row.gapId, to: `/map/gaps/${row.gapId}`, title: row.title },
      detail: [themeWords[row.theme], row.area?.name ?? "", row.cycle > 1 ? words.again : "", words.since(lately(row.modifiedAt, now))],
    }));
  const twinLines = (these: Queue["twins"]["gaps"] | Queue["twins"]["assets"], what: "gaps" | "assets"): Line[] =>
    these.map(({ id, name, area, other }) => ({
      ...{ id, to: `/map/${what}/${id}`, title: name },
      detail: [area?.name ?? "", words.alike(other.name)],
    }));
  const wornLines = (these: readonly AssetRow[]): Line[] =>
    these.map((row) => ({
      id: row.assetId,
      to: `/map/assets/${row.assetId}`,
      title: row.name,
      detail: [row.area?.name ?? "", sureWords(row, now)],
    }));
  const piles: Pile[] = [
    { id: "held-assets", title: words.heldAssets, lines: assetLines(assetsThat("held")) },
    { id: "held-gaps", title: words.heldGaps, lines: gapLines(gapsThat("held")) },
    { id: "doubts", title: words.doubts, lines: assetLines(assetsThat("doubt")) },
    { id: "claims", title: words.claims, lines: assetLines(assetsThat("claim")) },
    { id: "guarded", title: words.guarded, lines: assetLines(assetsThat("guarded")), total: queue.waiting.guarded },
    { id: "bursts", title: words.bursts, lines: gapLines(gapsThat("burst")) },
    { id: "twins", title: words.twins, lines: [...twinLines(queue.twins.gaps, "gaps"), ...twinLines(queue.twins.assets, "assets")] },
    { id: "proposed", title: words.proposed, lines: gapLines(gapsThat("proposed")) },
    { id: "lost-project", title: words.lostProject, lines: gapLines(gapsThat("lostProject")) },
    { id: "two-words", title: words.twoWords, lines: rowLines(gaps.filter(({ status }) => status === "raised")) },
    { id: "taking-on", title: words.takingOn, lines: rowLines(gaps.filter(({ status }) => status === "validated")) },
    { id: "needs-info", title: words.needsInfo, lines: gapLines(gapsThat("needsInfo")) },
    { id: "lost", title: words.lost, lines: wornLines(queue.lost.rows), total: queue.lost.total },
    { id: "stale", title: words.stale, lines: wornLines(queue.stale.rows), total: queue.stale.total },
  ].filter(({ lines }) => lines.length > 0);
  if (piles.length === 0)
    return (
      <Empty icon={<Inbox />} title={words.none}>
        <p className="soft">{words.noneHow}</p>
      </Empty>
    );
  return (
    <div className="stack loose measure">
      <p>{words.lead}</p>
      {piles.map((pile) => (
        <PileOf key={pile.id} pile={pile} />
      ))}
    </div>
  );
}

const like = ([first]: Queue["gaps"][number]["alike"]): string => (first ? words.alike(first.name) : "");

type Line = { id: string; to: string; title: string; detail: readonly string[]; chip?: ReactNode };
type Pile = { id: string; title: string; lines: readonly Line[]; total?: number };

function PileOf({ pile }: { pile: Pile }) {
  const { id, title, lines, total = lines.length } = pile;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {title} <Chip>{total}</Chip>
      </h2>
      <List label={title}>
        {lines.map((line) => (
          <Row
            key={line.id}
            title={<bdi>{line.title}</bdi>}
            to={line.to}
            detail={line.detail.filter((part) => part !== "").join(" · ")}
            end={line.chip ? <Chip>{line.chip}</Chip> : undefined}
          />
        ))}
      </List>
    </section>
  );
}
