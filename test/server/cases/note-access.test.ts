import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordedSingly } from "../../../apps/server/src/kernel/refusals.ts";
import { aCase, actorOf, type BuiltCase } from "../../kit/build.ts";
import { eventually, hour } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { withdrawn } from "../../kit/scenes.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const records = async ({ caseId }: BuiltCase) => (await world.app.log.read(accessRoom(caseId), 0)).events as unknown as AccessEvent[];
const of = async (built: BuiltCase, who: { personId: string }) =>
  (await records(built)).filter((e) => e.body.personId === who.personId).map((e) => e.body);

test("caused: a page that was read is on record before it is answered, with ids and numbers and never content", async () => {
  const built = await aCase(world);
  const { tariq } = world.people;
  const page = await (await world.as(tariq)).since(built.roomId, 0);
  const [record] = await of(built, tariq);
  const { personId, orgId } = tariq;
  expect(record).toEqual({ decision: "permit", what: "read", personId, orgId, fromSeq: 1, toSeq: page.events.at(-1)?.seq });
});

test("who asks again and again whether there is more, where no socket can be had, is on record with what they read and not with each asking", async () => {
  const built = await aCase(world);
  const { rhona, tariq } = world.people;
  const client = await world.as(tariq);
  const { head } = await client.since(built.roomId, 0);
  for (let i = 0; i < 5; i++) await client.since(built.roomId, head, "http");
  expect((await of(built, tariq)).map((r) => r.toSeq)).toEqual([head]);
  const { seq } = await (await world.as(rhona)).act(built.roomId, "postMessage", { text: "news" });
  for (let i = 0; i < 3; i++) await client.since(built.roomId, i === 0 ? head : seq, "http");
  expect((await of(built, tariq)).map((r) => [r.fromSeq, r.toSeq])).toEqual([
    [1, head],
    [seq, seq],
  ]);
});

test("caused: a live subscription is two records, opened and closed, with the numbers that it covered", async () => {
  const built = await aCase(world);
  const wire = await (await world.as(world.people.tariq)).again();
  await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  const { seq } = await (await world.as(world.people.rhona)).act(built.roomId, "postMessage", { text: "hello" });
  await wire.frame("the message", (f) => f.name === "events");
  wire.close();
  const closed = await eventually("closed", async () => (await of(built, world.people.tariq)).find((r) => r.what === "closed"));
  expect(closed).toMatchObject({ decision: "permit", fromSeq: seq - 1, toSeq: seq });
  expect((await of(built, world.people.tariq)).map((r) => r.what)).toEqual(["opened", "closed"]);
});

test("caused: who is refused is on record too, for reading and for writing", async () => {
  const built = await aCase(world);
  const otto = await world.as(world.people.otto);
  await otto.call("room.since", { roomId: built.roomId, afterSeq: 0 });
  await otto.attempt(built.roomId, "postMessage", { text: "let me in" });
  const denied = await eventually("two denials", async () => {
    const all = await of(built, world.people.otto);
    return all.length >= 2 ? all : undefined;
  });
  expect(denied.map((r) => [r.decision, r.what])).toEqual([
    ["deny", "read"],
    ["deny", "command"],
  ]);
  expect(JSON.stringify(await records(built))).not.toContain("let me in");
});

