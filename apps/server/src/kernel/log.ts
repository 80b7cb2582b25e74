import { hash as digestOf, type KeyObject, randomFillSync } from "node:crypto";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, HolderId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import mongoose, { type Connection } from "mongoose";
import { createChain, type Struck } from "./chain.ts";
import { aadOf, type Bytes, bytes, type CommitDoc, chain, idKey, idOf, placeOf, roomKey } from "./commit.ts";
import { type Grant, type Holder, type Keys, unlessGone } from "./keys.ts";
import { createLanes, createLooks, isDuplicate, laterIsThere } from "./lanes.ts";
import { openWith, sealWith } from "./seal.ts";

/**
 * An event as it is stored: `print` is the fingerprint of actor and command, by which a replay is told from a reused id; `struck` the number of the event
 * that took its words out; `epoch`, of its key, once it is durable.
 */
export type StoredEvent = AnyEvent & { readonly print: string; readonly struck?: number; epoch?: number };
/** Where a room's log ends: always the end of a commit. */
export type Head = { readonly seq: number; readonly hash: string };
export const noHead: Head = { seq: 0, hash: "" };
/** An event as it will lie in a body, with its digest. */
export type Written = { readonly event: StoredEvent; readonly text: string; readonly digest: Buffer };
/** The events of a room that become durable together. */
export type Commit = { readonly written: readonly Written[]; readonly prev: Head; readonly due: boolean };

/** A room's state after a head, of the shape that the code of today folds. */
type Snapshot = { room: RoomId; head: Head; epoch: number; grant: Grant; state: unknown; shape: number };
/** `make` says what the commit is once its turn has come; `grant` for whom a key is wrapped that isn't there yet. */
type Append = { room: RoomId; epoch: number; grant(): Grant; make(): Commit | undefined };

/** Which events of some commits, and for whom. */
type Between = { after?: number; before?: number; reader: HolderId | undefined };

type SnapshotDoc = { _id: string; shape: number; seq: number; hash: string; epoch: number; body: Bytes };

/** Most events in one commit, and most characters of text in those before the last one of it. */
export const commitLimit = 128;
export const commitLength = 128 * 1024;

/** Another commit took this place. Look the ids up, fold it, decide again. */
export class Lost extends Error {
  override name = "Lost";
}

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

