import { dueAt, freePlaces, statusAt, whyWaits } from "@linkwork/shared/exchange/rules-session.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { day, hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const [anna, ben, cleo, dee] = [aVisitor(1), aVisitor(2), aVisitor(3), aVisitor(4)];
const iso = (ms: number) => new Date(ms).toISOString();
const types = (answer: ReturnType<Alone["ask"]>) => must(answer).map(({ type }) => type);
const swept = (alone: Alone) => {
  const answer = alone.byHouse("settleSession");
  return answer instanceof Refusal ? [] : answer.map(({ type }) => type).filter((type) => type !== "reminderDue");
};

describe("a place that the host keeps for an urgent need stays one, whatever becomes of whoever was offered it", () => {
  /** Anna has the one place for all, Ben and Cleo wait, and Cleo was offered the one that is kept. */
  function offered() {
    const alone = aSessionAlone(start, { rules: { capacity: 2, reserve: 1 } });
    alone.book(anna);
    const [bens, cleos] = [alone.book(ben), alone.book(cleo)];
    must(alone.ask(host, "offerPlace", { bookingId: cleos }));
    expect(alone.state.reserve).toBe(0);
    return { alone, bens, cleos };
  }
  const why = { reason: "shortStaffed" };
  const ways: Record<string, (alone: Alone, id: string) => string[]> = {
    "they decline it": (alone, bookingId) => types(alone.ask(cleo, "declineOffer", { bookingId })),
    "the host takes it back": (alone, bookingId) => types(alone.ask(host, "cancelPlace", { bookingId, ...why })),
    "they let the time go by": (alone) => {
      alone.now = Date.parse(Object.values(alone.state.bookings).find(({ until }) => until)?.until ?? "");
      // nobody has written it down yet, and still it is nobody else's
      expect(freePlaces(alone.state, iso(alone.now))).toBe(0);
      expect(types(alone.ask(dee, "book"))[0]).toBe("bookingWaitlisted");
      return ["offerExpired"];
    },
    "they take it and give it back": (alone, bookingId) => {
      must(alone.ask(cleo, "acceptOffer", { bookingId }));
      return types(alone.ask(cleo, "cancelBooking", { bookingId }));
    },
    "it is on hold until it goes": (alone, bookingId) => {
      must(alone.ask(cleo, "acceptOffer", { bookingId }));
      must(alone.byHouse("hearReadiness", { personId: cleo.personId, ready: { ok: false, heard: 1 } }));
      alone.now = alone.begins - 24 * hour;
      return swept(alone).filter((type) => type !== "waitClosed");
    },
  };
  for (const [title, way] of Object.entries(ways))
    test(title, () => {
      const { alone, bens, cleos } = offered();
      expect(way(alone, cleos)).toHaveLength(1);
      expect(alone.state.reserve).toBe(1);
      expect(freePlaces(alone.state, iso(alone.now))).toBe(0);
      expect(alone.state.bookings[bens]?.status).toBe("waitlisted");
      must(alone.ask(host, "offerPlace", { bookingId: bens }));
    });

  test("only where the host has given so many meanwhile that it doesn't fit is it gone", () => {
    const { alone, cleos } = offered();
    must(alone.ask(host, "changeCapacity", { capacity: 2, reserve: 0 }));
    must(alone.ask(cleo, "declineOffer", { bookingId: cleos }));
    expect([alone.state.capacity, alone.state.reserve]).toEqual([2, 1]);
    const one = offered();
    must(one.alone.ask(host, "changeCapacity", { capacity: 3, reserve: 1 }));
    must(one.alone.ask(cleo, "declineOffer", { bookingId: one.cleos }));
    expect(one.alone.state.reserve).toBeLessThan(one.alone.state.capacity);
  });
});

describe("a place that is kept can be asked for once the list is closed", () => {
  const closed = (reserve: number) => {
    const alone = aSessionAlone(start, { rules: { capacity: 2, reserve } });
    alone.now = alone.begins - 12 * hour;
    return alone;
  };
  test("whoever asks waits, and the host gives it by hand; without one it is too late", () => {
    const alone = closed(1);
    expect(types(alone.ask(anna, "book"))).toEqual(["bookingWaitlisted"]);
    const [bookingId = ""] = Object.keys(alone.state.bookings);
    alone.now += hour;
    expect(swept(alone), "they don't hear that no place came free").toEqual([]);
    must(alone.ask(host, "offerPlace", { bookingId }));
    must(alone.ask(anna, "acceptOffer", { bookingId }));
    expect(closed(0).ask(anna, "book")).toMatchObject({ code: "TooLate" });
  });
  test("not where it is paused, nor once it has begun", () => {
    const paused = closed(1);
    must(paused.byHouse("followOpportunity", { standing: "paused", card: paused.state.card, heard: 2 }));
    expect(paused.ask(anna, "book")).toMatchObject({ code: "TooLate" });
    const begun = closed(1);
    begun.now = begun.begins;
    expect(begun.ask(anna, "book")).toMatchObject({ code: "NotOpen" });
  });
});

