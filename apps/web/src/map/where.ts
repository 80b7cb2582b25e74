import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Spot } from "./drawing.ts";

/** Where something is, as it is being said: a point and what it was found by, or only the area. */
export type Where = {
  areaId: AreaId | "";
  point: Spot | null;
  postcode: string;
  town: string;
  /** what it was found by, for people to read; "" for a point that was pressed on the map */
  found: string;
};
export const noWhere: Where = { areaId: "", point: null, postcode: "", town: "", found: "" };

const whole = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/;
/** A postcode as it is written, "g51 3uu" to "G51 3UU"; undefined where it is none. */
export function postcodeOf(typed: string): string | undefined {
  const [, outward, inward] = whole.exec(typed.trim().toUpperCase().replace(/\s+/g, " ")) ?? [];
  return outward && inward ? `${outward} ${inward}` : undefined;
}
