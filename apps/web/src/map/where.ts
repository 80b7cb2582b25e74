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
  /** what stands in the field, where it isn't what it was found by */
  typed?: string;
  /** it was looked for, and nobody knows it */
  looked?: boolean;
};
export const noWhere: Where = { areaId: "", point: null, postcode: "", town: "", found: "" };

/** Whether somebody typed where it is, and didn't look for it: it would be lost without a word. */
export const isUnlooked = ({ typed = "", looked = false }: Where): boolean => typed.trim() !== "" && !looked;

const whole = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/;
/** A postcode as it is written, "g51 3uu" to "G51 3UU"; undefined where it is none. */
export function postcodeOf(typed: string): string | undefined {
  const [, outward, inward] = whole.exec(typed.trim().toUpperCase().replace(/\s+/g, " ")) ?? [];
  return outward && inward ? `${outward} ${inward}` : undefined;
}
