import type { KeyObject } from "node:crypto";
import type { AreaId, AssetId, GapId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Area, Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { MapWrites } from "./slice.ts";
import { createMapIndex } from "./views-index.ts";
import { type AssetFacts, assetFacts, type GapFacts, gapFacts } from "./views-rows.ts";
import { innerSeal } from "./views-seal.ts";

/** A row of each kind of room: `seq` of the event after which it was written; `touched` by the database's clock, so that every node asks by one clock. */
type Written = { seq: number; touched: Date };
/** `inner`: sealed, what only some see: whether it has places, on what money it lives. */
export type AssetDoc = { _id: AssetId } & Written & AssetFacts & { inner: mongoose.mongo.Binary | null };
export type GapDoc = { _id: GapId } & Written & GapFacts;
export type AreaDoc = { _id: AreaId } & Written & { area: Area | null; numbers: Numbers | null; before: Numbers | null };
/** How often anything was written: whoever has seen this number has nothing to look for. */
export type Mark = { _id: string; n: number };

const settings = { strict: false, autoIndex: false, autoCreate: false, versionKey: false as const };
const assetSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAssets" })
  .index({ touched: 1 })
  .index({ by: 1, _id: -1 })
  .index({ "waits.0": 1 }, { sparse: true });
const gapSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapGaps" })
  .index({ touched: 1 })
  .index({ by: 1, _id: -1 })
  .index({ "waits.0": 1 }, { sparse: true });
const areaSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAreas" }).index({ touched: 1 });

const atATime = 100;
const mostMine = 200;

type Wrote<S> = { state: S; roomId: RoomId; seq: number };

/** What the rooms look up of each other and what is read of them, written one after the other: the reading last, so that what is seen can be asked about. */
export const writtenTo = (first: MapWrites, then: MapWrites): MapWrites => ({
  async writeAsset(written) {
    await first.writeAsset(written);
    await then.writeAsset(written);
  },
  async writeGap(written) {
    await first.writeGap(written);
    await then.writeGap(written);
  },
  async writeArea(written) {
    await first.writeArea(written);
    await then.writeArea(written);
  },
});

/** Where what stands on the map is found: a small row for each thing, and all that everybody may see of them in the memory of each node. Grants nothing beyond that. */
export async function openMapViews(database: Database, masterKey: KeyObject) {
  for (const [name, schema] of Object.entries({ MapAsset: assetSchema, MapGap: gapSchema, MapArea: areaSchema })) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const assets = database.collection<AssetDoc>("mapAssets");
  const gaps = database.collection<GapDoc>("mapGaps");
  const areas = database.collection<AreaDoc>("mapAreas");
  const seal = innerSeal(masterKey);

  const marks = database.collection<Mark>("mapMarks");
  const index = createMapIndex({ assets, gaps, areas, marks, seal });

  /** Written only where it is newer than what is there, and then it is said that something was; last it is in this node's memory, before the author is answered. */
  async function upsert(
    collection: typeof assets | typeof gaps | typeof areas,
    id: string,
    row: { seq: number } & Record<string, unknown>,
  ) {
    await (collection as unknown as mongoose.mongo.Collection<{ _id: string; seq: number; touched: Date }>)
      .updateOne({ _id: id, seq: { $lt: row.seq } }, { $set: row, $currentDate: { touched: true } }, { upsert: true })
      .catch(laterIsThere);
    await marks.updateOne({ _id: "map" }, { $inc: { n: 1 } }, { upsert: true }).catch(laterIsThere);
  }

  return {
    index,
    async writeAsset({ state, roomId, seq }: Wrote<AssetState>): Promise<void> {
      const assetId = subjectOf(roomId) as AssetId;
      const { facts, inner } = assetFacts(state);
      await upsert(assets, assetId, { ...facts, inner: inner && new mongoose.mongo.Binary(seal.close(assetId, inner)), seq });
      index.assetWritten({ assetId, facts, inner, seq });
    },
    async writeGap({ state, roomId, seq }: Wrote<GapState>): Promise<void> {
      const gapId = subjectOf(roomId) as GapId;
      const facts = gapFacts(state);
      await upsert(gaps, gapId, { ...facts, seq });
      index.gapWritten({ gapId, facts, seq });
    },
    async writeArea({ state, roomId, seq }: Wrote<AreaState>): Promise<void> {
      const areaId = subjectOf(roomId) as AreaId;
      const { area, numbers, before } = state;
      await upsert(areas, areaId, { area, numbers, before, seq });
      index.areaWritten({ areaId, area, numbers, before, seq });
    },
    /** What somebody added, and what they raised, the newest first. */
    async ofPerson(personId: PersonId): Promise<{ assetIds: AssetId[]; gapIds: GapId[] }> {
      const [added, raised] = await Promise.all([
        assets
          .find({ by: personId }, { projection: { _id: 1 } })
          .sort({ _id: -1 })
          .limit(mostMine)
          .toArray(),
        gaps
          .find({ by: personId }, { projection: { _id: 1 } })
          .sort({ _id: -1 })
          .limit(mostMine)
          .toArray(),
      ]);
      return { assetIds: added.map(({ _id }) => _id), gapIds: raised.map(({ _id }) => _id) };
    },
    /** What waits for who looks after the map: the oldest first, at most a hundred of each, and how many there are. */
    async waiting() {
      const some = { "waits.0": { $exists: true } };
      const shape = { projection: { _id: 1, waits: 1 } } as const;
      const [assetRows, gapRows, ofAssets, ofGaps] = await Promise.all([
        assets.find(some, shape).sort({ _id: 1 }).limit(atATime).toArray(),
        gaps.find(some, shape).sort({ _id: 1 }).limit(atATime).toArray(),
        assets.countDocuments(some),
        gaps.countDocuments(some),
      ]);
      return {
        assets: assetRows.map(({ _id, waits }) => ({ id: _id, waits })),
        gaps: gapRows.map(({ _id, waits }) => ({ id: _id, waits })),
        ofAssets,
        ofGaps,
      };
    },
    async drop(): Promise<void> {
      await Promise.all([assets.deleteMany({}), gaps.deleteMany({}), areas.deleteMany({})]);
      index.forget();
    },
  };
}

export type MapViews = Awaited<ReturnType<typeof openMapViews>>;
