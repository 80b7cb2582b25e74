import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { anOpportunity, aSessionAlone, aVisitor, host, must, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const stateOf = (room: RoomId) => world.app.rooms.ask<SessionState>(room);
const act = (who: Person, roomId: RoomId, type: string, input: Record<string, unknown> = {}): Promise<AnyEvent> =>
  actAs(world, who, { roomId, type, input });
const bookingIn = async (who: Person, room: RoomId) =>
  Object.values((await stateOf(room)).bookings).filter(({ personId }) => personId === who.personId);
const statuses = async (who: Person, ...rooms: RoomId[]) => {
  await world.app.effects.settled();
  return Promise.all(rooms.map(async (room) => (await bookingIn(who, room)).map(({ status }) => status)));
};
const noticesOf = async (who: Person) =>
  (await world.app.log.read(personRoom(who.personId), 0)).events.flatMap(({ type, body }) =>
    type === "noticeDelivered" ? [body.kind] : [],
  );

test("all that follow move by a week: whoever comes to several of them keeps each, though each takes the old time of the next", async () => {
  const { roomId, sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), 90), rule: "FREQ=WEEKLY;COUNT=3" } });
  const [first, second, third] = sessions as [RoomId, RoomId, RoomId];
  const anna = await aNewcomer(world, "Anna");
  for (const room of [first, second]) await act(anna, room, "book");
  const input = { sessionId: subjectOf(first), starts: wallIn(world.clock.now(), 97), following: true };
  await act(world.people.tariq, roomId, "moveDates", input);
  expect(await statuses(anna, first, second, third)).toEqual([["confirmed"], ["confirmed"], []]);
  expect(await noticesOf(anna)).toEqual(["visitMoved", "visitMoved"]);
});

test("who waits for a place and exchanges twice meanwhile gives back what they have by then (E5)", async () => {
  const { sessions } = await anOpportunity(world, {
    when: { starts: wallIn(world.clock.now(), 30), rule: "FREQ=DAILY;COUNT=4" },
    rules: { capacity: 1 },
  });
  const [a, b, c, d] = sessions as [RoomId, RoomId, RoomId, RoomId];
  const [anna, ben] = [await aNewcomer(world, "Anna"), await aNewcomer(world, "Ben")];
  const gives = (room: RoomId, event: AnyEvent) => ({ moves: { sessionId: subjectOf(room), bookingId: event.body.bookingId } });
  const bens = await act(ben, c, "book");
  const first = await act(anna, a, "book");
  await act(anna, c, "book", gives(a, first));
  const second = await act(anna, b, "book", gives(a, first));
  await act(anna, d, "book", gives(b, second));
  await act(ben, c, "cancelBooking", { bookingId: bens.body.bookingId });
  const [offer] = await bookingIn(anna, c);
  await act(anna, c, "acceptOffer", { bookingId: offer?.bookingId });
  expect(await statuses(anna, a, b, c, d)).toEqual([["cancelledByVisitor"], ["cancelledByVisitor"], ["confirmed"], ["cancelledByVisitor"]]);
});

test("a date that was called off is in nobody's way: another can be held then, and what has no other dates can be put away", async () => {
  const { tariq } = world.people;
  const { roomId, sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), 60), rule: "FREQ=DAILY;COUNT=2" } });
  const [first, second] = sessions as [RoomId, RoomId];
  await act(tariq, second, "cancelSession", { reason: "shortStaffed" });
  const moves = (room: RoomId, days: number) =>
    act(tariq, roomId, "moveDates", { sessionId: subjectOf(room), starts: wallIn(world.clock.now(), days), following: false });
  await expect(moves(second, 66)).rejects.toThrow("UnknownDate");
  await moves(first, 61);
  await act(tariq, first, "cancelSession", { reason: "shortStaffed" });
  await act(tariq, roomId, "closeOpportunity");
  await act(tariq, roomId, "archiveOpportunity");
  expect((await world.app.rooms.ask<OpportunityState>(roomId)).status).toBe("archived");
});

