import { dueAt, freePlaces, heldPlaces, statusAt } from "@linkwork/shared/exchange/rules-session.ts";
import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import type { Booking } from "@linkwork/shared/exchange/state.ts";
import { foldSession, noSession, type SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { day, hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const iso = (ms: number): string => new Date(ms).toISOString();
/** Nine people of four organisations, so that shares are met. */
const people = Array.from({ length: 9 }, (_, i) => aVisitor(i, i < 6 ? { orgId: aVisitor(0).orgId } : {}));
for (const i of [1, 2]) Object.assign(people[i] ?? {}, { orgId: people[0]?.orgId });
Object.assign(people[4] ?? {}, { orgId: people[3]?.orgId });

const who = fc.nat(people.length - 1);
const reason = "shortStaffed";
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("book" as const), who }) },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "acceptOffer",
        "declineOffer",
        "cancelBooking",
        "approveBooking",
        "declineBooking",
        "cancelPlace",
        "offerPlace",
        "checkIn",
        "confirmAttendance",
        "recordNoShow",
      ),
      who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("changeCapacity" as const), capacity: fc.integer({ min: 1, max: 6 }), reserve: fc.nat(2) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("later" as const), ms: fc.constantFrom(hour, 11 * hour, day, 3 * day) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("settleSession" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("hearReadiness" as const),
      who,
      ok: fc.boolean(),
      // on both sides of a day before it begins, of its beginning and of its end
      ends: fc.constantFrom(undefined, 6 * day, 9 * day + 3 * hour, 10 * day - hour, 10 * day + hour, 10 * day + 2 * hour),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("paused", "published", "closed") }) },
);
type Step = { kind: string; who?: number; ok?: boolean; ends?: number | undefined; capacity?: number; reserve?: number; ms?: number };

function does(alone: Alone, { kind, who: index = 0, capacity, reserve, ms = 0, ok = true, ends }: Step): SessionEvent[] | Refusal {
  const visitor = people[index] ?? people[0] ?? host;
  const mine = Object.values(alone.state.bookings).findLast(({ personId }) => personId === visitor.personId)?.bookingId ?? "";
  switch (kind) {
    case "later":
      alone.now += ms;
      return [];
    case "book":
      return alone.ask(visitor, "book");
    case "acceptOffer":
    case "declineOffer":
    case "cancelBooking":
      return alone.ask(visitor, kind, { bookingId: mine });
    case "approveBooking":
    case "offerPlace":
    case "checkIn":
    case "confirmAttendance":
    case "recordNoShow":
      return alone.ask(host, kind, { bookingId: mine });
    case "declineBooking":
    case "cancelPlace":
      return alone.ask(host, kind, { bookingId: mine, reason });
    case "changeCapacity":
      return alone.ask(host, "changeCapacity", { capacity, reserve: Math.min(reserve ?? 0, (capacity ?? 1) - 1) });
    case "hearReadiness": {
      const ready = { ok, heard: alone.log.length, ...(ends === undefined ? {} : { until: iso(start + ends) }) };
      return alone.byHouse("hearReadiness", { personId: visitor.personId, ready });
    }
    case "settleSession":
      return alone.byHouse("settleSession");
    default:
      return alone.byHouse("followOpportunity", { standing: kind, card: alone.state.card, heard: alone.state.heard + 1 });
  }
}

// told anew, and not by the rules that are looked at
const lapsed = ({ status, until = "", askedAt }: Booking, now: string) =>
  (status === "offered" && now >= until) || (status === "requested" && Date.parse(now) >= Date.parse(askedAt) + 72 * hour);
/** From when on something is not in place, and until when it has to be: to the end of the visit, from a day before. */
const endOf = ({ ready }: Booking) => (ready?.ok === false ? 0 : ready?.until ? Date.parse(ready.until) : Number.POSITIVE_INFINITY);
const [begins, over] = [start + 10 * day, start + 10 * day + 2 * hour];
const isIn = (booking: Booking, now: string) =>
  endOf(booking) >= over || (Date.parse(now) < endOf(booking) && Date.parse(now) < begins - day);
const gone = (booking: Booking, now: string) =>
  ["confirmed", "onHold"].includes(booking.status) &&
  endOf(booking) < over &&
  Date.parse(now) >= Math.max(begins - day, Math.min(endOf(booking), begins));
const has = (now: string) => (booking: Booking) =>
  ["confirmed", "onHold", "checkedIn", "offered"].includes(booking.status) && !lapsed(booking, now) && !gone(booking, now);
