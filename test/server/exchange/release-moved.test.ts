import { weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer, inSession, of } from "./scenes.ts";

type Two = { first: RoomId; second: RoomId };
/** Two dates of one visit, with one place each. */
async function twoDates(world: World, rules = {}): Promise<Two> {
  const { sessions } = await anOpportunity(world, { when: { rule: "FREQ=WEEKLY;COUNT=2" }, rules: { capacity: 1, ...rules } });
  const [first, second] = sessions;
  if (!first || !second) throw new Error("no dates");
  return { first, second };
}
const book = async (world: World, who: Person, roomId: RoomId, moves?: { sessionId: string; bookingId: string }): Promise<string> =>
  String((await actAs(world, who, { roomId, type: "book", input: moves ? { moves } : {} })).body.bookingId);
/** A date at ten has to do with one week. */
async function weekOf({ app }: World, { personId }: Person, roomId: RoomId): Promise<RoomId> {
  const { date } = await app.rooms.ask<SessionState>(roomId);
  return weekRoom(personId, weeksOf({ from: date?.startsAt ?? "", to: date?.endsAt ?? "" })[0] ?? "");
}
const from = (room: RoomId, bookingId: string) => ({ sessionId: subjectOf(room), bookingId });

describeHouseCommand({
  command: "releaseMoved",
  insider: async (world) => {
    let bookingId = "";
    const scene = await inSession(
      "tariq",
      {},
      {
        booked: ["anna"],
        first: async ({ booked }) => {
          bookingId = booked.anna;
        },
      },
    )(world);
    return { ...scene, input: { bookingId, to: newId(Date.now()) } };
  },
  caused: {
    "a place on another date": async (world) => {
      const { first, second } = await twoDates(world);
      const anna = await aNewcomer(world, "Anna");
      const bookingId = await book(world, anna, first);
      await world.app.effects.settled();
      return {
        act: () => actAs(world, anna, { roomId: second, type: "book", input: { moves: from(first, bookingId) } }),
        added: {
          [second]: ["bookingConfirmed"],
          [first]: ["bookingMoved"],
          [await weekOf(world, anna, first)]: ["timeDropped"],
          [await weekOf(world, anna, second)]: ["timeClaimed", "timeHeld"],
          [weekRoom(anna.personId, "all")]: ["bookingClaimed"],
          [personRoom(world.people.tariq.personId)]: ["noticeDelivered", "noticeDelivered"],
        },
      };
    },
  },
  refused: {
    "what is given back already": {
      given: async (world) => {
        let input = {};
        const scene = await inSession(
          "tariq",
          {},
          {
            booked: ["anna"],
            first: async (at) => {
              input = { ...of("anna")(at), to: newId(Date.now()) };
              await actAs(world, at.visitors.anna, { roomId: at.roomId, type: "cancelBooking", input: of("anna")(at) });
            },
          },
        )(world);
        return { ...scene, input };
      },
      refusal: "CONFLICT NothingDue",
    },
  },
});