type Opening = { connection: Connection; keys: Keys; node: string; struck?: Struck };
/** Everything that people do, once, in order. The only file that knows how events are stored. Its keys also seal what is too large for an event. */
export async function openLog({ connection, keys, node, struck = () => false }: Opening) {
  const model = connection.model("Commit", commitSchema);
  for (const each of [model, connection.model("Snapshot", snapshotSchema)]) await each.createCollection();
  await model.createIndexes();
  const commits = connection.collection<CommitDoc>("commits");
  const snapshots = connection.collection<SnapshotDoc>("snapshots");
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

  /** By the house's key, or by the wrap of the organisation that it is read for. */
  async function opened(doc: CommitDoc, reader?: HolderId): Promise<(StoredEvent & { salt: string })[]> {
    const key = await (reader ? keys.keyFor(doc.room, doc.epoch, reader) : keys.keyOf(doc.room, doc.epoch));
    return JSON.parse(openWith(key, bytes(doc.body), placeOf(doc)).toString("utf8"));
  }

  const unsealed = async (doc: CommitDoc, reader?: HolderId): Promise<StoredEvent[]> =>
    (await opened(doc, reader)).map(({ salt: _salt, ...event }) => ({ ...event, epoch: doc.epoch }));

  /** Whole commits that hold anything after `seq`, oldest first. */
  const after = (room: RoomId, seq: number, limit: number) =>
    commits
      .find({ _id: { $gt: idOf(room, Math.max(0, seq - (commitLimit - 1))), $lt: `${room}0` } })
      .sort({ _id: 1 })
      .limit(limit);

  /** The events of commits, in their order, whose numbers lie between two others. */
  const between = async (docs: readonly CommitDoc[], { after = 0, before = Number.POSITIVE_INFINITY, reader }: Between) => {
    const wanted = docs.filter((d) => d.seq + d.n - 1 > after);
    // what was written before an organisation's time isn't there for it
    const first = reader && wanted[0] ? (await keys.heldBy(wanted[0].room, reader)).first : 0;
    const opened = await Promise.all(wanted.filter((d) => d.epoch >= first).map((d) => unsealed(d, reader)));
    return opened.flat().filter((e) => e.seq > after && e.seq < before);
  };

  /** Events after `seq`, oldest first, and the head they end at; `commitsAtMost` bounds the page. For the house, or for one organisation. */
  async function read(room: RoomId, seq: number, commitsAtMost = 10_000, reader?: HolderId) {
    const docs = await after(room, seq, commitsAtMost).toArray();
    const last = docs.at(-1);
    const head: Head | undefined = last && { seq: last.seq + last.n - 1, hash: last.hash };
    return { events: await between(docs, { after: seq, reader }), head };
  }

  const looks = createLooks((_id) => commits.find({ _id }, { projection: { _id: 1 } }).toArray());
  /** Whether a commit follows on this head. It can only stand in one place, and one place is found at once where a range is walked. */
  const follows = (room: RoomId, head: number): Promise<boolean> => looks(idOf(room, head + 1));

  /** The last number that is durable, asked of the database; `known` is a head that surely is, so that only what is newer is looked at. */
  async function headSeq(room: RoomId, known = 0): Promise<number> {
    if (!(await follows(room, known))) return known;
    const newer = { _id: { $gt: idOf(room, known), $lt: `${room}0` } };
    const last = await commits.findOne(newer, { projection: { seq: 1, n: 1 }, sort: { _id: -1 } });
    return last ? last.seq + last.n - 1 : known;
  }

  /** The newest events before a number, oldest first, of so many commits at most. */
  async function readBack(room: RoomId, before: number, commitsAtMost: number, reader?: HolderId): Promise<StoredEvent[]> {
    const newest = commits.find({ _id: { $gt: `${room}/`, $lt: idOf(room, before) } }).sort({ _id: -1 });
    return between((await newest.limit(commitsAtMost).toArray()).reverse(), { before, reader });
  }

  /** The event with this number. */
  const at = async (room: RoomId, seq: number): Promise<StoredEvent | undefined> =>
    (await readBack(room, seq + 1, 1)).find((e) => e.seq === seq);

  const effectsDone = async (done: readonly { room: RoomId; seq: number }[]): Promise<void> =>
    void (await commits.updateMany({ _id: { $in: done.map(({ room, seq }) => idOf(room, seq)) } }, { $unset: { due: "" } }));

  return {
    /**
     * Makes a commit durable (majority, journalled) and resolves with the new head. What is in it is asked when the lane's turn has come, as
     * late as can be; undefined then for nothing. Throws `Lost` when its place or one of its ids is taken.
     */
    async append({ room, epoch, grant, make }: Append): Promise<Head | undefined> {
      const key = keys.atHand(room, epoch) ?? (await keys.keyOf(room, epoch, grant()));
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
    at,
    follows,
    headSeq,
    /** The newest kept state of a room, if it has the shape that the code of today folds. */
    async snapshot(room: RoomId, shape: number): Promise<{ head: Head; state: unknown } | undefined> {
      const doc = await snapshots.findOne({ _id: room, shape });
      if (!doc) return undefined;
      const plain = openWith(await keys.keyOf(room, doc.epoch), bytes(doc.body), Buffer.from(`${room}|snapshot|${doc.seq}|${doc.hash}`));
      return { head: { seq: doc.seq, hash: doc.hash }, state: JSON.parse(plain.toString("utf8")) };
    },
    async saveSnapshot({ room, head, epoch, grant, state, shape }: Snapshot): Promise<void> {
      const body = sealWith(
        await keys.keyOf(room, epoch, grant),
        Buffer.from(JSON.stringify(state)),
        Buffer.from(`${room}|snapshot|${head.seq}|${head.hash}`),
      );
      const set = { shape, seq: head.seq, hash: head.hash, epoch, body: new mongoose.mongo.Binary(body) };
      await snapshots
        .updateOne({ _id: room, $or: [{ seq: { $lt: head.seq } }, { shape: { $ne: shape } }] }, { $set: set }, { upsert: true })
        .catch(laterIsThere);
    },
    /** Where a room's chain ends, by what can be read without a key. */
    async end(room: RoomId): Promise<Head> {
      const last = await commits.findOne({ _id: { $gt: `${room}/`, $lt: `${room}0` } }, { sort: { _id: -1 } });
      return last ? { seq: last.seq + last.n - 1, hash: last.hash } : noHead;
    },
    async dropSnapshots(rooms: readonly RoomId[]): Promise<void> {
      await snapshots.deleteMany({ _id: { $in: [...rooms] } });
    },
    /** Commits whose effects nobody has finished yet. Of a room whose keys were destroyed nothing follows any more. */
    async due(limit = 200): Promise<{ room: RoomId; seq: number; events: StoredEvent[] }[]> {
      const docs = await commits.find({ due: true }).sort({ _id: 1 }).limit(limit).toArray();
      const found = docs.map(async (doc) => {
        const room = doc.room as RoomId;
        const events = await unsealed(doc).catch(unlessGone);
        if (!events) await effectsDone([{ room, seq: doc.seq }]);
        return events ? [{ room, seq: doc.seq, events }] : [];
      });
      return (await Promise.all(found)).flat();
    },
    /** Notes of commits that nothing has to follow any more. */
    effectsDone,
    /** The first event under the key of an epoch, or of a later one; the next that will be written, where there is none. */
    sinceOf: async (room: RoomId, epoch: number) =>
      (await commits.findOne({ _id: { $gt: `${room}/`, $lt: `${room}0` }, epoch: { $gte: epoch } }, { sort: { _id: 1 } }))?.seq ??
      (await headSeq(room)) + 1,
    ...createChain({
      walk: (room, seq) => after(room, seq, 1_000_000),
      one: (id) => commits.findOne({ _id: id }),
      opened,
      hashOf: chain,
      digestsOf: (doc) => bytes(doc.digests),
      async reseal(doc, written) {
        const key = await keys.keyOf(doc.room, doc.epoch);
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
    keys,
    /** Lets exactly these organisations hold a room's keys, as it was decided up to event `seq`. */
    async hold(room: RoomId, seq: number, holders: readonly Holder[]): Promise<void> {
      const holding = { room, seq, holders, atOf: async (n: number) => (await at(room, n))?.at ?? "" };
      const follow = await keys.hold(holding);
      // keys that follow a decision which the log doesn't have: it was brought back from a backup, and goes on from here
      if (follow > seq && (await headSeq(room)) < follow) await keys.hold({ ...holding, instead: follow });
    },
  };
}

export type Log = Awaited<ReturnType<typeof openLog>>;
