import { Access } from "@linkwork/shared/exchange/schema.ts";
import type { AreaId, AssetId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { capacityHolds, endsSoonDays, type Fresh, freshDays, freshness } from "@linkwork/shared/map/rules-fresh.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import { Audience, type Point, Theme } from "@linkwork/shared/map/schema.ts";
import { AssetKind, CapacityStatus } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetFilter, AssetSort, Where } from "@linkwork/shared/map/schema-filter.ts";
import { type AssetTable, bitsOf, tableCodes } from "./views-table.ts";

const aDay = 24 * 3600_000;
const numberOf = (day: string): number => Number(day.replaceAll("-", ""));
const codes = (all: readonly string[], these: readonly string[]): Set<number> => new Set(these.map((one) => all.indexOf(one) + 1));
const live = codes(tableCodes.statuses, ["live", "closing"]);
/** Also what is over, for whoever keeps a copy and has to hear of that. */
export const alsoOver = codes(tableCodes.statuses, ["live", "closing", "closed", "merged"]);
const closing = tableCodes.statuses.indexOf("closing") + 1;
const merged = tableCodes.statuses.indexOf("merged") + 1;
const hasPlaces = CapacityStatus.options.indexOf("capacity") + 1;
const kmToDegrees = 1 / 111.19;

/** From where distances are measured: the point that is asked about, or the middle of the piece of the map. */
export function fromWhere(where: Where | undefined): Point | undefined {
  if (!where || "nowhere" in where) return undefined;
  if ("near" in where) return where.near;
  const [west, south, east, north] = where.bbox;
  return { lon: (west + east) / 2, lat: (south + north) / 2 };
}

/** All words that are to stand in a text, in small letters. */
export const wordsIn = (text: string | undefined): string[] => (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);

/** The rows that lie where it is asked. */
function placed(table: AssetTable, where: Where | undefined): number[] {
  if (!where) return table.all();
  const { lon, lat } = table.columns();
  if ("nowhere" in where) return table.all().filter((slot) => Number.isNaN(lon[slot]));
  if ("bbox" in where) return table.within(where.bbox);
  const { near, km } = where;
  const [high, wide] = [km * kmToDegrees, (km * kmToDegrees) / Math.max(0.1, Math.cos((near.lat * Math.PI) / 180))];
  const about = table.within([near.lon - wide * 1.01, near.lat - high * 1.01, near.lon + wide * 1.01, near.lat + high * 1.01]);
  return about.filter((slot) => kmBetween(near, { lon: lon[slot] as number, lat: lat[slot] as number }) <= km);
}

/** Whether something lies in one of these areas: where it is told to be, and where nobody is told that, for whom it is. */
function liesIn(table: AssetTable, areaIds: readonly AreaId[]): (slot: number) => boolean {
  const wanted = new Set(areaIds);
  const known = new Set(areaIds.map(table.areaCode));
  const { area } = table.columns();
  return (slot) => {
    const code = area[slot] as number;
    if (code !== 0) return known.has(code);
    const reach = table.reachOf(slot);
    return reach === "everywhere" || (reach ?? []).some((areaId) => wanted.has(areaId));
  };
}

/** So many are followed from one to the next. */
const mostLed = 10;
/** Whether all that a row leads to stands in the table: what leads to something that everybody isn't shown, isn't shown either. */
function leadsOn(table: AssetTable, slot: number): boolean {
  const { status } = table.columns();
  let at: number | undefined = slot;
  for (let n = 0; n < mostLed && at !== undefined; n++) {
    if (status[at] !== merged) return true;
    const into = table.intoOf(at);
    at = into && table.slotOf(into);
  }
  return false;
}

/**
 * The rows that fit, in no order: one function for the list, the map and each export, so that all count the same. Who may ask by places was decided before. `now`: ISO instant.
 */
