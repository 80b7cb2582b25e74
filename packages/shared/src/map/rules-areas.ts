import { areaCode, crossingIn, mostInRing, mostPoints, mostRings, outlineFits } from "./rules-outline.ts";
import { isWithin } from "./rules-place.ts";
import type { Point } from "./schema.ts";

type Loose = Readonly<Record<string, unknown>>;
type Position = [number, number];
type Ring = Position[];
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);

/** Limits of a file of areas: features in it, and points of one feature as it comes. */
export const areasLimits = { bytes: 20 * 1024 * 1024, features: 500, points: 50_000 } as const;
/** How far off an outline may be drawn so that it fits, tried one after the other (metres). */
const tolerances = [0, 5, 10, 20, 40, 80, 160] as const;

/** Which property of the features is what. */
export type AreaColumns = { code: string; name: string; residents: string | null };
/** An area of a file, as it can be drawn. */
export type AreaInFile = {
  /** which of the features, from 1 */
  feature: number;
  code: string;
  name: string;
  residents: number | null;
  middle: Point;
  outline: Ring[];
  /** how far at most it is off the file, in metres; 0: not at all */
  offBy: number;
  /** small rings that were left out */
  leftOut: number;
};
export type AreaFaultKind =
  | ("feature" | "shape" | "nested" | "kind" | "depth" | "open" | "few" | "many" | "crossed" | "off")
  | ("code" | "name" | "residents" | "twice");
/** What is wrong with a feature; `at`: where, `count`: how many there are. */
export type AreaFault = { feature: number; name: string; fault: AreaFaultKind; at?: Point; count?: number };

/** The features of GeoJSON (RFC 7946); undefined where it is none, or has more than are taken. */
export function featuresIn(file: unknown): readonly unknown[] | undefined {
  if (!isLoose(file)) return undefined;
  const features =
    file.type === "FeatureCollection" && Array.isArray(file.features) ? file.features : file.type === "Feature" ? [file] : [];
  return features.length > 0 && features.length <= areasLimits.features ? features : undefined;
}

/** The names of what is said of the features. */
export function propertiesIn(features: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const feature of features)
    if (isLoose(feature) && isLoose(feature.properties))
      for (const name of Object.keys(feature.properties)) if (names.size < 200) names.add(name);
  return [...names];
}

/** What features become as areas, and what is wrong with those that can't be any. */
export function areasIn(features: readonly unknown[], columns: AreaColumns): { areas: AreaInFile[]; faults: AreaFault[] } {
  const areas: AreaInFile[] = [];
  const faults: AreaFault[] = [];
  const seen = new Set<string>();
  for (const [index, feature] of features.entries()) {
    const made = areaIn(feature, index + 1, columns);
    if ("fault" in made) faults.push(made);
    else if (seen.has(made.code)) faults.push({ feature: index + 1, name: made.name, fault: "twice" });
    else {
      seen.add(made.code);
      areas.push(made);
    }
  }
  return { areas, faults };
}

function areaIn(feature: unknown, n: number, columns: AreaColumns): AreaInFile | AreaFault {
  if (!isLoose(feature) || feature.type !== "Feature") return { feature: n, name: "", fault: "feature" };
  const properties = isLoose(feature.properties) ? feature.properties : {};
  const text = (name: string): string =>
    String(properties[name] ?? "")
      .replace(/\s+/g, " ")
      .trim();
  const name = text(columns.name).slice(0, 200);
  const wrong = (fault: AreaFaultKind, more: { at?: Point; count?: number } = {}): AreaFault => ({ feature: n, name, fault, ...more });
  const code = text(columns.code).toUpperCase();
  if (!areaCode.test(code)) return wrong("code");
  if (name === "" || name.length > 80) return wrong("name");
  const told = columns.residents === null ? "" : text(columns.residents).replaceAll(",", "");
  const residents = told === "" ? null : Number(told);
  if (residents !== null && !(Number.isInteger(residents) && residents >= 0 && residents <= 10_000_000)) return wrong("residents");
  const read = ringsOf(feature.geometry);
  if ("fault" in read) return wrong(read.fault, read);
  const fitted = fitting(read.rings);
  if ("fault" in fitted) return wrong(fitted.fault, fitted);
  return { feature: n, code, name, residents, middle: middleOf(fitted.outline), ...fitted };
}

type Fault = { fault: AreaFaultKind; at?: Point; count?: number };

/** The rings of a geometry, each closed and not crossing itself, whichever way round they go; or what is wrong with it. */
function ringsOf(geometry: unknown): { rings: Ring[] } | Fault {
  const polygons = polygonsOf(geometry, false);
  if ("fault" in polygons) return polygons;
  const rings: Ring[] = [];
  let count = 0;
  for (const polygon of polygons.found) {
    if (!Array.isArray(polygon)) return { fault: "shape" };
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return { fault: "shape" };
      count += ring.length;
      // said before anything is worked out about them
      if (count > areasLimits.points) return { fault: "many", count: pointsOf(polygons.found) };
      const read = ringOf(ring);
      if ("fault" in read) return read;
      rings.push(read.ring);
    }
  }
  return rings.length === 0 ? { fault: "few", count: 0 } : { rings };
}

