import type { SessionCommand } from "@linkwork/shared/exchange/schema-session.ts";
import type { BookingStatus } from "@linkwork/shared/exchange/state.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const [anna, ben, cleo] = [aVisitor(1), aVisitor(2), aVisitor(3)];
const why = { reason: "shortStaffed" };
const asks = { induction: { months: 12 } };
/** A session with one place, and how Anna's booking came to stand as it does. */
const reach: Record<BookingStatus, () => { alone: Alone; id: string }> = {
  requested: () => withHers({ mode: "approval" }),
  confirmed: () => withHers({}),
  onHold: () =>
    moved(reach.confirmed(), (alone) => alone.byHouse("hearReadiness", { personId: anna.personId, ready: { ok: false, heard: 1 } })),
  waitlisted: () => behindBen(() => undefined),
  offered: () => behindBen((alone, bens) => must(alone.ask(ben, "cancelBooking", { bookingId: bens }))),
  checkedIn: () => moved(begun(reach.confirmed()), (alone, bookingId) => alone.ask(anna, "checkIn", { bookingId })),
  attended: () => moved(ended(reach.confirmed()), (alone, bookingId) => alone.ask(host, "confirmAttendance", { bookingId })),
  noShow: () => moved(ended(reach.confirmed()), (alone, bookingId) => alone.ask(host, "recordNoShow", { bookingId })),
  unsaid: () =>
    moved(reach.confirmed(), (alone) => {
      alone.now = alone.begins + 2 * hour + 14 * 24 * hour;
      return alone.byHouse("settleSession");
    }),
  unplaced: () =>
    moved(reach.waitlisted(), (alone) => {
      alone.now = alone.begins;
      return alone.byHouse("settleSession");
    }),
  declined: () => moved(reach.requested(), (alone, bookingId) => alone.ask(host, "declineBooking", { bookingId, ...why })),
  expired: () =>
    moved(reach.offered(), (alone) => {
      alone.now += 25 * hour;
      return alone.byHouse("settleSession");
    }),
  cancelledByVisitor: () => moved(reach.confirmed(), (alone, bookingId) => alone.ask(anna, "cancelBooking", { bookingId })),
  cancelledByHost: () => moved(reach.confirmed(), (alone, bookingId) => alone.ask(host, "cancelPlace", { bookingId, ...why })),
  voided: () => moved(reach.attended(), (alone, bookingId) => alone.byHouse("voidBooking", { bookingId, why: "booked twice by mistake" })),
};
function withHers(rules: { mode?: "approval" }) {
  const alone = aSessionAlone(start, { asks, rules: { capacity: 1, ...rules } });
  return { alone, id: alone.book(anna) };
}
function behindBen(then: (alone: Alone, bens: string) => unknown) {
  const alone = aSessionAlone(start, { asks, rules: { capacity: 1 } });
  const bens = alone.book(ben);
  const id = alone.book(anna);
  then(alone, bens);
  return { alone, id };
}
function moved(reached: { alone: Alone; id: string }, by: (alone: Alone, id: string) => ReturnType<Alone["ask"]>) {
  must(by(reached.alone, reached.id));
  return reached;
}

type Reached = { alone: Alone; id: string };
/** Time goes by until it has begun, or is over. */
function begun(reached: Reached): Reached {
  reached.alone.now = Math.max(reached.alone.now, reached.alone.begins);
  return reached;
}
function ended(reached: Reached): Reached {
  reached.alone.now = Math.max(reached.alone.now, reached.alone.begins + 2 * hour);
  return reached;
}