export function matching(table: AssetTable, filter: AssetFilter, now: string, among: ReadonlySet<number> = live): number[] {
  const at = Date.parse(now);
  const today = dayInLondon(now);
  const soon = numberOf(new Date(Date.parse(`${today}T00:00:00Z`) + endsSoonDays * aDay).toISOString().slice(0, 10));
  const of = table.columns();
  const tests: ((slot: number) => boolean)[] = [(slot) => among.has(of.status[slot] as number)];
  if (among.has(merged)) tests.push((slot) => leadsOn(table, slot));
  const { themes = [], audiences = [], kinds = [], access = [], fresh = [], areaIds = [] } = filter;
  if (themes.length > 0) {
    const some = bitsOf(Theme.options, themes);
    tests.push((slot) => ((of.themes[slot] as number) & some) !== 0);
  }
  if (audiences.length > 0) {
    const some = bitsOf(Audience.options, audiences);
    tests.push((slot) => of.audiences[slot] === 0 || ((of.audiences[slot] as number) & some) !== 0);
  }
  if (kinds.length > 0) {
    const some = codes(AssetKind.options, kinds);
    tests.push((slot) => some.has(of.kind[slot] as number));
  }
  if (access.length > 0) {
    const all = bitsOf(Access.options, access);
    tests.push((slot) => ((of.access[slot] as number) & all) === all);
  }
  if (fresh.length > 0) tests.push((slot) => fresh.includes(band(of.verified[slot] as number, at)));
  if (filter.cost) {
    const cost = tableCodes.costs.indexOf(filter.cost) + 1;
    tests.push((slot) => of.cost[slot] === cost);
  }
  if (filter.places) tests.push((slot) => of.capacity[slot] === hasPlaces && at - (of.said[slot] as number) < capacityHolds);
  if (filter.soon === "closing") tests.push((slot) => of.status[slot] === closing);
  if (filter.soon === "fundingEnds") {
    const first = numberOf(today);
    tests.push((slot) => (of.ends[slot] as number) >= first && (of.ends[slot] as number) <= soon);
  }
  if (areaIds.length > 0) tests.push(liesIn(table, areaIds));
  const sought = wordsIn(filter.text);
  if (sought.length > 0)
    tests.push((slot) => {
      const text = `${table.nameOf(slot)}\n${table.summaryOf(slot)}`.toLowerCase();
      return sought.every((word) => text.includes(word));
    });
  return placed(table, filter.where).filter((slot) => tests.every((fits) => fits(slot)));
}

/** How sure it is, of an instant in milliseconds; 0 for never. */
function band(verified: number, now: number): Fresh {
  if (verified === 0) return "never";
  const days = (now - verified) / aDay;
  return days <= freshDays.fresh ? "fresh" : days <= freshDays.ageing ? "ageing" : "stale";
}

/** What is sorted: a row of the table of all, or of what is hidden. */
export type Found = { table: AssetTable; slot: number };
type Compare = (a: Found, b: Found) => number;
const byId: Compare = (a, b) => {
  const [x, y] = [a.table.idOf(a.slot), b.table.idOf(b.slot)];
  return x === y ? 0 : x < y ? -1 : 1;
};

/** In which order things stand. What is stale, or was never made sure of, comes last, however near it is, but in the alphabet, where people look for a name. Whether something is full or free moves nothing. */
export function ordering(sort: AssetSort, from: Point | undefined, now: string): Compare {
  const at = Date.parse(now);
  const verifiedAt = ({ table, slot }: Found): number => table.columns().verified[slot] as number;
  const sunk = (one: Found): number => (at - verifiedAt(one) > freshDays.ageing * aDay ? 1 : 0);
  const letters = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });
  if (sort === "name") return (a, b) => letters.compare(a.table.nameOf(a.slot), b.table.nameOf(b.slot)) || byId(a, b);
  const surest: Compare = (a, b) => verifiedAt(b) - verifiedAt(a) || byId(a, b);
  if (sort === "fresh" || !from) return surest;
  const far = new Map<number, number>();
  const km = ({ table, slot }: Found): number => {
    const point = table.pointOf(slot);
    if (!point) return Number.POSITIVE_INFINITY;
    const known = far.get(slot) ?? kmBetween(from, point);
    far.set(slot, known);
    return known;
  };
  return (a, b) => {
    const [x, y] = [km(a), km(b)];
    return sunk(a) - sunk(b) || (x === y ? 0 : x - y) || surest(a, b);
  };
}

