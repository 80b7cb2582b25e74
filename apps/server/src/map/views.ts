import type { KeyObject } from "node:crypto";
import type { AreaId, AssetId, GapId, PersonId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Area, Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import { createMapIndex } from "./views-index.ts";
import { type AssetFacts, assetFacts, type GapFacts, gapFacts } from "./views-rows.ts";
import { innerSeal } from "./views-seal.ts";

/** A row of each kind of room: `seq` of the event after which it was written; `touched` by the database's clock, so that every node asks by one clock. */
type Written = { seq: number; touched: Date };
/** `inner`: sealed, what only some see: whether it has places, on what money it lives. */
export type AssetDoc = { _id: AssetId } & Written & AssetFacts & { inner: mongoose.mongo.Binary | null };
export type GapDoc = { _id: GapId } & Written & GapFacts;
export type AreaDoc = { _id: AreaId } & Written & { area: Area | null; numbers: Numbers | null; before: Numbers | null };

const settings = { strict: false, autoIndex: false, autoCreate: false, versionKey: false as const };
const assetSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAssets" })
  .index({ touched: 1 })
  .index({ by: 1, accepted: 1 })
  .index({ waits: 1 })
  .index({ due: 1 });
const gapSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapGaps" })
  .index({ touched: 1 })
  .index({ by: 1, accepted: 1 })
  .index({ assetIds: 1 })
  .index({ projectIds: 1 })
  .index({ waits: 1 })
  .index({ due: 1 });
const areaSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAreas" }).index({ touched: 1 });

const atATime = 100;
/** How many gaps can hang on one thing, or one project. */
const mostLinked = 500;
const mostMine = 200;

type Wrote<S> = { state: S; roomId: RoomId; seq: number };

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
  const index = createMapIndex({ assets, gaps, areas, seal });

  /** Written only where it is newer than what is there; then it is in this node's memory before the author is answered. */
  const upsert = (collection: typeof assets | typeof gaps | typeof areas, id: string, row: { seq: number } & Record<string, unknown>) =>
    (collection as unknown as mongoose.mongo.Collection<{ _id: string; seq: number; touched: Date }>)
      .updateOne({ _id: id, seq: { $lt: row.seq } }, { $set: row, $currentDate: { touched: true } }, { upsert: true })
      .catch(laterIsThere);

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
    /** Whether something that somebody told the map was let in: from then on what they tell waits for nobody. */
    async acceptedBy(personId: PersonId): Promise<boolean> {
      const mine = { by: personId, accepted: true };
      const [asset, gap] = await Promise.all([
        assets.findOne(mine, { projection: { _id: 1 } }),
        gaps.findOne(mine, { projection: { _id: 1 } }),
      ]);
      return asset !== null || gap !== null;
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
    /** The gaps that something which is there is to address. */
    async gapsLinkedTo(assetId: AssetId): Promise<GapId[]> {
      const found = await gaps
        .find({ assetIds: assetId }, { projection: { _id: 1 } })
        .limit(mostLinked)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    /** The gaps that a project is to address. */
    async gapsOfProject(projectId: ProjectId): Promise<GapId[]> {
      const found = await gaps
        .find({ projectIds: projectId }, { projection: { _id: 1 } })
        .limit(mostLinked)
        .toArray();
      return found.map(({ _id }) => _id);
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
    /** What closes by the clock, and what it is time to ask after. `now` in milliseconds. */
    async due(now: number): Promise<{ assetIds: AssetId[]; gapIds: GapId[] }> {
      const when = { due: { $lte: new Date(now) } };
      const [closing, asking] = await Promise.all([
        assets
          .find(when, { projection: { _id: 1 } })
          .sort({ due: 1 })
          .limit(atATime)
          .toArray(),
        gaps
          .find(when, { projection: { _id: 1 } })
          .sort({ due: 1 })
          .limit(atATime)
          .toArray(),
      ]);
      return { assetIds: closing.map(({ _id }) => _id), gapIds: asking.map(({ _id }) => _id) };
    },
    async drop(): Promise<void> {
      await Promise.all([assets.deleteMany({}), gaps.deleteMany({}), areas.deleteMany({})]);
      index.forget();
    },
  };
}

export type MapViews = Awaited<ReturnType<typeof openMapViews>>;
