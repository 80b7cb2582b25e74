import { isWithin, kept } from "./rules-place.ts";
import type { Point } from "./schema.ts";

/** The National Grid of Great Britain (EPSG:27700): metres east and north of a point south-west of the Scillies. */
export type Grid = { readonly easting: number; readonly northing: number };
const reach = { easting: 700_000, northing: 1_300_000 } as const;

/** Whether two figures that were meant as degrees are metres of the National Grid: too large for degrees, and on the grid. */
export const isGrid = ({ easting, northing }: Grid): boolean =>
  easting > 180 && northing > 180 && easting < reach.easting && northing < reach.northing;

const radians = Math.PI / 180;
/** Airy 1830, and the projection of the grid, as Ordnance Survey's "A guide to coordinate systems in Great Britain" has them. */
const airy = { a: 6_377_563.396, b: 6_356_256.909 } as const;
const wgs84 = { a: 6_378_137, b: 6_356_752.314245 } as const;
const grid = { scale: 0.999_601_271_7, lat: 49 * radians, lon: -2 * radians, east: 400_000, north: -100_000 } as const;
/** From OSGB36 to WGS 84: metres, parts in a million, seconds of arc. It is right to some five metres. */
const shift = { x: 446.448, y: -125.157, z: 542.06, scale: -20.4894e-6, rx: 0.1502, ry: 0.247, rz: 0.8421 } as const;
const seconds = radians / 3600;

/** How far along the meridian it is from the grid's own latitude, in metres. */
function meridian(lat: number): number {
  const n = (airy.a - airy.b) / (airy.a + airy.b);
  const [n2, n3] = [n * n, n * n * n];
  const [minus, plus] = [lat - grid.lat, lat + grid.lat];
  const series =
    (1 + n + (5 / 4) * n2 + (5 / 4) * n3) * minus -
    (3 * n + 3 * n2 + (21 / 8) * n3) * Math.sin(minus) * Math.cos(plus) +
    ((15 / 8) * n2 + (15 / 8) * n3) * Math.sin(2 * minus) * Math.cos(2 * plus) -
    (35 / 24) * n3 * Math.sin(3 * minus) * Math.cos(3 * plus);
  return airy.b * grid.scale * series;
}

/** Latitude and longitude on the grid's own ellipsoid, in radians. */
function onAiry({ easting, northing }: Grid): { lat: number; lon: number } {
  let lat = grid.lat;
  for (let i = 0; i < 12; i++) {
    const left = northing - grid.north - meridian(lat);
    if (Math.abs(left) < 0.00001) break;
    lat += left / (airy.a * grid.scale);
  }
  const e2 = 1 - (airy.b * airy.b) / (airy.a * airy.a);
  const [sin, cos, tan] = [Math.sin(lat), Math.cos(lat), Math.tan(lat)];
  const nu = (airy.a * grid.scale) / Math.sqrt(1 - e2 * sin * sin);
  const rho = (airy.a * grid.scale * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5;
  const eta2 = nu / rho - 1;
  const [t2, t4, t6] = [tan ** 2, tan ** 4, tan ** 6];
  const east = easting - grid.east;
  return {
    lat:
      lat -
      (tan / (2 * rho * nu)) * east ** 2 +
      (tan / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * east ** 4 -
      (tan / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t4) * east ** 6,
    lon:
      grid.lon +
      (1 / (cos * nu)) * east -
      (1 / (cos * 6 * nu ** 3)) * (nu / rho + 2 * t2) * east ** 3 +
      (1 / (cos * 120 * nu ** 5)) * (5 + 28 * t2 + 24 * t4) * east ** 5 -
      (1 / (cos * 5040 * nu ** 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t6) * east ** 7,
  };
}

/** A place on the National Grid as a point of the map (WGS 84), right to some five metres; undefined where that lies outside its bounds. */
export function fromGrid(at: Grid): Point | undefined {
  const { lat, lon } = onAiry(at);
  const e2 = 1 - (airy.b * airy.b) / (airy.a * airy.a);
  const nu = airy.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  const [x, y, z] = [nu * Math.cos(lat) * Math.cos(lon), nu * Math.cos(lat) * Math.sin(lon), nu * (1 - e2) * Math.sin(lat)];
  const [rx, ry, rz] = [shift.rx * seconds, shift.ry * seconds, shift.rz * seconds];
  const scale = 1 + shift.scale;
  const moved = {
    x: shift.x + scale * x - rz * y + ry * z,
    y: shift.y + rz * x + scale * y - rx * z,
    z: shift.z - ry * x + rx * y + scale * z,
  };
  const w2 = 1 - (wgs84.b * wgs84.b) / (wgs84.a * wgs84.a);
  const p = Math.hypot(moved.x, moved.y);
  let phi = Math.atan2(moved.z, p * (1 - w2));
  for (let i = 0; i < 10; i++) {
    const v = wgs84.a / Math.sqrt(1 - w2 * Math.sin(phi) ** 2);
    phi = Math.atan2(moved.z + w2 * v * Math.sin(phi), p);
  }
  const point = kept({ lon: Math.atan2(moved.y, moved.x) / radians, lat: phi / radians });
  return Number.isFinite(point.lon) && Number.isFinite(point.lat) && isWithin(point) ? point : undefined;
}
