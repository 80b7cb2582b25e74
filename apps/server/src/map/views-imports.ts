import { createSecretKey, type KeyObject } from "node:crypto";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import type {
  Counts,
  ImportChoices,
  ImportFormat,
  ImportRow,
  ImportStatus,
  Outcome,
  ResultRow,
} from "@linkwork/shared/map/schema-import.ts";
import { noCounts, Outcome as Outcomes } from "@linkwork/shared/map/schema-import.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import { openWith, sealWith } from "../kernel/seal.ts";
import { derivedKey } from "../kernel/secrets.ts";

type Binary = mongoose.mongo.Binary;
export type Fault = NonNullable<ImportRow["fault"]>;
/** An import as it stands. `next`: the first row that nobody has done yet; `lease`: which node does them, and until when it says so. */
export type ImportDoc = {
  _id: string;
  orgId: OrgId;
  personId: PersonId;
  byName: string;
  name: string;
  status: ImportStatus;
  format: ImportFormat | null;
  url: string | null;
  pieces: number;
  rows: number;
  next: number;
  counts: Counts;
  choices: ImportChoices | null;
  warnings: string[];
  fault: Fault | null;
  at: Date;
  endedAt: Date | null;
  lease: { node: string; until: Date } | null;
};
/** What became of a row; what it is called, and what it looks like, lies sealed: what was turned down may be anything. */
type RowDoc = { _id: string; importId: string; n: number; outcome: Outcome; sealed: Binary };
type PieceDoc = { _id: string; importId: string; body: Binary };

const settings = { strict: false, autoIndex: false, autoCreate: false, versionKey: false as const };
const schemas = {
  MapImport: new mongoose.Schema({ _id: String }, { ...settings, collection: "mapImports" })
    .index({ orgId: 1, at: -1 })
    .index({ status: 1, at: 1 }),
  MapImportRow: new mongoose.Schema({ _id: String }, { ...settings, collection: "mapImportRows" })
    .index({ importId: 1, outcome: 1, n: 1 })
    .index({ importId: 1, n: 1 }),
  MapImportPiece: new mongoose.Schema({ _id: String }, { ...settings, collection: "mapImportPieces" }).index({ importId: 1 }),
};
const pieceBytes = 4 * 1024 * 1024;
const mostListed = 100;
/** How long something waits to be begun, in milliseconds. */
const keptFor = 14 * 24 * 3600_000;
const resultPage = 200;
const binary = (bytes: Buffer): Binary => new mongoose.mongo.Binary(bytes);
const bytesOf = (body: Binary | Buffer): Buffer => (Buffer.isBuffer(body) ? body : Buffer.from(body.buffer));
const rowId = (importId: string, n: number): string => `${importId}/${n}`;