describe("an organisation's share", () => {
  const colleague = { ...aVisitor(9), orgId: anna.orgId };
  test("who waits because of it is told so, and not that it is full; others have the place at once", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 3 } });
    alone.book(anna);
    const now = iso(alone.now);
    expect([whyWaits(alone.state, anna.orgId, now), whyWaits(alone.state, ben.orgId, now)]).toEqual(["share", undefined]);
    expect(types(alone.ask(colleague, "book"))).toEqual(["bookingWaitlisted"]);
    expect(whyWaits(alone.state, ben.orgId, now), "who waits because of a share is not before them").toBeUndefined();
    for (const who of [ben, cleo]) expect(types(alone.ask(who, "book"))).toEqual(["bookingConfirmed"]);
    expect(whyWaits(alone.state, dee.orgId, now)).toBe("full");
  });
  test("ends two days before it begins, and a day before its list is closed where that is earlier, so that what is free goes to who waits", () => {
    for (const cutOffHours of [0, 24, 72, 240 - 25]) {
      const alone = aSessionAlone(start, { rules: { capacity: 3, cutOffHours, noticeHours: cutOffHours } });
      alone.book(anna);
      alone.book(colleague);
      const ends = Math.min(alone.begins - 48 * hour, alone.begins - cutOffHours * hour - day);
      expect(dueAt(alone.state, iso(alone.now))).toBe(iso(Math.min(ends, alone.begins - 7 * day)));
      alone.now = ends - 1;
      expect(swept(alone)).toEqual([]);
      alone.now = ends;
      expect(swept(alone), `${cutOffHours}`).toEqual(["placeOffered"]);
    }
  });
});

describe("waiting ends", () => {
  test("once the list is closed each of them is told once that no place came free, and when it begins nobody waits any more", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 1 } });
    alone.book(anna);
    const [bens, cleos] = [alone.book(ben), alone.book(cleo)];
    const closes = alone.begins - 24 * hour;
    alone.now = closes - 1;
    expect(swept(alone)).toEqual([]);
    alone.now = closes;
    expect(swept(alone)).toEqual(["waitClosed", "waitClosed"]);
    expect(swept(alone)).toEqual([]);
    expect(dueAt(alone.state, iso(closes))).toBe(iso(alone.begins - 2 * hour));
    must(alone.ask(anna, "cancelBooking", { bookingId: Object.keys(alone.state.bookings)[0] }));
    must(alone.ask(host, "offerPlace", { bookingId: cleos }));
    alone.now = alone.begins;
    const at = iso(alone.now);
    const now = [bens, cleos].map((id) => alone.state.bookings[id]).map((each) => each && statusAt(alone.state, each, at));
    expect(now).toEqual(["unplaced", "expired"]);
    expect(swept(alone).sort()).toEqual(["offerExpired", "waitEnded"]);
    expect(dueAt(alone.state, at)).toBeUndefined();
  });
  test("where it moves to a later date the list is open again, and they are told anew if none comes free by then", () => {
    const alone = aSessionAlone(start, { rules: { capacity: 1 } });
    alone.book(anna);
    const bens = alone.book(ben);
    alone.now = alone.begins - 24 * hour;
    swept(alone);
    expect(alone.state.bookings[bens]?.closed).toBe(true);
    const { date } = alone.state;
    if (!date) throw new Error("no date");
    const later = (instant: string) => iso(Date.parse(instant) + 7 * day);
    const moved = { ...date, startsAt: later(date.startsAt), endsAt: later(date.endsAt) };
    const claims = Object.fromEntries(
      Object.values(alone.state.bookings).map(({ bookingId }) => [bookingId, { claimId: bookingId, claimed: true as const }]),
    );
    must(alone.byHouse("moveSession", { date: moved, heard: 2 }, { claims }));
    expect(alone.state.bookings[bens]).toMatchObject({ status: "waitlisted" });
    expect(alone.state.bookings[bens]?.closed).toBeUndefined();
    alone.now = Date.parse(moved.startsAt) - 24 * hour;
    expect(swept(alone)).toEqual(["waitClosed"]);
  });
});

test("an offer that is made in the night can be answered for a day from seven in the morning on", () => {
  const alone = aSessionAlone(Date.parse("2027-03-01T22:00:00.000Z"), { rules: { capacity: 1 } });
  const annas = alone.book(anna);
  const bens = alone.book(ben);
  must(alone.ask(anna, "cancelBooking", { bookingId: annas }));
  expect(alone.state.bookings[bens]?.until).toBe("2027-03-03T07:00:00.000Z");
});