/** The first so many of many in an order, without putting all of them into it. */
export function firstOf<T>(all: T[], compare: (a: T, b: T) => number, most: number): T[] {
  if (all.length > 4 * most) {
    // what stands before the place is smaller than what stands behind it, in whatever order
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const pivot = all[(low + high) >> 1] as T;
      let [i, j] = [low, high];
      while (i <= j) {
        while (compare(all[i] as T, pivot) < 0) i++;
        while (compare(all[j] as T, pivot) > 0) j--;
        if (i <= j) {
          [all[i], all[j]] = [all[j] as T, all[i] as T];
          i++;
          j--;
        }
      }
      if (most - 1 <= j) high = j;
      else if (most - 1 >= i) low = i;
      else break;
    }
    return all.slice(0, most).sort(compare);
  }
  return all.sort(compare);
}

/** So many features are sent; of more, clusters. */
export const mostFeatures = 2_000;
/** A row on the map. */
export type Feature = {
  assetId: AssetId;
  name: string;
  kind: (typeof AssetKind.options)[number];
  theme: (typeof Theme.options)[number];
  fresh: Fresh;
  at: Point;
};
/** Rows that lie near each other: where they lie on average, and how many of each kind. */
export type Cluster = { at: Point; count: number; kinds: Partial<Record<(typeof AssetKind.options)[number], number>> };

export function featureOf(table: AssetTable, slot: number, now: string): Feature | undefined {
  const at = table.pointOf(slot);
  if (!at) return undefined;
  const { kind, themes, verifiedAt } = table.rowOf(slot);
  return {
    assetId: table.idOf(slot),
    name: table.nameOf(slot),
    kind,
    theme: themes[0] ?? "company",
    fresh: freshness(verifiedAt, now),
    at,
  };
}

/** So many cells lie beside each other. */
const across = 24;
/** Rows in the cells of a grid over all of them. */
export function clustersOf(table: AssetTable, slots: readonly number[]): Cluster[] {
  const { lon, lat, kind } = table.columns();
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const slot of slots) {
    west = Math.min(west, lon[slot] as number);
    east = Math.max(east, lon[slot] as number);
    south = Math.min(south, lat[slot] as number);
    north = Math.max(north, lat[slot] as number);
  }
  // a power of two, so that cells stay where they are while somebody moves the map
  const size = 2 ** Math.ceil(Math.log2(Math.max(1e-4, (east - west) / across, (north - south) / across / 0.6)));
  const cells = new Map<string, { lon: number; lat: number; count: number; kinds: Cluster["kinds"] }>();
  for (const slot of slots) {
    const [x, y] = [lon[slot] as number, lat[slot] as number];
    const key = `${Math.floor(x / size)}:${Math.floor(y / (size * 0.6))}`;
    const cell = cells.get(key) ?? { lon: 0, lat: 0, count: 0, kinds: {} };
    const name = AssetKind.options[(kind[slot] as number) - 1] ?? "service";
    cell.lon += x;
    cell.lat += y;
    cell.count++;
    cell.kinds[name] = (cell.kinds[name] ?? 0) + 1;
    cells.set(key, cell);
  }
  const six = (value: number): number => Number(value.toFixed(6));
  return [...cells.values()].map((cell) => ({
    at: { lon: six(cell.lon / cell.count), lat: six(cell.lat / cell.count) },
    count: cell.count,
    kinds: cell.kinds,
  }));
}
