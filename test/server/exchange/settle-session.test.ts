import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, did, inSession, of, timeTo, withClients } from "./scenes.ts";

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
  // a day, from when mail may come
  const offered = Object.values((await world.app.rooms.ask<SessionState>(roomId)).bookings).find(({ until }) => until);
  const ends = Date.parse(offered?.until ?? "");
  expect(ends - world.clock.now()).toBeGreaterThanOrEqual(day);
  await world.later(ends - world.clock.now() - 1);
  const before = await world.book();
  await world.app.tidy();
  expect(await world.added(before), "a moment too early").toEqual({});
  await world.later(1);
  await Promise.all([world.app.tidy(), world.app.tidy()]);
  await world.app.tidy();
  const told = (who: "ben" | "cleo") => ({ [personRoom(at?.visitors[who].personId as never)]: ["noticeDelivered"] });
  expect(await world.added(before)).toEqual({ [roomId]: ["offerExpired", "placeOffered"], ...told("ben"), ...told("cleo") });
});

test("once it is over, who receives, who stands in and who had a place are asked who came, once, and it is owed by all of them until it is said", async () => {
  let at: At | undefined;
  const remember = async (scene: At) => {
    at = scene;
  };
  const change = { rules: { capacity: 4 } };
  const { roomId } = await inSession("tariq", {}, { change, booked: ["anna", "ben"], first: remember })(world);
  if (!at) throw new Error("nobody");
  const { anna, ben } = at.visitors;
  const { tariq, tess } = world.people;
  const owed = async (who: Person) => {
    const { data } = (await (await world.as(who)).call("exchange.owed")) as unknown as {
      data: Record<"came" | "there", { sessionId: string }[]>;
    };
    const here = ({ sessionId }: { sessionId: string }) => roomId.endsWith(sessionId);
    return { came: data.came.filter(here).length, there: data.there.filter(here).length };
  };
  await world.later(await timeTo(world, roomId, -2));
  await world.app.tidy();
  const types = (await world.app.log.read(roomId, 0)).events.map(({ type }) => type);
  expect(types.filter((type) => type === "attendanceAsked")).toHaveLength(1);
  await world.app.effects.settled();
  const told = async (who: Person) =>
    (await world.app.log.read(personRoom(who.personId), 0)).events.filter(
      ({ body }) => ["whoCame", "wereYouThere"].includes(String(body.kind)) && roomId.endsWith(String(body.sessionId)),
    ).length;
  await world.app.tidy();
  expect(await Promise.all([anna, ben, tariq, tess].map(told))).toEqual([1, 1, 1, 1]);
  expect(await Promise.all([anna, ben].map(owed))).toEqual(Array(2).fill({ came: 0, there: 1 }));
  expect(await Promise.all([tariq, tess].map(owed))).toEqual(Array(2).fill({ came: 1, there: 0 }));
  await did("anna", "sayAttended", of("anna"))(at);
  await did("tess", "recordNoShow", of("ben"))(at);
  expect(await Promise.all([anna, ben].map(owed))).toEqual(Array(2).fill({ came: 0, there: 0 }));
  expect((await owed(tess)).came, "she may yet say otherwise").toBe(1);
  await did("tariq", "confirmAttendance", of("anna"))(at);
  expect(await Promise.all([tariq, tess].map(owed))).toEqual(Array(2).fill({ came: 0, there: 0 }));
});

test("that people who may be there are asked is owed by who receives and by who stands in, and by nobody else there", async () => {
  const { roomId } = await inSession("tariq", {}, { change: withClients, booked: ["anna"] })(world);
  await world.later(await timeTo(world, roomId, 47));
  const owed = async (who: Person) => {
    const { data } = (await (await world.as(who)).call("exchange.owed")) as unknown as { data: { permissions: { sessionId: string }[] } };
    return data.permissions.filter(({ sessionId }) => roomId.endsWith(sessionId)).length;
  };
  const { tariq, tess, otto } = world.people;
  expect(await Promise.all([tariq, tess, otto].map(owed))).toEqual([1, 1, 0]);
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
  const starts = ["10:00", "13:00"].map((time) => wallIn(world.clock.now(), 40, time));
  const scenes = await Promise.all(
    starts.map((each) => inSession("tariq", {}, { change: { when: { starts: each } }, booked: ["anna"] })(world)),
  );
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
