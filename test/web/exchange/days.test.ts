import { describe, expect, test } from "vitest";
import { longDay, monthOf, spanOf } from "../../../apps/web/src/exchange/days.ts";
import { clashFrom } from "../../../apps/web/src/exchange/missing.ts";
import { afterwards } from "../../../apps/web/src/exchange/when.ts";
import { Refused } from "../../../apps/web/src/kernel/refused.ts";

describe("weeks and months", () => {
  test("a week is Monday to Sunday, also over the end of a year and a change of the clocks", () => {
    const { first, last, earlier, later, weeks } = spanOf("week", "2027-01-01");
    expect([first, last, earlier, later]).toEqual(["2026-12-28", "2027-01-03", "2026-12-21", "2027-01-04"]);
    expect(weeks).toHaveLength(1);
    expect(spanOf("week", "2027-03-28").weeks[0]).toEqual([
      ...["2027-03-22", "2027-03-23", "2027-03-24", "2027-03-25", "2027-03-26", "2027-03-27", "2027-03-28"],
    ]);
  });

  test("a month is drawn in the whole weeks that it touches, and each month leads to the next one, whatever the day", () => {
    const february = spanOf("month", "2027-02-15");
    expect([february.first, february.last, february.weeks.length]).toEqual(["2027-02-01", "2027-02-28", 4]);
    const may = spanOf("month", "2027-05-31");
    expect([may.weeks.length, may.weeks[0]?.[0], may.weeks.at(-1)?.at(-1)]).toEqual([6, "2027-04-26", "2027-06-06"]);
    let day = "2026-01-31";
    const seen = Array.from({ length: 24 }, () => {
      day = spanOf("month", day).later;
      return day.slice(0, 7);
    });
    expect(new Set(seen).size).toBe(24);
    expect(seen.at(-1)).toBe("2028-01");
    expect(spanOf("month", "2027-01-31").earlier).toBe("2026-12-01");
  });

  test("days and months are named by the calendar, in whatever zone the device is", () => {
    expect(longDay("2027-03-28")).toBe("Sunday 28 March");
    expect(monthOf("2026-12-01")).toBe("December 2026");
  });
});

test("whoever can't receive visitors then is told on which date, and when the others come", () => {
  const refusal = (code: string, details: Record<string, string>) => new Refused({ code, meaning: "CONFLICT", details });
  const starts = "2026-12-09T10:00";
  expect(clashFrom(refusal("ContactReceives", { starts, other: "2026-12-09T11:00" }))).toBe(
    "On Wednesday 9 December, 10:00 whoever receives the visitors has others, or too little time between: those come on Wednesday 9 December, 11:00. Choose another time, or somebody else.",
  );
  expect(clashFrom(refusal("ContactElsewhere", { starts }))).toMatch(/^On Wednesday 9 December, 10:00 .* on a visit elsewhere/);
  expect(clashFrom(refusal("NotReady", { missing: "risk" }))).toBeUndefined();
});

test("who gives a place back isn't told that they can book again once it is too late to book, though the list is still open", () => {
  const row = { phase: "open" as const, bookableUntil: "2026-12-09T10:00:00.000Z" };
  const until = Date.parse(row.bookableUntil);
  expect([afterwards(row, until - 1), afterwards(row, until)]).toEqual(["open", "late"]);
  expect([afterwards({ ...row, phase: "cutOff" }, until), afterwards({ ...row, phase: "scheduled" }, until - 1)]).toEqual([
    "cutOff",
    "shut",
  ]);
});