describe("another date instead (E5)", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const statusesIn = async (...rooms: RoomId[]) => {
    await world.app.effects.settled();
    const states = await Promise.all(rooms.map((room) => world.app.rooms.ask<SessionState>(room)));
    return states.map(({ bookings }) => Object.values(bookings).map(({ name, status }) => `${name} ${status}`));
  };

  test("the old place is kept while one waits for the new one, and given back in the moment in which one has it: to who waited there", async () => {
    const { first, second } = await twoDates(world);
    const [anna, ben, cleo] = await Promise.all(["Anna", "Ben", "Cleo"].map((name) => aNewcomer(world, name)));
    if (!anna || !ben || !cleo) throw new Error("nobody");
    const annas = await book(world, anna, first);
    await book(world, cleo, first);
    const bens = await book(world, ben, second);
    const waiting = await book(world, anna, second, from(first, annas));
    expect(await statusesIn(first, second)).toEqual([
      ["Anna confirmed", "Cleo waitlisted"],
      ["Ben confirmed", "Anna waitlisted"],
    ]);
    await actAs(world, ben, { roomId: second, type: "cancelBooking", input: { bookingId: bens } });
    await actAs(world, anna, { roomId: second, type: "acceptOffer", input: { bookingId: waiting } });
    expect(await statusesIn(first, second)).toEqual([
      ["Anna cancelledByVisitor", "Cleo offered"],
      ["Ben cancelledByVisitor", "Anna confirmed"],
    ]);
    const { events } = await world.app.log.read(personRoom(anna.personId), 0);
    expect(events.flatMap(({ type, body }) => (type === "noticeDelivered" ? [body.kind] : []))).toEqual(["placeOffered"]);
  });

  test("where the host says yes first, the old place is kept until then, and for good if it is a no", async () => {
    const { first, second } = await twoDates(world, { mode: "approval", capacity: 2 });
    const anna = await aNewcomer(world, "Anna");
    const tariq = (roomId: RoomId, type: string, input: Record<string, unknown>) =>
      actAs(world, world.people.tariq, { roomId, type, input });
    const annas = await book(world, anna, first);
    await tariq(first, "approveBooking", { bookingId: annas });
    const asked = await book(world, anna, second, from(first, annas));
    await tariq(second, "declineBooking", { bookingId: asked, reason: "tooMany" });
    expect(await statusesIn(first, second)).toEqual([["Anna confirmed"], ["Anna declined"]]);
    const again = await book(world, anna, second, from(first, annas));
    await tariq(second, "approveBooking", { bookingId: again });
    expect(await statusesIn(first, second)).toEqual([["Anna cancelledByVisitor"], ["Anna declined", "Anna confirmed"]]);
  });

  test("a full day, or three visits ahead, don't stand in the way of exchanging one of them", async () => {
    const { first, second } = await twoDates(world, { perDay: 1 });
    const anna = await aNewcomer(world, "Anna");
    const annas = await book(world, anna, first);
    for (const days of [20, 30]) {
      const { sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), days) } });
      await book(world, anna, sessions[0] as RoomId);
    }
    await expect(book(world, anna, second)).rejects.toThrow("ThreeAtMost");
    await book(world, anna, second, from(first, annas));
    expect(await statusesIn(first, second)).toEqual([["Anna cancelledByVisitor"], ["Anna confirmed"]]);
  });

  test("nobody else's place can be given, nor one of another visit, nor one that is gone", async () => {
    const { first, second } = await twoDates(world, { capacity: 6 });
    const [anna, ben] = await Promise.all(["Anna", "Ben"].map((name) => aNewcomer(world, name)));
    const other = await twoDates(world);
    if (!anna || !ben) throw new Error("nobody");
    const bens = await book(world, ben, first);
    const annas = await book(world, anna, first);
    const elsewhere = await book(world, anna, other.first).catch(() => "");
    for (const moves of [from(first, bens), from(other.first, elsewhere || annas), from(second, annas)]) {
      const answer = await (await world.as(anna)).attempt(second, "book", { moves });
      expect(answer).toMatchObject({ ok: false, error: { code: "UnknownBooking", details: { field: "moves.bookingId" } } });
    }
    await actAs(world, anna, { roomId: first, type: "cancelBooking", input: { bookingId: annas } });
    await expect(book(world, anna, second, from(first, annas))).rejects.toThrow("UnknownBooking");
  });

  test("sent twice at once from two devices, one is moved once", async () => {
    const { first, second } = await twoDates(world);
    const anna = await aNewcomer(world, "Anna");
    const annas = await book(world, anna, first);
    const client = await world.as(anna);
    const answers = await Promise.all(
      ["socket", "http"].map((door) => client.attempt(second, "book", { moves: from(first, annas) }, { door: door as "http" })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await statusesIn(first, second)).toEqual([["Anna cancelledByVisitor"], ["Anna confirmed"]]);
  });
});
