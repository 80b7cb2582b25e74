import { busyHour, type Look, manyCases, marksOf, sameSurname } from "@linkwork/shared/cases/rules-browsing.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const start = Date.parse("2026-11-29T09:00:00.000Z");
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const looksAt = (...minutes: number[]): Look[] => minutes.map((m, i) => ({ caseId: `case ${i}`, at: at(m) }));

test("two people may be of one family when their surnames are the same, however they are written; a first name alone says nothing", () => {
  const same = [
    ["Rhona MacLeod", "Iain Macleod"],
    ["Zoë O’Neill", "Pat O'Neill"],
    ["Anna Müller", "Hans MULLER"],
    ["Jo Smith-Jones", "Bo Jones"],
    ["Moira  Kerr ", "Davie Kerr"],
  ];
  for (const [one = "", other = ""] of same) expect([one, sameSurname(one, other), sameSurname(other, one)]).toEqual([one, true, true]);
  for (const [one = "", other = ""] of [
    ["Rhona MacLeod", "Rhona Khan"],
    ["Rhona", "Rhona"],
    ["", ""],
    ["Kerr", "Davie Kerr"],
    ["A B", "C B"],
  ])
    expect([one, sameSurname(one, other)]).toEqual([one, false]);
});

test("many cases within any hour around the look are found, at whatever minute the hour begins, and one fewer is not", () => {
  const many = Array.from({ length: manyCases }, (_, i) => 50 + i * 2);
  for (const minute of many) expect(busyHour(looksAt(...many), at(minute))?.caseIds).toHaveLength(manyCases);
  expect(busyHour(looksAt(...many.slice(1)), at(60))).toBeUndefined();
  // spread over two hours they are a day's work
  expect(busyHour(looksAt(...many.map((_, i) => i * 10)), at(50))).toBeUndefined();
  expect(busyHour(looksAt(...many), at(300))).toBeUndefined();
  // the same case over and over is one case
  expect(
    busyHour(
      many.map((m) => ({ caseId: "one", at: at(m) })),
      at(60),
    ),
  ).toBeUndefined();
  fc.assert(
    fc.property(
      fc.array(fc.record({ caseId: fc.integer({ min: 0, max: 20 }).map(String), minute: fc.integer({ min: 0, max: 240 }) })),
      fc.integer({ min: 0, max: 240 }),
      (all, minute) => {
        const looks = all.map(({ caseId, minute: m }) => ({ caseId, at: at(m) }));
        const windows = Array.from({ length: 61 }, (_, i) => minute - 60 + i);
        const busy = windows.some(
          (from) => new Set(all.filter((l) => l.minute >= from && l.minute <= from + 60).map((l) => l.caseId)).size >= manyCases,
        );
        expect(busyHour(looks, at(minute)) !== undefined).toBe(busy);
      },
    ),
  );
});

test("who writes in that hour does their work: then many cases are no mark; the other marks stand by themselves", () => {
  const busy = looksAt(...Array.from({ length: manyCases }, (_, i) => i));
  const look = { worker: "Rhona MacLeod", person: "Mariam Khalid", knows: false, at: at(5), looks: busy, wrote: [] };
  expect(marksOf(look)).toEqual(["manyCases"]);
  expect(marksOf({ ...look, wrote: [at(8)] })).toEqual([]);
  expect(marksOf({ ...look, wrote: [at(200)] })).toEqual(["manyCases"]);
  expect(marksOf({ ...look, looks: [], person: "Ewan MacLeod", knows: true })).toEqual(["knows", "sameName"]);
  expect(marksOf({ ...look, looks: [] })).toEqual([]);
});
