import { createSecretKey, randomBytes } from "node:crypto";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { openKeys } from "../../../apps/server/src/kernel/keys.ts";
import { type Head, type Log, Lost, noHead, openLog, type StoredEvent, write } from "../../../apps/server/src/kernel/log.ts";
import { freshDatabaseName } from "../../kit/engine.ts";
import { nobody } from "../../kit/given.ts";

const canary = "kanarienvogel-7731";
let database: Database;
let keyStore: Database;
let log: Log;
const commits = () => database.collection<{ _id: string; [field: string]: unknown }>("commits");

/** A node of its own on the same store, with this master key or another. */
const openAs = async (node: string, masterKey = createSecretKey(randomBytes(32))): Promise<Log> =>
  openLog({ connection: database.useDb(database.name), keys: await openKeys({ database: keyStore, masterKey }), node });
const grant = () => ({ since: 1, holders: [] });

beforeAll(async () => {
  database = await connectDatabase(inject("engineUri"), freshDatabaseName());
  keyStore = database.useDb(`${database.name}-keys`);
  log = await openAs("one");
});
afterAll(() => disconnectDatabase(database));

const event = (seq: number, text = canary): StoredEvent => ({
  seq,
  id: newId(Date.now()),
  type: "messagePosted",
  at: new Date().toISOString(),
  actor: { personId: nobody(), orgId: nobody() },
  body: { text },
  print: "print",
});
const events = (after: number, n: number): StoredEvent[] => Array.from({ length: n }, (_, i) => event(after + i + 1));
const append = async (room: RoomId, prev: Head, news: readonly StoredEvent[]): Promise<Head> => {
  const head = await log.append({ room, epoch: 1, grant, make: () => ({ written: news.map(write), prev, due: false }) });
  if (!head) throw new Error("nothing was written");
  return head;
};
/** A room with commits of these sizes. */
async function filled(...sizes: number[]): Promise<{ room: RoomId; head: Head }> {
  const room = caseRoom(nobody());
  let head = noHead;
  for (const n of sizes) head = await append(room, head, events(head.seq, n));
  return { room, head };
}

describe("append and read", () => {
  test("numbers go on from commit to commit, and a page may begin inside one", async () => {
    const { room, head } = await filled(1, 3, 64, 2);
    expect(head.seq).toBe(70);
    for (const after of [0, 1, 2, 67, 69, 70]) {
      const page = await log.read(room, after);
      expect(page.events.map((e) => e.seq)).toEqual(Array.from({ length: 70 - after }, (_, i) => after + i + 1));
      expect(page.head).toEqual(head);
    }
    expect(await log.headSeq(room)).toBe(70);
    expect(await log.verify(room)).toBeUndefined();
  });

  test("M9: of two at the same head one wins and the other learns that it lost", async () => {
    const { room, head } = await filled(2);
    const both = await Promise.allSettled([append(room, head, [event(3, "a")]), append(room, head, [event(3, "b")])]);
    expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((r) => r.status === "rejected")?.reason).toBeInstanceOf(Lost);
    expect(await log.headSeq(room)).toBe(3);
    expect(await log.verify(room)).toBeUndefined();
  });

  test("an id is written once in a room, for ever and whatever the place", async () => {
    const { room, head } = await filled(2);
    const [first] = (await log.read(room, 0)).events;
    await expect(append(room, head, [{ ...event(3), id: first?.id ?? newId(0) }])).rejects.toBeInstanceOf(Lost);
    expect(await log.headSeq(room)).toBe(2);
  });

  test("many rooms at once: one that loses takes nobody along", async () => {
    const { room, head } = await filled(1);
    const rooms = Array.from({ length: 40 }, () => caseRoom(nobody()));
    await append(room, head, [event(2)]);
    const all = await Promise.allSettled([
      ...rooms.slice(0, 20).map((r) => append(r, noHead, [event(1)])),
      append(room, head, [event(2)]),
      ...rooms.slice(20).map((r) => append(r, noHead, [event(1)])),
    ]);
    expect(all.filter((r) => r.status === "rejected")).toHaveLength(1);
    for (const r of rooms) expect(await log.headSeq(r)).toBe(1);
  });
});