test("somebody else named as the contact in other words is a hand-over: asked of their own visits, and told; what changes nothing is refused and told to nobody", async () => {
  const { tariq, tess, rhona, isla } = world.people;
  const change = { when: { starts: wallIn(world.clock.now(), 130) } };
  const other = await anOpportunity(world, change, true, { contact: rhona, deputy: isla });
  const { roomId, sessions } = await anOpportunity(world, change);
  const [session] = sessions as [RoomId];
  const ben = await aNewcomer(world, "Ben");
  await act(ben, session, "book");
  const { terms, heard } = await world.app.rooms.ask<OpportunityState>(roomId);
  const swapped = { heard, terms: { ...terms, contact: terms?.deputy, deputy: terms?.contact } };
  const visit = await act(tess, other.sessions[0] as RoomId, "book");
  await expect(act(tariq, roomId, "reviseOpportunity", swapped)).rejects.toThrow("ContactElsewhere");
  await act(tess, other.sessions[0] as RoomId, "cancelBooking", { bookingId: visit.body.bookingId });
  const same = { sessionId: subjectOf(session), starts: change.when.starts, following: false };
  await expect(act(tariq, roomId, "moveDates", same)).rejects.toThrow("DateTaken");
  await expect(act(tariq, roomId, "handOver", { contact: tariq.personId })).rejects.toThrow("NothingDue");
  await world.app.effects.settled();
  expect(await noticesOf(ben)).toEqual([]);
  await act(tariq, roomId, "reviseOpportunity", swapped);
  await world.app.effects.settled();
  expect([await noticesOf(ben), (await noticesOf(tess)).at(-1)]).toEqual([["hostChanged"], "handedToYou"]);
  expect((await stateOf(session)).card?.contact?.personId).toBe(tess.personId);
});

const start = Date.parse("2027-03-01T09:00:00.000Z");
/** Anna has a place; the date moves, with her claim on the new time. */
function movedAlone(from: number, by: number, first?: (alone: ReturnType<typeof aSessionAlone>, bookingId: string) => unknown) {
  const alone = aSessionAlone(start, { clients: true, permission: "May a visitor sit with us?" });
  const anna = aVisitor(1);
  const bookingId = alone.book(anna);
  alone.now = alone.begins + from;
  first?.(alone, bookingId);
  const { date } = alone.state;
  const iso = (ms: number) => new Date(ms).toISOString();
  if (!date) throw new Error("no date");
  const moved = { ...date, startsAt: iso(alone.begins + by), endsAt: iso(alone.begins + by + 2 * hour) };
  const claims = { [bookingId]: { claimId: bookingId.replace(/^./, "f"), claimed: true as const } };
  const events = must(alone.byHouse("moveSession", { date: moved, heard: 2 }, { claims }));
  return { alone, anna, bookingId, events: events.map(({ type }) => type) };
}

test("who was there already when it moved is expected anew, and people who may be there are asked anew", () => {
  const { alone, bookingId } = movedAlone(-hour / 4, 7 * day, (before, id) => {
    must(before.ask(host, "recordPermission", { answer: "asked" }));
    must(before.ask(host, "checkIn", { bookingId: id }));
  });
  expect(alone.state.bookings[bookingId]).toMatchObject({ status: "confirmed" });
  expect(alone.state.permission).toBeNull();
});

test("moved to so soon that they can't come, they are not late; nor is who leaves the waiting list in the last day; and nobody is reminded at the moment of the move", () => {
  const { alone, anna, bookingId, events } = movedAlone(-3 * day, -2.5 * day);
  expect(events).toEqual(["sessionMoved"]);
  const [cancelled] = must(alone.ask(anna, "cancelBooking", { bookingId }));
  expect(cancelled?.body).toMatchObject({ late: false, had: true });
  const full = aSessionAlone(start, { rules: { capacity: 1 } });
  full.book(aVisitor(2));
  const waits = full.book(anna);
  full.now = full.begins - hour;
  must(full.ask(anna, "cancelBooking", { bookingId: waits }));
  expect(full.state.bookings[waits]?.late).toBeUndefined();
});

test("an offer is over when the date that moved nearer begins, whatever it said before", () => {
  const alone = aSessionAlone(start, { rules: { capacity: 1 } });
  const [anna, ben] = [aVisitor(1), aVisitor(2)];
  const annas = alone.book(anna);
  const bens = alone.book(ben);
  must(alone.ask(anna, "cancelBooking", { bookingId: annas }));
  const { date } = alone.state;
  const soon = new Date(alone.now + 2 * hour).toISOString();
  must(alone.byHouse("moveSession", { date: { ...date, startsAt: soon, endsAt: new Date(alone.now + 4 * hour).toISOString() }, heard: 2 }));
  alone.now += 2 * hour;
  expect(alone.ask(ben, "acceptOffer", { bookingId: bens })).toMatchObject({ code: "OfferOver" });
});
