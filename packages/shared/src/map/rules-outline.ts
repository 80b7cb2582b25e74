import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import { isWithin, liesOnMap } from "./rules-place.ts";

type Position = readonly [number, number];
type Outline = readonly (readonly Position[])[];

/** What an area can be called by. */
export const areaCode = /^[A-Z0-9][A-Z0-9-]{1,19}$/;
/** As many points as all rings of an outline have together, as one of them has, and as many rings. */
export const mostPoints = 10_000;
export const mostInRing = 2_000;
export const mostRings = 60;

/** Whether an outline can be drawn: each ring closed, on the map, with an inside, and not crossing itself. `at`: which of its points, counted from 0; where it crosses, `lon` and `lat`. */
export function outlineFits(outline: Outline, field: string): Verdict {
  let points = 0;
  for (const [index, ring] of outline.entries()) {
    const at = (what: string, point: number) => refuse("BadOutline", { field: `${field}.${index}`, what, at: point });
    points += ring.length;
    if (points > mostPoints) return at("many", 0);
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return at("open", ring.length - 1);
    const outside = ring.findIndex(([lon, lat]) => !isWithin({ lon, lat }));
    const off = ring[outside];
    if (off) return liesOnMap({ lon: off[0], lat: off[1] }, `${field}.${index}`);
    if (new Set(ring.map((each) => each.join(" "))).size < 3) return at("few", 0);
    const crossing = crossingOf(ring);
    if (crossing !== undefined) {
      const [lon, lat] = crossingIn(ring) ?? first;
      return refuse("BadOutline", { field: `${field}.${index}`, what: "crossed", at: crossing, lon, lat });
    }
  }
  return true;
}

type Side = { readonly index: number; readonly a: Position; readonly b: Position; readonly west: number; readonly east: number };

/** The first of its sides that crosses another one; sides that follow each other share a corner. */
function crossingOf(ring: readonly Position[]): number | undefined {
  const sides = ring.slice(1).flatMap((b, index): Side[] => {
    const a = ring[index] as Position;
    const stays = a[0] === b[0] && a[1] === b[1];
    return stays ? [] : [{ index, a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }];
  });
  const order = new Map(sides.map(({ index }, place) => [index, place]));
  const neighbours = (one: Side, other: Side): boolean => {
    const apart = Math.abs((order.get(one.index) ?? 0) - (order.get(other.index) ?? 0));
    return apart <= 1 || apart === sides.length - 1;
  };
  // from west to east: sides that lie apart are never compared
  const sorted = sides.toSorted((one, other) => one.west - other.west);
  for (const [place, one] of sorted.entries())
    for (let next = place + 1; next < sorted.length; next++) {
      const other = sorted[next] as Side;
      if (other.west > one.east) break;
      if (!neighbours(one, other) && crosses(one, other)) return Math.min(one.index, other.index);
    }
  return undefined;
}

const turn = (a: Position, b: Position, c: Position): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const within = (a: Position, b: Position, p: Position): boolean =>
  Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1]);
/** Whether two sides have a point in common. */
function crosses({ a, b }: Side, { a: c, b: d }: Side): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && within(a, b, c)) || (abd === 0 && within(a, b, d)) || (cda === 0 && within(c, d, a)) || (cdb === 0 && within(c, d, b))
  );
}

/** Where a ring crosses itself; undefined where it doesn't. */
export function crossingIn(ring: readonly Position[]): Position | undefined {
  const side = crossingOf(ring);
  if (side === undefined) return undefined;
  const at = (n: number): readonly [Position, Position] => [ring[n] as Position, ring[n + 1] as Position];
  for (let other = 0; other < ring.length - 1; other++) {
    const apart = Math.abs(other - side);
    if (apart <= 1 || apart === ring.length - 2) continue;
    const met = meeting(at(side), at(other));
    if (met) return met;
  }
  // they lie on each other: the beginning of one of them
  return ring[side];
}

function meeting([a, b]: readonly [Position, Position], [c, d]: readonly [Position, Position]): Position | undefined {
  const turn = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (turn === 0) return undefined;
  const along = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / turn;
  const across = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / turn;
  if (along < 0 || along > 1 || across < 0 || across > 1) return undefined;
  return [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])];
}
