import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { ClientId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

type ClientIndex = { _id: string; orgs: string[]; seq: number };
const schema = new mongoose.Schema(
  { _id: String, orgs: [String], seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "clientIndex" },
).index({ orgs: 1 });

/** Which organisation knows which clients. Names stay sealed in the rooms. */
export async function openClientViews(database: Database) {
  const model = database.model("ClientIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const clients = database.collection<ClientIndex>("clientIndex");
  return {
    async write({ state, roomId, seq }: { state: ClientState; roomId: RoomId; seq: number }): Promise<void> {
      await clients
        .updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: { orgs: [...state.leadOrgs], seq } }, { upsert: true })
        .catch(laterIsThere);
    },
    async clientsOf(orgId: OrgId): Promise<ClientId[]> {
      const docs = await clients
        .find({ orgs: orgId }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(500)
        .toArray();
      return docs.map((d) => d._id as ClientId);
    },
    async drop(): Promise<void> {
      await clients.deleteMany({});
    },
  };
}

export type ClientViews = Awaited<ReturnType<typeof openClientViews>>;