type Move = Exclude<Extract<SessionCommand, { input: { bookingId: string } }>["type"], "releaseMoved" | "voidBooking">;
/** exchange.md, the booking's states: from where, by what, to where. Whatever is not here is refused. */
const listed: Record<BookingStatus, Partial<Record<Move, BookingStatus>>> = {
  requested: { approveBooking: "confirmed", declineBooking: "declined", cancelBooking: "cancelledByVisitor" },
  waitlisted: { offerPlace: "offered", cancelBooking: "cancelledByVisitor" },
  offered: { acceptOffer: "confirmed", declineOffer: "declined", cancelPlace: "cancelledByHost" },
  confirmed: {
    ...{ cancelBooking: "cancelledByVisitor", cancelPlace: "cancelledByHost" },
    ...{ checkIn: "checkedIn", confirmAttendance: "attended", sayAttended: "confirmed", recordNoShow: "noShow" },
    recordInduction: "confirmed",
  },
  onHold: { cancelBooking: "cancelledByVisitor", cancelPlace: "cancelledByHost", recordInduction: "onHold" },
  checkedIn: { confirmAttendance: "attended", sayAttended: "checkedIn", recordNoShow: "noShow", recordInduction: "checkedIn" },
  attended: { recordInduction: "attended", sayAttended: "attended", disputeAttendance: "attended" },
  noShow: { disputeNoShow: "noShow", confirmAttendance: "attended" },
  unsaid: {},
  unplaced: {},
  declined: {},
  expired: {},
  cancelledByVisitor: {},
  cancelledByHost: {},
  voided: {},
};
const visitors: readonly Move[] = [
  ...(["acceptOffer", "declineOffer", "cancelBooking", "checkIn"] as const),
  ...(["sayAttended", "disputeNoShow", "disputeAttendance"] as const),
];
const hosts: readonly Move[] = [
  "approveBooking",
  "declineBooking",
  "cancelPlace",
  "offerPlace",
  "confirmAttendance",
  "recordNoShow",
  "recordInduction",
];
const all: readonly Move[] = [...visitors, ...hosts];
/** What is said once it has begun, or once it is over. */
const later: Partial<Record<Move, (reached: Reached) => Reached>> = {
  ...{ checkIn: begun, confirmAttendance: begun, sayAttended: begun, recordNoShow: ended, disputeNoShow: ended },
};
const inputOf = (move: Move, bookingId: string) => ({ bookingId, ...(move === "declineBooking" || move === "cancelPlace" ? why : {}) });

describe("the states of a booking: what is listed leads where it says, and anything else is refused with CONFLICT", () => {
  for (const [status, ways] of Object.entries(listed) as [BookingStatus, Partial<Record<Move, BookingStatus>>][])
    test(status, () => {
      for (const move of all) {
        const { alone, id } = ways[move] ? (later[move]?.(reach[status]()) ?? reach[status]()) : reach[status]();
        expect(alone.state.bookings[id]?.status).toBe(status);
        // by hand a place is given from those that were kept
        if (move === "offerPlace" && status === "waitlisted") must(alone.ask(host, "changeCapacity", { capacity: 2, reserve: 1 }));
        const answer = alone.ask(visitors.includes(move) ? anna : host, move, inputOf(move, id));
        const to = ways[move];
        if (to) {
          expect(answer, move).not.toBeInstanceOf(Refusal);
          expect(alone.state.bookings[id]?.status, move).toBe(to);
        } else expect(answer, `${status} ${move}`).toMatchObject({ meaning: "CONFLICT" });
      }
    });

  test("another visitor's booking is not there for them, and a visitor's own moves are nobody else's", () => {
    for (const status of Object.keys(listed) as BookingStatus[])
      for (const move of visitors) {
        const { alone, id } = reach[status]();
        expect(alone.ask(cleo, move, inputOf(move, id)), `${status} ${move}`).toMatchObject({ code: "UnknownBooking" });
      }
  });
});

