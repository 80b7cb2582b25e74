import type { AssetId, EventId, GapId, PersonId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { atWallInLondon } from "@linkwork/shared/kernel/london.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { most } from "@linkwork/shared/map/rules.ts";
import { isPublic } from "@linkwork/shared/map/rules-asset.ts";
import { dueToAsk } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { MapWrites } from "./slice.ts";
import type { MapAsks } from "./slice-facts.ts";

/**
 * What the rooms of the map ask of each other. `by`: who added it, where it is on the map or was; `links`: what is to address a gap; `revised`: who has changed it; `due`: when something
 * follows by the clock, null where nothing will.
 */
type Row = { _id: RoomId; by: string | null; links: string[]; revised: string[]; due: Date | null; seq: number };
/** The pins that a person moved far in the last hour. */
type Moves = { _id: string; moves: { id: string; at: Date }[] };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const rowSchema = new mongoose.Schema(
  { _id: String, by: String, links: [String], revised: [String], due: Date, seq: Number },
  { ...options, collection: "mapRooms" },
)
  .index({ by: 1 }, { sparse: true })
  .index({ links: 1 })
  .index({ revised: 1 })
  .index({ due: 1 });
const moveSchema = new mongoose.Schema(
  { _id: String, moves: [{ _id: false, id: String, at: Date }] },
  { ...options, collection: "mapMoves" },
);

const atATime = 100;
const mostLinked = 200;
const mostRevised = 1_000;
const anHour = 3600_000;
const aDay = 24 * anHour;

/** The first instant in London after the day that was announced. */
const dueToClose = ({ status, closing }: Pick<AssetState, "status" | "closing">): Date | null =>
  status === "closing" && closing ? new Date(atWallInLondon(Date.parse(`${closing.closesOn}T00:00:00Z`) + aDay)) : null;
const dateOf = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

/** What rooms of the map look up of others, and what is due in them. */
export async function openMapRooms(database: Database) {
  for (const [name, schema] of [
    ["MapRoom", rowSchema],
    ["MapMoves", moveSchema],
  ] as const) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const rows = database.collection<Row>("mapRooms");
  const moved = database.collection<Moves>("mapMoves");
  const write = async (roomId: RoomId, row: Omit<Row, "_id">): Promise<void> => {
    await rows.updateOne({ _id: roomId, seq: { $lt: row.seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
  };

  const writes: MapWrites = {
    writeAsset: ({ state, roomId, seq }) =>
      write(roomId, {
        by: isPublic.some((status) => status === state.status) ? (state.by?.personId ?? null) : null,
        ...{ links: [], revised: state.revisers.map(({ personId }) => personId), due: dueToClose(state), seq },
      }),
    writeGap: ({ state, roomId, seq }) =>
      write(roomId, {
        ...{ by: null, revised: [], due: dateOf(dueToAsk(state)), seq },
        links: state.links.map(({ to }) => (to.kind === "project" ? to.projectId : to.assetId)),
      }),
    writeArea: async () => undefined,
  };
  const asks: MapAsks = {
    async acceptedBy(personId: PersonId) {
      return (await rows.findOne({ by: personId }, { projection: { _id: 1 } })) !== null;
    },
    async gapsLinkedTo(id: AssetId | ProjectId): Promise<GapId[]> {
      const found = await rows
        .find({ links: id }, { projection: { _id: 1 } })
        .limit(mostLinked)
        .toArray();
      return found.map(({ _id }) => subjectOf(_id) as GapId);
    },
    async takeMove(personId: PersonId, { id, now }: { id: EventId; now: string }) {
      const since = new Date(Date.parse(now) - anHour);
      await moved.updateOne({ _id: personId }, { $pull: { moves: { at: { $lt: since } } } }, { upsert: true }).catch(laterIsThere);
      const free = { _id: personId, "moves.id": { $ne: id }, [`moves.${most.farMoves - 1}`]: { $exists: false } };
      const { modifiedCount } = await moved.updateOne(free, { $push: { moves: { id, at: new Date(now) } } });
      return modifiedCount === 1 || (await moved.findOne({ _id: personId, "moves.id": id }, { projection: { _id: 1 } })) !== null;
    },
  };
  return {
    ...writes,
    ...asks,
    /** What somebody has changed something of. */
    async revisedBy(personId: PersonId): Promise<RoomId[]> {
      const found = await rows
        .find({ revised: personId }, { projection: { _id: 1 } })
        .limit(mostRevised)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    /** Rooms in which something follows by the clock. */
    async due(now: number): Promise<RoomId[]> {
      const found = await rows
        .find({ due: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ due: 1 })
        .limit(atATime)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    /** It was looked at: as it stands, this is when to look again. */
    async looked(roomId: RoomId, { asset, gap }: { asset?: AssetState; gap?: GapState }): Promise<void> {
      const due = asset ? dueToClose(asset) : gap ? dateOf(dueToAsk(gap)) : null;
      await rows.updateOne({ _id: roomId, seq: { $lte: asset?.head ?? gap?.head ?? 0 } }, { $set: { due } });
    },
    async drop(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type MapRooms = Awaited<ReturnType<typeof openMapRooms>>;
