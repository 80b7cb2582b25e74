import { importLimits, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import { crossingIn } from "@linkwork/shared/map/rules-outline.ts";
import type { Table } from "./imports-table.ts";

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
type Position = readonly [number, number];
const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every((one) => typeof one === "number" && Number.isFinite(one));

/** How deep the positions of each kind of geometry lie in lists. */
const depths: Readonly<Record<string, number>> = {
  ...{ Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 },
};
type Fault = "shape" | "nested" | "vertices" | "crossed" | "depth";
const refused = (feature: number, fault: Fault, at?: Position) =>
  refuseImport("BadGeoJson", { feature, fault, ...(at ? { lon: at[0], lat: at[1] } : {}) });

/** GeoJSON (RFC 7946) as a table: a row a feature, a column a property, and the place in two columns of its own. What is no point is where its middle is. */
export function geojsonTable(file: unknown): Table {
  const features = featuresOf(file);
  if (features.length === 0) throw refuseImport("ImportEmpty");
  if (features.length > importLimits.rows) throw refuseImport("ImportTooManyRows", { most: importLimits.rows });
  let vertices = 0;
  const names = new Map<string, number>([
    ["geometry.lat", 0],
    ["geometry.lon", 1],
    ["id", 2],
  ]);
  const found = features.map((feature, at) => {
    const n = at + 1;
    if (!isLoose(feature) || feature.type !== "Feature") throw refused(n, "shape");
    const { properties = null, geometry = null, id } = feature;
    if (properties !== null && !isLoose(properties)) throw refused(n, "shape");
    const left = { vertices: importLimits.vertices + features.length - vertices };
    const positions = geometry === null ? [] : positionsIn(geometry, n, left);
    vertices += positions.length;
    const cells = new Map<number, string>();
    const middle = middleOf(positions);
    if (middle) {
      cells.set(0, String(middle[1]));
      cells.set(1, String(middle[0]));
    }
    if (typeof id === "string" || typeof id === "number") cells.set(2, String(id));
    for (const [name, value] of Object.entries(properties ?? {})) {
      const text = textOf(value);
      if (text === "") continue;
      if (text.length > importLimits.cell) throw refuseImport("ImportCellTooLarge", { most: importLimits.cell, row: n });
      const column = names.get(name) ?? names.size;
      if (column >= importLimits.columns) continue;
      names.set(name, column);
      // the feature's own id comes before a property of that name
      if (!cells.has(column)) cells.set(column, text);
    }
    return cells;
  });
  const columns = [...names.keys()].map((name) => name.slice(0, 200));
  return {
    ...{ format: "geojson", encoding: null, delimiter: null, columns, warnings: [] },
    rows: found.map((cells) => columns.map((_, column) => cells.get(column) ?? "")),
  };
}

function featuresOf(file: unknown): readonly unknown[] {
  if (!isLoose(file)) throw refuseImport("ImportUnreadable", { what: "geojson" });
  if (file.type === "FeatureCollection" && Array.isArray(file.features)) return file.features;
  if (file.type === "Feature") return [file];
  throw refuseImport("ImportUnreadable", { what: "geojson" });
}

/** A property as text: plain values, and lists of them with semicolons; what is deeper is left out. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return "";
  return value.filter((one) => typeof one === "string" || typeof one === "number").join("; ");
}

/** `left`: as many as there may still be; they are counted before it is looked how they lie, which takes long of many. */
function positionsIn(geometry: unknown, n: number, left: { vertices: number }): Position[] {
  if (!isLoose(geometry)) throw refused(n, "shape");
  if (geometry.type === "GeometryCollection") {
    if (!Array.isArray(geometry.geometries)) throw refused(n, "shape");
    return geometry.geometries.flatMap((one: unknown) => {
      if (isLoose(one) && one.type === "GeometryCollection") throw refused(n, "nested");
      return positionsIn(one, n, left);
    });
  }
  const depth = typeof geometry.type === "string" && Object.hasOwn(depths, geometry.type) ? depths[geometry.type] : undefined;
  if (depth === undefined) throw refused(n, "shape");
  const found = flat(geometry.coordinates, depth, n);
  left.vertices -= found.length;
  if (left.vertices < 0) throw refused(n, "vertices");
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  for (const ring of (polygons as Position[][][]).flat()) mustBeRing(ring, n);
  return found;
}

function flat(coordinates: unknown, depth: number, n: number): Position[] {
  if (depth === 0) {
    if (isPosition(coordinates)) return [coordinates];
    // a list where a position should be is one level too deep
    throw refused(n, Array.isArray(coordinates) && Array.isArray(coordinates[0]) ? "depth" : "shape");
  }
  if (!Array.isArray(coordinates)) throw refused(n, "shape");
  if (coordinates.length > importLimits.vertices) throw refused(n, "vertices");
  return coordinates.flatMap((one) => flat(one, depth - 1, n));
}

function mustBeRing(ring: readonly Position[], n: number): void {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) throw refused(n, "shape");
  const crossing = crossingIn(ring);
  if (crossing) throw refused(n, "crossed", crossing);
}

/** Half way between its farthest points. */
function middleOf(positions: readonly Position[]): Position | undefined {
  if (positions.length === 0) return undefined;
  let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [lon, lat] of positions) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [(west + east) / 2, (south + north) / 2];
}
