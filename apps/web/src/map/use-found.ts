import type { AssetFilter, GapFilter } from "@linkwork/shared/map/schema-filter.ts";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../kernel/trpc.ts";
import { bandsOf, type Look, spotOf, usualKm } from "./address.ts";
import { type MapRow, useAsked } from "./client.ts";
import type { Box, Drawable, Spot } from "./drawing.ts";
import { inOrder } from "./in-order.ts";

function placesOf({ near, km, area, themes }: Look): Pick<AssetFilter, "where" | "areaIds" | "themes"> {
  const spot = spotOf(near);
  return {
    ...(spot ? { where: { near: spot, km: km ?? usualKm } } : {}),
    ...(area && !spot ? { areaIds: [area] } : {}),
    ...(themes ? { themes } : {}),
  };
}
const othersOf = ({ q, audience }: Look) => ({ ...(q ? { text: q } : {}), ...(audience ? { audiences: [audience] } : {}) });

/** What is asked of what is here; the same for the list and the map, so that they count the same. */
function assetFilter(look: Look): AssetFilter {
  const fresh = bandsOf(look.fresh);
  return {
    ...placesOf(look),
    ...othersOf(look),
    ...(fresh ? { fresh } : {}),
    ...(look.access ? { access: look.access } : {}),
    ...(look.places ? { places: true as const } : {}),
    ...(look.free ? { cost: "free" as const } : {}),
    ...(look.soon ? { soon: look.soon } : {}),
  };
}
/** What the files of the directory are asked for, so that they have what the list of what is here has; undefined where they can't be asked for all of it. */
export function queryOf(look: Look): string | undefined {
  const { where, places, soon, ...others } = assetFilter(look);
  if (look.kind === "gaps" || look.ended || look.voice || places || soon === "fundingEnds") return undefined;
  const near = where && "near" in where ? { near: `${where.near.lon},${where.near.lat}`, km: String(where.km) } : {};
  const lists = Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)]);
  const query = new URLSearchParams({ ...near, ...Object.fromEntries(lists), ...(soon ? { soon } : {}) }).toString();
  return query === "" ? "" : `?${query}`;
}
const gapFilter = (look: Look): GapFilter => ({
  ...placesOf(look),
  ...othersOf(look),
  ...(look.ended ? { ended: look.ended } : {}),
  ...(look.voice ? { voice: "residents" as const } : {}),
});

/** What only things that are here can be: who asks for that asks for no gaps. */
const onlyAssets = ({ places, fresh, access, free, soon }: Look): boolean =>
  [places, fresh, access, free, soon].some((one) => one !== undefined);

const wantedOf = (look: Look) => ({ assets: look.kind !== "gaps", gaps: look.kind !== "assets" && !onlyAssets(look) });

export type Found = {
  /** undefined until the first answer */
  rows: readonly MapRow[] | undefined;
  assets: number;
  gaps: number;
  /** how many came to their end, apart: closed is not met */
  ended: { met: number; otherwise: number };
  failed: unknown;
  again: () => void;
  more: boolean;
  fetchingMore: boolean;
  fetchMore: () => void;
};

/** The list: what is here and what is missing in one order, page by page. */
export function useFound(look: Look): Found {
  const { key, inside, ...how } = useAsked();
  const filter = useMemo(() => assetFilter(look), [look]);
  const missing = useMemo(() => gapFilter(look), [look]);
  const sort = look.sort ?? (look.near ? "distance" : "fresh");
  const wanted = wantedOf(look);
  const ask = inside ? api.map : api.public;
  const assets = useInfiniteQuery({
    queryKey: [...key, "assets", filter, sort],
    queryFn: ({ pageParam }) => ask.assets.query({ ...filter, sort, page: pageParam }),
    initialPageParam: 1,
    getNextPageParam: ({ total }, pages) => (pages.reduce((sum, { rows }) => sum + rows.length, 0) < total ? pages.length + 1 : undefined),
    ...how,
    enabled: how.enabled && wanted.assets,
  });
  const gaps = useInfiniteQuery({
    queryKey: [...key, "gaps", missing],
    queryFn: ({ pageParam }) => ask.gaps.query({ ...missing, page: pageParam }),
    initialPageParam: 1,
    getNextPageParam: ({ total }, pages) => (pages.reduce((sum, { rows }) => sum + rows.length, 0) < total ? pages.length + 1 : undefined),
    ...how,
    enabled: how.enabled && wanted.gaps,
  });
  const rows = useMemo(() => {
    const here = wanted.assets ? assets.data?.pages.flatMap((page) => page.rows.map((row): MapRow => ({ what: "asset", ...row }))) : [];
    const not = wanted.gaps ? gaps.data?.pages.flatMap((page) => page.rows.map((row): MapRow => ({ what: "gap", ...row }))) : [];
    return here && not ? inOrder(here, not, { sort, all: !(wanted.assets && assets.hasNextPage) }) : undefined;
  }, [assets.data, assets.hasNextPage, gaps.data, wanted.assets, wanted.gaps, sort]);
  const parts = [...(wanted.assets ? [assets] : []), ...(wanted.gaps ? [gaps] : [])];
  return {
    rows,
    assets: wanted.assets ? (assets.data?.pages[0]?.total ?? 0) : 0,
    gaps: wanted.gaps ? (gaps.data?.pages[0]?.total ?? 0) : 0,
    ended: (wanted.gaps && gaps.data?.pages[0]?.ended) || { met: 0, otherwise: 0 },
    failed: parts.find(({ isError }) => isError)?.error ?? null,
    again: () => void Promise.all(parts.map((part) => part.refetch())),
    more: parts.some(({ hasNextPage }) => hasNextPage),
    fetchingMore: parts.some(({ isFetchingNextPage }) => isFetchingNextPage),
    fetchMore: () => void Promise.all(parts.filter(({ hasNextPage }) => hasNextPage).map((part) => part.fetchNextPage())),
  };
}

