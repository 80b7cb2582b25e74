import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** How far the erasure of a case is. Grants nothing: the records of the case say what is so. */
type Row = {
  _id: string;
  orgId: string;
  status: "none" | "asked" | "agreed" | "begun" | "done";
  erasureId: string;
  askedBy: string;
  due?: Date;
  at?: Date;
  seq: number;
};
const schema = new mongoose.Schema(
  { _id: String, orgId: String, status: String, erasureId: String, askedBy: String, due: Date, at: Date, seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "erasures" },
)
  .index({ orgId: 1, status: 1 })
  .index({ status: 1, due: 1 });

/** Which cases wait for their erasure, and which were erased, by organisation and by day. */
export async function openErasureViews(database: Database) {
  const model = database.model("Erasure", schema);
  await model.createCollection();
  await model.createIndexes();
  const rows = database.collection<Row>("erasures");
  return {
    async write({ state, roomId, seq }: { state: AccessState; roomId: RoomId; seq: number }): Promise<void> {
      const { erasure, certificate, orgId } = state;
      const under = erasure ?? certificate;
      const set = {
        ...{ orgId, seq, status: erasure?.status ?? (certificate ? ("done" as const) : ("none" as const)) },
        ...{ erasureId: under?.erasureId ?? "", askedBy: under?.askedBy.personId ?? "" },
        ...(erasure?.due ? { due: new Date(erasure.due) } : {}),
        ...(certificate ? { at: new Date(certificate.at) } : {}),
      };
      if (set.orgId === "") return;
      await rows.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: set }, { upsert: true }).catch(laterIsThere);
    },
    /** Those that nobody can stop any more from this moment on. */
    async due(now: number): Promise<{ caseId: CaseId; erasureId: string }[]> {
      const found = await rows
        .find({ status: "agreed", due: { $lte: new Date(now) } })
        .sort({ due: 1 })
        .limit(100)
        .toArray();
      return found.map(({ _id, erasureId }) => ({ caseId: _id as CaseId, erasureId }));
    },
    /** Those on their way in an organisation, and who asked for each. */
    async underWay(orgId: OrgId): Promise<{ caseId: CaseId; askedBy: PersonId }[]> {
      const found = await rows
        .find({ orgId, status: { $in: ["asked", "agreed", "begun"] } })
        .limit(200)
        .toArray();
      return found.map(({ _id, askedBy }) => ({ caseId: _id as CaseId, askedBy: askedBy as PersonId }));
    },
    /** The cases that an organisation has erased, newest first. */
    async doneBy(orgId: OrgId): Promise<CaseId[]> {
      const found = await rows.find({ orgId, status: "done" }).sort({ at: -1 }).limit(500).toArray();
      return found.map(({ _id }) => _id as CaseId);
    },
    /** Every case that was ever erased. */
    async done(): Promise<CaseId[]> {
      return (await rows.find({ status: "done" }, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id as CaseId);
    },
    async drop(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type ErasureViews = Awaited<ReturnType<typeof openErasureViews>>;
