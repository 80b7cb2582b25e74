import type { AreaId, AssetId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import { type AssetShown, assetShown } from "./present.ts";
import { nameOf } from "./present-merged.ts";
import { nowhere } from "./present-place.ts";
import type { MapWrites } from "./slice.ts";

/** What outsiders are shown of something that is there, whenever they look: what depends on the day, or on how areas are drawn, is worked out when it is handed out. */
export type Handed = Pick<
  AssetShown,
  "assetId" | "status" | "words" | "into" | "details" | "place" | "verified" | "runBy" | "source" | "modifiedAt"
> & {
  closing: Pick<NonNullable<AssetShown["closing"]>, "closesOn" | "reason"> | null;
  /** null where nobody is told where it is */
  areaId: AreaId | null;
};
/** A copy of what is public, and by what of it is sought; of what is hidden, held or gone only the number after which it was, and since when it is public no more. */
type Doc = { _id: AssetId; seq: number; shown: Handed | null; postcode: string | null; cell: string | null; gone?: string | null };

const schema = new mongoose.Schema(
  { _id: String },
  { strict: false, autoIndex: false, autoCreate: false, versionKey: false, collection: "mapFeed" },
)
  .index({ "shown.runBy.orgId": 1 }, { sparse: true })
  .index({ postcode: 1 }, { sparse: true })
  .index({ cell: 1 }, { sparse: true })
  .index({ gone: 1 }, { sparse: true });

/** Cells of about two hundred metres. */
const cellOf = ({ lon, lat }: Point, east = 0, north = 0): string => `${Math.floor(lon * 250) + east}:${Math.floor(lat * 500) + north}`;
const around = [-1, 0, 1];
const cellsAround = (point: Point): string[] => around.flatMap((east) => around.map((north) => cellOf(point, east, north)));

/** By the one projection of outsiders: what it leaves out can't be handed out. */
function handedOf(state: AssetState): Handed | null {
  const shown = assetShown(state, "outsider", { now: state.modifiedAt, area: () => undefined });
  if (!shown) return null;
  const { assetId, status, words, into, details, place, verified, runBy, source, modifiedAt, closing } = shown;
  return {
    ...{ assetId, status, words, into, details, place, verified, runBy, source, modifiedAt },
    closing: closing && { closesOn: closing.closesOn, reason: closing.reason },
    areaId: place.precision === "hidden" ? null : (state.details?.areaId ?? null),
  };
}

/** Copies that were made before it was so hold more of what is told of elsewhere. */
const asHanded = (shown: Handed): Handed =>
  shown.status !== "merged"
    ? shown
    : { ...shown, details: nameOf(shown.details), place: nowhere, areaId: null, closing: null, runBy: [], source: null };
/** So many are followed from one to the next. */
const mostLed = 10;

/** Something that may be the same as what comes in: what it is called, where it is, and from which source. */
export type Alike = { assetId: AssetId; name: string; at: Point | null; postcode: string; system: string | null };
/** Hours of which it is open: on a day, from and until times on the wall. */
export type OpenAt = { day?: string | undefined; from?: string | undefined; until?: string | undefined };

/** Copies of what outsiders see, for whoever harvests the directory. Grants nothing: it holds nothing that isn't public. */
export async function openFeedViews(database: Database) {
  const model = database.model<unknown>("MapFeed", schema as mongoose.Schema);
  await model.createCollection();
  await model.createIndexes();
  const docs = database.collection<Doc>("mapFeed");
  return {
    async writeAsset({ state, roomId, seq }: { state: AssetState; roomId: RoomId; seq: number }): Promise<void> {
      const assetId = subjectOf(roomId) as AssetId;
      const shown = handedOf(state);
      const at = shown?.place.at;
      const gone = shown === null && state.goneAt !== "" ? state.goneAt : null;
      const row = { seq, shown, postcode: shown?.place.postcode || null, cell: at ? cellOf(at) : null, gone };
      await docs.updateOne({ _id: assetId, seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    /** Copies by their ids, in that order; those that are public no more are left out. */
    async these(assetIds: readonly AssetId[]): Promise<Handed[]> {
      const found = await docs.find({ _id: { $in: [...assetIds] } }, { projection: { shown: 1 } }).toArray();
      const by = new Map(found.map(({ _id, shown }) => [_id, shown]));
      return assetIds.flatMap((assetId) => {
        const shown = by.get(assetId);
        return shown ? asHanded(shown) : [];
      });
    },
    async one(assetId: AssetId): Promise<Handed | undefined> {
      const shown = (await docs.findOne({ _id: assetId }, { projection: { shown: 1 } }))?.shown;
      return shown ? asHanded(shown) : undefined;
    },
    /** What was public and isn't any more, each with the instant since when; of one alone, or of all since then. */
    async gone(of: { assetId: AssetId } | { since: string }): Promise<Map<AssetId, string>> {
      const filter = "assetId" in of ? { _id: of.assetId } : { gone: { $gte: of.since } };
      const found = await docs.find(filter, { projection: { gone: 1 } }).toArray();
      return new Map(found.flatMap(({ _id, gone }) => (gone ? [[_id, gone] as const] : [])));
    },
    /** Whether something is public, and all that it leads to. */
    async leadsOn(assetId: AssetId): Promise<boolean> {
      let at = assetId;
      for (let n = 0; n < mostLed; n++) {
        const shown = (await docs.findOne({ _id: at }, { projection: { "shown.into": 1 } }))?.shown;
        if (!shown) return false;
        if (!shown.into) return true;
        at = shown.into;
      }
      return false;
    },
    /** What an organisation runs, or what is open then. */
    async idsWhere({ orgId, open }: { orgId?: OrgId | undefined; open?: OpenAt | undefined }): Promise<Set<AssetId>> {
      const hours = {
        ...(open?.day ? { days: open.day } : {}),
        ...(open?.from ? { opens: { $gte: open.from } } : {}),
        ...(open?.until ? { closes: { $lte: open.until } } : {}),
      };
      const filter = {
        ...(orgId ? { "shown.runBy.orgId": orgId } : {}),
        ...(open ? { "shown.details.hours": { $elemMatch: hours } } : {}),
      } as mongoose.mongo.Filter<Doc>;
      const found = await docs.find(filter, { projection: { _id: 1 } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },
    /** The area of something that an organisation runs, where everybody is told where that is. */
    async areaOfOrg(orgId: OrgId): Promise<AreaId | undefined> {
      const filter = { "shown.runBy.orgId": orgId, "shown.areaId": { $ne: null } } as mongoose.mongo.Filter<Doc>;
      return (await docs.findOne(filter, { projection: { "shown.areaId": 1 }, sort: { _id: 1 } }))?.shown?.areaId ?? undefined;
    },
    /** Organisations that run something public, by their names. */
    async organisations(): Promise<{ orgId: OrgId; name: string }[]> {
      const found = await docs.find({ "shown.runBy.0": { $exists: true } }, { projection: { "shown.runBy": 1 } }).toArray();
      const all = new Map(found.flatMap(({ shown }) => (shown?.runBy ?? []).map((org) => [org.orgId, org] as const)));
      return [...all.values()].sort((a, b) => (a.orgId < b.orgId ? -1 : 1));
    },
    /** What lies about there, or has one of these postcodes, and is on the map. */
    async alike(where: { points: readonly Point[]; postcodes: readonly string[] }): Promise<Alike[]> {
      const cells = [...new Set(where.points.flatMap(cellsAround))];
      const filter = { $or: [{ cell: { $in: cells } }, { postcode: { $in: [...where.postcodes] } }] };
      const found = await docs
        .find({ ...filter, "shown.status": { $in: ["live", "closing"] } } as mongoose.mongo.Filter<Doc>, {
          projection: { "shown.details.name": 1, "shown.place": 1, "shown.source": 1 },
        })
        .toArray();
      return found.flatMap(({ _id, shown }) =>
        shown
          ? [
              {
                ...{ assetId: _id, name: shown.details.name, at: shown.place.at },
                ...{ postcode: shown.place.postcode, system: shown.source?.system ?? null },
              },
            ]
          : [],
      );
    },
    async drop(): Promise<void> {
      await docs.deleteMany({});
    },
  };
}

export type FeedViews = Awaited<ReturnType<typeof openFeedViews>>;

/** What is handed out is written before the rows by which it is found: nobody finds what can't be handed out yet, and keeps an answer without it. */
export const writtenOut = <M extends Pick<MapWrites, "writeAsset">>(feed: FeedViews, map: M): M => ({
  ...map,
  async writeAsset(written) {
    await feed.writeAsset(written);
    await map.writeAsset(written);
  },
});