function polygonsOf(geometry: unknown, inside: boolean): { found: unknown[] } | Fault {
  if (!isLoose(geometry)) return { fault: "shape" };
  if (geometry.type === "GeometryCollection") {
    if (inside) return { fault: "nested" };
    if (!Array.isArray(geometry.geometries)) return { fault: "shape" };
    const found: unknown[] = [];
    for (const one of geometry.geometries) {
      const polygons = polygonsOf(one, true);
      if ("fault" in polygons) return polygons;
      found.push(...polygons.found);
    }
    return { found };
  }
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return { fault: "kind" };
  if (!Array.isArray(geometry.coordinates)) return { fault: "shape" };
  return { found: geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates };
}

const pointsOf = (polygons: readonly unknown[]): number =>
  polygons.reduce<number>(
    (sum, polygon) =>
      sum +
      (Array.isArray(polygon) ? polygon : []).reduce((all: number, ring: unknown) => all + (Array.isArray(ring) ? ring.length : 0), 0),
    0,
  );

function ringOf(given: readonly unknown[]): { ring: Ring } | Fault {
  const ring: Ring = [];
  for (const position of given) {
    if (!Array.isArray(position)) return { fault: "shape" };
    if (Array.isArray(position[0])) return { fault: "depth" };
    const [lon, lat]: unknown[] = position;
    if (typeof lon !== "number" || typeof lat !== "number" || !Number.isFinite(lon) || !Number.isFinite(lat)) return { fault: "shape" };
    if (!isWithin({ lon, lat })) return { fault: "off", at: { lon, lat } };
    const [x, y] = [Number(lon.toFixed(5)), Number(lat.toFixed(5))];
    const last = ring.at(-1);
    if (!last || last[0] !== x || last[1] !== y) ring.push([x, y]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last) return { fault: "few", count: ring.length };
  // a ring of one metre is a point by now
  if (ring.length > 1 && (first[0] !== last[0] || first[1] !== last[1])) return { fault: "open", at: { lon: last[0], lat: last[1] } };
  if (ring.length < 4) return { fault: "few", count: ring.length };
  const crossing = crossingIn(ring);
  return crossing ? { fault: "crossed", at: { lon: crossing[0], lat: crossing[1] } } : { ring };
}

/** The rings as an outline can hold them: as they are, or with as little taken away as is needed; or how many points are too many. */
function fitting(rings: readonly Ring[]): Pick<AreaInFile, "outline" | "offBy" | "leftOut"> | Fault {
  // the greatest come first: a hole is smaller than what it is in, so that what is left out last never leaves its hole behind
  const sorted = [...rings].sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a))).slice(0, mostRings);
  for (const offBy of tolerances) {
    const outline = offBy === 0 ? sorted : sorted.map((ring) => simpler(ring, offBy)).filter((ring) => ring.length >= 4);
    const points = outline.reduce((sum, ring) => sum + ring.length, 0);
    if (outline.length === 0 || points > mostPoints || outline.some((ring) => ring.length > mostInRing)) continue;
    // what was taken away may have laid one side over another: then a little more, or less, is taken
    if (outlineFits(outline, "outline") === true) return { outline, offBy, leftOut: rings.length - outline.length };
  }
  return { fault: "many", count: rings.reduce((sum, ring) => sum + ring.length, 0) };
}

/** A ring without the points that lie within so many metres of the line between others (Douglas and Peucker). */
function simpler(ring: Ring, metres: number): Ring {
  const last = ring.length - 1;
  const [ends] = ring;
  if (!ends || last < 4) return ring;
  const scale = Math.cos((ends[1] * Math.PI) / 180);
  const degree = 111_200;
  const far = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number => {
    const [dx, dy] = [(bx - ax) * scale, by - ay];
    const [px, py] = [(x - ax) * scale, y - ay];
    const share = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)));
    return Math.hypot(px - share * dx, py - share * dy) * degree;
  };
  const point = (at: number): Position => ring[at] as Position;
  const stays = new Set([0, last]);
  const farthest = (from: number, to: number): [at: number, far: number] => {
    let best: [number, number] = [-1, -1];
    for (let at = from + 1; at < to; at++) {
      const off = far(point(at), point(from), point(to));
      if (off > best[1]) best = [at, off];
    }
    return best;
  };
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [at, off] = farthest(...span);
    if (at < 0 || off <= metres) continue;
    stays.add(at);
    open.push([span[0], at], [at, span[1]]);
  }
  return ring.filter((_, at) => stays.has(at));
}

/** Twice what a ring encloses, in square degrees; its sign says which way round it goes. */
const areaOf = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x, y], at) => {
    const [px, py] = ring[at] as Position;
    return sum + (px * y - x * py);
  }, 0);

/** The middle of its greatest ring. */
function middleOf([ring = []]: readonly Ring[]): Point {
  const [ox, oy] = ring[0] ?? [0, 0];
  let [x, y, all] = [0, 0, 0];
  // from the first point on: of so small numbers little is lost
  for (const [at, [bx, by]] of ring.slice(1).entries()) {
    const [ax, ay] = ring[at] as Position;
    const part = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    x += (ax + bx - 2 * ox) * part;
    y += (ay + by - 2 * oy) * part;
    all += part;
  }
  const [lon, lat] = all === 0 ? [ox, oy] : [ox + x / (3 * all), oy + y / (3 * all)];
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}
