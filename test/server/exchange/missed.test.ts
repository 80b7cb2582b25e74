import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { day, hour } from "../../kit/clock.ts";
import { aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";

const start = Date.parse("2027-03-01T09:00:00.000Z");
const anna = aVisitor(1);

/** Visits of somebody's, each with how it ended; a day apart. */
function past(who: Actor, ...ends: ("late" | "early" | "noShow" | "disputed" | "came")[]): SessionState[] {
  return ends.map((end, i) => {
    const alone = aSessionAlone(start - 20 * day + i * day, {});
    const bookingId = alone.book(who);
    const at = (ms: number) => {
      alone.now = alone.begins + ms;
    };
    if (end === "early") must(alone.ask(who, "cancelBooking", { bookingId }));
    else if (end === "late") {
      at(-3 * hour);
      must(alone.ask(who, "cancelBooking", { bookingId }));
    } else {
      at(3 * hour);
      must(alone.ask(host, end === "came" ? "confirmAttendance" : "recordNoShow", { bookingId }));
      if (end === "disputed") must(alone.ask(who, "disputeNoShow", { bookingId }));
    }
    return alone.state;
  });
}
const booking = (elsewhere: SessionState[], later = 0): string | undefined => {
  const alone = aSessionAlone(start + later);
  const did = alone.ask(anna, "book", {}, elsewhere);
  return did instanceof Refusal ? did.code : did[0]?.type;
};

describe("after three places that were given back in the last day or not taken, in ninety days, the host says yes first to the next one", () => {
  test.each([
    ["three late", past(anna, "late", "late", "late"), "bookingRequested"],
    ["two late and one not taken", past(anna, "late", "noShow", "late"), "bookingRequested"],
    ["two are not yet three", past(anna, "late", "late", "early", "came"), "bookingConfirmed"],
    ["what they say against it counts", past(anna, "late", "late", "disputed"), "bookingConfirmed"],
    ["somebody else's are nothing to them", past(aVisitor(2), "late", "late", "late"), "bookingConfirmed"],
  ])("%s", (_title, elsewhere, became) => {
    expect(booking(elsewhere)).toBe(became);
  });

  test("after ninety days it is forgotten", () => {
    const elsewhere = past(anna, "late", "late", "late");
    expect([booking(elsewhere, 70 * day), booking(elsewhere, 100 * day)]).toEqual(["bookingRequested", "bookingConfirmed"]);
  });
});
