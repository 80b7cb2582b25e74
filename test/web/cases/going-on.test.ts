import { expect, test } from "vitest";
import { goesOn } from "../../../apps/web/src/cases/going-on.ts";

/** A page with so many hits, after which the server stopped because its time was up, or because the page was full. */
const stopped = (hits: number) => ({ hits: Array.from({ length: hits }), backTo: "2026-03-02T10:00:00.000Z" });
const full = { hits: Array.from({ length: 20 }) };

test("a search that stopped because the time was up goes on by itself until a page is full or nothing is left", () => {
  expect(goesOn([], 0)).toBe(false);
  expect(goesOn([stopped(0)], 0)).toBe(true);
  expect(goesOn([stopped(0), stopped(19)], 0)).toBe(true);
  expect(goesOn([stopped(0), stopped(19), stopped(1)], 0)).toBe(false);
  expect(goesOn([stopped(3), { hits: [] }], 0)).toBe(false);
  expect(goesOn([full], 0)).toBe(false);
});

test("who asks for more gets a page of it, whatever was found before; and what is begun anew counts from its beginning", () => {
  expect(goesOn([full, stopped(3)], 1)).toBe(true);
  expect(goesOn([full, stopped(12), stopped(8)], 1)).toBe(false);
  expect(goesOn([stopped(5)], 4)).toBe(true);
});

test("it doesn't go on for ever where nothing is found", () => {
  const empty = Array.from({ length: 20 }, () => stopped(0));
  expect(goesOn(empty.slice(1), 0)).toBe(true);
  expect(goesOn(empty, 0)).toBe(false);
  expect(goesOn(empty, empty.length), "but once more when asked").toBe(true);
});
