import type { AreaId, GapId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { tellsNumbers } from "@linkwork/shared/map/rules-numbers.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { MapWrites } from "./slice.ts";

/** An area: whether its numbers are told, up to which week that is done, and the postcode districts in it. */
type AreaRow = { _id: string; tells: boolean; done: string; districts: string[]; seq: number };
/** A gap while it is closed as addressed: where, of what, and since which day in London; empty while it isn't. */
type ClosedRow = { _id: string; areaId: string; theme: string; closedOn: string; seq: number };
/** Whose something is that is there, and where: by it an organisation's own area is known. */
type RunRow = { _id: string; orgIds: string[]; areaId: string; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const areaSchema = new mongoose.Schema(
  { _id: String, tells: Boolean, done: String, districts: [String], seq: Number },
  { ...options, collection: "mapCellAreas" },
)
  .index({ tells: 1, done: 1 })
  .index({ districts: 1 });
const closedSchema = new mongoose.Schema(
  { _id: String, areaId: String, theme: String, closedOn: String, seq: Number },
  { ...options, collection: "mapCellClosed" },
).index({ areaId: 1, theme: 1 });
const runSchema = new mongoose.Schema(
  { _id: String, orgIds: [String], areaId: String, seq: Number },
  { ...options, collection: "mapCellRuns" },
).index({ orgIds: 1 });

const atATime = 100;
const mostClosed = 500;

/** Which areas have numbers and up to when, what was closed in them, and where organisations are; all of it follows from the rooms. */
export async function openCellViews(database: Database) {
  for (const [name, schema] of [
    ["MapCellArea", areaSchema],
    ["MapCellClosed", closedSchema],
    ["MapCellRun", runSchema],
  ] as const) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const areas = database.collection<AreaRow>("mapCellAreas");
  const closed = database.collection<ClosedRow>("mapCellClosed");
  const runs = database.collection<RunRow>("mapCellRuns");
  type Written<S> = { state: S; roomId: RoomId; seq: number };

  const writes: MapWrites = {
    async writeArea({ state: { area, numbers }, roomId, seq }: Written<AreaState>) {
      if (!area) return;
      const row = { tells: tellsNumbers(area), districts: [...area.districts], seq };
      await areas
        .updateOne(
          { _id: subjectOf(roomId), seq: { $lt: seq } },
          { $set: row, $setOnInsert: { done: numbers?.weekOf ?? "" } },
          { upsert: true },
        )
        .catch(laterIsThere);
    },
    async writeGap({ state: { status, closure, details }, roomId, seq }: Written<GapState>) {
      const addressed = status === "closed" && closure?.reason === "addressed" && details;
      const row = addressed
        ? { areaId: details.areaId as string, theme: details.theme as string, closedOn: dayInLondon(closure.at), seq }
        : { areaId: "", theme: "", closedOn: "", seq };
      await closed.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    async writeAsset({ state: { claims, details }, roomId, seq }: Written<AssetState>) {
      const orgIds = Object.values(claims).flatMap((claim) => (claim?.status === "held" ? [claim.org.orgId as string] : []));
      const row = { orgIds, areaId: details?.areaId ?? "", seq };
      await runs.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
  };
  return {
    ...writes,
    /** Whether numbers are told of an area; undefined where there is none. */
    async tellsOf(areaId: AreaId): Promise<boolean | undefined> {
      return (await areas.findOne({ _id: areaId }, { projection: { tells: 1 } }))?.tells;
    },
    /** The area in which a postcode district lies. */
    async areaOf(district: string): Promise<AreaId | undefined> {
      return (await areas.findOne({ districts: district }, { projection: { _id: 1 }, sort: { _id: 1 } }))?._id as AreaId | undefined;
    },
    /** The area of something that an organisation runs. */
    async areaOfOrg(orgId: OrgId): Promise<AreaId | undefined> {
      return (await runs.findOne({ orgIds: orgId }, { projection: { areaId: 1 }, sort: { _id: 1 } }))?.areaId as AreaId | undefined;
    },
    /** Areas whose numbers of this week are still to be published. */
    async toPublish(weekOf: string): Promise<AreaId[]> {
      const found = await areas
        .find({ tells: true, done: { $lt: weekOf } }, { projection: { _id: 1 } })
        .limit(atATime)
        .toArray();
      return found.map(({ _id }) => _id as AreaId);
    },
    /** All that follows from a week's numbers in an area is done. */
    async published(areaId: AreaId, weekOf: string): Promise<void> {
      await areas.updateOne({ _id: areaId }, { $max: { done: weekOf } });
    },
    /** What was closed as addressed in a cell, and since when. */
    async closedIn(areaId: AreaId, theme: Theme): Promise<{ gapId: GapId; closedOn: string }[]> {
      const found = await closed.find({ areaId, theme }).limit(mostClosed).toArray();
      return found.map(({ _id, closedOn }) => ({ gapId: _id as GapId, closedOn }));
    },
    async drop(): Promise<void> {
      await Promise.all([areas.deleteMany({}), closed.deleteMany({}), runs.deleteMany({})]);
    },
  };
}

export type CellViews = Awaited<ReturnType<typeof openCellViews>>;
