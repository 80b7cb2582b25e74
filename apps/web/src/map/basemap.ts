import { land, places, transform } from "virtual:basemap";
import type { GeoJSONSourceSpecification, StyleSpecification } from "maplibre-gl";

type Pair = [number, number];
export type Shapes = Exclude<GeoJSONSourceSpecification["data"], string>;

/** The land of the British Isles and the coast across. */
function landShape(): Shapes {
  const ring = (line: string): Pair[] => {
    const steps = line.split(" ").map(Number);
    let [x, y] = [0, 0];
    const points: Pair[] = [];
    for (let at = 0; at + 1 < steps.length; at += 2) {
      x += steps[at] ?? 0;
      y += steps[at + 1] ?? 0;
      points.push([x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]]);
    }
    const [first] = points;
    return first ? [...points, first] : points;
  };
  return { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: land.map((line) => [ring(line)]) } };
}

/** Towns and villages; `rank` 0 is the greatest. */
function named(): Shapes {
  const features = places.split("\n").map((line, rank) => {
    const [name = "", lon, lat, people] = line.split("|");
    return {
      type: "Feature" as const,
      properties: { name, rank, people: Number(people) * 100 },
      geometry: { type: "Point" as const, coordinates: [Number(lon) / 1_000, Number(lat) / 1_000] },
    };
  });
  return { type: "FeatureCollection", features };
}

/** The colours of the theme that is on the page at this moment. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#888888";
  const dark = style.colorScheme.startsWith("dark");
  return {
    ...{ sea: dark ? "#1b2f3a" : "#c9dfe6", land: dark ? "#232e2b" : "#eaefe8", shore: dark ? "#4d5c58" : "#a3b3a8" },
    ...{ green: dark ? "#24372c" : "#d3e3cb", road: dark ? "#3c4845" : "#ffffff", house: dark ? "#2c3936" : "#dfe3da" },
    ...{ ink: of("ink"), paper: of("paper"), surface: of("surface"), brand: of("brand"), onBrand: of("on-brand"), wait: of("wait") },
    ...{ waitTint: of("wait-tint"), halo: of("focus-halo"), focus: of("focus"), area: of("line-strong") },
  };
}
export type Palette = ReturnType<typeof palette>;

/** Whose land and names these are: always in sight under the map. */
const credit = "Land: Natural Earth · Place names: GeoNames, CC BY 4.0";
/** The letters of the page, as the map draws them by itself. */
export const fonts = ["Atkinson Hyperlegible Next Variable", "sans-serif"];

/** What the search for places knows them from, also on another map. */
export const placesCredit = "Search of places: GeoNames, CC BY 4.0";

/** The map that is built in: it asks nobody for anything. */
export function builtIn({ sea, land: ground, shore, ink, paper }: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: landShape(), attribution: credit, tolerance: 0.2 },
      places: { type: "geojson", data: named() },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ground } },
      { id: "shore", type: "line", source: "land", paint: { "line-color": shore, "line-width": 1 } },
      {
        id: "places",
        type: "symbol",
        source: "places",
        // from far away the greatest alone
        filter: [">=", ["get", "people"], ["step", ["zoom"], 100_000, 7, 30_000, 9, 8_000, 10.5, 0]],
        layout: {
          "text-field": ["get", "name"],
          "text-font": fonts,
          "text-size": ["step", ["get", "people"], 12, 20_000, 14, 200_000, 16],
          "symbol-sort-key": ["get", "rank"],
          "text-max-width": 8,
          "text-padding": 6,
        },
        paint: { "text-color": ink, "text-halo-color": paper, "text-halo-width": 1.5, "text-opacity": 0.8 },
      },
    ],
  };
}