/** The imports of the directory, what came in for them, and what became of each row. No view: it can't be made anew from the log. */
export async function openImports(database: Database, masterKey: KeyObject) {
  for (const [name, schema] of Object.entries(schemas)) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const imports = database.collection<ImportDoc>("mapImports");
  const rows = database.collection<RowDoc>("mapImportRows");
  const pieces = database.collection<PieceDoc>("mapImportPieces");
  const key = createSecretKey(derivedKey(masterKey, "imports of the map"));
  const seal = (bytes: Buffer, place: string): Binary => binary(sealWith(key, bytes, Buffer.from(place)));
  const open = (body: Binary | Buffer, place: string): Buffer => openWith(key, bytesOf(body), Buffer.from(place));

  async function keepPieces(importId: string, bytes: Buffer): Promise<number> {
    let n = 0;
    for (let at = 0; at < bytes.length; at += pieceBytes, n++) {
      const place = rowId(importId, n);
      const body = seal(bytes.subarray(at, at + pieceBytes), place);
      await pieces.updateOne({ _id: place }, { $set: { importId, body } }, { upsert: true }).catch(laterIsThere);
    }
    return n;
  }
  const shown = (doc: ImportDoc): ImportRow => {
    const { _id: importId, name, status, format, fault, choices, rows: all, counts, warnings, byName, at, endedAt } = doc;
    return {
      ...{ importId, name, status, format, fault, choices, rows: all, counts, warnings, byName },
      at: at.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    };
  };
  type New = Pick<ImportDoc, "orgId" | "personId" | "byName" | "name" | "url" | "warnings"> & {
    id: string;
    now: number;
    format: ImportFormat | null;
  };
  const fresh = ({ id, now, ...more }: New, with_: Pick<ImportDoc, "status" | "pieces">): ImportDoc => ({
    ...{ _id: id, ...more, ...with_, rows: 0, next: 0, counts: noCounts, choices: null, fault: null },
    ...{ at: new Date(now), endedAt: null, lease: null },
  });

  return {
    shown,
    /** Something came in; the same id once more is the same import. */
    async keep(made: New, bytes: Buffer): Promise<ImportDoc | undefined> {
      const known = await imports.findOne({ _id: made.id });
      if (known) return known.orgId === made.orgId && known.personId === made.personId ? known : undefined;
      const doc = fresh(made, { status: "ready", pieces: await keepPieces(made.id, bytes) });
      // the row comes last: with it all of it is there
      await imports.updateOne({ _id: doc._id }, { $setOnInsert: doc }, { upsert: true }).catch(laterIsThere);
      return doc;
    },
    /** A feed is to be fetched. */
    async keepFeed(made: New): Promise<ImportDoc | undefined> {
      const doc = fresh(made, { status: "fetching", pieces: 0 });
      await imports.updateOne({ _id: doc._id }, { $setOnInsert: doc }, { upsert: true }).catch(laterIsThere);
      const known = await imports.findOne({ _id: made.id });
      return known?.orgId === made.orgId && known.personId === made.personId ? known : undefined;
    },
    async fetched(importId: string, bytes: Buffer, warnings: readonly string[]): Promise<void> {
      const kept = await keepPieces(importId, bytes);
      await imports.updateOne(
        { _id: importId, status: "fetching" },
        { $set: { status: "ready", pieces: kept, warnings: [...warnings], lease: null } },
      );
    },
    async bytes({ _id, pieces: count }: ImportDoc): Promise<Buffer> {
      const all: Buffer[] = [];
      for (let n = 0; n < count; n++) {
        const place = rowId(_id, n);
        const piece = await pieces.findOne({ _id: place });
        if (piece) all.push(open(piece.body, place));
      }
      return Buffer.concat(all);
    },
    one: (importId: string): Promise<ImportDoc | null> => imports.findOne({ _id: importId }),
    /** Imports of an organisation, the newest first. */
    async of(orgId: OrgId): Promise<ImportRow[]> {
      return (await imports.find({ orgId }).sort({ at: -1 }).limit(mostListed).toArray()).map(shown);
    },
    /** It is begun: from now on it waits for its turn. False where it was begun before. */
    async begin(
      importId: string,
      { choices, total, format }: { choices: ImportChoices; total: number; format: ImportFormat },
    ): Promise<boolean> {
      const { modifiedCount } = await imports.updateOne(
        { _id: importId, status: "ready" },
        { $set: { status: "waiting", choices, rows: total, format } },
      );
      return modifiedCount === 1;
    },
    /** The oldest that waits, or whose node has gone; one at a time in the whole house, so that of two of one file the second finds what the first has made. */
    async claim(node: string, now: number, forMs: number): Promise<ImportDoc | undefined> {
      const under = await imports
        .find({ status: { $in: ["fetching", "running", "waiting"] } })
        .sort({ at: 1 })
        .limit(20)
        .toArray();
      const running = under.filter(({ status }) => status === "running");
      const next = running[0] ?? under[0];
      const free = (doc: ImportDoc): boolean => !doc.lease || doc.lease.node === node || doc.lease.until.getTime() <= now;
      if (!next || !free(next)) return undefined;
      const status = next.status === "waiting" ? "running" : next.status;
      const { modifiedCount } = await imports.updateOne(
        { _id: next._id, status: next.status, lease: next.lease },
        { $set: { status, lease: { node, until: new Date(now + forMs) } } },
      );
      if (modifiedCount !== 1) return undefined;
      // two nodes may have taken different ones at one moment: the older one goes on, the other waits again
      const others = await imports.find({ status: "running", _id: { $ne: next._id } }).toArray();
      if (status === "running" && others.some(({ at, _id }) => at < next.at || (at.getTime() === next.at.getTime() && _id < next._id))) {
        await imports.updateOne({ _id: next._id, next: next.next }, { $set: { status: next.status, lease: null } });
        return undefined;
      }
      return { ...next, status };
    },
    /** Rows that are done. False where another node has taken the import over: then nothing of it counts. */
    async done(doc: ImportDoc, results: readonly ResultRow[], step: { node: string; until: number }): Promise<ImportDoc | undefined> {
      for (const { n, outcome, ...more } of results) {
        const place = rowId(doc._id, n);
        const sealed = seal(Buffer.from(JSON.stringify(more)), place);
        await rows
          .updateOne({ _id: place }, { $setOnInsert: { importId: doc._id, n, outcome, sealed } }, { upsert: true })
          .catch(laterIsThere);
      }
      const next = doc.next + results.length;
      const counts = { ...doc.counts };
      for (const { outcome } of results) counts[outcome]++;
      const { modifiedCount } = await imports.updateOne(
        { _id: doc._id, next: doc.next, "lease.node": step.node },
        { $set: { next, counts, "lease.until": new Date(step.until) } },
      );
      return modifiedCount === 1 ? { ...doc, next, counts } : undefined;
    },
    async end(importId: string, { now, fault }: { now: number; fault?: Fault }): Promise<void> {
      const status = fault ? "failed" : "done";
      await imports.updateOne({ _id: importId }, { $set: { status, endedAt: new Date(now), lease: null, fault: fault ?? null } });
      // what came in was read: only what became of it is kept
      await pieces.deleteMany({ importId });
    },
    /** What nobody began within two weeks is let go, with all that is in it. */
    async tidy(now: number): Promise<void> {
      const old = await imports.find({ status: "ready", at: { $lt: new Date(now - keptFor) } }, { projection: { _id: 1 } }).toArray();
      for (const { _id } of old) {
        await imports.deleteOne({ _id, status: "ready" });
        await pieces.deleteMany({ importId: _id });
      }
    },
    /** What was found of rows that a node did before it went. */
    async known(importId: string, from: number, to: number): Promise<Map<number, ResultRow>> {
      const found = await rows.find({ importId, n: { $gte: from, $lte: to } }).toArray();
      return new Map(found.map((row) => [row.n, rowOf(row)]));
    },
    async results(
      { importId, outcome, after }: { importId: string; outcome?: Outcome | undefined; after: number },
      limit = resultPage,
    ): Promise<ResultRow[]> {
      const filter = { importId, n: { $gt: after }, ...(outcome ? { outcome } : { outcome: { $in: [...Outcomes.options] } }) };
      return (await rows.find(filter).sort({ n: 1 }).limit(limit).toArray()).map(rowOf);
    },
  };

  function rowOf({ _id, n, outcome, sealed }: RowDoc): ResultRow {
    const more = JSON.parse(open(sealed, _id).toString("utf8")) as Omit<ResultRow, "n" | "outcome">;
    return { n, outcome, ...more };
  }
}

export type Imports = Awaited<ReturnType<typeof openImports>>;
