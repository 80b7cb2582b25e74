import type { AreaId } from "../kernel/ids.ts";
import { kmBetween } from "./rules-place.ts";
import type { Point } from "./schema.ts";
import type { Area } from "./schema-area.ts";

/** So far from its middle something still belongs to an area that has no outline (km). */
export const nearestWithin = 15;

type Ring = readonly (readonly [number, number])[];
/** Whether a point lies inside a ring: a line from it to the east meets the ring an odd number of times. */
function isInside({ lon, lat }: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    if (!a || !b) continue;
    if (a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}
/** A hole is a ring inside another one. */
const isIn = (point: Point, { outline }: Pick<Area, "outline">): boolean =>
  (outline ?? []).filter((ring) => isInside(point, ring)).length % 2 === 1;
const isNamed = (district: string | undefined, { code, districts }: Pick<Area, "code" | "districts">): boolean =>
  district !== undefined && (code === district || districts.includes(district));
/** The district of a postcode. */
const districtOf = (postcode: string | undefined): string | undefined => postcode?.split(" ")[0] || undefined;
/** Whether who lives there lives in an area: by its districts, or by its outline, which may be all that it has. */
export const belongsTo = (area: Area, { point, postcode }: { point: Point; postcode: string }): boolean =>
  isNamed(districtOf(postcode), area) || isIn(point, area);

/** The area in which something lies: by its outline, else by its postcode's district, else the one whose middle is nearest. */
export function areaWhere(where: { point: Point | undefined; postcode: string | undefined }, areas: readonly Area[]): AreaId | undefined {
  const { point, postcode } = where;
  const drawn = point && areas.find((area) => isIn(point, area));
  if (drawn) return drawn.areaId;
  const district = districtOf(postcode);
  const named = areas.find((area) => isNamed(district, area));
  if (named) return named.areaId;
  if (!point) return undefined;
  let nearest: { areaId: AreaId; km: number } | undefined;
  for (const { areaId, middle } of areas) {
    const km = kmBetween(point, middle);
    if (km <= nearestWithin && km < (nearest?.km ?? Number.POSITIVE_INFINITY)) nearest = { areaId, km };
  }
  return nearest?.areaId;
}
