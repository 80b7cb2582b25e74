import { describe, expect, test } from "vitest";
import { type AreaFault, areasIn, featuresIn, propertiesIn } from "../../../packages/shared/src/map/rules-areas.ts";
import { mostInRing, outlineFits } from "../../../packages/shared/src/map/rules-outline.ts";

type Pair = [number, number];
const columns = { code: "CD", name: "NM", residents: "POP" };
const square: Pair[] = [
  [-4.3, 55.8],
  [-4.2, 55.8],
  [-4.2, 55.9],
  [-4.3, 55.9],
  [-4.3, 55.8],
];
const feature = (geometry: unknown, properties: unknown = { CD: "s12000049", NM: "Glasgow  City", POP: "635,130" }) => ({
  type: "Feature",
  properties,
  geometry,
});
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });
const read = (...features: unknown[]) => areasIn(features, columns);
const faultOf = (geometry: unknown): Partial<AreaFault> | undefined => read(feature(geometry)).faults[0];
/** A coast: a circle with so many points, in and out by about ten metres. */
const coast = (points: number, out = 0.0001): Pair[] => {
  const ring = Array.from({ length: points - 1 }, (_, at): Pair => {
    const [turn, radius] = [(2 * Math.PI * at) / (points - 1), 0.2 + (at % 2 ? out : 0)];
    return [-4 + radius * Math.cos(turn), 56 + radius * Math.sin(turn)];
  });
  return [...ring, ring[0] as Pair];
};

