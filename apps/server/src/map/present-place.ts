import { shownPoint } from "@linkwork/shared/map/rules-place.ts";
import type { Place, Point, Precision } from "@linkwork/shared/map/schema.ts";

/** Where something is, as far as this viewer is told. Without a point it lies on no map. */
export type PlaceShown = {
  /** how exactly it is told to everybody */
  precision: Precision;
  /** the point that everybody is told, whoever asks; distances are measured from it */
  at: Point | null;
  address: string;
  /** whole, or its district alone: `G51` */
  postcode: string;
  town: string;
  /** where it really is, for who runs it and who looks after it; null for everybody else */
  exact: Point | null;
};

const district = (postcode: string): string => postcode.replace(/ ?\d[A-Z]{2}$/, "");
/** Told to nobody. */
export const nowhere: PlaceShown = { precision: "hidden", at: null, address: "", postcode: "", town: "", exact: null };

/** Where it is, for who isn't told more than everybody: one thing for all of them. */
export function placeForAll(place: Place, untold: boolean, middle: Point | undefined): PlaceShown {
  if (untold) return nowhere;
  const exact = place.precision === "exact";
  const near = exact || place.precision === "postcode";
  return {
    precision: place.precision,
    at: shownPoint(place, middle) ?? null,
    address: exact ? place.address : "",
    postcode: place.postcode ? (near ? place.postcode : district(place.postcode)) : "",
    town: place.town ?? "",
    exact: null,
  };
}
