import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { Place, Point, Theme } from "./schema.ts";

/** The bounds of the map: the British Isles, in degrees. */
export const bounds = { west: -11, east: 2.5, south: 49, north: 61.5 } as const;
export const isWithin = ({ lon, lat }: Point): boolean =>
  lon >= bounds.west && lon <= bounds.east && lat >= bounds.south && lat <= bounds.north;

/** Whether a point lies on the map; where it doesn't, what may have happened to it. */
export function liesOnMap({ lon, lat }: Point, field: string): Verdict {
  if (isWithin({ lon, lat })) return true;
  return refuse("OutOfBounds", { field, swapped: isWithin({ lon: lat, lat: lon }), zero: lon === 0 && lat === 0 });
}

const rounded = (value: number, step: number, places: number): number => Number((Math.round(value / step) * step).toFixed(places));
/** To six decimals, a tenth of a metre: all that is kept. */
export const kept = ({ lon, lat }: Point): Point => ({ lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) });
/** About half a kilometre: so exactly everybody is told where a gap is. */
export const blurred = ({ lon, lat }: Point): Point => ({ lon: rounded(lon, 0.008, 3), lat: rounded(lat, 0.005, 3) });
/** About a hundred metres, in which several postcodes lie. */
const asPostcode = ({ lon, lat }: Point): Point => ({ lon: rounded(lon, 0.002, 3), lat: rounded(lat, 0.001, 3) });

/**
 * The one point that leaves the house for something that is there: what is asked of the map by distance is asked of this point alone, so that nobody learns more by asking (I5).
 * `middle`: of its area. Undefined where it has none, or none is to be told.
 */
export function shownPoint({ point, precision }: Pick<Place, "point" | "precision">, middle: Point | undefined): Point | undefined {
  switch (precision) {
    case "exact":
      return point && kept(point);
    case "postcode":
      return point && asPostcode(point);
    case "district":
      return middle && blurred(middle);
    case "hidden":
      return undefined;
  }
}

/** Themes under which somebody could be found by who looks for them: where such a thing is, is told to nobody outside until a steward has looked. */
export const guarded: readonly Theme[] = ["safety"];
export const isGuarded = (themes: readonly Theme[]): boolean => themes.some((theme) => guarded.includes(theme));

const earth = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** As the crow flies, in kilometres. */
export function kmBetween(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(h)));
}
/** No route is known offline: streets are about 1.3 times as long as the straight line, and one walks some 80 metres a minute. Always said as "about". */
export const walkingMinutes = (km: number): number => Math.max(1, Math.round((km * 1.3 * 1000) / 80));
