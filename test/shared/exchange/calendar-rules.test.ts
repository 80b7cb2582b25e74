import { calendarMailFrom } from "@linkwork/shared/exchange/rules-calendar.ts";
import { usualWishes, type Wishes } from "@linkwork/shared/identity/rules-notices.ts";
import { describe, expect, test } from "vitest";

const at = (text: string): number => Date.parse(`${text}Z`);
const wishes = (change: Partial<Wishes> & { visit?: "product" | "atOnce" | "daily" } = {}): Wishes => {
  const { visit = "atOnce", ...rest } = change;
  return { ...usualWishes, ...rest, by: { ...usualWishes.by, visit } };
};
/** When a mail goes out about something that changed then, as it is looked at then. */
function goes(changed: string, begins: string, chosen: Wishes = wishes()): string | undefined {
  const from = calendarMailFrom(chosen, { changed: at(changed), begins: at(begins), now: at(changed) });
  return from === undefined ? undefined : new Date(from).toISOString().slice(0, 16);
}
// January: the clock in London is UTC's
const far = "2027-01-20T10:00";

describe("when a calendar mail goes out", () => {
  test("at once by day, and in quiet hours when they are over", () => {
    expect(goes("2027-01-11T12:00", far)).toBe("2027-01-11T12:00");
    expect(goes("2027-01-11T22:00", far)).toBe("2027-01-12T07:00");
  });

  test("once a day at the hour of that mail, for whoever chose so", () => {
    expect(goes("2027-01-11T12:00", far, wishes({ visit: "daily" }))).toBe("2027-01-12T08:00");
  });

  test("never, for whoever chose so, however soon it begins", () => {
    expect(goes("2027-01-11T12:00", "2027-01-11T14:00", wishes({ visit: "product" }))).toBeUndefined();
  });

  test("from a day before it begins at once, whatever else was chosen; and what waits goes no later than that", () => {
    const quietest = wishes({ visit: "daily", quiet: { hours: { from: 19, to: 7 }, daysOff: [6, 7] } });
    expect(goes("2027-01-11T23:00", "2027-01-12T09:00", quietest)).toBe("2027-01-11T23:00");
    expect(goes("2027-01-11T12:00", "2027-01-12T11:59", quietest)).toBe("2027-01-11T12:00");
    // Friday evening; the next mail would come on Monday morning, when it begins
    expect(goes("2027-01-15T20:00", "2027-01-18T10:00", quietest)).toBe("2027-01-17T10:00");
  });
});
