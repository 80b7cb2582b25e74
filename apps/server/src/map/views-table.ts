import { Access } from "@linkwork/shared/exchange/schema.ts";
import type { AreaId, AssetId } from "@linkwork/shared/kernel/ids.ts";
import { Audience, type Point, Precision, Theme } from "@linkwork/shared/map/schema.ts";
import { AssetKind, CapacityStatus, Method } from "@linkwork/shared/map/schema-asset.ts";
import type { Box } from "@linkwork/shared/map/schema-filter.ts";
import type { AssetStatus } from "@linkwork/shared/map/state-asset.ts";
import KDBush from "kdbush";
import type { z } from "zod";
import type { AssetInner, AssetSlim } from "./views-rows.ts";

export type TableRow = AssetSlim & AssetInner;
type Bounds = z.infer<typeof Box>;

const statuses: readonly AssetStatus[] = ["absent", "held", "live", "closing", "closed", "rejected", "merged"];
const costs: readonly AssetSlim["cost"][] = ["free", "some", "asks"];
const methods: readonly NonNullable<AssetSlim["method"]>[] = [...Method.options, "source"];
/** One figure for several of a closed list. */
export const bitsOf = (all: readonly string[], some: readonly string[]): number =>
  some.reduce((sum, one) => sum | (1 << all.indexOf(one)), 0);
const ofBits = <T>(all: readonly T[], sum: number): T[] => all.filter((_one, i) => (sum & (1 << i)) !== 0);
/** From 1; 0 for none. */
const codeOf = (all: readonly string[], one: string | null | undefined): number => (one == null ? 0 : all.indexOf(one) + 1);
const dayOf = (day: string | null): number => (day ? Number(day.replaceAll("-", "")) : 0);
const ofDay = (n: number): string | null =>
  n === 0 ? null : `${Math.floor(n / 10_000)}-${String(Math.floor(n / 100) % 100).padStart(2, "0")}-${String(n % 100).padStart(2, "0")}`;
const msOf = (at: string | null | undefined): number => (at ? Date.parse(at) : 0);
const ofMs = (ms: number): string | null => (ms === 0 ? null : new Date(ms).toISOString());

/** A content's number: rows with their numbers, in whatever order they came. */
const printOf = (id: string, seq: number): number => {
  let h = 2_166_136_261 ^ seq;
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 16_777_619);
  return h >>> 0;
};

/** So many rows may lie beside the tree before it is made anew; they are looked at one by one. */
const mostBeside = (size: number): number => Math.max(2_000, size / 20);

/** The figures of all rows, a column each. */
function columns(room: number) {
  return {
    ...{ lon: new Float64Array(room), lat: new Float64Array(room), verified: new Float64Array(room), modified: new Float64Array(room) },
    ...{ said: new Float64Array(room), closes: new Int32Array(room), ends: new Int32Array(room), seq: new Float64Array(room) },
    ...{ themes: new Uint32Array(room), audiences: new Uint16Array(room), access: new Uint8Array(room), area: new Uint16Array(room) },
    ...{ kind: new Uint8Array(room), status: new Uint8Array(room), cost: new Uint8Array(room), precision: new Uint8Array(room) },
    ...{ method: new Uint8Array(room), capacity: new Uint8Array(room) },
  };
}
type Columns = ReturnType<typeof columns>;
function grown(old: Columns, room: number): Columns {
  const next = columns(room);
  for (const name of Object.keys(old) as (keyof Columns)[]) next[name].set(old[name]);
  return next;
}

