import type { RequestsState } from "@linkwork/shared/cases/requests.ts";
import { openRequest } from "@linkwork/shared/cases/rules-requests.ts";
import type { CaseId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

type RequestIndex = { _id: string; org: string; open: boolean; seq: number };
const schema = new mongoose.Schema(
  { _id: String, org: String, open: Boolean, seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "requestIndex" },
).index({ org: 1, open: 1 });

/** In which cases of an organisation a person's request for a copy waits. Grants nothing: each is judged on the case itself. */
export async function openRequestViews(database: Database) {
  const model = database.model("RequestIndex", schema);
  await model.createCollection();
  await model.createIndexes();
  const requests = database.collection<RequestIndex>("requestIndex");
  return {
    async write({ state, roomId, seq }: { state: RequestsState; roomId: RoomId; seq: number }): Promise<void> {
      await requests
        .updateOne(
          { _id: subjectOf(roomId), seq: { $lt: seq } },
          { $set: { org: state.leadOrg, open: openRequest(state) !== undefined, seq } },
          { upsert: true },
        )
        .catch(laterIsThere);
    },
    async openOf(orgId: OrgId): Promise<CaseId[]> {
      const docs = await requests
        .find({ org: orgId, open: true }, { projection: { _id: 1 } })
        .limit(500)
        .toArray();
      return docs.map((doc) => doc._id as CaseId);
    },
    async forget(caseId: CaseId): Promise<void> {
      await requests.deleteOne({ _id: caseId });
    },
    async drop(): Promise<void> {
      await requests.deleteMany({});
    },
  };
}
export type RequestViews = Awaited<ReturnType<typeof openRequestViews>>;
