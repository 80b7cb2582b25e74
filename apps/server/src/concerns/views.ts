import { leadsOf } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { ConcernId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

type ConcernIndex = { _id: string; people: string[]; seq: number };
const schema = new mongoose.Schema(
  { _id: String, people: [String], seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "concernIndex" },
).index({ people: 1 });

/** Who is named in which worry; not what case it is about. Grants nothing: each is judged by the rules on the room itself. */
export async function openConcernViews(database: Database) {
  const model = database.model("ConcernIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const concerns = database.collection<ConcernIndex>("concernIndex");
  return {
    async write({ state, seq }: { state: ConcernState; seq: number }): Promise<void> {
      if (state.concernId === "") return;
      const people = leadsOf(state).map((lead) => lead.personId as string);
      await concerns
        .updateOne({ _id: state.concernId, seq: { $lt: seq } }, { $set: { people, seq } }, { upsert: true })
        .catch(laterIsThere);
    },
    async concernsOf(personId: PersonId): Promise<ConcernId[]> {
      const docs = await concerns
        .find({ people: personId }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(500)
        .toArray();
      return docs.map((d) => d._id as ConcernId);
    },
    async drop(): Promise<void> {
      await concerns.deleteMany({});
    },
  };
}

export type ConcernViews = Awaited<ReturnType<typeof openConcernViews>>;
