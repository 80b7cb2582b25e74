import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { noSession, type SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reflectionIdOf, reflectionsOf } from "../../../apps/server/src/exchange/effects-learning.ts";
import { house, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type After, afterAVisit, inReflection, says, sent } from "./learning-scenes.ts";

describeHouseCommand({
  command: "closeReflection",
  insider: inReflection("anna"),
  caused: {},
  refused: {
    "what was taken back already": {
      given: inReflection("anna", {}, { steps: [sent(), async ({ world: w, roomId }: After) => house(w, roomId, "closeReflection", {})] }),
      refusal: "CONFLICT NothingDue",
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("a visit that didn't take place after all is asked about no more, on either side", async () => {
  const after = await afterAVisit(world);
  const client = await world.as(after.anna);
  const listed = async () => ((await client.call("exchange.reflections")) as unknown as { data: { owed: string }[] }).data;
  expect((await listed()).map(({ owed }) => owed)).toEqual(["write"]);
  await house(world, after.roomId, "closeReflection", {});
  await world.app.effects.settled();
  expect(await listed()).toEqual([]);
});

test("what was sent of a visit that didn't take place after all stays its author's, who can take it back, and then nothing of it is left", async () => {
  const after = await afterAVisit(world);
  await sent()(after);
  await house(world, after.roomId, "closeReflection", {});
  await world.app.effects.settled();
  const listed = async (who: Person) =>
    ((await (await world.as(who)).call("exchange.reflections")) as unknown as { data: { reflectionId: string; status: string }[] }).data
      .filter(({ reflectionId }) => reflectionId === after.reflectionId)
      .map(({ status }) => status);
  expect([await listed(after.anna), await listed(after.colleague), await listed(world.people.tess)]).toEqual([["closed"], [], []]);
  const text = async () => JSON.stringify((await world.app.log.read(after.roomId, 0)).events);
  expect(await text()).toContain(says.differently);
  await after.act(after.anna, "withdrawReflection");
  expect(await text()).not.toContain(says.differently);
  expect(await text()).not.toContain(says.saw);
  expect(await listed(after.anna)).toEqual([]);
  await expect(after.act(after.anna, "withdrawReflection")).rejects.toMatchObject({ code: "ReflectionMoved" });
});

test("a booking that is voided closes what both sides owe for it", () => {
  const start = Date.parse("2027-03-01T09:00:00.000Z");
  const alone = aSessionAlone(start);
  const bookingId = alone.book(aVisitor(1));
  alone.now = alone.begins + 1;
  const [came] = must(alone.ask(host, "confirmAttendance", { bookingId })) as [SessionEvent];
  const opened = reflectionsOf(came, alone.state);
  expect(opened.map(({ type }) => type)).toEqual(["openReflection", "openReflection"]);
  const [voided] = must(alone.byHouse("voidBooking", { bookingId, why: "entered twice" })) as [SessionEvent];
  const closed = reflectionsOf(voided, alone.state);
  expect(reflectionsOf(came, alone.state), "what is told late opens nothing").toEqual([]);
  const rooms = (["visitor", "host"] as const).map((side) => reflectionRoom(reflectionIdOf(bookingId, side)));
  expect(closed).toEqual(rooms.map((target) => ({ target, type: "closeReflection", input: {} })));
  expect(reflectionsOf(came, noSession as SessionState)).toEqual([]);
});
