import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, did, inSession, of, timeTo } from "./scenes.ts";

describeHouseCommand({
  command: "settleSession",
  insider: inSession("tariq"),
  caused: {},
  refused: { "nothing is due": { given: inSession("tariq", {}, { booked: ["anna", "ben"] }), refusal: "CONFLICT NothingDue" } },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("an offer that nobody answered is over, and the next one is offered the place and hears of it; however often it is looked, once", async () => {
  let at: At | undefined;
  const remember = async (scene: At) => {
    at = scene;
    await did("anna", "cancelBooking", of("anna"))(scene);
  };
  const { roomId } = await inSession("tariq", {}, { booked: ["anna", "ben", "cleo"], first: remember })(world);
  await world.later(day - 1);
  const before = await world.book();
  await world.app.tidy();
  expect(await world.added(before), "a moment too early").toEqual({});
  await world.later(1);
  await Promise.all([world.app.tidy(), world.app.tidy()]);
  await world.app.tidy();
  const told = (who: "ben" | "cleo") => ({ [personRoom(at?.visitors[who].personId as never)]: ["noticeDelivered"] });
  expect(await world.added(before)).toEqual({ [roomId]: ["offerExpired", "placeOffered"], ...told("ben"), ...told("cleo") });
});

test("two days before it begins, who waited because their organisation had its share is offered what is free", async () => {
  const colleagues = async (scene: At) => {
    scene.visitors.ben.orgId = scene.visitors.anna.orgId;
    await did("anna", "book")(scene);
    await did("ben", "book")(scene);
  };
  const { roomId } = await inSession("tariq", {}, { change: { rules: { capacity: 3 } }, first: colleagues })(world);
  const types = async () => (await world.app.log.read(roomId, 0)).events.map(({ type }) => type);
  expect(await types()).toEqual(["sessionScheduled", "bookingConfirmed", "bookingWaitlisted"]);
  await world.later(await timeTo(world, roomId, 48));
  await world.app.tidy();
  expect(await types()).toEqual(["sessionScheduled", "bookingConfirmed", "bookingWaitlisted", "placeOffered", "reminderDue"]);
});

test("who comes is reminded a week, a day and two hours before, once each, and the contact the day before; who booked later hears only what is still to come", async () => {
  let scene: At | undefined;
  const { roomId } = await inSession(
    "tariq",
    {},
    {
      change: { rules: { capacity: 6 } },
      booked: ["anna"],
      first: async (at) => {
        scene = at;
      },
    },
  )(world);
  const { anna, ben } = scene?.visitors ?? {};
  if (!scene || !anna || !ben) throw new Error("nobody");
  const kinds = async (who: Person) =>
    (await world.app.log.read(personRoom(who.personId), 0)).events.flatMap(({ type, body }) =>
      type === "noticeDelivered" ? [body.kind] : [],
    );
  const hosts = async () => (await kinds(world.people.tariq)).filter((kind) => kind === "visitorsSoon").length;
  const to = async (hours: number) => {
    await world.later(await timeTo(world, roomId, hours));
    await Promise.all([world.app.tidy(), world.app.tidy()]);
    await world.app.tidy();
    await world.app.effects.settled();
  };
  const before = await hosts();
  await to(7 * 24 + 1);
  expect(await kinds(anna)).toEqual([]);
  await to(7 * 24);
  expect(await kinds(anna)).toEqual(["visitSoon"]);
  await did("ben", "book")(scene);
  await to(25);
  expect([await kinds(anna), await kinds(ben), await hosts()]).toEqual([["visitSoon"], [], before]);
  await to(24);
  expect([await kinds(anna), await kinds(ben), await hosts()]).toEqual([["visitSoon", "visitSoon"], ["visitSoon"], before + 1]);
  await did("anna", "cancelBooking", ({ booked }) => ({ bookingId: booked.anna }))(scene);
  await to(2);
  expect([(await kinds(anna)).length, (await kinds(ben)).length, await hosts()]).toEqual([2, 2, before + 1]);
  const { events } = await world.app.log.read(roomId, 0);
  expect(events.flatMap(({ type, body }) => (type === "reminderDue" ? [body.before] : []))).toEqual(["week", "day", "hours"]);
});

test("a node that slept for a week reminds of what is nearest, and of nothing that is over", async () => {
  const scenes = await Promise.all([1, 2].map(() => inSession("tariq", {}, { booked: ["anna"] })(world)));
  const [late, over] = scenes.map(({ roomId }) => roomId);
  if (!late || !over) throw new Error("no date");
  const reminders = async (roomId: RoomId) =>
    (await world.app.log.read(roomId, 0)).events.flatMap(({ type, body }) => (type === "reminderDue" ? [body.before] : []));
  await world.later(await timeTo(world, late, 3));
  await world.app.tidy();
  expect(await reminders(late)).toEqual(["day"]);
  await world.later(await timeTo(world, over, -1));
  await world.app.tidy();
  expect([await reminders(late), await reminders(over)]).toEqual([["day"], ["day"]]);
});