test("an offer is over at its last instant by the clock, whether or not anybody wrote that down", () => {
  const { alone, id } = reach.offered();
  const until = Date.parse(alone.state.bookings[id]?.until ?? "");
  alone.now = until;
  for (const move of ["acceptOffer", "declineOffer"] as const)
    expect(alone.ask(anna, move, { bookingId: id })).toMatchObject({ code: "OfferOver", meaning: "CONFLICT" });
  alone.now = until - 1;
  expect(must(alone.ask(anna, "acceptOffer", { bookingId: id })).map(({ type }) => type)).toEqual(["offerAccepted"]);
  expect(alone.ask(anna, "acceptOffer", { bookingId: id })).toMatchObject({ code: "BookingMoved", details: { status: "confirmed" } });
});

test("a freed place and its offer are one commit, and so are an offer's end and the next one", () => {
  const alone = aSessionAlone(start, { rules: { capacity: 1 } });
  const ids = [anna, ben, cleo].map((who) => alone.book(who)) as [string, string, string];
  const types = (events: ReturnType<Alone["ask"]>) =>
    must(events).map(({ type, body }) => `${type} ${ids.indexOf((body as { bookingId: string }).bookingId)}`);
  expect(types(alone.ask(anna, "cancelBooking", { bookingId: ids[0] }))).toEqual(["bookingCancelled 0", "placeOffered 1"]);
  expect(types(alone.ask(ben, "declineOffer", { bookingId: ids[1] }))).toEqual(["offerDeclined 1", "placeOffered 2"]);
  const again = alone.book(anna);
  alone.now += 24 * hour;
  ids.push(again);
  expect(types(alone.byHouse("settleSession"))).toEqual(["offerExpired 2", "placeOffered 3"]);
});

test("a request that nobody answers in three days is over, and holds no place meanwhile", () => {
  const { alone, id } = reach.requested();
  const bens = alone.book(ben);
  must(alone.ask(host, "approveBooking", { bookingId: bens }));
  expect(alone.state.bookings[bens]?.status).toBe("confirmed");
  alone.now += 72 * hour;
  expect(alone.ask(host, "approveBooking", { bookingId: id })).toMatchObject({ code: "BookingMoved", details: { status: "expired" } });
  expect(must(alone.byHouse("settleSession")).map(({ type }) => type)).toEqual(["requestExpired", "reminderDue"]);
});

test("two requests for one place that are both approved: one is confirmed, and the other waits with the place of its first asking", () => {
  const alone = aSessionAlone(start, { rules: { capacity: 1, mode: "approval" } });
  const [first, second] = [alone.book(anna), alone.book(ben)];
  must(alone.ask(host, "approveBooking", { bookingId: second }));
  must(alone.ask(host, "approveBooking", { bookingId: first }));
  const third = alone.book(cleo);
  must(alone.ask(host, "approveBooking", { bookingId: third }));
  const { bookings } = alone.state;
  expect([first, second, third].map((id) => bookings[id]?.status)).toEqual(["waitlisted", "confirmed", "waitlisted"]);
  expect((bookings[first]?.key ?? 0) < (bookings[third]?.key ?? 0)).toBe(true);
});

test("what a visitor says stands after two days, unless the host says something else; by the clock alone", () => {
  const { alone, id } = ended(reach.confirmed());
  must(alone.ask(anna, "sayAttended", { bookingId: id }));
  expect(alone.ask(anna, "sayAttended", { bookingId: id })).toMatchObject({ code: "BookingMoved" });
  const other = ended(reach.confirmed());
  must(other.alone.ask(anna, "sayAttended", { bookingId: other.id }));
  other.alone.now += 47 * hour;
  must(other.alone.ask(host, "recordNoShow", { bookingId: other.id }));
  expect(other.alone.state.bookings[other.id]?.status).toBe("noShow");
  alone.now += 48 * hour;
  expect(alone.ask(host, "recordNoShow", { bookingId: id })).toMatchObject({ code: "BookingMoved", details: { status: "attended" } });
  expect(must(alone.byHouse("settleSession")).map(({ type }) => type)).toEqual(["attendanceStood"]);
  expect(alone.state.bookings[id]?.status).toBe("attended");
});