describe("14. areas out of a file", () => {
  test("code, name and residents come from the properties that were chosen; the middle lies in it", () => {
    const { areas, faults } = read(feature(polygon(square)));
    expect(faults).toEqual([]);
    expect(areas).toEqual([
      {
        feature: 1,
        code: "S12000049",
        name: "Glasgow City",
        residents: 635_130,
        middle: { lon: -4.25, lat: 55.85 },
        outline: [square],
        offBy: 0,
        leftOut: 0,
      },
    ]);
  });
  test("rings are taken whichever way round they go, with heights, holes and islands", () => {
    const turned = square.toReversed();
    const hole: Pair[] = [
      [-4.26, 55.84],
      [-4.24, 55.84],
      [-4.24, 55.86],
      [-4.26, 55.84],
    ];
    const island: Pair[] = [
      [-4.5, 55.5],
      [-4.49, 55.5],
      [-4.49, 55.51],
      [-4.5, 55.5],
    ];
    expect(read(feature(polygon(turned))).areas[0]?.outline).toEqual([turned]);
    expect(read(feature(polygon(square.map((pair) => [...pair, 12])))).areas[0]?.outline).toEqual([square]);
    for (const rings of [
      [square, hole],
      [square, hole.toReversed()],
    ])
      expect(read(feature(polygon(...rings))).areas[0]?.outline).toEqual(rings);
    expect(read(feature({ type: "MultiPolygon", coordinates: [[island], [square, hole]] })).areas[0]?.outline).toHaveLength(3);
    expect(read(feature({ type: "GeometryCollection", geometries: [polygon(square), polygon(island)] })).areas[0]?.outline).toHaveLength(2);
  });
  test("what is wrong is said with the feature's number, its name and the place", () => {
    const bowtie = [square[0], square[2], square[1], square[3], square[0]];
    const { areas, faults } = read(
      feature(polygon(square)),
      feature(polygon(bowtie), { CD: "G51", NM: "Govan" }),
      feature(polygon(square)),
    );
    expect(areas.map(({ code }) => code)).toEqual(["S12000049"]);
    expect(faults[0]).toMatchObject({ feature: 2, name: "Govan", fault: "crossed" });
    expect(faults[0]?.at?.lon).toBeCloseTo(-4.25);
    expect(faults[0]?.at?.lat).toBeCloseTo(55.85);
    expect(faults[1]).toEqual({ feature: 3, name: "Glasgow City", fault: "twice" });
  });
  test.each([
    ["open", polygon(square.slice(0, 4))],
    ["few", polygon([square[0], square[1], square[0]])],
    ["few", polygon()],
    ["off", polygon(square.map(([lon, lat]) => [lat, lon]))],
    ["depth", polygon([square])],
    ["shape", polygon(square.map(([lon]) => [lon, "55"]))],
    ["shape", polygon(square.map(([lon]) => [lon, null]))],
    ["shape", null],
    ["shape", { type: "Polygon", coordinates: "everywhere" }],
    ["kind", { type: "Point", coordinates: square[0] }],
    ["kind", { type: "GeometryCollection", geometries: [{ type: "LineString", coordinates: square }] }],
    ["nested", { type: "GeometryCollection", geometries: [{ type: "GeometryCollection", geometries: [polygon(square)] }] }],
  ])("a geometry that can't be an outline is refused: %s", (fault, geometry) => {
    expect(faultOf(geometry)).toMatchObject({ feature: 1, fault });
  });
  test.each([
    ["code", { CD: "", NM: "Govan" }],
    ["code", { CD: "G 51!", NM: "Govan" }],
    ["name", { CD: "G51", NM: "x".repeat(81) }],
    ["name", { CD: "G51" }],
    ["code", null],
    ["residents", { CD: "G51", NM: "Govan", POP: "many" }],
    ["residents", { CD: "G51", NM: "Govan", POP: -1 }],
  ] as [string, unknown][])("a feature without a fitting %s is refused", (fault, properties) => {
    expect(read(feature(polygon(square), properties)).faults[0]).toMatchObject({ fault });
  });
  test("an outline of 20,000 points is drawn with fewer, not farther off than is said, and still fits", () => {
    const ring = coast(20_000);
    const [area] = read(feature(polygon(ring))).areas;
    expect(area?.offBy).toBeGreaterThan(0);
    expect(area?.offBy).toBeLessThanOrEqual(20);
    expect(area?.outline[0]?.length).toBeLessThanOrEqual(mostInRing);
    expect(outlineFits(area?.outline ?? [], "outline")).toBe(true);
    for (const [lon, lat] of area?.outline[0] ?? []) expect(Math.abs(Math.hypot(lon + 4, lat - 56) - 0.2)).toBeLessThan(0.0003);
  });
  test("100,000 points, and what can't be drawn with fewer, are refused with their number", () => {
    expect(faultOf(polygon(coast(100_000)))).toMatchObject({ fault: "many", count: 100_000 });
    // every other point lies two kilometres out
    expect(faultOf(polygon(coast(12_001, 0.02)))).toMatchObject({ fault: "many", count: 12_001 });
  });
  test("the rule that the server asks again: as many points as fit and not one more, and the place where a ring crosses itself", () => {
    const rings = Array.from({ length: 5 }, (_, n) => coast(2_000).map(([lon, lat]): Pair => [lon - n * 0.5, lat]));
    expect(outlineFits(rings, "outline")).toBe(true);
    expect(read(feature({ type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) })).areas[0]).toMatchObject({ offBy: 0 });
    expect(outlineFits([...rings, square], "outline")).toMatchObject({ code: "BadOutline", details: { field: "outline.5", what: "many" } });
    const bowtie = [square[0], square[2], square[1], square[3], square[0]] as Pair[];
    expect(outlineFits([bowtie], "outline")).toMatchObject({
      details: { what: "crossed", lon: expect.closeTo(-4.25), lat: expect.closeTo(55.85) },
    });
  });
  test("of 100 islands the greatest sixty are kept, and the others counted", () => {
    const islands = Array.from({ length: 100 }, (_, n): Pair[][] => {
      const [lon, lat, size] = [-6 + (n % 10) * 0.1, 55 + Math.floor(n / 10) * 0.1, 0.01 + n * 0.0005];
      return [
        [
          [lon, lat],
          [lon + size, lat],
          [lon + size, lat + size],
          [lon, lat],
        ],
      ];
    });
    const [area] = read(feature({ type: "MultiPolygon", coordinates: islands })).areas;
    expect(area).toMatchObject({ leftOut: 40, offBy: 0 });
    expect(area?.outline).toHaveLength(60);
  });
  test("a file that is no GeoJSON, is empty or has more features than are taken has none; names of properties are found", () => {
    for (const file of [
      null,
      [],
      "x",
      {},
      { type: "FeatureCollection", features: [] },
      { type: "FeatureCollection", features: Array(501).fill({}) },
    ])
      expect(featuresIn(file)).toBeUndefined();
    expect(featuresIn(feature(null))).toHaveLength(1);
    expect(propertiesIn([feature(null), 7, feature(null, null), feature(null, { more: 1 })])).toEqual(["CD", "NM", "POP", "more"]);
  });
});
