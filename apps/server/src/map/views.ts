import type { KeyObject } from "node:crypto";
import type { AreaId, AssetId, EventId, GapId, PersonId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { assetRoom, gapRoom, kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { most, mostAnHour } from "@linkwork/shared/map/rules.ts";
import { isPublic } from "@linkwork/shared/map/rules-asset.ts";
import { dueToClose } from "@linkwork/shared/map/rules-fresh.ts";
import { dueToAsk, hasEnded } from "@linkwork/shared/map/rules-gap.ts";
import { tellsNumbers } from "@linkwork/shared/map/rules-numbers.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import type { Area, Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { MapWrites } from "./slice.ts";
import type { MapAsks } from "./slice-facts.ts";
import { createMapIndex } from "./views-index.ts";
import { type AssetFacts, assetFacts, type GapFacts, gapFacts } from "./views-rows.ts";
import { innerSeal } from "./views-seal.ts";

/** A row of each kind of room: `seq` of the event after which it was written; `touched` by the database's clock, so that every node asks by one clock. */
type Written = { seq: number; touched: Date };
/** `inner`: sealed, what only some see: whether it has places, on what money it lives; `revised`: who has changed something of it; `into`: where it is told of since; `due`: when something follows by the clock, null where nothing will. */
export type AssetDoc = { _id: AssetId } & Written &
  AssetFacts & { inner: mongoose.mongo.Binary | null; revised: string[]; into?: AssetId | null; due: Date | null };
/** `links`: what is to address it; `into`: where it is told of since; `lostInto`: the same, where a project that was to meet it has ended: that one may be without a project now; `addressed`: while it is closed as addressed, where, of what, and since which day in London. */
export type GapDoc = { _id: GapId } & Written &
  GapFacts & {
    links: string[];
    into?: GapId | null;
    lostInto?: GapId | null;
    addressed: { areaId: AreaId; theme: Theme; on: string } | null;
    due: Date | null;
  };
/** `tells`: whether its numbers are told; `done`: up to which week that is done. */
export type AreaDoc = { _id: AreaId } & Written & {
    area: Area | null;
    numbers: Numbers | null;
    before: Numbers | null;
    tells: boolean;
    done: string;
  };
/** The pins that a person moved far in the last hour, and what they added and told; follows from no log. */
type Moves = { _id: string; moves: { id: string; at: Date }[] };
/** How often anything was written: whoever has seen this number has nothing to look for. */
export type Mark = { _id: string; n: number };

const settings = { strict: false, autoIndex: false, autoCreate: false, versionKey: false as const };
const assetSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAssets" })
  .index({ touched: 1 })
  .index({ by: 1, _id: -1 })
  .index({ revised: 1 })
  .index({ into: 1 }, { sparse: true })
  .index({ due: 1 })
  .index({ "waits.0": 1 }, { sparse: true });
const gapSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapGaps" })
  .index({ touched: 1 })
  .index({ by: 1, _id: -1 })
  .index({ due: 1 })
  .index({ links: 1 })
  .index({ into: 1 }, { sparse: true })
  .index({ lostInto: 1 }, { sparse: true })
  .index({ "addressed.areaId": 1, "addressed.theme": 1 })
  .index({ "waits.0": 1 }, { sparse: true });
const areaSchema = new mongoose.Schema({ _id: String }, { ...settings, collection: "mapAreas" })
  .index({ touched: 1 })
  .index({ tells: 1, done: 1 })
  .index({ "area.districts": 1 });
const moveSchema = new mongoose.Schema(
  { _id: String, moves: [{ _id: false, id: String, at: Date }] },
  { ...settings, strict: "throw", collection: "mapMoves" },
);

const atATime = 100;
const mostMine = 200;
const mostLinked = 200;
const mostRevised = 1_000;
const mostClosed = 500;
const anHour = 3600_000;
const onlyId = { projection: { _id: 1 } } as const;
const dateOf = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

function addressedBy({ status, closure, details }: GapState): GapDoc["addressed"] {
  if (status !== "closed" || closure?.reason !== "addressed" || !details) return null;
  return { areaId: details.areaId, theme: details.theme, on: dayInLondon(closure.at) };
}

/** Where what stands on the map is found: a small row for each thing, by which its rooms look each other up too, and all that everybody may see of them in the memory of each node. Grants nothing beyond that. */
export async function openMapViews(database: Database, masterKey: KeyObject) {
  for (const [name, schema] of Object.entries({ MapAsset: assetSchema, MapGap: gapSchema, MapArea: areaSchema, MapMoves: moveSchema })) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const assets = database.collection<AssetDoc>("mapAssets");
  const gaps = database.collection<GapDoc>("mapGaps");
  const areas = database.collection<AreaDoc>("mapAreas");
  const moved = database.collection<Moves>("mapMoves");
  const seal = innerSeal(masterKey);

  const marks = database.collection<Mark>("mapMarks");
  const index = createMapIndex({ assets, gaps, areas, marks, seal });

  /** Written only where it is newer than what is there, and then it is said that something was; last it is in this node's memory, before the author is answered. */
  async function upsert(
    collection: typeof assets | typeof gaps | typeof areas,
    id: string,
    row: { seq: number } & Record<string, unknown>,
    atFirst: Record<string, unknown> = {},
  ) {
    await (collection as unknown as mongoose.mongo.Collection<{ _id: string; seq: number; touched: Date }>)
      .updateOne(
        { _id: id, seq: { $lt: row.seq } },
        { $set: row, $setOnInsert: atFirst, $currentDate: { touched: true } },
        { upsert: true },
      )
      .catch(laterIsThere);
    await marks.updateOne({ _id: "map" }, { $inc: { n: 1 } }, { upsert: true }).catch(laterIsThere);
  }

  const writes: MapWrites = {
    async writeAsset({ state, roomId, seq }) {
      const assetId = subjectOf(roomId) as AssetId;
      const { facts, inner } = assetFacts(state);
      const revised = state.revisers.map(({ personId }) => personId);
      const sealed = inner && new mongoose.mongo.Binary(seal.close(assetId, inner));
      await upsert(assets, assetId, { ...facts, inner: sealed, revised, into: state.into, due: dateOf(dueToClose(state)), seq });
      index.assetWritten({ assetId, facts, inner, seq });
    },
    async writeGap({ state, roomId, seq }) {
      const gapId = subjectOf(roomId) as GapId;
      const facts = gapFacts(state);
      const links = state.links.map(({ to }) => (to.kind === "project" ? to.projectId : to.assetId));
      const leads = { into: state.into, lostInto: hasEnded(state.links) ? state.into : null };
      await upsert(gaps, gapId, { ...facts, links, ...leads, addressed: addressedBy(state), due: dateOf(dueToAsk(state)), seq });
      index.gapWritten({ gapId, facts, seq });
    },
    async writeArea({ state: { area, numbers, before }, roomId, seq }) {
      const areaId = subjectOf(roomId) as AreaId;
      const tells = area !== null && tellsNumbers(area);
      await upsert(areas, areaId, { area, numbers, before, tells, seq }, { done: numbers?.weekOf ?? "" });
      index.areaWritten({ areaId, area, numbers, before, seq });
    },
  };
  /** One of so many in an hour; the same command takes the same one. */
  async function takeOne(_id: string, { id, now, limit }: { id: EventId; now: string; limit: number }): Promise<boolean> {
    const since = new Date(Date.parse(now) - anHour);
    await moved.updateOne({ _id }, { $pull: { moves: { at: { $lt: since } } } }, { upsert: true }).catch(laterIsThere);
    const free = { _id, "moves.id": { $ne: id }, [`moves.${limit - 1}`]: { $exists: false } };
    const { modifiedCount } = await moved.updateOne(free, { $push: { moves: { id, at: new Date(now) } } });
    return modifiedCount === 1 || (await moved.findOne({ _id, "moves.id": id }, onlyId)) !== null;
  }
  const asks: MapAsks = {
    async acceptedBy(personId: PersonId) {
      return (await assets.findOne({ by: personId, status: { $in: [...isPublic] } }, onlyId)) !== null;
    },
    async gapsLinkedTo(id: AssetId | ProjectId): Promise<GapId[]> {
      return (await gaps.find({ links: id }, onlyId).limit(mostLinked).toArray()).map(({ _id }) => _id);
    },
    async gapsMergedInto(id: GapId): Promise<GapId[]> {
      // rows that were written before have it among what everybody may see
      return (
        await gaps
          .find({ $or: [{ into: id }, { "row.into": id }] }, onlyId)
          .limit(mostLinked)
          .toArray()
      ).map(({ _id }) => _id);
    },
    async assetsMergedInto(id: AssetId): Promise<AssetId[]> {
      return (
        await assets
          .find({ $or: [{ into: id }, { "row.into": id }] }, onlyId)
          .limit(mostLinked)
          .toArray()
      ).map(({ _id }) => _id);
    },
    takeMove: (personId, of) => takeOne(personId, { ...of, limit: most.farMoves }),
    takeTelling: (personId, { what, ...of }) => takeOne(`${personId} ${what}`, { ...of, limit: mostAnHour[what] }),
  };

  return {
    index,
    ...writes,
    ...asks,
    /** What somebody added, and what they raised, the newest first. */
    async ofPerson(personId: PersonId): Promise<{ assetIds: AssetId[]; gapIds: GapId[] }> {
      const [added, raised] = await Promise.all([
        assets.find({ by: personId }, onlyId).sort({ _id: -1 }).limit(mostMine).toArray(),
        gaps.find({ by: personId }, onlyId).sort({ _id: -1 }).limit(mostMine).toArray(),
      ]);
      return { assetIds: added.map(({ _id }) => _id), gapIds: raised.map(({ _id }) => _id) };
    },
    /** What waits for who looks after the map: the oldest first, at most a hundred of each, and how many there are. Of what is there, a hundred more that wait for nothing but that somebody looks whether they may be shown. */
    async waiting() {
      const some = { "waits.0": { $exists: true } };
      const shape = { projection: { _id: 1, waits: 1 } } as const;
      const [assetRows, guardedRows, gapRows, ofAssets, ofGuarded, ofGaps] = await Promise.all([
        assets
          .find({ "waits.0": { $exists: true, $ne: "guarded" } }, shape)
          .sort({ _id: 1 })
          .limit(atATime)
          .toArray(),
        assets.find({ "waits.0": "guarded" }, shape).sort({ _id: 1 }).limit(atATime).toArray(),
        gaps.find(some, shape).sort({ _id: 1 }).limit(atATime).toArray(),
        assets.countDocuments(some),
        assets.countDocuments({ ...some, waits: "guarded" }),
        gaps.countDocuments(some),
      ]);
      const into = await gaps
        .find({ lostInto: { $ne: null } }, { projection: { lostInto: 1 } })
        .limit(atATime)
        .toArray();
      return {
        /** those that may have lost their project through one that is told of in them */
        lost: into.flatMap(({ lostInto }) => lostInto ?? []),
        assets: [...assetRows, ...guardedRows].map(({ _id, waits }) => ({ id: _id, waits })),
        gaps: gapRows.map(({ _id, waits }) => ({ id: _id, waits })),
        ofAssets,
        ofGuarded,
        ofGaps,
      };
    },
    /** Rooms in which something follows by the clock. */
    async due(now: number): Promise<RoomId[]> {
      const over = { due: { $lte: new Date(now) } };
      const [ending, asking] = await Promise.all([
        assets.find(over, onlyId).sort({ due: 1 }).limit(atATime).toArray(),
        gaps.find(over, onlyId).sort({ due: 1 }).limit(atATime).toArray(),
      ]);
      return [...ending.map(({ _id }) => assetRoom(_id)), ...asking.map(({ _id }) => gapRoom(_id))];
    },
    /** It was looked at: as it stands, this is when to look again. */
    async looked(roomId: RoomId, state: AssetState | GapState): Promise<void> {
      const [_id, seq] = [subjectOf(roomId), { $lte: state.head }];
      if (kindOf(roomId) === "asset")
        await assets.updateOne({ _id: _id as AssetId, seq }, { $set: { due: dateOf(dueToClose(state as AssetState)) } });
      else await gaps.updateOne({ _id: _id as GapId, seq }, { $set: { due: dateOf(dueToAsk(state as GapState)) } });
    },
    /** Whether numbers are told of an area; undefined where there is none. */
    async tellsOf(areaId: AreaId): Promise<boolean | undefined> {
      return (await areas.findOne({ _id: areaId, area: { $ne: null } }, { projection: { tells: 1 } }))?.tells;
    },
    /** What somebody has changed something of. */
    async revisedBy(personId: PersonId): Promise<RoomId[]> {
      const found = await assets.find({ revised: personId }, onlyId).limit(mostRevised).toArray();
      return found.map(({ _id }) => assetRoom(_id));
    },
    /** The area in which a postcode district lies. */
    async areaOf(district: string): Promise<AreaId | undefined> {
      return (await areas.findOne({ "area.districts": district }, { ...onlyId, sort: { _id: 1 } }))?._id;
    },
    /** Areas whose numbers of this week are still to be published. */
    async toPublish(weekOf: string): Promise<AreaId[]> {
      const found = await areas
        .find({ tells: true, done: { $lt: weekOf } }, onlyId)
        .limit(atATime)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    /** All that follows from a week's numbers in an area is done. */
    async published(areaId: AreaId, weekOf: string): Promise<void> {
      await areas.updateOne({ _id: areaId }, { $max: { done: weekOf } });
    },
    /** What was closed as addressed in a cell, and since when. */
    async closedIn(areaId: AreaId, theme: Theme): Promise<{ gapId: GapId; closedOn: string }[]> {
      const found = await gaps
        .find({ "addressed.areaId": areaId, "addressed.theme": theme }, { projection: { addressed: 1 } })
        .limit(mostClosed)
        .toArray();
      return found.flatMap(({ _id, addressed }) => (addressed ? [{ gapId: _id, closedOn: addressed.on }] : []));
    },
    async drop(): Promise<void> {
      await Promise.all([assets.deleteMany({}), gaps.deleteMany({}), areas.deleteMany({})]);
      index.forget();
    },
  };
}

export type MapViews = Awaited<ReturnType<typeof openMapViews>>;
