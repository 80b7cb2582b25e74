import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Whose it is, from which case; what is in it lies sealed in its pieces. */
type Row = { _id: string; orgId: string; caseId: string; pieces: number };
type Piece = { _id: string; exportId: string; body: mongoose.mongo.Binary | Buffer };
const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const schema = new mongoose.Schema(
  { _id: String, orgId: String, caseId: String, pieces: Number },
  { ...options, collection: "exports" },
).index({
  caseId: 1,
});
const pieceSchema = new mongoose.Schema({ _id: String, exportId: String, body: Buffer }, { ...options, collection: "exportPieces" }).index({
  exportId: 1,
});

/** What waits to be handed over. No view: it can't be made anew from the log once it was opened, and is not to be. */
export async function openExportViews(database: Database) {
  for (const model of [database.model("Export", schema), database.model("ExportPiece", pieceSchema)]) {
    await model.createCollection();
    await model.createIndexes();
  }
  const rows = database.collection<Row>("exports");
  const pieces = database.collection<Piece>("exportPieces");
  return {
    /** Puts it by; the same again when it was put by before. The row comes last: with it all of it is there. */
    async keep({
      exportId,
      orgId,
      caseId,
      sealed,
    }: {
      exportId: string;
      orgId: OrgId;
      caseId: CaseId;
      sealed: readonly Buffer[];
    }): Promise<void> {
      for (const [n, body] of sealed.entries())
        await pieces
          .updateOne({ _id: `${exportId}/${n}` }, { $set: { exportId, body: new mongoose.mongo.Binary(body) } }, { upsert: true })
          .catch(laterIsThere);
      const row = { orgId, caseId, pieces: sealed.length };
      await rows.updateOne({ _id: exportId }, { $setOnInsert: row }, { upsert: true }).catch(laterIsThere);
    },
    isKept: async (exportId: string): Promise<boolean> => (await rows.findOne({ _id: exportId }, { projection: { _id: 1 } })) !== null,
    /** The sealed pieces, in their order, and which case they are from; undefined for what isn't there. */
    async read(exportId: string): Promise<{ caseId: CaseId; sealed: Buffer[] } | undefined> {
      const row = await rows.findOne({ _id: exportId });
      if (!row) return undefined;
      const sealed: Buffer[] = [];
      for (let n = 0; n < row.pieces; n++) {
        const piece = await pieces.findOne({ _id: `${exportId}/${n}` });
        if (!piece) return undefined;
        sealed.push(Buffer.isBuffer(piece.body) ? piece.body : Buffer.from(piece.body.buffer));
      }
      return { caseId: row.caseId as CaseId, sealed };
    },
    async all(filter: { caseId?: CaseId } = {}): Promise<{ exportId: string; orgId: OrgId }[]> {
      const found = await rows.find(filter, { projection: { orgId: 1 } }).toArray();
      return found.map(({ _id, orgId }) => ({ exportId: _id, orgId: orgId as OrgId }));
    },
    async drop(exportId: string): Promise<void> {
      await pieces.deleteMany({ exportId });
      await rows.deleteOne({ _id: exportId });
    },
  };
}

export type ExportViews = Awaited<ReturnType<typeof openExportViews>>;
