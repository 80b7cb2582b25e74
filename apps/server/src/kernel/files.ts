import { createHash, type KeyObject, randomUUID } from "node:crypto";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { FileResult } from "@linkwork/shared/kernel/shapes.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { refusalIn } from "./errors.ts";
import type { Checked, CheckFile } from "./file-check.ts";
import { type Grant, unlessGone } from "./keys.ts";
import { laterIsThere } from "./lanes.ts";
import type { Log } from "./log.ts";
import { openWith, sealWith } from "./seal.ts";

/** Most bytes of a file. */
export const fileLimit = 20 * 1024 * 1024;
/** How much is sealed in one piece, and what sealing adds to it. */
const pieceBytes = 256 * 1024;
const sealBytes = 28;
const dayMs = 24 * 3600_000;
/** How long bytes that no event speaks of are kept: whoever sent them may send the same again. */
const strayAfter = dayMs;
/** How far back strays are looked for: those from before were found by an earlier look. */
const lookBack = 30 * dayMs;

/** Where sealed bytes lie, and under which key. */
type Stored = { bytesId: string; epoch: number };
/** The working row of a file: ids and figures, never a name. */
type Row = {
  _id: string;
  room: RoomId;
  fileId: string;
  personId: PersonId;
  sha256: string;
  size: number;
  at: Date;
  /** what was sent; gone once it was looked at, unless it is what is served */
  sent: Stored;
  result?: FileResult;
  served?: Stored;
};
/** What is known of a file before its bytes. */
export type Upload = Sealing & { fileId: string; personId: PersonId; expected: number };
type ToCheck = Sealing & { fileId: string; name: string; declared: string };
/** The room, and the key of it under which bytes are sealed now. */
type Sealing = { room: RoomId; epoch: number; grant(): Grant };

type Deps = { database: Database; log: Pick<Log, "keys" | "find">; clock: Clock; check: CheckFile; perDay?: number | undefined };

