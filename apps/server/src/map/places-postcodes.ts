import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fromGrid } from "@linkwork/shared/map/rules-grid.ts";
import { isWithin, kept } from "@linkwork/shared/map/rules-place.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import { parse } from "csv-parse";

/** Where postcodes are: `find` takes one as it is written, in capitals. */
export type Postcodes = { find(postcode: string): Point | undefined; size(): number };

const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** A postcode as a number, so that two million take forty megabytes; undefined for what is none. */
function keyOf(written: string): number | undefined {
  const bare = written.replaceAll(" ", "").toUpperCase();
  if (!/^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(bare)) return undefined;
  let key = 0;
  // the last three signs are the inner part, whatever the length: no two have the same number
  for (const sign of bare.padStart(7, "0")) key = key * signs.length + signs.indexOf(sign);
  return key;
}

/** Columns of the three files that are published: by their names, or, where there are none, in Code-Point Open's order. */
type Reader = (row: readonly string[]) => { postcode: string; at: Point | undefined };
const grids = (row: readonly string[], east: number, north: number): Point | undefined => {
  const [easting, northing] = [Number(row[east]), Number(row[north])];
  return easting > 0 && northing > 0 ? fromGrid({ easting, northing }) : undefined;
};
function readerOf(header: readonly string[]): Reader | undefined {
  const names = header.map((name) => name.trim().toLowerCase());
  const at = (...these: string[]): number => names.findIndex((name) => these.includes(name));
  const postcode = at("pcds", "pcd8", "pcd7", "pcd", "postcode");
  const [lat, lon] = [at("lat", "latitude"), at("long", "lon", "longitude")];
  const [east, north] = [at("oseast1m", "eastings", "easting", "east1m"), at("osnrth1m", "northings", "northing", "north1m")];
  if (postcode < 0) return undefined;
  if (lat >= 0 && lon >= 0)
    return (row) => {
      const point = { lon: Number(row[lon]), lat: Number(row[lat]) };
      return { postcode: row[postcode] ?? "", at: isWithin(point) ? kept(point) : undefined };
    };
  return east >= 0 && north >= 0 ? (row) => ({ postcode: row[postcode] ?? "", at: grids(row, east, north) }) : undefined;
}
/** Code-Point Open has no line of names: postcode, quality, eastings, northings. */
const codePoint: Reader = (row) => ({ postcode: row[0] ?? "", at: grids(row, 2, 3) });

const millionths = 1e6;
type Rows = { keys: Float64Array; lon: Int32Array; lat: Int32Array; count: number };
function withRoom(rows: Rows): Rows {
  if (rows.count < rows.keys.length) return rows;
  const room = rows.keys.length * 2;
  const next = { keys: new Float64Array(room), lon: new Int32Array(room), lat: new Int32Array(room), count: rows.count };
  for (const name of ["keys", "lon", "lat"] as const) next[name].set(rows[name]);
  return next;
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.toLowerCase().endsWith(".csv"))
    .sort()
    .map((name) => join(path, name));
}

/** Reads a file of postcodes (ONSPD, Code-Point Open), or a folder of them, line by line. What has no point is passed over. */
export async function readPostcodes(path: string): Promise<Postcodes> {
  let rows: Rows = { keys: new Float64Array(1 << 16), lon: new Int32Array(1 << 16), lat: new Int32Array(1 << 16), count: 0 };
  for (const file of await filesIn(path)) {
    let reader: Reader | undefined;
    const lines = parse({ relax_column_count: true, skip_empty_lines: true, bom: true });
    createReadStream(file)
      .on("error", (error) => lines.destroy(error))
      .pipe(lines);
    for await (const row of lines as AsyncIterable<string[]>) {
      if (!reader) {
        reader = readerOf(row) ?? codePoint;
        if (reader !== codePoint) continue;
      }
      const { postcode, at } = reader(row);
      const key = at && keyOf(postcode);
      if (key === undefined || !at) continue;
      rows = withRoom(rows);
      rows.keys[rows.count] = key;
      rows.lon[rows.count] = Math.round(at.lon * millionths);
      rows.lat[rows.count] = Math.round(at.lat * millionths);
      rows.count++;
    }
  }
  if (rows.count === 0) throw new PostcodesRefusal(`No postcode with a point is in ${path}: it takes ONSPD or Code-Point Open as CSV.`);
  return inOrder(rows);
}

/** A file of postcodes that can't be used; the message is for whoever set it. */
export class PostcodesRefusal extends Error {
  override name = "PostcodesRefusal";
}

function inOrder({ keys: all, lon: lons, lat: lats, count }: Rows): Postcodes {
  let sorted = true;
  for (let i = 1; i < count && sorted; i++) sorted = (all[i - 1] as number) < (all[i] as number);
  let [keys, lon, lat] = [all.subarray(0, count), lons.subarray(0, count), lats.subarray(0, count)];
  if (!sorted) {
    const order = new Uint32Array(count).map((_one, i) => i).sort((a, b) => (all[a] as number) - (all[b] as number));
    keys = Float64Array.from(order, (i) => all[i] as number);
    lon = Int32Array.from(order, (i) => lons[i] as number);
    lat = Int32Array.from(order, (i) => lats[i] as number);
  }
  return {
    size: () => count,
    find(postcode) {
      const key = keyOf(postcode);
      if (key === undefined) return undefined;
      let [low, high] = [0, count - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const found = keys[middle] as number;
        if (found === key) return { lon: (lon[middle] as number) / millionths, lat: (lat[middle] as number) / millionths };
        if (found < key) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}

/** Postcodes that are at hand without a file: the seed's, or none. */
export const postcodesOf = (known: Readonly<Record<string, Point>>): Postcodes => ({
  size: () => Object.keys(known).length,
  find: (postcode) => (Object.hasOwn(known, postcode) ? known[postcode] : undefined),
});
