import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

type Row = OrgCard & { _id: string; seq: number };
const schema = new mongoose.Schema(
  { _id: String, orgId: String, name: String, sector: String, phone: String, about: String, seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "organisations" },
);

/** The directory of organisations: names that anybody who is signed in may know. */
export async function openOrgViews(database: Database) {
  await database.model("Organisation", schema).createCollection();
  const rows = database.collection<Row>("organisations");
  return {
    async write({ state, seq }: { state: OrgState; seq: number }): Promise<void> {
      if (!state.card) return;
      await rows
        .updateOne({ _id: state.card.orgId, seq: { $lt: seq } }, { $set: { ...state.card, seq } }, { upsert: true })
        .catch(laterIsThere);
    },
    async all(): Promise<OrgCard[]> {
      const docs = await rows.find({}).sort({ name: 1 }).limit(1000).toArray();
      return docs.map(({ orgId, name, sector, phone, about }) => ({ orgId, name, sector, phone, about }));
    },
    async drop(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type OrgViews = Awaited<ReturnType<typeof openOrgViews>>;
