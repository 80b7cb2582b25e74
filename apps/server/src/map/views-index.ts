import { performance } from "node:perf_hooks";
import type { AreaId, AssetId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { isPublic } from "@linkwork/shared/map/rules-asset.ts";
import { shownPoint } from "@linkwork/shared/map/rules-place.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area, Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AssetStatus } from "@linkwork/shared/map/state-asset.ts";
import type mongoose from "mongoose";
import type { AreaDoc, AssetDoc, GapDoc, Mark } from "./views.ts";
import type { AssetFacts, AssetInner, GapFacts, GapSlim } from "./views-rows.ts";
import type { InnerSeal } from "./views-seal.ts";
import { createTable } from "./views-table.ts";

type Collection<D extends { _id: string }> = mongoose.mongo.Collection<D>;
type Collections = {
  assets: Collection<AssetDoc>;
  gaps: Collection<GapDoc>;
  areas: Collection<AreaDoc>;
  marks: Collection<Mark>;
  seal: InnerSeal;
};
/** An area as it is drawn, with the numbers of its newest week. */
export type AreaKnown = { area: Area; numbers: Numbers | null; before: Numbers | null };

/** How a gap stands that is in a list of those who see more than everybody. */
const standing: readonly GapFacts["status"][] = ["raised", "needsInfo", "validated", "beingAddressed", "closed"];

/** At most so often a query waits for what other nodes wrote, in milliseconds. */
const lookEvery = 250;
/** What was written within so long before the newest row that was seen is looked at again: writes reach the database in no order. */
const overlap = 10_000;
const batch = 2_000;

/** A follower of one collection: what was written since, on whichever node. */
function follower<D extends { _id: string; seq: number; touched: Date }>(collection: Collection<D>, take: (doc: D) => void) {
  const seqs = new Map<string, number>();
  let newest = 0;
  const isNew = (id: string, seq: number): boolean => seq > (seqs.get(id) ?? -1);
  const note = (doc: D): void => {
    newest = Math.max(newest, doc.touched.getTime());
    if (!isNew(doc._id, doc.seq)) return;
    seqs.set(doc._id, doc.seq);
    take(doc);
  };
  return {
    isNew,
    seen: (id: string, seq: number): void => void seqs.set(id, seq),
    forget(): void {
      seqs.clear();
      newest = 0;
    },
    async look(): Promise<void> {
      if (newest === 0) {
        for await (const doc of collection.find({}, { batchSize: batch })) note(doc as D);
        return;
      }
      const since = { touched: { $gte: new Date(newest - overlap) } } as mongoose.mongo.Filter<D>;
      const shape = { projection: { _id: 1, seq: 1, touched: 1 }, hint: { touched: 1 } } as const;
      const touched = await collection.find(since, shape).toArray();
      const wanted = (touched as unknown as D[]).filter(({ _id, seq }) => isNew(_id, seq)).map(({ _id }) => _id);
      for (let i = 0; i < wanted.length; i += batch) {
        const some = { _id: { $in: wanted.slice(i, i + batch) } } as unknown as mongoose.mongo.Filter<D>;
        for await (const doc of collection.find(some)) note(doc as D);
      }
      // also by what this node wrote itself: else each look goes through all of that again
      for (const { touched: at } of touched as unknown as D[]) newest = Math.max(newest, at.getTime());
    },
  };
}

/** What everybody may see of the map, in this node's memory. It is made of the rows at the first question, and follows them: this node's at once, others' when it is asked. */
export function createMapIndex({ assets, gaps, areas, marks, seal }: Collections) {
  const drawn = new Map<AreaId, AreaKnown>();
  // the same rough point as on the page
  const middleOf = (areaId: AreaId): Point | undefined => shownPoint({ precision: "district" }, drawn.get(areaId)?.area.middle);
  let table = createTable(middleOf);
  /** hidden from outsiders and residents: only that they are there, for people who work find them by words and filters */
  const hidden = new Map<AssetId, AssetStatus>();
  const openGaps = new Map<GapId, GapSlim>();
  /** raised, and no steward has looked yet; or hidden from everybody else */
  const innerGaps = new Set<GapId>();

  function takeAsset(assetId: AssetId, { status, hidden: kept, row }: AssetFacts, inner: AssetInner | null, seq: number): void {
    if (row) table.put(assetId, { ...row, ...(inner ?? { capacity: null, fundingEnds: null }) }, seq);
    else table.remove(assetId);
    if (kept && isPublic.includes(status)) hidden.set(assetId, status);
    else hidden.delete(assetId);
  }
  function takeGap(gapId: GapId, { status, row }: GapFacts): void {
    if (row) openGaps.set(gapId, row);
    else openGaps.delete(gapId);
    if (!row && standing.some((each) => each === status)) innerGaps.add(gapId);
    else innerGaps.delete(gapId);
  }
  function takeArea(areaId: AreaId, { area, numbers, before }: Pick<AreaDoc, "area" | "numbers" | "before">): void {
    if (!area) return;
    drawn.set(areaId, { area, numbers, before });
    table.areaMoved(areaId);
  }
  const ofAssets = follower<AssetDoc>(assets, (doc) => takeAsset(doc._id, doc, doc.inner && seal.open(doc._id, doc.inner.buffer), doc.seq));
  const ofGaps = follower<GapDoc>(gaps, (doc) => takeGap(doc._id, doc));
  const ofAreas = follower<AreaDoc>(areas, (doc) => takeArea(doc._id, doc));

  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  /** what was seen of how often anything was written; the number is read before the rows are */
  let mark = -1;
  async function look(): Promise<void> {
    const started = performance.now();
    const { n } = (await marks.findOne({ _id: "map" })) ?? { n: 0 };
    if (n !== mark) await lookAtAll();
    mark = n;
    lookedAt = started;
  }
  async function lookAtAll(): Promise<void> {
    // an area's middle is where what is told by it lies
    await ofAreas.look();
    await Promise.all([ofAssets.look(), ofGaps.look()]);
  }

  return {
    /** Brings in what other nodes wrote, unless that was done a moment ago; the first time all there is. */
    fresh(): Promise<void> {
      if (performance.now() - lookedAt < lookEvery) return Promise.resolve();
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    table: () => table,
    hidden: (): AssetId[] => [...hidden.keys()],
    gaps: (): ReadonlyMap<GapId, GapSlim> => openGaps,
    innerGaps: (): GapId[] => [...innerGaps],
    areas: (): ReadonlyMap<AreaId, AreaKnown> => drawn,
    assetWritten({ assetId, facts, inner, seq }: { assetId: AssetId; facts: AssetFacts; inner: AssetInner | null; seq: number }): void {
      if (!ofAssets.isNew(assetId, seq)) return;
      ofAssets.seen(assetId, seq);
      takeAsset(assetId, facts, inner, seq);
    },
    gapWritten({ gapId, facts, seq }: { gapId: GapId; facts: GapFacts; seq: number }): void {
      if (!ofGaps.isNew(gapId, seq)) return;
      ofGaps.seen(gapId, seq);
      takeGap(gapId, facts);
    },
    areaWritten({ areaId, seq, ...drawnAs }: { areaId: AreaId; seq: number } & Pick<AreaDoc, "area" | "numbers" | "before">): void {
      if (!ofAreas.isNew(areaId, seq)) return;
      ofAreas.seen(areaId, seq);
      takeArea(areaId, drawnAs);
    },
    /** The rows were dropped: all is read again. */
    forget(): void {
      for (const one of [ofAssets, ofGaps, ofAreas]) one.forget();
      table = createTable(middleOf);
      for (const some of [hidden, openGaps, innerGaps, drawn]) some.clear();
      lookedAt = Number.NEGATIVE_INFINITY;
      mark = -1;
    },
  };
}