test("who is noted as absent can say otherwise for two weeks, and so long the host can note that they came after all, whether or not they have said so", () => {
  const { alone, id } = reach.noShow();
  alone.now += 13 * 24 * hour;
  must(alone.ask(anna, "disputeNoShow", { bookingId: id, words: "I sat by the window." }));
  expect(alone.ask(anna, "disputeNoShow", { bookingId: id })).toMatchObject({ code: "BookingMoved" });
  must(alone.ask(host, "confirmAttendance", { bookingId: id }));
  expect(alone.state.bookings[id]?.status).toBe("attended");
  const slip = reach.noShow();
  must(slip.alone.ask(host, "confirmAttendance", { bookingId: slip.id }));
  expect(slip.alone.state.bookings[slip.id]?.status).toBe("attended");
  const late = reach.noShow();
  late.alone.now += 14 * 24 * hour;
  expect(late.alone.ask(anna, "disputeNoShow", { bookingId: late.id })).toMatchObject({ code: "Begun" });
  expect(late.alone.ask(host, "confirmAttendance", { bookingId: late.id })).toMatchObject({ code: "Begun" });
});

test("where the host wrote down that somebody came and they say that they didn't, either side can settle it for two weeks: the host says the same, or they take it back", () => {
  const agreed = reach.attended();
  must(agreed.alone.ask(anna, "disputeAttendance", { bookingId: agreed.id, words: "I was ill." }));
  expect(agreed.alone.ask(anna, "disputeAttendance", { bookingId: agreed.id })).toMatchObject({ code: "BookingMoved" });
  must(agreed.alone.ask(host, "recordNoShow", { bookingId: agreed.id }));
  expect(agreed.alone.state.bookings[agreed.id]).toMatchObject({ status: "noShow", agreed: true });
  for (const [who, move] of [
    [anna, "disputeNoShow"],
    [host, "confirmAttendance"],
  ] as const)
    expect(agreed.alone.ask(who, move, { bookingId: agreed.id }), "what both say is settled").toMatchObject({ code: "BookingMoved" });
  const back = reach.attended();
  must(back.alone.ask(anna, "disputeAttendance", { bookingId: back.id }));
  must(back.alone.ask(anna, "sayAttended", { bookingId: back.id }));
  expect(back.alone.state.bookings[back.id]).toMatchObject({ status: "attended", ownWord: true });
  expect(back.alone.state.bookings[back.id]?.denied).toBeUndefined();
  for (const [who, move] of [
    [anna, "disputeAttendance"],
    [host, "recordNoShow"],
  ] as const)
    expect(back.alone.ask(who, move, { bookingId: back.id })).toMatchObject({ code: "BookingMoved" });
  const late = reach.attended();
  late.alone.now += 14 * 24 * hour;
  expect(late.alone.ask(anna, "disputeAttendance", { bookingId: late.id })).toMatchObject({ code: "Begun" });
});

test("one is there from half an hour before until it is over, and neither side says so earlier or later", () => {
  const { alone, id } = reach.confirmed();
  for (const who of [anna, host]) {
    alone.now = alone.begins - hour / 2 - 1;
    expect(alone.ask(who, "checkIn", { bookingId: id })).toMatchObject({ code: "NotYet" });
    alone.now = alone.begins + 2 * hour;
    expect(alone.ask(who, "checkIn", { bookingId: id })).toMatchObject({ code: "Begun" });
  }
  alone.now = alone.begins - hour / 2;
  expect(alone.ask(cleo, "checkIn", { bookingId: id })).toMatchObject({ code: "UnknownBooking" });
  must(alone.ask(host, "checkIn", { bookingId: id }));
  expect(alone.state.bookings[id]?.status).toBe("checkedIn");
  for (const move of ["confirmAttendance", "sayAttended"] as const)
    expect(alone.ask(move === "sayAttended" ? anna : host, move, { bookingId: id })).toMatchObject({ code: "NotYet" });
});
