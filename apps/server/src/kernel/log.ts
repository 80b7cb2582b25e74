import { hash as digestOf, type KeyObject, randomFillSync } from "node:crypto";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import mongoose, { type Connection } from "mongoose";
import { createChain, type Struck } from "./chain.ts";
import { createLanes, createLooks, isDuplicate, laterIsThere } from "./lanes.ts";
import { createSeal, openWith, sealWith } from "./seal.ts";

/** An event as it is stored: `print` is the fingerprint of actor and command, by which a replay is told from a reused id; `struck` the number of the event that took its words out. */
export type StoredEvent = AnyEvent & { readonly print: string; readonly struck?: number };
/** Where a room's log ends: always the end of a commit. */
export type Head = { readonly seq: number; readonly hash: string };
export const noHead: Head = { seq: 0, hash: "" };
/** An event as it will lie in a body, with its digest. */
export type Written = { readonly event: StoredEvent; readonly text: string; readonly digest: Buffer };
/** The events of a room that become durable together. */
export type Commit = { readonly written: readonly Written[]; readonly prev: Head; readonly due: boolean };

/** A room's state after a head, of the shape that the code of today folds. */
type Snapshot = { room: RoomId; head: Head; epoch: number; state: unknown; shape: number };
/** `make` says what the commit is once its turn has come. */
type Append = { room: RoomId; epoch: number; make(): Commit | undefined };

type Bytes = mongoose.mongo.Binary | Buffer;
type CommitDoc = {
  _id: string;
  room: string;
  seq: number;
  n: number;
  /** a key of room and event id for each event: unique, so an id has one effect in a room, for ever */
  ids: Bytes[];
  /** a salted SHA-256 of each event, one after the other */
  digests: Bytes;
  body: Bytes;
  epoch: number;
  prev: string;
  hash: string;
  node: string;
  due?: boolean;
};
type SnapshotDoc = { _id: string; shape: number; seq: number; hash: string; epoch: number; body: Bytes };

/** Most events in one commit, and most characters of text in those before the last one of it. */
export const commitLimit = 128;
export const commitLength = 128 * 1024;

/** Another commit took this place. Look the ids up, fold it, decide again. */
export class Lost extends Error {
  override name = "Lost";
}

const idOf = (room: string, seq: number): string => `${room}/${String(seq).padStart(10, "0")}`;
const bytes = (b: Bytes): Buffer => (Buffer.isBuffer(b) ? b : Buffer.from(b.buffer));
const aadOf = (room: string, seq: number, n: number, epoch: number, prev: string): Buffer =>
  Buffer.from(`${room}|${seq}|${n}|${epoch}|${prev}`);
const placeOf = (d: CommitDoc): Buffer => aadOf(d.room, d.seq, d.n, d.epoch, d.prev);
const chain = (d: Pick<CommitDoc, "prev" | "room" | "seq" | "n" | "epoch" | "ids" | "digests">): string =>
  digestOf("sha256", Buffer.concat([aadOf(d.room, d.seq, d.n, d.epoch, d.prev), ...d.ids.map(bytes), bytes(d.digests)]));

const roomBytes = 8;
const idBytes = 16;
/** Under which an id is unique in its room: the id, which begins with a time so that the index grows at one end, and a digest of the room. */
function idKey(id: EventId, room: Buffer): Buffer {
  const key = Buffer.allocUnsafe(idBytes + roomBytes);
  key.write(id.replaceAll("-", ""), 0, idBytes, "hex");
  room.copy(key, idBytes, 0, roomBytes);
  return key;
}
const roomKey = (room: RoomId): Buffer => digestOf("sha256", room, "buffer");

const saltPool = Buffer.alloc(16 * 256);
let salted = saltPool.length;
/** Sixteen random bytes: with it the digest of a short text can't be guessed. */
function salt(): string {
  if (salted === saltPool.length) {
    randomFillSync(saltPool);
    salted = 0;
  }
  salted += 16;
  return saltPool.toString("base64url", salted - 16, salted);
}

/** An event as it will lie in a body. */
export function write(event: StoredEvent): Written {
  const text = `${JSON.stringify(event).slice(0, -1)},"salt":"${salt()}"}`;
  return { event, text, digest: digestOf("sha256", text, "buffer") };
}

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const commitSchema = new mongoose.Schema(
  {
    _id: String,
    room: { type: String, required: true },
    seq: Number,
    n: Number,
    ids: [Buffer],
    digests: Buffer,
    body: Buffer,
    epoch: Number,
    prev: String,
    hash: String,
    node: String,
    due: Boolean,
  },
  { ...options, collection: "commits" },
)
  .index({ ids: 1 }, { unique: true })
  .index({ due: 1 }, { sparse: true });
const snapshotSchema = new mongoose.Schema(
  { _id: String, shape: Number, seq: Number, hash: String, epoch: Number, body: Buffer },
  { ...options, collection: "snapshots" },
);
const keySchema = new mongoose.Schema({ _id: String, wrapped: Buffer }, { ...options, collection: "roomKeys" });