/** Everything that is there, in columns, with a tree over where everybody is told it is. No finer point is in it. */
export function createTable(middleOf: (areaId: AreaId) => Point | undefined) {
  const slots = new Map<AssetId, number>();
  const ids: (AssetId | "")[] = [];
  const names: string[] = [];
  const summaries: string[] = [];
  const free: number[] = [];
  const areaIds: AreaId[] = [];
  const areaSlots = new Map<AreaId, number>();
  const reach = new Map<number, AreaId[] | "everywhere">();
  const into = new Map<number, AssetId>();
  const lost = new Set<number>();
  let of = columns(1024);
  let tree: { bush: KDBush; slots: Uint32Array } | undefined;
  const beside = new Set<number>();
  let print = 0;

  function areaCode(areaId: AreaId | null): number {
    if (areaId === null) return 0;
    const known = areaSlots.get(areaId);
    if (known !== undefined) return known;
    areaIds.push(areaId);
    areaSlots.set(areaId, areaIds.length);
    return areaIds.length;
  }
  const areaOf = (slot: number): AreaId | null => areaIds[(of.area[slot] ?? 0) - 1] ?? null;

  /** Where it is told to be now: what is told by its area lies in the middle of that, wherever it is drawn by now. */
  function place(slot: number, point: Point | null | undefined): void {
    const [lon, lat] = point ? [point.lon, point.lat] : [Number.NaN, Number.NaN];
    if (Object.is(of.lon[slot], lon) && Object.is(of.lat[slot], lat) && !beside.has(slot) && tree) return;
    of.lon[slot] = lon;
    of.lat[slot] = lat;
    beside.add(slot);
  }

  function put(id: AssetId, row: TableRow, seq: number): void {
    const known = slots.get(id);
    const slot = known ?? free.pop() ?? ids.length;
    if (slot >= of.lon.length) of = grown(of, of.lon.length * 2);
    print += printOf(id, seq) - (known === undefined ? 0 : printOf(id, of.seq[slot] ?? 0));
    slots.set(id, slot);
    ids[slot] = id;
    names[slot] = row.name;
    summaries[slot] = row.summary;
    of.seq[slot] = seq;
    of.themes[slot] = bitsOf(Theme.options, row.themes);
    of.audiences[slot] = bitsOf(Audience.options, row.audiences);
    of.access[slot] = bitsOf(Access.options, row.access);
    of.kind[slot] = codeOf(AssetKind.options, row.kind);
    of.status[slot] = codeOf(statuses, row.status);
    of.cost[slot] = codeOf(costs, row.cost);
    of.precision[slot] = codeOf(Precision.options, row.precision);
    of.method[slot] = codeOf(methods, row.method);
    of.verified[slot] = msOf(row.verifiedAt);
    of.modified[slot] = msOf(row.modifiedAt);
    of.capacity[slot] = codeOf(CapacityStatus.options, row.capacity?.status);
    of.said[slot] = msOf(row.capacity?.at);
    of.closes[slot] = dayOf(row.closesOn);
    of.ends[slot] = dayOf(row.fundingEnds);
    of.area[slot] = areaCode(row.areaId);
    if (row.reach) reach.set(slot, row.reach);
    else reach.delete(slot);
    if (row.into) into.set(slot, row.into);
    else into.delete(slot);
    if (row.lost) lost.add(slot);
    else lost.delete(slot);
    place(slot, row.precision === "district" && row.areaId ? middleOf(row.areaId) : row.point);
  }

  function remove(id: AssetId): void {
    const slot = slots.get(id);
    if (slot === undefined) return;
    print -= printOf(id, of.seq[slot] ?? 0);
    slots.delete(id);
    ids[slot] = "";
    names[slot] = "";
    summaries[slot] = "";
    of.status[slot] = 0;
    for (const more of [reach, into, lost]) more.delete(slot);
    place(slot, null);
    free.push(slot);
  }

  function planted(): { bush: KDBush; slots: Uint32Array } {
    if (tree && beside.size <= mostBeside(slots.size)) return tree;
    const placed: number[] = [];
    for (const slot of slots.values()) if (!Number.isNaN(of.lon[slot])) placed.push(slot);
    const bush = new KDBush(placed.length);
    for (const slot of placed) bush.add(of.lon[slot] ?? 0, of.lat[slot] ?? 0);
    tree = { bush: bush.finish(), slots: Uint32Array.from(placed) };
    beside.clear();
    return tree;
  }

  return {
    put,
    remove,
    /** The columns; read them again after each `put`, for they may have grown. */
    columns: (): Columns => of,
    has: (id: AssetId): boolean => slots.has(id),
    slotOf: (id: AssetId): number | undefined => slots.get(id),
    size: (): number => slots.size,
    /** All rows. */
    all: (): number[] => [...slots.values()],
    /** Rows whose point lies in a piece of the map. */
    within([west, south, east, north]: Bounds): number[] {
      const { bush, slots: planned } = planted();
      const found: number[] = [];
      for (const i of bush.range(west, south, east, north)) {
        const slot = planned[i] as number;
        if (!beside.has(slot)) found.push(slot);
      }
      for (const slot of beside) {
        const [lon, lat] = [of.lon[slot] as number, of.lat[slot] as number];
        if (lon >= west && lon <= east && lat >= south && lat <= north) found.push(slot);
      }
      return found;
    },
    idOf: (slot: number): AssetId => ids[slot] as AssetId,
    nameOf: (slot: number): string => names[slot] ?? "",
    summaryOf: (slot: number): string => summaries[slot] ?? "",
    areaOf,
    areaCode: (areaId: AreaId): number => areaSlots.get(areaId) ?? -1,
    /** Of what is told to nobody: for whom it is. */
    reachOf: (slot: number): AreaId[] | "everywhere" | undefined => reach.get(slot),
    intoOf: (slot: number): AssetId | undefined => into.get(slot),
    isLost: (slot: number): boolean => lost.has(slot),
    pointOf(slot: number): Point | null {
      const [lon, lat] = [of.lon[slot] as number, of.lat[slot] as number];
      return Number.isNaN(lon) ? null : { lon, lat };
    },
    statusOf: (slot: number): AssetStatus => statuses[(of.status[slot] ?? 1) - 1] ?? "absent",
    /** What stands in a list of a row. */
    rowOf: (slot: number) => ({
      kind: AssetKind.options[(of.kind[slot] ?? 1) - 1] ?? "service",
      themes: ofBits(Theme.options, of.themes[slot] ?? 0),
      audiences: ofBits(Audience.options, of.audiences[slot] ?? 0),
      cost: costs[(of.cost[slot] ?? 1) - 1] ?? "asks",
      method: methods[(of.method[slot] ?? 0) - 1] ?? null,
      verifiedAt: ofMs(of.verified[slot] ?? 0),
      modifiedAt: ofMs(of.modified[slot] ?? 0) ?? "",
      capacity: of.capacity[slot]
        ? { status: CapacityStatus.options[of.capacity[slot] - 1] ?? "capacity", at: ofMs(of.said[slot] ?? 0) ?? "" }
        : null,
      closesOn: ofDay(of.closes[slot] ?? 0),
      fundingEnds: ofDay(of.ends[slot] ?? 0),
    }),
    /** The middle of an area has moved: what is told by it lies there now. */
    areaMoved(areaId: AreaId): void {
      const code = areaSlots.get(areaId);
      const district = codeOf(Precision.options, "district");
      for (const slot of slots.values()) if (of.area[slot] === code && of.precision[slot] === district) place(slot, middleOf(areaId));
    },
    /** Two nodes that have the same rows say the same. */
    print: (): string => (print % 2 ** 48).toString(36),
  };
}

export type AssetTable = ReturnType<typeof createTable>;
export const tableCodes = { statuses, costs };
