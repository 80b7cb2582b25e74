import { expect, test } from "vitest";
import { inOrder } from "../../../apps/web/src/map/in-order.ts";

type MapRow = Parameters<typeof inOrder>[0][number];
const here = (count: number, more: object = {}): MapRow[] =>
  Array.from(
    { length: count },
    (_, n) => ({ what: "asset", assetId: `a${n}`, name: `A ${n}`, km: n / 10, fresh: "fresh", ...more }) as MapRow,
  );
const missing = (count: number): MapRow[] =>
  Array.from({ length: count }, (_, n) => ({ what: "gap", gapId: `g${n}`, title: `B ${n}`, km: n / 10 + 0.05 }) as MapRow);
const gapsIn = (rows: readonly MapRow[]) => rows.flatMap((row, at) => (row.what === "gap" ? [at] : []));

test("where more is here than one page holds, what is missing stands among the first of it, and stays where it stood when more comes", () => {
  const first = inOrder(here(200), missing(30), { sort: "fresh", all: false });
  expect(gapsIn(first)).toHaveLength(30);
  expect(gapsIn(first)[0]).toBe(3);
  const both = inOrder(here(400), missing(30), { sort: "fresh", all: true });
  expect(both.slice(0, first.length)).toEqual(first);
  expect(both).toHaveLength(430);
});

test("all of it is in the list once nothing more is to come, in whatever order, and nothing twice", () => {
  for (const sort of ["fresh", "distance", "name"] as const) {
    const rows = inOrder(here(5), missing(40), { sort, all: true });
    expect(new Set(rows).size, sort).toBe(45);
  }
  expect(inOrder([], missing(3), { sort: "fresh", all: true })).toHaveLength(3);
});

test("by distance what is missing is as far as it is, and waits while something nearer may still come", () => {
  const rows = inOrder(here(3), missing(4), { sort: "distance", all: false });
  expect(rows.map((row) => row.km)).toEqual([0, 0.05, 0.1, 0.15000000000000002, 0.2]);
});