/** Bytes of files: sealed piece by piece under their room's key, in GridFS. Knows no right: the door and the rooms judge. */
export function createFiles({ database, log, clock, check, perDay = 200 * 1024 * 1024 }: Deps) {
  const rows = database.collection<Row>("files");
  const chunks = database.collection<{ files_id: string; n: number; data: Buffer }>("sealedFiles.chunks");
  const { GridFSBucket } = database.base.mongo;
  let bucket: InstanceType<typeof GridFSBucket> | undefined;
  const store = () => {
    if (!database.db) throw new Error("the database is not connected");
    bucket ??= new GridFSBucket(database.db, {
      bucketName: "sealedFiles",
      chunkSizeBytes: pieceBytes + sealBytes,
      writeConcern: { w: "majority", journal: true },
    });
    return bucket;
  };
  const idOf = (room: RoomId, fileId: string): string => `${room}/${fileId}`;
  /** A piece opens only in its room, under its key, in its file, at its place, and the last one only as the last. */
  const aadOf = (room: RoomId, { bytesId, epoch }: Stored, n: number, last: boolean): Buffer =>
    Buffer.from(`file|${room}|${epoch}|${bytesId}|${n}|${last}`);

  /** The pieces first: whatever breaks off, what says that they are there is still found. */
  async function drop({ bytesId }: Pick<Stored, "bytesId">): Promise<void> {
    await chunks.deleteMany({ files_id: bytesId });
    await store()
      .delete(bytesId as never)
      .catch((error: unknown) => {
        if (refusalIn(error)) throw error;
      });
  }

  /** Seals what comes into the store; nothing of it stays if that breaks off. */
  async function put(
    _id: string,
    { room, epoch, grant }: Sealing,
    source: AsyncIterable<Buffer>,
  ): Promise<Stored & { size: number; sha256: string }> {
    const stored = { bytesId: randomUUID(), epoch };
    const key = await log.keys.keyOf(room, epoch, grant());
    const out = store().openUploadStreamWithId(stored.bytesId as never, _id);
    const failed = new Promise<never>((_, reject) => out.once("error", reject));
    failed.catch(() => undefined);
    const hash = createHash("sha256");
    let size = 0;
    let n = 0;
    try {
      for await (const { piece, last } of pieces(source, pieceBytes)) {
        size += piece.length;
        if (size > fileLimit) throw refuse("FileTooLarge", { most: fileLimit });
        if (size === 0) throw refuse("FileEmpty");
        hash.update(piece);
        const taken = new Promise<void>((resolve, reject) =>
          out.write(sealWith(key, piece, aadOf(room, stored, n++, last)), (error) => (error ? reject(error) : resolve())),
        );
        await Promise.race([taken, failed]);
      }
      const ended = new Promise<void>((resolve) => out.end(() => resolve()));
      await Promise.race([ended, failed]);
      return { ...stored, size, sha256: hash.digest("hex") };
    } catch (error) {
      await out.abort().catch(() => undefined);
      throw error;
    }
  }

  /** One at a time: a cursor would hold 16 MB for each reader, and so would the engine. */
  async function* chunksOf(bytesId: string): AsyncGenerator<Buffer> {
    for (let n = 0; ; n++) {
      const chunk = await chunks.findOne({ files_id: bytesId, n }, { promoteBuffers: true });
      if (!chunk) return;
      yield chunk.data;
    }
  }

  const keyTo = (room: RoomId, { epoch }: Stored, reader?: OrgId): Promise<KeyObject> =>
    reader ? log.keys.keyFor(room, epoch, reader) : log.keys.keyOf(room, epoch);

  async function* read(room: RoomId, stored: Stored, key: KeyObject): AsyncGenerator<Buffer> {
    let n = 0;
    for await (const { piece, last } of pieces(chunksOf(stored.bytesId), pieceBytes + sealBytes))
      yield openWith(key, piece, aadOf(room, stored, n++, last));
  }

  async function look(asked: ToCheck, { sent }: Row): Promise<Checked & { bytes?: Buffer }> {
    let bytes: Buffer;
    try {
      bytes = await all(read(asked.room, sent, await keyTo(asked.room, sent)));
    } catch (error) {
      // the database may answer later; what doesn't open will never open
      if (refusalIn(error)) throw error;
      return { outcome: "unreadable", reason: "broken" };
    }
    return { ...(await check(bytes, asked)), bytes };
  }

  async function finish(asked: ToCheck): Promise<FileResult> {
    const _id = idOf(asked.room, asked.fileId);
    const row = await rows.findOne({ _id });
    if (!row) return { outcome: "unreadable", reason: "broken" };
    if (row.result) return row.result;
    const { anew, bytes, ...result } = await look(asked, row);
    // who came in after a change of keys couldn't open what was sent before it
    const again = anew ?? (row.sent.epoch === asked.epoch ? undefined : bytes);
    const served = result.outcome !== "clean" ? undefined : again ? await put(_id, asked, once(again)) : row.sent;
    const set = { result, ...(served ? { served: { bytesId: served.bytesId, epoch: served.epoch } } : {}) };
    const { modifiedCount } = await rows.updateOne({ _id, result: { $exists: false } }, { $set: set });
    if (modifiedCount === 0) {
      // another node was first: its word stands
      if (served && again) await drop(served);
      return (await rows.findOne({ _id }))?.result ?? result;
    }
    if (served !== row.sent) await drop(row.sent);
    return result;
  }

  /** Refuses what is more than somebody may send in a day, beside the same file when it is sent again. */
  async function withinTheDay(personId: PersonId, _id: string, size: number): Promise<void> {
    const since = new Date(clock.now() - dayMs);
    const today = await rows.find({ _id: { $ne: _id }, personId, at: { $gt: since } }, { projection: { size: 1 } }).toArray();
    if (today.reduce((sum, row) => sum + row.size, size) > perDay) throw refuse("FilesToday");
  }

  const looking = new Map<string, Promise<FileResult>>();
  return {
    /** Takes a file in, to be looked at later. The same id and bytes again are the same file; other bytes under the id are refused. */
    async take(
      { fileId, personId, expected, ...sealing }: Upload,
      source: AsyncIterable<Buffer>,
    ): Promise<{ size: number; sha256: string }> {
      const { room } = sealing;
      const _id = idOf(room, fileId);
      await withinTheDay(personId, _id, Math.max(1, expected));
      // the id of something else that was said here
      if (!(await rows.findOne({ _id }, { projection: { _id: 1 } })) && (await log.find(room, fileId as never)))
        throw refuse("IdReused", { field: "id" });
      const { size, sha256, ...sent } = await put(_id, sealing, source);
      // others that were begun with it are there by now, and it may not have said how long it is
      await withinTheDay(personId, _id, size).catch(async (error: unknown) => {
        await drop(sent);
        throw error;
      });
      const row = { room, fileId, personId, sha256, size, at: new Date(clock.now()), sent };
      const { upsertedCount } = await rows.updateOne({ _id }, { $setOnInsert: row }, { upsert: true }).catch((error: unknown) => {
        laterIsThere(error);
        return { upsertedCount: 0 };
      });
      if (upsertedCount > 0) return { size, sha256 };
      await drop(sent);
      const held = await rows.findOne({ _id });
      if (held?.sha256 !== sha256 || held.personId !== personId) throw refuse("IdReused", { field: "id" });
      return { size, sha256 };
    },
    /** Takes back what the room refused. */
    async forget(room: RoomId, fileId: string): Promise<void> {
      if (await log.find(room, fileId as never)) return;
      const row = await rows.findOneAndDelete({ _id: idOf(room, fileId) });
      if (row) await drop(row.sent);
    },
    /** Throws a file away for good: the message that carried it was taken out. */
    async erase(room: RoomId, fileId: string): Promise<void> {
      const filename = idOf(room, fileId);
      await rows.deleteOne({ _id: filename });
      // by their name, not by the row: this may be done again after it broke off in between
      for await (const { _id } of store().find({ filename })) await drop({ bytesId: String(_id) });
    },
    /** Throws away every byte of these rooms, and that they were there. */
    async eraseRooms(rooms: readonly RoomId[]): Promise<void> {
      for (const room of rooms) {
        const range = { $gt: `${room}/`, $lt: `${room}0` };
        for await (const { _id } of store().find({ filename: range })) await drop({ bytesId: String(_id) });
        await rows.deleteMany({ _id: range });
      }
    },
    /** Looks at a file, once however often it is asked, and says what became of it. Rejects while that can't be known. */
    check(asked: ToCheck): Promise<FileResult> {
      const _id = idOf(asked.room, asked.fileId);
      const under = looking.get(_id) ?? finish(asked).finally(() => looking.delete(_id));
      looking.set(_id, under);
      return under;
    },
    /** The bytes to serve, piece by piece, opened with the key of the organisation that they are for; undefined for what is not to be served. */
    async open(room: RoomId, fileId: string, reader: OrgId | undefined): Promise<AsyncGenerator<Buffer> | undefined> {
      const row = await rows.findOne({ _id: idOf(room, fileId) });
      return row?.served && read(room, row.served, await keyTo(room, row.served, reader));
    },
    /** Throws away what a crash left over, and says how much: bytes that came without their event, or that nobody is to have any more. */
    async tidy(): Promise<number> {
      const [old, seen] = [strayAfter, strayAfter + lookBack].map((ms) => new Date(clock.now() - ms)) as [Date, Date];
      const waiting = { result: { $exists: false }, at: { $lt: old } } as const;
      for await (const { _id, room, fileId } of rows.find(waiting, { projection: { room: 1, fileId: 1 } }))
        if (!(await log.find(room, fileId as never).catch(unlessGone))) await rows.deleteOne({ _id });
      let gone = 0;
      for await (const { _id, filename } of store().find({ uploadDate: { $lt: old, $gt: seen } })) {
        const row = await rows.findOne({ _id: filename });
        const bytesId = String(_id);
        // once it was looked at, what was sent is to go, also where the node died before it could throw it away
        if ((row?.result ? row.served : row?.sent)?.bytesId === bytesId) continue;
        await drop({ bytesId });
        gone++;
      }
      return gone;
    },
    /** Indexes, before the first use. */
    async prepare(): Promise<void> {
      await rows.createIndex({ personId: 1, at: 1 });
    },
  };
}

export type Files = ReturnType<typeof createFiles>;

/** Cuts a stream into pieces of one size; only the last may be shorter, and it says that it is the last. */
async function* pieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    length += chunk.length;
    // held back while it might be the last
    if (length <= size) continue;
    let joined = Buffer.concat(waiting);
    for (; joined.length > size; joined = joined.subarray(size)) yield { piece: joined.subarray(0, size), last: false };
    waiting = [joined];
    length = joined.length;
  }
  yield { piece: Buffer.concat(waiting), last: true };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
