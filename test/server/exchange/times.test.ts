import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { When } from "@linkwork/shared/exchange/schema.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { datesOf, type Worked } from "../../../apps/server/src/exchange/times.ts";

const when = (change: Partial<When> = {}): When => ({
  starts: "2027-03-22T10:00",
  minutes: 120,
  zone: "Europe/London",
  except: [],
  ...change,
});
const dates = (change: Partial<When>): Worked[] => {
  const found = datesOf(when(change));
  if (found instanceof Refusal) throw found;
  return found;
};
const refused = (change: Partial<When>): unknown => {
  const found = datesOf(when(change));
  return found instanceof Refusal ? [found.meaning, found.code, found.details.field].join(" ") : found.length;
};

test("a session keeps the time on the wall through both changes of the clocks (E9)", () => {
  const spring = dates({ rule: "FREQ=WEEKLY;COUNT=2" });
  expect(spring.map(({ starts, startsAt, offset }) => [starts, startsAt, offset])).toEqual([
    ["2027-03-22T10:00", "2027-03-22T10:00:00.000Z", "+00:00"],
    ["2027-03-29T10:00", "2027-03-29T09:00:00.000Z", "+01:00"],
  ]);
  const autumn = dates({ starts: "2027-10-25T10:00", rule: "FREQ=WEEKLY;COUNT=2" });
  expect(autumn.map(({ starts, startsAt, endsAt }) => [starts, startsAt, endsAt])).toEqual([
    ["2027-10-25T10:00", "2027-10-25T09:00:00.000Z", "2027-10-25T11:00:00.000Z"],
    ["2027-11-01T10:00", "2027-11-01T10:00:00.000Z", "2027-11-01T12:00:00.000Z"],
  ]);
});

test("the same dates come out whatever zone the server is in (E9)", () => {
  const times = JSON.stringify(join(import.meta.dirname, "../../../apps/server/src/exchange/times.ts"));
  const asked = JSON.stringify([
    when({ rule: "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270430" }),
    when({ starts: "2027-10-31T01:30" }),
    when({ starts: "2027-03-28T01:30" }),
  ]);
  const script = `const { datesOf } = await import(${times}); for (const when of ${asked}) { const d = datesOf(when); console.log(JSON.stringify(Array.isArray(d) ? d : d.details)); }`;
  const under = (TZ: string) => {
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    });
    expect(stdout, stderr).toContain("2027-04-29T10:00");
    return stdout;
  };
  const [here, west, east] = ["Europe/London", "America/Los_Angeles", "Pacific/Auckland"].map(under);
  expect(west).toBe(here);
  expect(east).toBe(here);
});

describe("where the clocks change", () => {
  test("a time that doesn't exist is refused, with the one before and the one after it", () => {
    const found = datesOf(when({ starts: "2027-03-28T01:30" }));
    expect(found).toMatchObject({
      code: "NoSuchTime",
      meaning: "BAD_REQUEST",
      details: { field: "terms.when.starts", day: "2027-03-28", before: "00:30", after: "02:30" },
    });
    // of a series too, unless that day is left out
    const series = { starts: "2027-03-21T01:30", rule: "FREQ=WEEKLY;COUNT=3" };
    expect(refused(series)).toBe("BAD_REQUEST NoSuchTime terms.when.starts");
    expect(dates({ ...series, except: ["2027-03-28"] }).map(({ starts }) => starts)).toEqual(["2027-03-21T01:30", "2027-04-04T01:30"]);
  });

  test("a time that comes twice says how far from UTC both are; the first one holds unless the second is chosen", () => {
    const [first] = dates({ starts: "2027-10-31T01:30" });
    expect(first).toMatchObject({ startsAt: "2027-10-31T00:30:00.000Z", offset: "+01:00", twice: { first: "+01:00", second: "+00:00" } });
    const [second] = dates({ starts: "2027-10-31T01:30", second: true });
    expect(second).toMatchObject({ startsAt: "2027-10-31T01:30:00.000Z", offset: "+00:00" });
  });
});

describe("how it comes again", () => {
  test("by day, week or month, without the days that are left out", () => {
    expect(dates({ rule: "FREQ=WEEKLY;UNTIL=20270630", except: ["2027-04-05", "2027-04-12"] })).toHaveLength(13);
    expect(dates({ rule: "FREQ=MONTHLY;BYDAY=1TU;COUNT=3" }).map(({ starts }) => starts)).toEqual([
      "2027-04-06T10:00",
      "2027-05-04T10:00",
      "2027-06-01T10:00",
    ]);
    expect(dates({ rule: "FREQ=DAILY;INTERVAL=2;COUNT=3" }).map(({ starts }) => starts.slice(8, 10))).toEqual(["22", "24", "26"]);
    expect(dates({ rule: "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3" }).map(({ starts }) => starts.slice(5, 7))).toEqual(["03", "05", "07"]);
  });

  test("a rule that never ends, goes on for too long, or is of another kind is refused, and quickly", () => {
    const began = performance.now();
    const unclear = "BAD_REQUEST RuleUnclear terms.when.rule";
    for (const rule of [
      ...[
        "FREQ=SECONDLY;COUNT=5",
        "FREQ=HOURLY;COUNT=5",
        "FREQ=YEARLY;COUNT=2",
        "FREQ=WEEKLY",
        "COUNT=3",
        "",
        "FREQ=WEEKLY;COUNT=3;COUNT=4",
      ],
      ...[
        "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270630",
      ],
      ...[
        "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
        "FREQ=WEEKLY;UNTIL=20271399",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "FREQ=WEEKLY;COUNT=2\nEXDATE:x",
      ],
    ])
      expect(refused({ rule }), rule).toBe(unclear);
    for (const rule of [
      "FREQ=DAILY;COUNT=1000000",
      "FREQ=DAILY;COUNT=61",
      "FREQ=WEEKLY;UNTIL=20990101",
      "FREQ=MONTHLY;COUNT=14",
      "FREQ=MONTHLY;INTERVAL=52;COUNT=3",
    ])
      expect(refused({ rule }), rule).toBe("BAD_REQUEST TooManyDates terms.when.rule");
    expect(refused({ rule: "FREQ=WEEKLY;UNTIL=20270101" })).toBe("BAD_REQUEST NoDates terms.when.starts");
    expect(refused({ except: ["2027-03-22"] })).toBe("BAD_REQUEST NoDates terms.when.starts");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

test("only names from the list of zones, a day that there is, and a length of up to 12 hours", () => {
  const wrong = (change: Record<string, unknown>) =>
    When.safeParse({ ...when(), ...change }).error?.issues.map(({ path }) => path.join("."));
  for (const zone of ["BST", "+01:00", "GMT", "UTC+1", "Europe/London ", "europe london", "../../etc/passwd"])
    expect(wrong({ zone }), zone).toEqual(["zone"]);
  for (const zone of ["Europe/Lundon", "Glasgow/Govan"]) expect(refused({ zone }), zone).toBe("BAD_REQUEST UnknownZone terms.when.zone");
  for (const minutes of [0, -60, 721, 1e9, 30.5]) expect(wrong({ minutes }), String(minutes)).toContain("minutes");
  for (const starts of ["9999-01-01T10:00", "2027-13-01T10:00", "2027-03-22T24:00", "2027-03-22", "2027-02-30T10:00", "tomorrow"])
    expect(wrong({ starts }), starts).toEqual(["starts"]);
  expect(wrong({ except: ["2027-02-29"] })).toEqual(["except.0"]);
  expect(wrong({ rule: "x".repeat(501) })).toEqual(["rule"]);
});
