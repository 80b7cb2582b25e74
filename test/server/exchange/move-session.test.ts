import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aHost, aNewcomer, inSession } from "./scenes.ts";

const move = (world: World, roomId: RoomId, session: RoomId, starts: string) =>
  actAs(world, world.people.tariq, { roomId, type: "moveDates", input: { sessionId: subjectOf(session), starts, following: false } });
const aDate = async (world: World, rules = {}) => {
  const posted = await anOpportunity(world, { rules });
  const [session] = posted.sessions;
  if (!session) throw new Error("no date");
  return { ...posted, session };
};

describeHouseCommand({
  command: "moveSession",
  insider: async (world) => {
    const scene = await inSession("tariq")(world);
    const { date } = await world.app.rooms.ask<SessionState>(scene.roomId);
    return { ...scene, input: { date, heard: 9 } };
  },
  caused: {
    "a date that is moved": async (world) => {
      const { roomId, session } = await aDate(world);
      return {
        act: () => move(world, roomId, session, wallIn(world.clock.now(), 12)),
        added: {
          [roomId]: ["datesMoved"],
          [session]: ["sessionMoved"],
          [weekRoom(world.people.tariq.personId, "all")]: ["receivingClaimed"],
        },
      };
    },
  },
  refused: {
    "what is older than what it heard": {
      given: async (world) => {
        const scene = await inSession("tariq")(world);
        const { date } = await world.app.rooms.ask<SessionState>(scene.roomId);
        return { ...scene, input: { date, heard: 1 } };
      },
      refusal: "CONFLICT NothingDue",
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const book = (who: Person, session: RoomId) => actAs(world, who, { roomId: session, type: "book", input: {} });
/** What is taken of somebody's time, in all the weeks of some dates. */
async function timeOf(who: Person, ...dates: NonNullable<SessionState["date"]>[]) {
  const weeks = [...new Set(dates.flatMap(({ startsAt, endsAt }) => weeksOf({ from: startsAt, to: endsAt })))];
  const states = await Promise.all(weeks.map((week) => world.app.rooms.ask<WeekState>(weekRoom(who.personId, week))));
  const taken = states.flatMap((state) => Object.values(state.taken));
  return [...new Map(taken.map((each) => [each.claimId, { from: each.from, held: each.until === undefined }])).values()];
}

test("who has a place keeps it at the new time and is free at the old one; who is elsewhere then loses it, and hears that; who waits is offered it", async () => {
  const { roomId, session } = await aDate(world, { capacity: 6 });
  const [anna, ben, cleo] = await Promise.all(["Anna", "Ben", "Cleo"].map((name) => aNewcomer(world, name)));
  if (!anna || !ben || !cleo) throw new Error("nobody");
  await book(anna, session);
  await book(ben, session);
  await actAs(world, world.people.tariq, { roomId: session, type: "changeCapacity", input: { capacity: 2, reserve: 0 } });
  await book(cleo, session);
  // Ben is somewhere else at the time to which it moves
  const other = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), 20) } }, true, await aHost(world));
  await book(ben, other.sessions[0] as RoomId);
  await world.app.effects.settled();
  const { date: was } = await world.app.rooms.ask<SessionState>(session);
  const before = await world.book();
  await move(world, roomId, session, wallIn(world.clock.now(), 20));
  const added = await world.added(before);
  expect(added[session]).toEqual(["sessionMoved", "placeOffered"]);
  const state = await world.app.rooms.ask<SessionState>(session);
  const by = (who: Person) => Object.values(state.bookings).find(({ personId }) => personId === who.personId);
  expect([by(anna), by(ben), by(cleo)].map((each) => each?.status)).toEqual(["confirmed", "cancelledByHost", "offered"]);
  expect(by(ben)?.reason).toBe("dateMoved");
  if (!was || !state.date) throw new Error("no date");
  expect(await timeOf(anna, was, state.date)).toEqual([{ from: state.date.startsAt, held: true }]);
  expect(await timeOf(ben, was, state.date)).toEqual([{ from: state.date.startsAt, held: true }]);
  const notices = async (who: Person) =>
    (await world.app.log.read(personRoom(who.personId), 0)).events.flatMap(({ type, body }) =>
      type === "noticeDelivered" ? [body.kind] : [],
    );
  expect([await notices(anna), await notices(ben), await notices(cleo)]).toEqual([
    ["visitMoved"],
    ["visitOff"],
    ["visitMoved", "placeOffered"],
  ]);
});

test("moved by an hour, whoever has a place is not in their own way", async () => {
  const { roomId, session } = await aDate(world);
  const anna = await aNewcomer(world, "Anna");
  await book(anna, session);
  await move(world, roomId, session, wallIn(world.clock.now(), 30, "11:00"));
  await move(world, roomId, session, wallIn(world.clock.now(), 30, "11:30"));
  await world.app.effects.settled();
  const state = await world.app.rooms.ask<SessionState>(session);
  expect(Object.values(state.bookings).map(({ status }) => status)).toEqual(["confirmed"]);
  if (!state.date) throw new Error("no date");
  expect(await timeOf(anna, state.date)).toEqual([{ from: state.date.startsAt, held: true }]);
});
