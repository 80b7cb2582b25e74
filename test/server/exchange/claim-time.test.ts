import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type RoomId, type SessionId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, describe, expect, test } from "vitest";
import { house } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { anOpportunity, aVisitor, inTurn, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inSession } from "./scenes.ts";

const claimOf = (from: number, change: Record<string, unknown> = {}) => ({
  ...{ claimId: nobody<string & never>() as string, sessionId: nobody<SessionId>(), buffer: 15, day: "2027-03-29", perDay: 2 },
  ...{ from: new Date(from).toISOString(), to: new Date(from + 60 * minute).toISOString() },
  ...change,
});
const week = () => weekRoom(aVisitor(0).personId, "2027-W13");
const ten = Date.parse("2027-03-29T10:00:00.000Z");
/** A week in which these times are held. */
const held =
  (...starts: number[]) =>
  async (world: World, input: Record<string, unknown>) => {
    const roomId = week();
    for (const from of starts) {
      const claim = claimOf(from);
      await house(world, roomId, "claimTime", claim);
      await house(world, roomId, "confirmTime", { claimId: claim.claimId });
    }
    return { as: world.people.rhona, roomId, input };
  };

describeHouseCommand({
  command: "claimTime",
  insider: async (world) => ({ ...(await inSession("anna")(world)), roomId: week(), input: claimOf(ten) }),
  caused: {},
  refused: {
    "at a time that is taken": { given: (world) => held(ten)(world, claimOf(ten + 30 * minute)), refusal: "CONFLICT Elsewhere" },
    "with no time to get there": { given: (world) => held(ten)(world, claimOf(ten + 70 * minute)), refusal: "CONFLICT Elsewhere" },
    "with less time than the other one asks for": {
      given: (world) => held(ten)(world, claimOf(ten + 80 * minute, { buffer: 30 })),
      refusal: "CONFLICT Elsewhere",
    },
    "a third on one day": {
      given: (world) => held(ten, ten + 120 * minute)(world, claimOf(ten + 240 * minute)),
      refusal: "CONFLICT EnoughThatDay",
    },
  },
});

let nodes: Nodes;
afterEach(() => nodes?.stop());

describe("one person is never in two places at once (E4)", () => {
  const on = (i: number) => nodes.nodes[i % nodes.nodes.length]?.app.rooms ?? nodes.first.app.rooms;
  const id = () => newId<EventId>(nodes.clock.now());
  /** Sessions at the same time, or one after the other without a pause. */
  async function sessionsAt(...times: [days: number, time: string][]): Promise<RoomId[]> {
    const rooms: RoomId[] = [];
    for (const [days, time] of times) {
      const at = { ...nodes.first, clock: nodes.clock, people: nodes.people };
      const { sessions } = await anOpportunity(
        at,
        { when: { starts: wallIn(nodes.clock.now(), days, time), minutes: 60 } },
        ...inTurn(nodes.people, rooms.length),
      );
      rooms.push(sessions[0] as RoomId);
    }
    return rooms;
  }
  const book = (i: number, who: ReturnType<typeof aVisitor>, roomId: RoomId, request = id()) =>
    on(i)
      .act(who, roomId, { id: request, type: "book", input: {} })
      .then(
        ({ type }: AnyEvent) => type,
        (error: { code: string }) => error.code,
      );
  const confirmedIn = async (rooms: RoomId[], personId: string) => {
    const states = await Promise.all(rooms.map((room) => on(0).ask<SessionState>(room)));
    return states.filter(({ bookings }) => Object.values(bookings).some((b) => b.personId === personId && b.status === "confirmed")).length;
  };

  test("who books three overlapping sessions at the same moment on two nodes has one of them", async () => {
    nodes = await createNodes(2);
    const rooms = await sessionsAt([10, "10:00"], [10, "10:30"], [10, "10:40"]);
    for (let round = 0; round < 10; round++) {
      const who = aVisitor(round);
      const answers = await Promise.all(rooms.map((room, i) => book(i + round, who, room)));
      expect(answers.filter((answer) => answer === "bookingConfirmed").length, answers.join()).toBeLessThanOrEqual(1);
      expect(await confirmedIn(rooms, who.personId)).toBeLessThanOrEqual(1);
    }
  });

  test("a place that is given back frees the time at once", async () => {
    nodes = await createNodes(1);
    const [one, two] = (await sessionsAt([10, "10:00"], [10, "10:30"])) as [RoomId, RoomId];
    const who = aVisitor(0);
    const { body } = await on(0).act(who, one, { id: id(), type: "book", input: {} });
    expect(await book(0, who, two)).toBe("Elsewhere");
    await on(0).act(who, one, { id: id(), type: "cancelBooking", input: { bookingId: body.bookingId } });
    expect(await book(0, who, two)).toBe("bookingConfirmed");
  });

  /** A node claimed somebody's time for a session, and then nothing was heard of it. */
  async function claimedFor(who: ReturnType<typeof aVisitor>, session: RoomId, claimId: EventId, asLong = session): Promise<RoomId[]> {
    const { date, card } = await on(0).ask<SessionState>(asLong);
    const { startsAt: from = "", endsAt: to = "", starts = "" } = date ?? {};
    const { bufferMinutes: buffer = 0, perDay = 1 } = card?.rules ?? {};
    const rooms = weeksOf({ from, to }).map((each) => weekRoom(who.personId, each));
    const input = { claimId, sessionId: subjectOf(session), from, to, buffer, day: starts.slice(0, 10), perDay };
    for (const room of rooms) await house({ ...nodes.first, clock: nodes.clock }, room, "claimTime", input);
    return rooms;
  }

  test("a claim of which nothing came is in the way for a minute; then whoever meets it asks, gives it up, and what comes of it late is refused", async () => {
    nodes = await createNodes(2);
    const [one, two] = (await sessionsAt([10, "10:00"], [10, "10:30"])) as [RoomId, RoomId];
    const who = aVisitor(0);
    const late = id();
    await claimedFor(who, one, late);
    expect(await book(0, who, two)).toBe("Elsewhere");
    nodes.clock.advance(minute);
    expect(await book(1, who, two)).toBe("bookingConfirmed");
    expect(await book(0, who, one, late)).toBe("ClaimAbandoned");
    expect(await confirmedIn([one, two], who.personId)).toBe(1);
  });

  test("a claim of which a booking came, and nobody has said so, is held by whoever meets it", async () => {
    nodes = await createNodes(1);
    const [one, two] = (await sessionsAt([10, "10:00"], [24, "10:30"])) as [RoomId, RoomId];
    const who = aVisitor(0);
    const request = id();
    expect(await book(0, who, one, request)).toBe("bookingConfirmed");
    // in another week, where no word of it comes
    const [room] = await claimedFor(who, one, request, two);
    nodes.clock.advance(minute);
    expect(await book(0, who, two)).toBe("Elsewhere");
    const { taken } = await on(0).ask<WeekState>(room as RoomId);
    expect(Object.keys(taken)).toEqual([request]);
    expect(taken[request]?.until).toBeUndefined();
  });
});