type Opening = { connection: Connection; masterKey: KeyObject; node: string; struck?: Struck };
/** Everything that people do, once, in order. The only file that knows how events are stored. */
export async function openLog({ connection, masterKey, node, struck = () => false }: Opening) {
  const models = {
    commits: connection.model("Commit", commitSchema),
    snapshots: connection.model("Snapshot", snapshotSchema),
    keys: connection.model("RoomKey", keySchema),
  };
  for (const model of Object.values(models)) await model.createCollection();
  await models.commits.createIndexes();
  const commits = connection.collection<CommitDoc>("commits");
  const snapshots = connection.collection<SnapshotDoc>("snapshots");
  const keyDocs = connection.collection<{ _id: string; wrapped: mongoose.mongo.Binary }>("roomKeys");
  const seal = createSeal({
    masterKey,
    keys: {
      async load(id) {
        const doc = await keyDocs.findOne({ _id: id });
        return doc ? bytes(doc.wrapped) : undefined;
      },
      async create(id, wrapped) {
        // whoever writes first decides the key; the loser of the race takes that one
        const first = { $setOnInsert: { wrapped: new mongoose.mongo.Binary(wrapped) } };
        const made = await keyDocs.updateOne({ _id: id }, first, { upsert: true }).catch(laterIsThere);
        if (made?.upsertedCount === 1) return wrapped;
        const doc = await keyDocs.findOne({ _id: id });
        if (!doc) throw new Error("a room key was written and is not there");
        return bytes(doc.wrapped);
      },
    },
  });
  const inTurn = createLanes<CommitDoc>({
    count: 2,
    insertOne: (doc) => commits.insertOne(doc),
    insertMany: (docs) => commits.insertMany(docs, { ordered: true }),
  });

  function sealed(room: RoomId, epoch: number, { written, prev, due }: Commit, key: KeyObject): CommitDoc {
    const seq = prev.seq + 1;
    const inRoom = roomKey(room);
    const head = {
      room,
      seq,
      n: written.length,
      ids: written.map((w) => idKey(w.event.id, inRoom)),
      digests: Buffer.concat(written.map((w) => w.digest)),
      epoch,
      prev: prev.hash,
    };
    const body = sealWith(key, Buffer.from(`[${written.map((w) => w.text).join(",")}]`), aadOf(room, seq, head.n, epoch, prev.hash));
    return { _id: idOf(room, seq), ...head, body, hash: chain(head), node, ...(due ? { due } : {}) };
  }

  async function opened(doc: CommitDoc): Promise<(StoredEvent & { salt: string })[]> {
    const key = await seal.keyOf(doc.room as RoomId, doc.epoch);
    return JSON.parse(openWith(key, bytes(doc.body), placeOf(doc)).toString("utf8"));
  }

  const unsealed = async (doc: CommitDoc): Promise<StoredEvent[]> => (await opened(doc)).map(({ salt: _salt, ...event }) => event);

  /** Whole commits that hold anything after `seq`, oldest first. */
  const after = (room: RoomId, seq: number, limit: number) =>
    commits
      .find({ _id: { $gt: idOf(room, Math.max(0, seq - (commitLimit - 1))), $lt: `${room}0` } })
      .sort({ _id: 1 })
      .limit(limit);

  /** The events of commits, in their order, whose numbers lie between two others. */
  const between = async (docs: readonly CommitDoc[], after: number, before = Number.POSITIVE_INFINITY): Promise<StoredEvent[]> =>
    (await Promise.all(docs.filter((d) => d.seq + d.n - 1 > after).map(unsealed))).flat().filter((e) => e.seq > after && e.seq < before);

  /** Events after `seq`, oldest first, and the head they end at; `commitsAtMost` bounds the page. */
  async function read(room: RoomId, seq: number, commitsAtMost = 10_000): Promise<{ events: StoredEvent[]; head: Head | undefined }> {
    const docs = await after(room, seq, commitsAtMost).toArray();
    const last = docs.at(-1);
    return { events: await between(docs, seq), head: last ? { seq: last.seq + last.n - 1, hash: last.hash } : undefined };
  }

  const looks = createLooks((_id) => commits.find({ _id }, { projection: { _id: 1 } }).toArray());
  /** Whether a commit follows on this head. It can only stand in one place, and one place is found at once where a range is walked. */
  const follows = (room: RoomId, head: number): Promise<boolean> => looks(idOf(room, head + 1));

  /** The newest events before a number, oldest first, of so many commits at most. */
  async function readBack(room: RoomId, before: number, commitsAtMost: number): Promise<StoredEvent[]> {
    const newest = commits.find({ _id: { $gt: `${room}/`, $lt: idOf(room, before) } }).sort({ _id: -1 });
    return between((await newest.limit(commitsAtMost).toArray()).reverse(), 0, before);
  }

  return {
    /**
     * Makes a commit durable (majority, journalled) and resolves with the new head. What is in it is asked when the lane's turn has come, as
     * late as can be; undefined then for nothing. Throws `Lost` when its place or one of its ids is taken.
     */
    async append({ room, epoch, make }: Append): Promise<Head | undefined> {
      const key = seal.atHand(room, epoch) ?? (await seal.keyOf(room, epoch, true));
      let doc: CommitDoc | undefined;
      try {
        await inTurn(room, () => {
          const commit = make();
          doc = commit && sealed(room, epoch, commit, key);
          return doc;
        });
      } catch (error) {
        throw isDuplicate(error) ? new Lost("the place was taken") : error;
      }
      return doc && { seq: doc.seq + doc.n - 1, hash: doc.hash };
    },
    read,
    readBack,
    /** The event with this id in this room, if it was ever written. */
    async find(room: RoomId, id: EventId): Promise<StoredEvent | undefined> {
      const doc = await commits.findOne({ ids: idKey(id, roomKey(room)) });
      return doc ? (await unsealed(doc)).find((e) => e.id === id) : undefined;
    },
    /** The event with this number. */
    async at(room: RoomId, seq: number): Promise<StoredEvent | undefined> {
      return (await readBack(room, seq + 1, 1)).find((e) => e.seq === seq);
    },
    follows,
    /** The last number that is durable, asked of the database; `known` is a head that surely is, so that only what is newer is looked at. */
    async headSeq(room: RoomId, known = 0): Promise<number> {
      if (!(await follows(room, known))) return known;
      const newer = { _id: { $gt: idOf(room, known), $lt: `${room}0` } };
      const last = await commits.findOne(newer, { projection: { seq: 1, n: 1 }, sort: { _id: -1 } });
      return last ? last.seq + last.n - 1 : known;
    },
    /** The newest kept state of a room, if it has the shape that the code of today folds. */
    async snapshot(room: RoomId, shape: number): Promise<{ head: Head; state: unknown } | undefined> {
      const doc = await snapshots.findOne({ _id: room, shape });
      if (!doc) return undefined;
      const plain = openWith(await seal.keyOf(room, doc.epoch), bytes(doc.body), Buffer.from(`${room}|snapshot|${doc.seq}|${doc.hash}`));
      return { head: { seq: doc.seq, hash: doc.hash }, state: JSON.parse(plain.toString("utf8")) };
    },
    async saveSnapshot({ room, head, epoch, state, shape }: Snapshot): Promise<void> {
      const body = sealWith(
        await seal.keyOf(room, epoch, true),
        Buffer.from(JSON.stringify(state)),
        Buffer.from(`${room}|snapshot|${head.seq}|${head.hash}`),
      );
      const set = { shape, seq: head.seq, hash: head.hash, epoch, body: new mongoose.mongo.Binary(body) };
      await snapshots
        .updateOne({ _id: room, $or: [{ seq: { $lt: head.seq } }, { shape: { $ne: shape } }] }, { $set: set }, { upsert: true })
        .catch(laterIsThere);
    },
    /** Commits whose effects nobody has finished yet. */
    async due(limit = 200): Promise<{ room: RoomId; seq: number; events: StoredEvent[] }[]> {
      const docs = await commits.find({ due: true }).sort({ _id: 1 }).limit(limit).toArray();
      return Promise.all(docs.map(async (doc) => ({ room: doc.room as RoomId, seq: doc.seq, events: await unsealed(doc) })));
    },
    async effectsDone(room: RoomId, seq: number): Promise<void> {
      await commits.updateOne({ _id: idOf(room, seq) }, { $unset: { due: "" } });
    },
    ...createChain({
      walk: (room, seq) => after(room, seq, 1_000_000),
      one: (id) => commits.findOne({ _id: id }),
      opened,
      hashOf: chain,
      digestsOf: (doc) => bytes(doc.digests),
      async reseal(doc, written) {
        const key = await seal.keyOf(doc.room as RoomId, doc.epoch);
        const body = sealWith(key, Buffer.from(JSON.stringify(written)), placeOf(doc));
        return (await commits.updateOne({ _id: doc._id, body: doc.body }, { $set: { body } })).matchedCount > 0;
      },
      struck,
    }),
    /** All rooms that there are, each with its last number, in one walk (for rebuilding views). */
    async heads(): Promise<Map<RoomId, number>> {
      const last = { $max: { $add: ["$seq", "$n", -1] } };
      const docs = await commits.aggregate<{ _id: RoomId; last: number }>([{ $group: { _id: "$room", last } }]).toArray();
      return new Map(docs.map((doc) => [doc._id, doc.last]));
    },
    /** Commits of other nodes as they become durable. Throws when the stream breaks. */
    watch: () =>
      commits.watch([{ $match: { operationType: "insert", "fullDocument.node": { $ne: node } } }], {
        fullDocument: "default",
        maxAwaitTimeMS: 1000,
      }),
    unsealed,
    /** The key of a room and epoch, for what belongs to the room and is too large for an event. */
    keyOf: seal.keyOf,
  };
}

export type Log = Awaited<ReturnType<typeof openLog>>;
export type { CommitDoc };
