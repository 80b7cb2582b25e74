import { dueAt, statusAt } from "@linkwork/shared/exchange/rules-session.ts";
import { describe, expect, test } from "vitest";
import { shownIn } from "../../../apps/server/src/exchange/present-calendar.ts";
import { day, hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const iso = (ms: number): string => new Date(ms).toISOString();
const [anna, ben] = [aVisitor(1), aVisitor(2)];

/** Anna has the one place, Ben waits for it, and the session hears of Anna what is in place until when. */
function annaHas(ends: number | undefined) {
  const alone = aSessionAlone(start, { rules: { capacity: 1, cutOffHours: 2, noticeHours: 2 } });
  const [id, bens] = [alone.book(anna), alone.book(ben)] as [string, string];
  let heard = 0;
  const hear = (change: { ok?: boolean; until?: string }) =>
    must(alone.byHouse("hearReadiness", { personId: anna.personId, ready: { ok: true, heard: ++heard, ...change } }));
  hear(ends === undefined ? {} : { until: iso(ends) });
  return { alone, id, bens, hear };
}
/** Reminders come too, of every visit. */
const typesOf = (events: ReturnType<Alone["ask"]>): string[] =>
  Array.isArray(events) ? events.flatMap(({ type }) => (type === "reminderDue" ? [] : [type])) : [];
const settled = (alone: Alone): string[] => typesOf(alone.byHouse("settleSession"));
const now = (alone: Alone, id: string) => statusAt(alone.state, alone.state.bookings[id] as never, iso(alone.now));
const begins = start + 10 * day;

describe("what ends before a visit does, by the clock alone (on_hold)", () => {
  test("it is told a week before, once; and a day before the place is on hold, until it lapses or is renewed", () => {
    const { alone, id, hear } = annaHas(begins - 3 * hour);
    for (const [at, types] of [
      [begins - 7 * day - 1, []],
      [begins - 7 * day, ["readinessWarned"]],
      [begins - 7 * day + hour, []],
      [begins - day - 1, []],
      [begins - day, ["bookingHeld"]],
    ] as const) {
      const due = dueAt(alone.state, iso(alone.now));
      if (types.length > 0) expect(due, `it is looked at ${iso(at)}`).toBe(iso(at));
      alone.now = at;
      expect(settled(alone), iso(at)).toEqual(types);
    }
    hear({ until: iso(begins + 30 * day) });
    expect(alone.state.bookings[id]?.status).toBe("confirmed");
  });

  test("told of an end later than a week before, it is said at once", () => {
    const { alone, hear } = annaHas(undefined);
    alone.now = begins - 2 * day;
    expect(typesOf(hear({ until: iso(begins + hour) }))).toEqual(["readinessHeard", "readinessWarned"]);
  });

  test("what lapses more than a day before holds the place; nobody else is offered it, and it is theirs again when it is in place", () => {
    const { alone, id, bens, hear } = annaHas(begins - 3 * day);
    alone.now = begins - 3 * day - 1;
    settled(alone);
    expect(now(alone, id)).toBe("confirmed");
    alone.now += 1;
    expect(now(alone, id)).toBe("onHold");
    expect(settled(alone)).toEqual(["bookingHeld"]);
    expect(alone.state.bookings[bens]?.status).toBe("waitlisted");
    expect(hear({}).map(({ type }) => type)).toEqual(["readinessHeard", "bookingResumed"]);
    expect(alone.state.bookings[id]?.takenBy).toBe(id);
  });

  test("a day before, what has lapsed gives the place to the next who waits, in the same commit", () => {
    const { alone, id, bens, hear } = annaHas(undefined);
    expect(hear({ ok: false }).map(({ type }) => type)).toEqual(["readinessHeard", "bookingHeld"]);
    alone.now = begins - 2 * day;
    expect(settled(alone), "places are nobody's share from then on, and this one is kept").toEqual([]);
    expect(dueAt(alone.state, iso(alone.now))).toBe(iso(begins - day));
    alone.now = begins - day;
    expect(now(alone, id), "whether or not anybody wrote it down").toBe("cancelledByHost");
    expect(settled(alone)).toEqual(["bookingLapsed", "placeOffered"]);
    expect(alone.state.bookings[id]).toMatchObject({ status: "cancelledByHost", reason: "notReady" });
    expect(alone.state.bookings[bens]?.status).toBe("offered");
    expect(alone.byHouse("hearReadiness", { personId: anna.personId, ready: { ok: true, heard: 9 } })).toMatchObject({
      code: "NothingDue",
    });
  });

  test("in a calendar a place on hold is tentative, and each change counts up; a place that has gone is taken out", () => {
    const { alone, id, hear } = annaHas(undefined);
    const seen = () => {
      const entry = alone.state.calendar[id];
      const booking = alone.state.bookings[id];
      const shown = entry && booking && shownIn(alone.state, { ...entry, booking }, { publicUrl: "https://linkwork.test" });
      return [entry?.sequence, entry?.on, shown?.status];
    };
    expect(seen()).toEqual([0, true, "CONFIRMED"]);
    hear({ ok: false });
    expect(seen()).toEqual([1, true, "TENTATIVE"]);
    hear({});
    expect(seen()).toEqual([2, true, "CONFIRMED"]);
    hear({ ok: false });
    alone.now = begins - day;
    settled(alone);
    expect(seen()).toEqual([4, false, "CANCELLED"]);
  });

  test("what would lapse while it goes on is on hold for the last day, and the place is free when it begins", () => {
    const { alone, id } = annaHas(begins + hour);
    alone.now = begins - hour / 2;
    settled(alone);
    expect(alone.ask(anna, "checkIn", { bookingId: id })).toMatchObject({ code: "BookingMoved", details: { status: "onHold" } });
    alone.now = begins;
    expect(now(alone, id)).toBe("cancelledByHost");
  });

  test("what lapses at the very end was in place all the time", () => {
    const { alone, id } = annaHas(begins + 2 * hour);
    alone.now = begins - hour / 2;
    expect(settled(alone), "but that who waits hears that no place came free").toEqual(["waitClosed"]);
    expect(now(alone, id)).toBe("confirmed");
  });

  test("what is told late, or once it has begun, changes nothing", () => {
    const { alone, id, hear } = annaHas(undefined);
    hear({});
    const late = { personId: anna.personId, ready: { ok: false, heard: 1 } };
    expect(alone.byHouse("hearReadiness", late)).toMatchObject({ code: "NothingDue" });
    alone.now = begins;
    expect(alone.byHouse("hearReadiness", { ...late, ready: { ok: false, heard: 9 } })).toMatchObject({ code: "NothingDue" });
    expect(now(alone, id)).toBe("confirmed");
  });

  test("an offer passes over who isn't ready, says so, and who is passed over keeps their place in the queue", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 1 } });
    const cleo = aVisitor(3);
    const [first, bens, cleos] = [alone.book(anna), alone.book(ben), alone.book(cleo)] as [string, string, string];
    must(alone.byHouse("hearReadiness", { personId: ben.personId, ready: { ok: false, heard: 1 } }));
    const events = must(alone.ask(anna, "cancelBooking", { bookingId: first }));
    expect(events.at(-1)).toMatchObject({ type: "placeOffered", body: { bookingId: cleos, unready: [bens] } });
    must(alone.byHouse("hearReadiness", { personId: ben.personId, ready: { ok: true, heard: 2 } }));
    const declined = must(alone.ask(cleo, "declineOffer", { bookingId: cleos }));
    expect(declined.at(-1)).toMatchObject({ type: "placeOffered", body: { bookingId: bens } });
  });

  test("who is not ready is given no place by anybody: not by an offer that they take, a yes, or by hand", () => {
    const not = (alone: Alone) => must(alone.byHouse("hearReadiness", { personId: anna.personId, ready: { ok: false, heard: 1 } }));
    const asked = aSessionAlone(start, { rules: { capacity: 1, mode: "approval" } });
    const id = asked.book(anna);
    not(asked);
    expect(asked.ask(host, "approveBooking", { bookingId: id })).toMatchObject({ code: "VisitorNotReady", details: {} });
    const waits = aSessionAlone(start, { rules: { capacity: 2, reserve: 1 } });
    waits.book(ben);
    const waiting = waits.book(anna);
    not(waits);
    expect(waits.ask(host, "offerPlace", { bookingId: waiting })).toMatchObject({ code: "VisitorNotReady" });
    const offered = aSessionAlone(start, { rules: { capacity: 1 } });
    const bens = offered.book(ben);
    const hers = offered.book(anna);
    must(offered.ask(ben, "cancelBooking", { bookingId: bens }));
    not(offered);
    expect(offered.ask(anna, "acceptOffer", { bookingId: hers })).toMatchObject({ code: "NotInPlace" });
  });
});
