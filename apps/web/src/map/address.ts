import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { type Fresh, freshBands } from "@linkwork/shared/map/rules-fresh.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { audienceWords, themeWords } from "@linkwork/shared/map/words.ts";
import { useMemo } from "react";
import type { Spot } from "./drawing.ts";

/** How far one looks unless one says otherwise: what most people walk. */
export const usualKm = 1.5;
export const distances = [0.5, 1, usualKm, 3, 5, 10, 25] as const;
export const sorts = ["distance", "fresh", "name"] as const;

/** What the list is narrowed by. It stands in the address, but for the postcode: of that only about where it lies. */
export type Look = {
  /** longitude and latitude, to a hundred metres */
  near?: string;
  /** what it was found by, for people to read */
  place?: string;
  km?: number;
  area?: AreaId;
  q?: string;
  themes?: Theme[];
  kind?: "assets" | "gaps";
  /** has places now */
  places?: true;
  /** at least so sure */
  fresh?: Extract<Fresh, "fresh" | "ageing">;
  access?: AssetDetails["access"];
  audience?: AssetDetails["audiences"][number];
  free?: true;
  soon?: "closing" | "fundingEnds";
  /** gaps that came to their end: met, or closed for another reason */
  ended?: "met" | "otherwise";
  /** only what a resident told, or stands behind */
  voice?: true;
  sort?: (typeof sorts)[number];
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const accesses = ["stepFree", "toilet", "hearingLoop", "quietRoom", "parking", "busNearby"] as const;
const known = <T extends string>(all: readonly T[], value: unknown): T[] =>
  Array.isArray(value) ? all.filter((one) => value.includes(one)) : [];
const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value);
const text = (value: unknown, max: number): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.slice(0, max) : undefined;

/** What of an address is meant; what fits nothing is left out. */
export function useLook(search: Look): Look {
  return useMemo(() => lookOf(search), [search]);
}

function lookOf(search: Readonly<Record<string, unknown>>): Look {
  const themes = known(Object.keys(themeWords) as Theme[], search.themes);
  const access = known(accesses, search.access);
  const near = typeof search.near === "string" && spotOf(search.near) ? search.near : undefined;
  const all = {
    ...{ near, place: near ? text(search.place, 80) : undefined, q: text(search.q, 80) },
    km: near ? distances.find((km) => km === search.km) : undefined,
    area: typeof search.area === "string" && uuid.test(search.area) ? (search.area as AreaId) : undefined,
    ...{ themes: themes.length > 0 ? themes : undefined, access: access.length > 0 ? access : undefined },
    ...{ kind: oneOf(["assets", "gaps"], search.kind), fresh: oneOf(["fresh", "ageing"], search.fresh), sort: oneOf(sorts, search.sort) },
    audience: oneOf(Object.keys(audienceWords) as (keyof typeof audienceWords)[], search.audience),
    ...{ places: search.places === true ? true : undefined, free: search.free === true ? true : undefined },
    soon: oneOf(["closing", "fundingEnds"], search.soon),
    ...{ ended: oneOf(["met", "otherwise"], search.ended), voice: search.voice === true ? true : undefined },
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Look;
}

/** From where one looks. */
export function spotOf(near: string | undefined): Spot | undefined {
  const [, lon, lat] = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/.exec(near ?? "") ?? [];
  return lon && lat ? { lon: Number(lon), lat: Number(lat) } : undefined;
}
/** So exactly an address says it: to a hundred metres. */
export const nearOf = ({ lon, lat }: Spot): string => `${lon.toFixed(3)},${lat.toFixed(3)}`;

/** At least so sure: these bands. */
export const bandsOf = (fresh: Look["fresh"]): Fresh[] | undefined => (fresh ? freshBands.slice(0, fresh === "fresh" ? 1 : 2) : undefined);
