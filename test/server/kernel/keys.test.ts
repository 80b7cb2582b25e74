import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { type Holder, type Keys, openKeys, unlessGone } from "../../../apps/server/src/kernel/keys.ts";
import { sealWith } from "../../../apps/server/src/kernel/seal.ts";
import { freshDatabaseName } from "../../kit/engine.ts";
import { nobody } from "../../kit/given.ts";

const masterKey = createSecretKey(randomBytes(32));
let data: Database;
let store: Database;
let keys: Keys;
beforeAll(async () => {
  data = await connectDatabase(inject("engineUri"), freshDatabaseName());
  store = data.useDb(`${data.name}-keys`);
  keys = await openKeys({ database: store, masterKey });
});
afterAll(() => disconnectDatabase(data));

const [lead, hub, cafe] = [newId<OrgId>(1), newId<OrgId>(2), newId<OrgId>(3)];
const all = { seq: 1, at: "" };
const holder = (orgId: OrgId, change: Partial<Holder> = {}): Holder => ({
  holder: orgId,
  part: `part of ${orgId}`,
  yes: "the first",
  from: all,
  ...change,
});
const atOf = async (seq: number) => `2026-01-${String(seq).padStart(2, "0")}`;
const hold = (room: string, seq: number, ...holders: Holder[]) => keys.hold({ room, seq, holders, atOf });
const bits = (key: KeyObject): string => key.export().toString("hex");
/** Which epochs an organisation opens, asked of a node that has nothing in memory. */
async function opens(room: string, orgId: OrgId): Promise<number[]> {
  const fresh = await openKeys({ database: store, masterKey });
  const held = await fresh.heldBy(room, orgId).catch(() => undefined);
  for (const [n, key] of held?.keys ?? []) expect(bits(key), "each wrap opens to the key itself").toBe(bits(await fresh.keyOf(room, n)));
  return [...(held?.keys.keys() ?? [])];
}
/** A room with three epochs that begin at events 1, 10 and 20; all three organisations were in from the start. */
async function aRoom(): Promise<string> {
  const room = caseRoom(nobody());
  for (const [n, since] of [
    [1, 1],
    [2, 10],
    [3, 20],
  ] as const)
    await keys.keyOf(room, n, { since, holders: [] });
  await hold(room, 20, holder(lead), holder(hub), holder(cafe));
  return room;
}

