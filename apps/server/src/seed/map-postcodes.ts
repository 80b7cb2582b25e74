import type { Point } from "@linkwork/shared/map/schema.ts";

/**
 * Postcodes for the invented community, so that its map can be asked by them without a file. Their districts are real, and so is about where they lie; what they say beyond that is made up.
 * A real deployment loads the published file (POSTCODES_FILE) and never sees these.
 */
export const seedPostcodes: Readonly<Record<string, Point>> = {
  "G51 1AA": { lon: -4.2956, lat: 55.8577 },
  "G51 2XA": { lon: -4.3006, lat: 55.8549 },
  "G51 2YU": { lon: -4.2931, lat: 55.8534 },
  "G51 3BL": { lon: -4.3176, lat: 55.8589 },
  "G51 3DT": { lon: -4.3093, lat: 55.8604 },
  "G51 3HX": { lon: -4.3142, lat: 55.8623 },
  "G51 3JQ": { lon: -4.3114, lat: 55.8631 },
  "G51 3UU": { lon: -4.3121, lat: 55.8627 },
  "G51 4AB": { lon: -4.3315, lat: 55.8611 },
  "G51 4NB": { lon: -4.3432, lat: 55.8592 },
  "G52 1RQ": { lon: -4.3291, lat: 55.8463 },
  "G52 2DE": { lon: -4.3498, lat: 55.8452 },
  "G52 3NG": { lon: -4.3652, lat: 55.8437 },
  "G52 4AY": { lon: -4.3847, lat: 55.8528 },
  "G41 1HA": { lon: -4.2748, lat: 55.8489 },
  "G41 2PE": { lon: -4.2786, lat: 55.8412 },
  "G41 3AB": { lon: -4.2759, lat: 55.8347 },
  "G41 5QF": { lon: -4.2963, lat: 55.8465 },
  "G42 7AB": { lon: -4.2587, lat: 55.8389 },
  "G42 8NS": { lon: -4.2622, lat: 55.8345 },
  "G42 9TJ": { lon: -4.2674, lat: 55.8291 },
  "G5 0AX": { lon: -4.2459, lat: 55.8463 },
  "G5 8QH": { lon: -4.2621, lat: 55.8517 },
  "G5 9TB": { lon: -4.2533, lat: 55.8505 },
};
