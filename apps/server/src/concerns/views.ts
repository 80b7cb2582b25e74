import { retentionSchedule } from "@linkwork/shared/cases/rules-keeping.ts";
import { leadsOf } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { ConcernId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { concernAccessRoom, concernRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** `closedFrom`: of a closed one, its last entry: from there on it is kept for its time. `destroyOn`: when it is destroyed, where that is planned. */
type ConcernIndex = { _id: string; people: string[]; closedFrom?: Date; destroyOn?: Date; seq: number };
const schema = new mongoose.Schema(
  { _id: String, people: [String], closedFrom: Date, destroyOn: Date, seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "concernIndex" },
)
  .index({ people: 1 })
  .index({ closedFrom: 1 });
/** The least time for which anything is kept, in years: what was closed since needs no look. */
const leastYears = Math.min(...Object.values(retentionSchedule).map(({ years }) => years));

/** Who is named in which worry; not what case it is about. Grants nothing: each is judged by the rules on the room itself. */
export async function openConcernViews(database: Database) {
  const model = database.model("ConcernIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const concerns = database.collection<ConcernIndex>("concernIndex");
  return {
    async write({ state, seq }: { state: ConcernState; seq: number }): Promise<void> {
      if (state.concernId === "") return;
      if (state.status === "destroyed") return void (await concerns.deleteOne({ _id: state.concernId }));
      const people = leadsOf(state).map((lead) => lead.personId as string);
      const closed = state.status === "closed" ? { closedFrom: new Date(state.keptFrom) } : {};
      const planned = state.destroyOn === "" ? {} : { destroyOn: new Date(state.destroyOn) };
      const update = {
        $set: { people, seq, ...closed, ...planned },
        ...(state.destroyOn === "" ? { $unset: { destroyOn: "" as const } } : {}),
      };
      await concerns.updateOne({ _id: state.concernId, seq: { $lt: seq } }, update, { upsert: true }).catch(laterIsThere);
    },
    async concernsOf(personId: PersonId): Promise<ConcernId[]> {
      const docs = await concerns
        .find({ people: personId }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(500)
        .toArray();
      return docs.map((d) => d._id as ConcernId);
    },
    /** Those whose time may be over. Each is judged on the room itself. */
    async due(now: number): Promise<ConcernId[]> {
      const long = new Date(now);
      long.setUTCFullYear(long.getUTCFullYear() - leastYears);
      const docs = await concerns
        .find({ closedFrom: { $lte: long } }, { projection: { _id: 1 } })
        .sort({ closedFrom: 1 })
        .limit(500)
        .toArray();
      return docs.map((d) => d._id as ConcernId);
    },
    /** The logs of every worry: for the house, which keeps where they ended. */
    async logs(): Promise<{ id: ConcernId; talk: RoomId; looks: RoomId }[]> {
      const docs = await concerns.find({}, { projection: { _id: 1 } }).toArray();
      return docs.map(({ _id }) => _id as ConcernId).map((id) => ({ id, talk: concernRoom(id), looks: concernAccessRoom(id) }));
    },
    async drop(): Promise<void> {
      await concerns.deleteMany({});
    },
  };
}

export type ConcernViews = Awaited<ReturnType<typeof openConcernViews>>;
