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

const all = () => weekRoom(aVisitor(0).personId, "all");
const asking = (live: SessionId[] = []) => ({ claimId: nobody<string & never>() as string, sessionId: nobody<SessionId>(), live });
/** So many are asked for already. */
const asked =
  (count: number, input: () => Record<string, unknown> = asking) =>
  async (world: World) => {
    const roomId = all();
    for (let i = 0; i < count; i++) await house(world, roomId, "claimBooking", asking());
    return { as: world.people.rhona, roomId, input: input() };
  };

describeHouseCommand({
  command: "claimBooking",
  insider: async (world) => ({ ...(await inSession("anna")(world)), roomId: all(), input: asking() }),
  caused: {},
  refused: {
    "where three are asked for": { given: asked(3), refusal: "CONFLICT ThreeAtMost" },
    "where one is asked for and two are known to be live": {
      given: asked(1, () => asking([nobody<SessionId>(), nobody<SessionId>()])),
      refusal: "CONFLICT ThreeAtMost",
    },
  },
});

let nodes: Nodes;
afterEach(() => nodes?.stop());

describe("nobody has more than three live bookings, however many they ask for at the same moment", () => {
  const on = (i: number) => nodes.nodes[i % nodes.nodes.length]?.app.rooms ?? nodes.first.app.rooms;
  const id = () => newId<EventId>(nodes.clock.now());
  async function sessionsOn(days: readonly number[], rules: Record<string, unknown> = {}): Promise<RoomId[]> {
    const rooms: RoomId[] = [];
    for (const each of days) {
      const at = { ...nodes.first, clock: nodes.clock, people: nodes.people };
      const when = { starts: wallIn(nodes.clock.now(), each), minutes: 60 };
      const { sessions } = await anOpportunity(at, { when, rules }, ...inTurn(nodes.people, rooms.length));
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
  const liveOf = async (rooms: RoomId[], personId: string): Promise<number> => {
    const states = await Promise.all(rooms.map((room) => on(0).ask<SessionState>(room)));
    const live = ["requested", "waitlisted", "confirmed"];
    return states.filter(({ bookings }) => Object.values(bookings).some((b) => b.personId === personId && live.includes(b.status))).length;
  };

  test.each([
    ["places", { capacity: 9 }],
    ["requests", { mode: "approval" }],
  ])("seven %s on seven days, asked for at once on two nodes: three come of it, and four are told why", async (_what, rules) => {
    nodes = await createNodes(2);
    const rooms = await sessionsOn([10, 11, 12, 13, 14, 15, 16], rules);
    for (let round = 0; round < 5; round++) {
      const who = aVisitor(round);
      const answers = await Promise.all(rooms.map((room, i) => book(i + round, who, room)));
      expect(
        answers.filter((answer) => answer === "ThreeAtMost"),
        answers.join(),
      ).toHaveLength(4);
      expect(await liveOf(rooms, who.personId)).toBe(3);
    }
  });

  test("what is refused because they are elsewhere, or was given back, takes none of the three", async () => {
    nodes = await createNodes(1);
    const who = aVisitor(0);
    const [one, other, third, fourth] = (await sessionsOn([10, 10, 11, 12])) as [RoomId, RoomId, RoomId, RoomId];
    const { body } = await on(0).act(who, one, { id: id(), type: "book", input: {} });
    for (let i = 0; i < 3; i++) expect(await book(0, who, other)).toBe("Elsewhere");
    expect(await book(0, who, third)).toBe("bookingConfirmed");
    expect(await book(0, who, fourth)).toBe("bookingConfirmed");
    expect(await book(0, who, other)).toBe("ThreeAtMost");
    await on(0).act(who, one, { id: id(), type: "cancelBooking", input: { bookingId: body.bookingId } });
    expect(await book(0, who, other)).toBe("bookingConfirmed");
  });

  test("what was asked for on a node that died counts for a minute; then it is given up, and what comes of it late is refused", async () => {
    nodes = await createNodes(2);
    const who = aVisitor(0);
    const [lost, ...rooms] = (await sessionsOn([10, 11, 12, 13])) as [RoomId, ...RoomId[]];
    const late = id();
    const room = weekRoom(who.personId, "all");
    const input = { claimId: late, sessionId: subjectOf(lost), live: [] };
    await house({ ...nodes.first, clock: nodes.clock }, room, "claimBooking", input);
    expect(await book(0, who, rooms[0] as RoomId)).toBe("bookingConfirmed");
    expect(await book(1, who, rooms[1] as RoomId)).toBe("bookingConfirmed");
    expect(await book(0, who, rooms[2] as RoomId)).toBe("ThreeAtMost");
    nodes.clock.advance(minute);
    expect(await book(1, who, rooms[2] as RoomId)).toBe("bookingConfirmed");
    expect(Object.keys((await on(0).ask<WeekState>(room)).asked)).not.toContain(late);
    expect(await book(0, who, lost, late)).toBe("ClaimAbandoned");
  });
});
