import { fromGrid, isGrid } from "@linkwork/shared/map/rules-grid.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("the National Grid", () => {
  test("lands within six metres of where Ordnance Survey says these are", () => {
    // OSTN15's own test points (ETRS89), and the worked example of the guide
    for (const [easting, northing, lon, lat] of [
      [651409.903, 313177.27, 1.716052, 52.657979],
      [91492.146, 11318.804, -6.29977752, 49.92226394],
      [170370.718, 11572.405, -5.20304609, 49.96006138],
      [292184.87, 168003.465, -3.55128349, 51.4007822],
      [438710.92, 114792.25, -1.45051433, 50.93127938],
      [250359.811, 62016.569, -4.10864563, 50.43885826],
    ] as const) {
      const at = fromGrid({ easting, northing });
      expect(at && kmBetween(at, { lon, lat }), `${easting} ${northing}`).toBeLessThan(0.006);
    }
  });

  test("metres are told from degrees, and what lies off the map has no point", () => {
    expect(isGrid({ easting: 259200, northing: 665400 })).toBe(true);
    for (const [easting, northing] of [
      [-4.25, 55.86],
      [55.86, -4.25],
      [0, 0],
      [900_000, 100],
      [Number.NaN, 1],
    ] as const)
      expect(isGrid({ easting, northing })).toBe(false);
    expect(fromGrid({ easting: Number.NaN, northing: 5 })).toBeUndefined();
  });

  test("two places that are so many metres apart on the grid are as many apart on the map, to a thousandth", () => {
    const figure = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        figure(200_000, 600_000),
        figure(100_000, 900_000),
        figure(-900, 900),
        figure(-900, 900),
        (easting, northing, east, north) => {
          const [a, b] = [fromGrid({ easting, northing }), fromGrid({ easting: easting + east, northing: northing + north })];
          if (!a || !b) return;
          expect(Math.abs(kmBetween(a, b) * 1000 - Math.hypot(east, north))).toBeLessThan(0.5 + Math.hypot(east, north) * 0.004);
        },
      ),
    );
  });
});