describe("the chain names what was touched", () => {
  const touched: [string, (room: RoomId) => Promise<unknown>, number][] = [
    [
      "a body with one bit turned",
      async (room) => {
        const doc = await commits().findOne({ _id: `${room}/0000000002` });
        const body = Buffer.from((doc?.body as mongoose.mongo.Binary | undefined)?.buffer ?? []);
        body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
        await commits().updateOne({ _id: `${room}/0000000002` }, { $set: { body: new mongoose.mongo.Binary(body) } });
      },
      2,
    ],
    [
      "a digest",
      (room) => commits().updateOne({ _id: `${room}/0000000002` }, { $set: { digests: new mongoose.mongo.Binary(randomBytes(96)) } }),
      2,
    ],
    [
      "an id",
      (room) => commits().updateOne({ _id: `${room}/0000000002` }, { $set: { "ids.0": new mongoose.mongo.Binary(randomBytes(24)) } }),
      2,
    ],
    ["a hash", (room) => commits().updateOne({ _id: `${room}/0000000002` }, { $set: { hash: "0".repeat(64) } }), 2],
    ["a commit that is gone", (room) => commits().deleteOne({ _id: `${room}/0000000002` }), 5],
    [
      "two commits in each other's place",
      async (room) => {
        const [a, b] = [await commits().findOne({ _id: `${room}/0000000001` }), await commits().findOne({ _id: `${room}/0000000005` })];
        if (!a || !b) throw new Error("two commits");
        await commits().deleteMany({ _id: { $in: [a._id, b._id] } });
        await commits().insertMany([
          { ...a, _id: b._id },
          { ...b, _id: a._id },
        ]);
      },
      5,
    ],
  ];
  for (const [what, touch, at] of touched)
    test(what, async () => {
      const { room } = await filled(1, 3, 1, 2);
      expect(await log.verify(room)).toBeUndefined();
      await touch(room);
      expect(await log.verify(room)).toBe(at);
    });
});

describe("the planted fault", () => {
  test("if a head may stop inside a commit the log forks, and the check catches it", async () => {
    const { room } = await filled(1, 3);
    const inside: Head = { seq: 2, hash: (await log.read(room, 0)).head?.hash ?? "" };
    // the unique place can't help here: nothing is stored under the third event's name
    await append(room, inside, [event(3, "forked")]);
    const { events: all } = await log.read(room, 0);
    expect(all.map((e) => e.seq)).not.toEqual(all.map((_, i) => i + 1));
    expect(await log.verify(room)).toBe(3);
  });
});

describe("sealed", () => {
  test("what was written is in no document in the clear", async () => {
    const { room, head } = await filled(1, 2);
    await log.saveSnapshot({ room, head, epoch: 1, grant: grant(), state: { words: canary }, shape: 1 });
    expect((await log.snapshot(room, 1))?.state).toEqual({ words: canary });
    for (const { name } of await database.listCollections())
      for await (const doc of database.collection(name).find({}))
        expect(Buffer.from(mongoose.mongo.BSON.serialize(doc)).includes(canary), name).toBe(false);
  });

  test("another master key opens nothing", async () => {
    const { room } = await filled(2);
    const thief = await openAs("thief");
    await expect(thief.read(room, 0)).rejects.toThrow();
  });

  test("a body opens only in its own place: moved to another room it stays shut", async () => {
    const [from, to] = [await filled(1), await filled(1)];
    const doc = await commits().findOne({ _id: `${from.room}/0000000001` });
    await commits().updateOne({ _id: `${to.room}/0000000001` }, { $set: { body: doc?.body } });
    await expect(log.read(to.room, 0)).rejects.toThrow();
  });

  test("a room whose key is gone can't be read, and its chain still names the place", async () => {
    const { room } = await filled(1);
    await keyStore.collection<{ _id: string }>("keys").deleteOne({ _id: room });
    const fresh = await openAs("two");
    await expect(fresh.read(room, 0)).rejects.toThrow(/no key/);
  });
});