test("what one person is refused in one room within an hour gets a record each up to a bound; the rest is counted, and the count becomes one record when the hour is over", async () => {
  const built = await aCase(world);
  const { otto, tess } = world.people;
  const tries = 200;
  const ask = async () => {
    for (let i = 0; i < tries; i++)
      await world.app.rooms.open(actorOf(otto), built.roomId).catch((error: { code: string }) => expect(error.code).toBe("NotFound"));
    await world.app.rooms.settled();
  };
  const denied = async () => (await of(built, otto)).filter((r) => r.decision === "deny");
  const sum = async () => (await denied()).reduce((n, r) => n + (r.times ?? 1), 0);
  await ask();
  expect((await denied()).length).toBe(recordedSingly);
  // somebody else is not counted with them
  await world.app.rooms.open(actorOf(tess), built.roomId).catch(() => undefined);
  await world.app.rooms.settled();
  expect((await of(built, tess)).length).toBe(1);
  await world.app.tidy();
  expect(await sum()).toBe(recordedSingly);

  world.clock.advance(2 * hour);
  await Promise.all([world.app.tidy(), world.app.tidy()]);
  await world.app.tidy();
  const counted = (await denied()).at(-1);
  expect(counted).toMatchObject({ what: "read", times: tries - recordedSingly, since: expect.stringMatching(/:00:00\.000Z$/) });
  expect([await sum(), (await denied()).length]).toEqual([tries, recordedSingly + 1]);
  // the next hour begins anew
  await ask();
  expect((await denied()).length).toBe(2 * recordedSingly + 1);
  expect(await world.app.log.verify(accessRoom(built.caseId))).toBeUndefined();
});

test("a count outlives the node that counted", async () => {
  const built = await aCase(world);
  const { database, masterKey, clock } = world;
  const other = await startNode({ database, masterKey, clock });
  for (let i = 0; i < 2 * recordedSingly; i++) await other.app.rooms.open(actorOf(world.people.otto), built.roomId).catch(() => undefined);
  await other.app.stop();
  clock.advance(2 * hour);
  await world.app.tidy();
  const all = (await of(built, world.people.otto)).reduce((n, r) => n + (r.times ?? 1), 0);
  expect(all).toBe(2 * recordedSingly);
});

test("subscribing again closes what was open: each opening has its end", async () => {
  const built = await aCase(world);
  const wire = await (await world.as(world.people.tariq)).again();
  for (let i = 0; i < 3; i++) await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  wire.close();
  const all = await eventually("three ends", async () => {
    const whats = (await of(built, world.people.tariq)).map((r) => r.what);
    return whats.filter((w) => w === "closed").length === 3 ? whats : undefined;
  });
  expect(all.filter((w) => w === "opened")).toHaveLength(3);
});

test("who could open the room and can't read it any more when the page is there gets none of it, and that is on record", async () => {
  const built = await aCase(world);
  const { tariq } = world.people;
  const room = await world.app.rooms.open(actorOf(tariq), built.roomId);
  await withdrawn(world, built);
  await expect(world.app.rooms.since({ room, afterSeq: 0, limit: 100, what: "read" })).rejects.toMatchObject({ code: "NotFound" });
  await world.app.rooms.settled();
  expect((await of(built, tariq)).map((r) => `${r.decision} ${r.what}`)).toEqual(["deny read"]);
});

test("a page on which nothing is shown, to somebody who is not known to have read what lies before it, says so: its first number lies after its last", async () => {
  const built = await aCase(world);
  const head = await world.app.log.headSeq(built.roomId);
  await (await world.as(world.people.tariq)).since(built.roomId, head);
  expect((await of(built, world.people.tariq)).map((r) => [r.fromSeq, r.toSeq])).toEqual([[head + 1, head]]);
});

test("no door offers the records or their writing, not even to the lead", async () => {
  const built = await aCase(world);
  const roomId = accessRoom(built.caseId);
  const rhona = await world.as(world.people.rhona);
  const absent = accessRoom(nobody());
  for (const door of ["socket", "http"] as const) {
    const read = (room: string) => rhona.call("room.since", { roomId: room, afterSeq: 0 }, door);
    expect(await read(roomId)).toEqual(await read(absent));
    const write = await rhona.call("cases.noteAccess", { roomId, id: nobody(), input: {} }, door);
    expect(write).toMatchObject({ ok: false, error: { code: "NotFound" } });
  }
  expect(await rhona.subscribe(roomId)).toEqual(await rhona.subscribe(absent));
});

test("the records are chained like everything else", async () => {
  const built = await aCase(world);
  await (await world.as(world.people.rhona)).since(built.roomId, 0);
  expect(await world.app.log.verify(accessRoom(built.caseId))).toBeUndefined();
});
