import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** `ends`: when the first of its signed agreements runs out of which nobody was told; none where there is none. `poster`: the hash of the newest poster's code. */
type Row = OrgCard & { _id: string; seq: number; ends?: string; poster?: string };
const schema = new mongoose.Schema(
  { _id: String, orgId: String, name: String, sector: String, phone: String, about: String, seq: Number, ends: String, poster: String },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "organisations" },
)
  .index({ ends: 1 })
  .index({ poster: 1 });

/** The directory of organisations: names that anybody who is signed in may know. */
export async function openOrgViews(database: Database) {
  const model = database.model("Organisation", schema);
  await model.createCollection();
  await model.createIndexes();
  const rows = database.collection<Row>("organisations");
  return {
    async write({ state, seq }: { state: OrgState; seq: number }): Promise<void> {
      if (!state.card) return;
      const [first] = Object.values(state.agreements)
        .flatMap((a) => (a.status === "signed" && !a.lapsed ? [a.validTo] : []))
        .sort();
      const known = { ...(first === undefined ? {} : { ends: first }), ...(state.poster?.hash ? { poster: state.poster.hash } : {}) };
      const none = "" as const;
      const gone = { ...("ends" in known ? {} : { ends: none }), ...("poster" in known ? {} : { poster: none }) };
      await rows
        .updateOne(
          { _id: state.card.orgId, seq: { $lt: seq } },
          { $set: { ...state.card, seq, ...known }, ...(Object.keys(gone).length > 0 ? { $unset: gone } : {}) },
          { upsert: true },
        )
        .catch(laterIsThere);
    },
    async all(): Promise<OrgCard[]> {
      const docs = await rows.find({}).sort({ name: 1 }).limit(1000).toArray();
      return docs.map(({ orgId, name, sector, phone, about }) => ({ orgId, name, sector, phone, about }));
    },
    /** The panel whose newest poster has the code with this hash; whether it holds is its room's to say. */
    async byPoster(poster: string): Promise<OrgId | undefined> {
      return (await rows.findOne({ poster }, { projection: { _id: 1 } }))?._id as OrgId | undefined;
    },
    /** Organisations with an agreement that has run out, of which nobody was told. */
    async lapsedBy(now: string): Promise<OrgId[]> {
      const docs = await rows
        .find({ ends: { $lte: now } }, { projection: { _id: 1 } })
        .limit(1000)
        .toArray();
      return docs.map((d) => d._id as OrgId);
    },
    async drop(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type OrgViews = Awaited<ReturnType<typeof openOrgViews>>;