const all = (state: SessionState) => Object.values(state.bookings);
function readyIn(state: SessionState, now: string): Booking[] {
  const share = Math.max(1, Math.floor(state.capacity * 0.3));
  const free = Date.parse(now) >= Date.parse(state.date?.startsAt ?? "") - 48 * hour;
  const fits = ({ orgId }: Booking) => free || all(state).filter((each) => each.orgId === orgId && has(now)(each)).length < share;
  return all(state)
    .filter((booking) => booking.status === "waitlisted" && isIn(booking, now) && fits(booking))
    .sort((a, b) => a.key - b.key);
}
const cutOff = (state: SessionState) => iso(Date.parse(state.date?.startsAt ?? "") - 24 * hour);

function lives(
  check: (seen: { before: SessionState; after: SessionState; event: SessionEvent; alone: Alone }) => void,
  atRest?: (alone: Alone, did: readonly SessionEvent[]) => void,
) {
  let checked = 0;
  fc.assert(
    fc.property(
      fc.array(step as fc.Arbitrary<Step>, { minLength: 20, maxLength: 90, size: "max" }),
      fc.constantFrom("instant", "approval"),
      fc.nat(1),
      // some lives begin where the last days do
      fc.constantFrom(0, 6 * day, 8 * day),
      (steps, mode, reserve, from) => {
        const alone = aSessionAlone(start, { rules: { mode: mode as "instant", capacity: 3, reserve } });
        alone.now += from;
        for (const each of steps) {
          let before = alone.log.reduce(foldSession, noSession);
          const did = does(alone, each);
          if (did instanceof Refusal) continue;
          for (const event of did) {
            const after = foldSession(before, event);
            check({ before, after, event, alone });
            before = after;
            checked += 1;
          }
          if (did.length > 0) atRest?.(alone, did);
        }
      },
    ),
    { numRuns: 250 },
  );
  // lives in which nothing happens would prove nothing
  expect(checked).toBeGreaterThan(250 * 8);
}

test("after every event, places taken are never more than there are without those that are kept (E1)", () => {
  lives(({ after, event }) => {
    const taken = all(after).filter(has(event.at)).length;
    expect(taken, event.type).toBeLessThanOrEqual(after.capacity - after.reserve);
    // once it is over, two days or two weeks settle who came, and nobody counts places
    if (Date.parse(event.at) < over) expect(heldPlaces(after, event.at)).toBe(taken);
  });
});

test("each place goes to whoever of those who are ready asked first; nobody overtakes, and everybody keeps their place in the queue (E2)", () => {
  lives(
    ({ before, after, event }) => {
      const byHand = event.type === "placeOffered" && (event.body.reserve || event.at >= cutOff(before));
      if (event.type === "placeOffered" && !byHand) expect(event.body.bookingId).toBe(readyIn(before, event.at)[0]?.bookingId);
      const comesAnew = event.type === "bookingConfirmed" || (event.type === "bookingApproved" && event.at < cutOff(before));
      if (comesAnew) expect(readyIn(before, event.at)).toEqual([]);
      for (const { bookingId, key } of all(before)) expect(after.bookings[bookingId]?.key).toBe(key);
    },
    ({ state, now }, did) => {
      const at = iso(now);
      const flows = state.standing !== "paused" && at < cutOff(state);
      // when the commit is written, no place is free for which somebody is ready
      if (flows && freePlaces(state, at) > 0) expect(readyIn(state, at), did.map(({ type }) => type).join()).toEqual([]);
      const waits = all(state).some((booking) => booking.status === "waitlisted" && isIn(booking, at));
      if (flows && freePlaces(state, at) > 0 && waits)
        expect(dueAt(state, at), "whose organisation has its share is thought of later").toBeDefined();
    },
  );
});

test("a place that somebody has is on hold while something is not in place, free once it is too late, and never held for who is ready (on_hold)", () => {
  lives(
    () => undefined,
    ({ state, now }) => {
      const at = iso(now);
      for (const booking of all(state)) {
        if (booking.status === "onHold") expect(isIn(booking, at) || gone(booking, at)).toBe(false);
        if (booking.status === "confirmed" && now < begins && state.head > 0) expect(statusAt(state, booking, at)).toBe(booking.status);
        if (booking.status === "confirmed" && now < begins) expect(isIn(booking, at)).toBe(true);
      }
    },
  );
});

test("nobody has two live bookings in one session (E3)", () => {
  lives(({ after, event }) => {
    const live = all(after).filter(
      (each) =>
        ["requested", "waitlisted", "offered", "confirmed", "onHold", "checkedIn"].includes(each.status) &&
        !lapsed(each, event.at) &&
        !gone(each, event.at),
    );
    expect(new Set(live.map(({ personId }) => personId)).size).toBe(live.length);
  });
});
