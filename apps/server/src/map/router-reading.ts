import type { AreaId, AssetId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { isWorker, looksAfter, refuse, type Viewer } from "@linkwork/shared/map/rules.ts";
import { maySeeAsset, maySeeCapacity } from "@linkwork/shared/map/rules-asset.ts";
import { capacityNow, freshDays, freshness, moneyEndsSoon } from "@linkwork/shared/map/rules-fresh.ts";
import { maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import { kmBetween, liesOnMap, walkingMinutes } from "@linkwork/shared/map/rules-place.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import type { AssetFilter, AssetSort, GapFilter, Where } from "@linkwork/shared/map/schema-filter.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Deps } from "../kernel/trpc.ts";
import type { AreaNamed, Around, AssetRow } from "./present.ts";
import type { GapRow } from "./present-gap.ts";
import {
  type Cluster,
  clustersOf,
  type Feature,
  type Found,
  featureOf,
  firstOf,
  fromWhere,
  matching,
  mostFeatures,
  ordering,
  wordsIn,
} from "./search.ts";
import type { MapViews } from "./views.ts";
import { assetSlim, type GapSlim, gapSlim } from "./views-rows.ts";
import { type AssetTable, createTable } from "./views-table.ts";

/** So many rows stand on a page. */
const pageOf = 200;
/** A page of what is there. `rev`: two answers with the same one were made of the same rows. */
export type AssetPage = { total: number; rows: AssetRow[]; rev: string };
/** What lies on the map: each thing, or how many lie near each other where they are many; `unplaced` of the total lie nowhere. */
export type FeaturePage = { total: number; unplaced: number; features: Feature[]; clusters: Cluster[]; rev: string };
/** A page of what is missing. `ended`: how many that fit but for how they stand came to their end, by what meets them and otherwise; the two are never added up. */
export type GapPage = { total: number; rows: GapRow[]; ended: Record<"met" | "otherwise", number> };
/** Where gaps lie on the map, about; the newest where they are very many. */
export type GapPoints = { total: number; points: { gapId: GapId; at: Point }[] };

/** Who asks, when, with what is at hand for it. */
export type Asking = { house: Deps; viewer: Viewer; now: string };
type Listed = { filter: AssetFilter; sort: AssetSort; page: number };

const tenth = (km: number): number => Math.round(km * 10) / 10;

/** What is asked of the map, for every kind of viewer. */
export function mapReading(views: MapViews) {
  const { index } = views;
  const areaOf = (areaId: AreaId): Area | undefined => index.areas().get(areaId)?.area;
  const named = (areaId: AreaId | null): AreaNamed | null => {
    const area = areaId === null ? undefined : areaOf(areaId);
    return area ? { areaId: area.areaId, code: area.code, name: area.name } : null;
  };
  const around = (now: string): Around => ({ now, area: areaOf });

  function asked(where: Where | undefined): void {
    if (where && "near" in where) {
      const verdict = liesOnMap(where.near, "where");
      if (verdict !== true) throw verdict;
    }
  }

  /** What is hidden, as those who work find it: by words and filters, without a place. Where somebody asks by place nothing of it is there. */
  async function hiddenTable({ house, viewer }: Asking, { where }: AssetFilter): Promise<AssetTable | undefined> {
    const sees = viewer !== "outsider" && (isWorker(viewer) || looksAfter(viewer));
    const ids = index.hidden();
    if (!sees || ids.length === 0 || (where && !("nowhere" in where))) return undefined;
    const states = await Promise.all(ids.map((assetId) => house.rooms.ask<AssetState>(assetRoom(assetId))));
    const table = createTable(() => undefined);
    for (const state of states) {
      const slim = assetSlim(state);
      if (slim && state.assetId !== "" && state.hidden && maySeeAsset(state, viewer)) table.put(state.assetId, slim, state.head);
    }
    return table;
  }

  async function found(asking: Asking, filter: AssetFilter): Promise<{ table: AssetTable; slots: number[]; hidden: Found[] }> {
    if (filter.places && !maySeeCapacity(asking.viewer)) throw refuse("WorkersOnly", { field: "places" });
    asked(filter.where);
    await index.fresh();
    const table = index.table();
    const inner = await hiddenTable(asking, filter);
    const hidden = inner ? matching(inner, filter, asking.now).map((slot) => ({ table: inner, slot })) : [];
    // what was hidden on another node a moment ago may still stand among the rest: once, where it stands hidden
    const twice = new Set(hidden.map((one) => one.table.idOf(one.slot)));
    const slots = matching(table, filter, asking.now).filter((slot) => twice.size === 0 || !twice.has(table.idOf(slot)));
    return { table, slots, hidden };
  }

  function rowOf(
    { table, slot }: Found,
    { viewer, now }: Asking,
    { from, isHidden }: { from: Point | undefined; isHidden: boolean },
  ): AssetRow {
    const { kind, themes, cost, method, verifiedAt, capacity, closesOn, fundingEnds } = table.rowOf(slot);
    const at = table.pointOf(slot);
    const km = at && from ? kmBetween(at, from) : null;
    const places = capacityNow(capacity, now);
    const status = table.statusOf(slot) === "closing" ? "closing" : "live";
    return {
      ...{ assetId: table.idOf(slot), name: table.nameOf(slot), summary: table.summaryOf(slot), kind, themes, cost },
      ...{ area: named(table.areaOf(slot)), status, hidden: isHidden, at },
      ...{ km: km === null ? null : tenth(km), minutes: km === null ? null : walkingMinutes(km) },
      fresh: freshness(verifiedAt, now),
      verified: verifiedAt && method ? { at: verifiedAt, method } : null,
      capacity: maySeeCapacity(viewer) ? { status: places, at: places === "unknown" ? null : (capacity?.at ?? null) } : null,
      closesOn: status === "closing" ? closesOn : null,
      moneyEnds: moneyEndsSoon(fundingEnds, dayInLondon(now)) ? fundingEnds : null,
    };
  }

  /** The gaps that outsiders don't see, as far as this viewer does. */
  async function innerStates({ house, viewer }: Asking): Promise<GapState[]> {
    if (viewer === "outsider") return [];
    const states = await Promise.all(index.innerGaps().map((gapId) => house.rooms.ask<GapState>(gapRoom(gapId))));
    return states.filter((state) => maySeeGap(state, viewer));
  }
  /** All gaps that this viewer sees, however they stand, without those that wait for a steward. */
  async function gapsFor(asking: Asking): Promise<{ gapId: GapId; slim: GapSlim; reviewed: boolean; hidden: boolean; mine: boolean }[]> {
    await index.fresh();
    const { viewer } = asking;
    const mine = viewer === "outsider" ? new Set<GapId>() : new Set((await views.ofPerson(viewer.personId)).gapIds);
    const inner = (await innerStates(asking)).flatMap((state) => {
      const slim = gapSlim(state);
      return slim && state.gapId !== "" && !["withdrawn", "declined", "merged", "held"].includes(state.status)
        ? [{ gapId: state.gapId, slim, reviewed: state.reviewed, hidden: state.hidden !== null, mine: mine.has(state.gapId) }]
        : [];
    });
    const known = new Set(inner.map(({ gapId }) => gapId));
    const open = [...index.gaps()].flatMap(([gapId, slim]) =>
      known.has(gapId) ? [] : [{ gapId, slim, reviewed: true, hidden: false, mine: mine.has(gapId) }],
    );
    return [...inner, ...open];
  }
  /** About where a gap is: its own point, else the middle of its area. */
  const gapAt = (slim: GapSlim): Point | undefined => slim.point ?? areaOf(slim.areaId)?.middle;

  /** How it came to its end; undefined while it hasn't. What is closed is not met by that. */
  const endOf = ({ status, closure }: GapSlim): "met" | "otherwise" | undefined => {
    if (status === "closed") return closure === "addressed" ? "met" : "otherwise";
    return status === "declined" ? "otherwise" : undefined;
  };
  const standsSo = (slim: GapSlim, { statuses = ["raised", "needsInfo", "validated", "beingAddressed"], ended }: GapFilter): boolean =>
    ended ? endOf(slim) === ended : (statuses as string[]).includes(slim.status);
  /** Whether all but how it stands is as it is asked for. */
  function gapFits(slim: GapSlim, filter: GapFilter): boolean {
    const { where, areaIds = [], themes = [], audiences = [] } = filter;
    if (areaIds.length > 0 && !areaIds.includes(slim.areaId)) return false;
    if (themes.length > 0 && !themes.includes(slim.theme)) return false;
    if (audiences.length > 0 && slim.audiences.length > 0 && !slim.audiences.some((one) => audiences.includes(one))) return false;
    if (filter.voice && (slim.mix.residentStory ?? 0) + slim.endorsed.residents === 0) return false;
    const text = `${slim.title}\n${slim.statement}`.toLowerCase();
    if (!wordsIn(filter.text).every((word) => text.includes(word))) return false;
    if (!where) return true;
    const at = gapAt(slim);
    if ("nowhere" in where) return slim.point === null;
    if (!at) return false;
    if ("near" in where) return kmBetween(at, where.near) <= where.km;
    const [west, south, east, north] = where.bbox;
    return at.lon >= west && at.lon <= east && at.lat >= south && at.lat <= north;
  }

  return {
    index,
    around,
    named,
    areaOf,
    gapsFor,
    gapAt,
    found,
    async assets(asking: Asking, { filter, sort, page }: Listed): Promise<AssetPage> {
      const { table, slots, hidden } = await found(asking, filter);
      const from = fromWhere(filter.where);
      const compare = ordering(sort, from, asking.now);
      const end = page * pageOf;
      // behind the last page there is nothing to put in order
      if (end - pageOf >= slots.length + hidden.length) return { total: slots.length + hidden.length, rows: [], rev: table.print() };
      const first = firstOf(slots, (a, b) => compare({ table, slot: a }, { table, slot: b }), end).slice(0, end);
      const total = slots.length + hidden.length;
      const all = [...first.map((slot) => ({ table, slot })), ...hidden].sort(compare).slice(end - pageOf, end);
      const inner = new Set(hidden.map((one) => one.table));
      return { total, rows: all.map((one) => rowOf(one, asking, { from, isHidden: inner.has(one.table) })), rev: table.print() };
    },
    async features(asking: Asking, filter: AssetFilter): Promise<FeaturePage> {
      const { table, slots, hidden } = await found(asking, filter);
      const on = slots.filter((slot) => table.pointOf(slot) !== null);
      const counted = { total: slots.length + hidden.length, unplaced: slots.length - on.length + hidden.length, rev: table.print() };
      if (on.length > mostFeatures) return { ...counted, features: [], clusters: clustersOf(table, on) };
      return { ...counted, features: on.flatMap((slot) => featureOf(table, slot, asking.now) ?? []), clusters: [] };
    },
    /** Where those lie that the list counts, however many pages it has. */
    async gapPoints(asking: Asking, filter: GapFilter): Promise<GapPoints> {
      asked(filter.where);
      const all = (await gapsFor(asking)).filter(({ slim }) => standsSo(slim, filter) && gapFits(slim, filter));
      all.sort((a, b) => b.slim.modifiedAt.localeCompare(a.slim.modifiedAt) || (a.gapId < b.gapId ? -1 : 1));
      const points = all.flatMap(({ gapId, slim: { point } }) => (point ? [{ gapId, at: point }] : []));
      return { total: all.length, points: points.slice(0, mostFeatures) };
    },
    async gaps(asking: Asking, { filter, page }: { filter: GapFilter; page: number }): Promise<GapPage> {
      asked(filter.where);
      const from = fromWhere(filter.where);
      const fitting = (await gapsFor(asking)).filter(({ slim }) => gapFits(slim, filter));
      const ends = fitting.map(({ slim }) => endOf(slim));
      const ended = { met: ends.filter((end) => end === "met").length, otherwise: ends.filter((end) => end === "otherwise").length };
      const all = fitting.filter(({ slim }) => standsSo(slim, filter));
      const km = (slim: GapSlim): number | null => {
        const at = gapAt(slim);
        return at && from ? tenth(kmBetween(at, from)) : null;
      };
      all.sort(
        (a, b) =>
          (km(a.slim) ?? 0) - (km(b.slim) ?? 0) || b.slim.modifiedAt.localeCompare(a.slim.modifiedAt) || (a.gapId < b.gapId ? -1 : 1),
      );
      const rows = all.slice((page - 1) * pageOf, page * pageOf).map(({ gapId, slim, reviewed, hidden, mine }): GapRow => {
        const {
          title,
          theme,
          audiences,
          status,
          areaId,
          point,
          side,
          endorsed,
          mix,
          links,
          closure = null,
          raisedAt,
          modifiedAt,
          cycle = 1,
        } = slim;
        return {
          ...{ gapId, title, theme, audiences, status, reviewed, hidden, area: named(areaId), at: point, km: km(slim), side },
          ...{
            endorsed,
            mix,
            residents: (mix.residentStory ?? 0) + endorsed.residents > 0,
            links,
            closure,
            raisedAt,
            modifiedAt,
            cycle,
            mine,
          },
        };
      });
      return { total: all.length, rows, ended };
    },
    /** What nobody made sure of for a year, and what has no place yet that one could find, the longest waiting first. */
    async worn(asking: Asking, most: number): Promise<Record<"stale" | "lost", { total: number; rows: AssetRow[] }>> {
      const { table, slots } = await found(asking, {});
      const { verified } = table.columns();
      const oldest = (a: number, b: number) => (verified[a] as number) - (verified[b] as number) || a - b;
      const year = Date.parse(asking.now) - freshDays.ageing * 24 * 3600_000;
      const pile = (some: number[]) => ({
        total: some.length,
        rows: firstOf(some, oldest, most)
          .slice(0, most)
          .map((slot) => rowOf({ table, slot }, asking, { from: undefined, isHidden: false })),
      });
      return { stale: pile(slots.filter((slot) => (verified[slot] as number) < year)), lost: pile(slots.filter(table.isLost)) };
    },
    /** All that fit, for an export: as many as the list and the map count. */
    async idsOf(asking: Asking, filter: AssetFilter): Promise<AssetId[]> {
      const { table, slots, hidden } = await found(asking, filter);
      return [...slots.map((slot) => table.idOf(slot)), ...hidden.map((one) => one.table.idOf(one.slot))].sort();
    },
  };
}

export type MapReading = ReturnType<typeof mapReading>;
