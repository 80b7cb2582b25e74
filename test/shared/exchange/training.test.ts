import { isLess } from "@linkwork/shared/exchange/rules-learning.ts";
import { csvOf, totalsOf } from "@linkwork/shared/exchange/rules-training.ts";
import type { Trained } from "@linkwork/shared/exchange/state-training.ts";
import { expect, test } from "vitest";

const visit = (headings: Trained["headings"], minutes: number) => ({ headings, minutes }) as Trained;

test("hours and visits are added up under each heading that a visit touched", () => {
  const totals = totalsOf([visit(["listening", "ethics"], 120), visit(["listening"], 90)]);
  expect(totals.filter(({ visits }) => visits > 0)).toEqual([
    { heading: "ethics", visits: 1, minutes: 120 },
    { heading: "listening", visits: 2, minutes: 210 },
  ]);
  expect(totals).toHaveLength(9);
});

test.each([
  ["=HYPERLINK(1)", `"'=HYPERLINK(1)"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["  =1", `"'  =1"`],
  ["\r\n=1", `"' =1"`],
  [`say "hi", then`, `"say ""hi"", then"`],
  ["two\nlines", `"two lines"`],
  ["Zoë’s café", `"Zoë’s café"`],
])("a table that a spreadsheet opens holds text and no formula: %j", (typed, cell) => {
  expect(csvOf([[typed]])).toBe(`\ufeff${cell}\r\n`);
});
test("figures stay figures, and each row has its line", () => {
  expect(
    csvOf([
      ["a", 1],
      ["b", -2],
    ]),
  ).toBe(`\ufeff"a","1"\r\n"b","-2"\r\n`);
});

test.each<[string, string, boolean]>([
  ["Mrs Gallacher opens the door.", "… opens the door.", true],
  ["Mrs Gallacher opens the door.", "", true],
  ["Mrs Gallacher's door is open.", "Mrs …'s door is open.", true],
  ["One two three", "One three", true],
  ["One two three", "three One", false],
  ["One two three", "One two three", false],
  ["One two three", "One two three…", false],
  ["One two three", "One two four", false],
  ["", "", false],
])("taking words out adds none: %j to %j", (before, left, less) => {
  expect(isLess(before, left)).toBe(less);
});
