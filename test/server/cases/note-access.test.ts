import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

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