export type Drawn = {
  things: readonly Drawable[];
  /** so many of those that are counted lie on it */
  shown: number;
  total: number;
  /** where the map begins: all that lies on it */
  start: readonly Spot[] | undefined;
};

/** The same as the list, as it lies on the map; where it is very much, how many lie near each other. `seen`: what of the map is in sight. */
export function useDrawn(look: Look, seen: { box: Box; zoom: number } | undefined): Drawn {
  const { key, inside, ...how } = useAsked();
  const filter = useMemo(() => assetFilter(look), [look]);
  const missing = useMemo(() => gapFilter(look), [look]);
  const ask = inside ? api.map : api.public;
  const { assets: wanted, gaps: gapsWanted } = wantedOf(look);
  const gaps = useQuery({
    queryKey: [...key, "gapPoints", missing],
    queryFn: () => ask.gapPoints.query(missing),
    ...how,
    enabled: how.enabled && gapsWanted,
  });
  const all = useQuery({
    queryKey: [...key, "features", filter],
    queryFn: () => ask.features.query(filter),
    ...how,
    enabled: how.enabled && wanted,
  });
  const clustered = (all.data?.clusters.length ?? 0) > 0;
  // closer in, what is in sight may be few enough to be shown one by one
  const closer = useMemo(
    () => (seen && filter.where === undefined ? { ...filter, where: { bbox: bboxOf(seen.box) } } : undefined),
    [seen, filter],
  );
  const near = useQuery({
    queryKey: [...key, "features", closer],
    queryFn: () => ask.features.query(closer ?? filter),
    ...how,
    placeholderData: keepPreviousData,
    enabled: how.enabled && wanted && clustered && closer !== undefined,
  });
  return useMemo(() => {
    const data = wanted ? (clustered && near.data) || all.data : undefined;
    const here = data ? [...data.features.map(asThing), ...data.clusters.map(asCluster)] : [];
    const counted = wanted && all.data ? { on: all.data.total - all.data.unplaced, total: all.data.total } : { on: 0, total: 0 };
    const not = (gapsWanted ? (gaps.data?.points ?? []) : []).map(({ gapId, at }): Drawable => ({ ...at, id: gapId, mark: "gap" }));
    // where it begins is known once both are there
    const known = (all.data || all.isError || !wanted) && (gaps.data || gaps.isError || !gapsWanted);
    const placed = [...(wanted ? (all.data?.features ?? []) : []), ...(wanted ? (all.data?.clusters ?? []) : [])].map(({ at }) => at);
    return {
      ...{ things: [...here, ...not], shown: counted.on + not.length, total: counted.total + (gapsWanted ? (gaps.data?.total ?? 0) : 0) },
      start: known ? [...placed, ...not.map(({ lon, lat }) => ({ lon, lat }))] : undefined,
    };
  }, [gaps.data, gaps.isError, gapsWanted, wanted, clustered, near.data, all.data, all.isError]);
}

const bboxOf = ({ west, south, east, north }: Box): [number, number, number, number] => [
  Math.max(-180, west),
  Math.max(-90, south),
  Math.min(180, east),
  Math.min(90, north),
];
const asThing = ({ assetId, kind, at }: { assetId: string; kind: string; at: Spot }): Drawable => ({ ...at, id: assetId, mark: kind });
const asCluster = ({ at, count }: { at: Spot; count: number }): Drawable => ({ ...at, id: "", mark: "", count });
