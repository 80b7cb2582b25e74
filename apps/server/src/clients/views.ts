import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { ClientId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { NumberTag } from "./views-numbers.ts";

/** `tags`: the numbers by which they are found, one tag for each organisation and number; never a number itself. */
type ClientIndex = { _id: string; orgs: string[]; tags?: string[]; seq: number };
const schema = new mongoose.Schema(
  { _id: String, orgs: [String], tags: [String], seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "clientIndex" },
)
  .index({ orgs: 1 })
  .index({ tags: 1 });

/** How many people of an organisation's are given at a time. */
export const pageOfClients = 1_000;

/** Which organisation knows which clients. Names and numbers stay sealed in the rooms. */
export async function openClientViews(database: Database, tagOf: NumberTag) {
  const model = database.model("ClientIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const clients = database.collection<ClientIndex>("clientIndex");
  return {
    async write({ state, roomId, seq }: { state: ClientState; roomId: RoomId; seq: number }): Promise<void> {
      const tags = (state.identity?.numbers ?? []).flatMap((digits) => state.leadOrgs.map((orgId) => tagOf(orgId, digits)));
      await clients
        .updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: { orgs: [...state.leadOrgs], tags, seq } }, { upsert: true })
        .catch(laterIsThere);
    },
    /** So many at a time, the newest first, from one on; `next` to ask on with where there may be more. */
    async clientsOf(orgId: OrgId, after?: ClientId): Promise<{ ids: ClientId[]; next?: ClientId }> {
      const docs = await clients
        .find({ orgs: orgId, ...(after ? { _id: { $lt: after } } : {}) }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(pageOfClients)
        .toArray();
      const ids = docs.map((d) => d._id as ClientId);
      const last = ids.at(-1);
      return last && ids.length === pageOfClients ? { ids, next: last } : { ids };
    },
    async forget(clientId: ClientId): Promise<void> {
      await clients.deleteOne({ _id: clientId });
    },
    /** Whom this organisation knows under exactly this number. Grants nothing: each is judged on the room itself. */
    async withNumber(orgId: OrgId, digits: string): Promise<ClientId[]> {
      const docs = await clients
        .find({ tags: tagOf(orgId, digits) }, { projection: { _id: 1 } })
        .limit(10)
        .toArray();
      return docs.map((d) => d._id as ClientId);
    },
    async drop(): Promise<void> {
      await clients.deleteMany({});
    },
  };
}

export type ClientViews = Awaited<ReturnType<typeof openClientViews>>;