describe("N8. keys wrapped for each organisation", () => {
  test("a new key is wrapped for the house and for those who are in, each opening to the same key", async () => {
    const room = caseRoom(nobody());
    await keys.keyOf(room, 1, { since: 1, holders: [holder(lead), holder(hub)] });
    expect(await opens(room, lead)).toEqual([1]);
    expect(await opens(room, hub)).toEqual([1]);
    expect(await opens(room, cafe)).toEqual([]);
  });

  test("who is removed holds nothing more, of no epoch, and gets nothing of the next; the others go on", async () => {
    const room = await aRoom();
    expect(await opens(room, hub)).toEqual([1, 2, 3]);
    await hold(room, 21, holder(lead), holder(cafe));
    await keys.keyOf(room, 4, { since: 22, holders: [holder(lead), holder(cafe)] });
    expect(await opens(room, hub)).toEqual([]);
    for (const stays of [lead, cafe]) expect(await opens(room, stays)).toEqual([1, 2, 3, 4]);
  });

  test("what comes late gives nothing back: neither an older decision, nor a new key for those who were in when it was decided", async () => {
    const room = await aRoom();
    await hold(room, 25, holder(lead));
    await hold(room, 24, holder(lead), holder(hub));
    expect(await opens(room, hub)).toEqual([]);
    await keys.keyOf(room, 4, { since: 26, holders: [holder(lead), holder(hub)] });
    expect(await opens(room, hub)).toEqual([]);
  });

  test("by the same part and the same yes nobody gets keys a second time, whatever is decided later; by a new part they do", async () => {
    const room = await aRoom();
    await hold(room, 21, holder(lead));
    await hold(room, 40, holder(lead), holder(hub));
    expect(await opens(room, hub)).toEqual([]);
    await hold(room, 41, holder(lead), holder(hub, { part: "another", yes: "the second" }));
    expect(await opens(room, hub)).toEqual([1, 2, 3]);
  });

  test("a renewed yes in the same part goes on without a gap", async () => {
    const room = await aRoom();
    await hold(room, 21, holder(lead), holder(hub, { yes: "the second" }));
    expect(await opens(room, hub)).toEqual([1, 2, 3]);
    await hold(room, 22, holder(lead), holder(hub, { yes: "the second" }));
    expect(await opens(room, hub)).toEqual([1, 2, 3]);
  });

  test("a part that is over ends by every yes that it was ever held by: a copy of the log from before a renewal gives none of them back", async () => {
    const room = await aRoom();
    await hold(room, 21, holder(lead), holder(hub, { yes: "the second" }));
    await hold(room, 22, holder(lead));
    for (const yes of ["the first", "the second"]) {
      await hold(room, 30, holder(lead), holder(hub, { yes }));
      expect(await opens(room, hub), yes).toEqual([]);
    }
  });

  test("a key that is made for a new part forgets nothing of the one before: what was not destroyed yet ends all the same", async () => {
    const room = await aRoom();
    // a node that died in between: the next key is made before the removal has reached the keys
    const back = holder(hub, { part: "back", yes: "anew", from: { seq: 25, at: "" } });
    await keys.keyOf(room, 4, { since: 30, holders: [holder(lead), back] });
    await hold(room, 30, holder(lead), back);
    expect(await opens(room, hub)).toEqual([3, 4]);
    await hold(room, 31, holder(lead));
    await hold(room, 40, holder(lead), holder(hub));
    expect(await opens(room, hub)).toEqual([]);
  });

  const histories: [string, Holder["from"], number[]][] = [
    ["all of it", all, [1, 2, 3]],
    ["from the first event of an epoch", { seq: 10, at: "" }, [2, 3]],
    ["from inside an epoch", { seq: 15, at: "" }, [2, 3]],
    ["from now", { seq: 20, at: "" }, [3]],
    ["from a day in the middle of an epoch", { seq: 1, at: "2026-01-12" }, [2, 3]],
    ["from a day after everything", { seq: 1, at: "2026-02-01" }, [3]],
  ];
  for (const [title, from, epochs] of histories)
    test(`who comes back gets the epochs that they may read: ${title}`, async () => {
      const room = await aRoom();
      await hold(room, 21, holder(lead));
      await hold(room, 22, holder(lead), holder(hub, { part: "back", yes: "anew", from }));
      expect(await opens(room, hub)).toEqual(epochs);
    });

  test("who is paused keeps what they have and gets nothing new; once it goes on they have all of it", async () => {
    const room = await aRoom();
    await hold(room, 21, holder(lead), holder(hub, { from: null }));
    await keys.keyOf(room, 4, { since: 22, holders: [holder(lead), holder(hub, { from: null })] });
    expect(await opens(room, hub)).toEqual([1, 2, 3]);
    await hold(room, 30, holder(lead), holder(hub));
    expect(await opens(room, hub)).toEqual([1, 2, 3, 4]);
  });

  test("many decisions at once, in any order: the newest one stands", async () => {
    const room = await aRoom();
    const steps = Array.from({ length: 30 }, (_, i) => 30 + i).sort(() => Math.random() - 0.5);
    await Promise.all(steps.map((seq) => hold(room, seq, holder(lead), ...(seq === 59 ? [] : [holder(hub)]))));
    expect(await opens(room, hub)).toEqual([]);
    expect(await opens(room, lead)).toEqual([1, 2, 3]);
  });

  test("two nodes that make the same key at once have one key", async () => {
    const room = caseRoom(nobody());
    const nodes = await Promise.all(Array.from({ length: 8 }, () => openKeys({ database: store, masterKey })));
    const made = await Promise.all(nodes.map((node) => node.keyOf(room, 1, { since: 1, holders: [holder(lead)] })));
    expect(new Set(made.map(bits)).size).toBe(1);
    expect(await opens(room, lead)).toEqual([1]);
  });

  test("a node that has unwrapped a key doesn't go on with it once it knows of a decision", async () => {
    const room = await aRoom();
    const other = await openKeys({ database: store, masterKey });
    await other.keyFor(room, 3, hub);
    other.decided(room, 21);
    // the wrap is still there: it opens, and is not kept
    await other.keyFor(room, 3, hub);
    await hold(room, 21, holder(lead));
    await expect(other.keyFor(room, 3, hub)).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("I16. what is destroyed stays destroyed", () => {
  test("no key of the room opens for anybody, and none is ever made there again", async () => {
    const room = await aRoom();
    const gone = await keys.destroy(room, new Date(0));
    expect(gone.epochs.map(({ n, wraps }) => [n, wraps])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    for (const node of [keys, await openKeys({ database: store, masterKey })]) {
      expect(await node.look(room)).toBe(true);
      for (const n of [1, 2, 3, 4]) {
        expect(node.atHand(room, n)).toBeUndefined();
        await expect(node.keyOf(room, n, { since: 1, holders: [holder(lead)] })).rejects.toMatchObject({ code: "NotFound" });
        await expect(node.keyFor(room, n, lead)).rejects.toMatchObject({ code: "NotFound" });
      }
    }
    await hold(room, 99, holder(lead));
    expect(await opens(room, lead)).toEqual([]);
    // done again after a crash, it says the same
    expect(await keys.destroy(room, new Date(9))).toEqual(gone);
    const [doc] = await store.collection<{ _id: string }>("keys").find({ _id: room }).toArray();
    expect(JSON.stringify(doc)).not.toMatch(/house|wrapped/);
  });

  test("also in the memory of a node that had them and didn't hear of it: the next time that it reads the room they are gone", async () => {
    const room = await aRoom();
    const other = await openKeys({ database: store, masterKey });
    await other.keyOf(room, 1);
    await keys.destroy(room, new Date(0));
    expect(await other.look(room)).toBe(true);
    expect(other.atHand(room, 1)).toBeUndefined();
    await expect(other.keyOf(room, 1)).rejects.toMatchObject({ code: "NotFound" });
  });

  test("a room that had no key gets none afterwards", async () => {
    const room = caseRoom(nobody());
    await keys.destroy(room, new Date(0));
    await expect(keys.keyOf(room, 1, { since: 1, holders: [] })).rejects.toMatchObject({ code: "NotFound" });
  });
});

test("only what isn't there is gone: what asks to be tried again, or breaks, is tried again", () => {
  expect(unlessGone(refuse("NotFound"))).toBeUndefined();
  expect(() => unlessGone(refuse("Busy"))).toThrow(Refusal);
  expect(() => unlessGone(refuse("Unavailable"))).toThrow(Refusal);
  expect(() => unlessGone(new Error("no connection"))).toThrow("no connection");
});

describe("keys that lay beside the data before", () => {
  const old = () => data.collection<{ _id: string; wrapped: Buffer }>("roomKeys");
  const asBefore = (room: string, n: number, key: Buffer) => ({
    _id: `${room}/${n}`,
    wrapped: sealWith(masterKey, key, Buffer.from(`${room}/${n}`)),
  });
  const sinceOf = async (_room: string, n: number) => (n === 1 ? 1 : 10);

  test("are taken over whole, also when it is cut short, and lie beside the data no more", async () => {
    const room = caseRoom(nobody());
    const made = [1, 2].map((n) => ({ n, key: randomBytes(32) }));
    await old().insertMany(made.map(({ n, key }) => asBefore(room, n, key)));
    await Promise.all([keys.takeOver(data, sinceOf), keys.takeOver(data, sinceOf)]);
    // a node that was cut short had copied, and not yet thrown away
    await old().insertOne(asBefore(room, 1, made[0]?.key ?? randomBytes(32)));
    await keys.takeOver(data, sinceOf);
    expect(await old().countDocuments({})).toBe(0);
    for (const { n, key } of made) expect(bits(await keys.keyOf(room, n))).toBe(key.toString("hex"));
    expect(await keys.moved()).toContain(room);
    await hold(room, 20, holder(lead), holder(hub, { from: { seq: 12, at: "" } }));
    expect(await keys.moved()).not.toContain(room);
    expect([await opens(room, lead), await opens(room, hub)]).toEqual([[1, 2], [2]]);
  });

  test("of a room that was erased meanwhile don't come back with an older copy of the data", async () => {
    const room = caseRoom(nobody());
    await keys.destroy(room, new Date(0));
    await old().insertOne(asBefore(room, 1, randomBytes(32)));
    await keys.takeOver(data, sinceOf);
    expect(await old().countDocuments({})).toBe(0);
    await expect(keys.keyOf(room, 1)).rejects.toMatchObject({ code: "NotFound" });
  });
});
