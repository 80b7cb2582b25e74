import { owesPermission } from "@linkwork/shared/exchange/rules-booking.ts";
import { missed } from "@linkwork/shared/exchange/rules-person.ts";
import { dueAt, statusAt } from "@linkwork/shared/exchange/rules-session.ts";
import type { Booking } from "@linkwork/shared/exchange/state.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { hour } from "../../kit/clock.ts";
import { aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const [anna, ben, cleo] = [aVisitor(1), aVisitor(2), aVisitor(3)];

test("once it is over both sides are asked who came, once; what nobody answers in two weeks is said by nobody, and who arrived was there", () => {
  const alone = aSessionAlone(start, { rules: { capacity: 3 } });
  const [annas, bens, cleos] = [alone.book(anna), alone.book(ben), alone.book(cleo)];
  alone.now = alone.begins;
  must(alone.ask(host, "checkIn", { bookingId: bens }));
  must(alone.ask(cleo, "checkIn", { bookingId: cleos }));
  const swept = () => {
    const answer = alone.byHouse("settleSession");
    return answer instanceof Refusal ? [] : answer.map(({ type }) => type).filter((type) => type !== "reminderDue");
  };
  const ends = alone.begins + 2 * hour;
  alone.now = ends - 1;
  expect(swept()).toEqual([]);
  alone.now = ends;
  expect(dueAt(alone.state, new Date(ends).toISOString())).toBe(new Date(ends).toISOString());
  expect(swept()).toEqual(["attendanceAsked"]);
  expect(swept()).toEqual([]);
  // her own word on arrival stands like one that she says afterwards
  alone.now = ends + 48 * hour;
  expect(swept()).toEqual(["attendanceStood"]);
  alone.now = ends + 14 * 24 * hour - 1;
  expect(swept()).toEqual([]);
  alone.now += 1;
  const at = new Date(alone.now).toISOString();
  const before = [annas, bens, cleos].map((id) => alone.state.bookings[id]).map((each) => each && statusAt(alone.state, each, at));
  expect(before).toEqual(["unsaid", "attended", "attended"]);
  expect(swept().sort()).toEqual(["attendanceStood", "attendanceUnsaid"]);
  expect([annas, bens, cleos].map((id) => alone.state.bookings[id]?.status)).toEqual(before);
  expect(dueAt(alone.state, at)).toBeUndefined();
});

test("the host noted that they didn't come, they say otherwise, and nobody answers: two weeks on it stays open, against nobody; answered in time it is settled, and undisputed it stays", () => {
  const statuses = (answers: boolean, disputes: boolean) => {
    const alone = aSessionAlone(start, { rules: { capacity: 1 } });
    const bookingId = alone.book(anna);
    alone.now = alone.begins + hour;
    // her own word before that doesn't make it true against the host's
    must(alone.ask(anna, "sayAttended", { bookingId }));
    alone.now = alone.begins + 3 * hour;
    must(alone.ask(host, "recordNoShow", { bookingId }));
    if (disputes) must(alone.ask(anna, "disputeNoShow", { bookingId }));
    if (answers) must(alone.ask(host, "confirmAttendance", { bookingId }));
    const over = alone.begins + 2 * hour + 14 * 24 * hour;
    const booking = () => alone.state.bookings[bookingId] as Booking;
    const at = (ms: number) => statusAt(alone.state, booking(), new Date(ms).toISOString());
    expect(dueAt(alone.state, new Date(alone.now).toISOString()), "the sweep looks again then").toBe(
      disputes && !answers ? new Date(over).toISOString() : undefined,
    );
    const byTheClock = [at(over - 1), at(over)];
    alone.now = over;
    alone.byHouse("settleSession");
    expect(booking().status).toBe(byTheClock[1]);
    expect(missed({ personId: anna.personId, elsewhere: [alone.state], now: new Date(over).toISOString() })).toBe(disputes ? 0 : 1);
    expect(alone.ask(host, "confirmAttendance", { bookingId })).toMatchObject({ meaning: "CONFLICT" });
    return byTheClock;
  };
  expect(statuses(false, true)).toEqual(["noShow", "unsaid"]);
  expect(statuses(true, true)).toEqual(["attended", "attended"]);
  expect(statuses(false, false)).toEqual(["noShow", "noShow"]);
});

test("a place that was lost before the visit began stays lost, and nobody is asked whether they came", () => {
  const alone = aSessionAlone(start);
  const id = alone.book(anna);
  must(alone.byHouse("hearReadiness", { personId: anna.personId, ready: { ok: false, heard: 1 } }));
  alone.now = alone.begins + 2 * hour + 15 * 24 * hour;
  expect(must(alone.byHouse("settleSession")).map(({ type }) => type)).toEqual(["bookingLapsed"]);
  expect(alone.state.bookings[id]?.status).toBe("cancelledByHost");
});

describe("where people who are helped may be there", () => {
  /** Anna has a place, and it began so many hours ago. */
  const withClients = (ago?: number) => {
    const alone = aSessionAlone(start, { clients: true, rules: { capacity: 1 } });
    const id = alone.book(anna);
    if (ago !== undefined) alone.now = alone.begins + ago * hour;
    return { alone, id };
  };
  test("nobody is noted as there before it was noted that they were asked; what a visitor says afterwards is their own to say", () => {
    for (const answer of ["asked", "someRefused"]) {
      const { alone, id } = withClients(0);
      for (const who of [anna, host]) expect(alone.ask(who, "checkIn", { bookingId: id })).toMatchObject({ code: "AskFirst" });
      expect(alone.ask(host, "confirmAttendance", { bookingId: id })).toMatchObject({ code: "AskFirst" });
      must(alone.ask(host, "recordPermission", { answer }));
      must(alone.ask(anna, "checkIn", { bookingId: id }));
      must(alone.ask(host, "confirmAttendance", { bookingId: id }));
    }
    const { alone, id } = withClients(3);
    must(alone.ask(anna, "sayAttended", { bookingId: id }));
    expect(alone.ask(host, "confirmAttendance", { bookingId: id })).toMatchObject({ code: "AskFirst" });
    must(alone.ask(host, "recordPermission", { answer: "notAsked" }));
    must(alone.ask(host, "confirmAttendance", { bookingId: id }));
  });

  test("a no is a no for this date, whoever says otherwise and whenever; another date is asked anew", () => {
    const { alone } = withClients();
    must(alone.ask(host, "recordPermission", { answer: "asked" }));
    must(alone.ask(host, "recordPermission", { answer: "someRefused" }));
    const answers = ["asked", "notAsked"] as const;
    for (const now of [alone.now, alone.begins, alone.begins + 3 * hour]) {
      alone.now = now;
      for (const answer of answers)
        expect(alone.ask(host, "recordPermission", { answer })).toMatchObject({ code: "RefusalStands", meaning: "CONFLICT" });
    }
    expect(alone.state.permission?.answer).toBe("someRefused");
  });

  test("it is owed from two days before until it is noted, or two weeks have gone by", () => {
    const { alone } = withClients();
    const owed = (ms: number) => owesPermission(alone.state, new Date(ms).toISOString());
    const { begins } = alone;
    expect([begins - 48 * hour - 1, begins - 48 * hour, begins + hour, begins + 3 * hour].map(owed)).toEqual([false, true, true, true]);
    expect(owed(begins + 2 * hour + 14 * 24 * hour)).toBe(false);
    must(alone.ask(host, "recordPermission", { answer: "asked" }));
    expect(owed(begins)).toBe(false);
  });
});
