import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
/** Every title of a test or of what it stands in; a table's are in the kit. */
const titles = globSync("test/{architecture/boundaries.test.ts,{server,shared,web,e2e,kit}/**/*.ts}", { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), "utf8").matchAll(/\b(?:test|describe|holdsFor)\(\s*(?:why \? `[^`]*` : )?["`]([^"`]+)/g)].map(
    ([, title]) => title ?? "",
  ),
);
const upTo = (last: number, but: readonly number[] = []): number[] =>
  Array.from({ length: last }, (_, i) => i + 1).filter((n) => !but.includes(n));
const missing = (names: readonly string[], shape: (name: string) => RegExp): string[] =>
  names.filter((name) => !titles.some((title) => shape(name).test(title)));

test("there are enough titles to mean anything", () => {
  expect(titles.length).toBeGreaterThan(700);
});

test("each control R1 to R21 is named in the title of a test that proves it", () => {
  expect(
    missing(
      upTo(21).map((n) => `R${n}`),
      (name) => new RegExp(`\\b${name}\\b`),
    ),
  ).toEqual([]);
});

test("each bad input has a test that is named after it; 24 comes with referrals", () => {
  expect(missing(upTo(25, [24]).map(String), (name) => new RegExp(`^${name}\\. `))).toEqual([]);
});

test("each invariant is named in the title of a test that proves it; I13 comes with referrals, I15 with clocks", () => {
  expect(
    missing(
      upTo(16, [13, 15]).map((n) => `I${n}`),
      (name) => new RegExp(`\\b${name}\\b`),
    ),
  ).toEqual([]);
});
