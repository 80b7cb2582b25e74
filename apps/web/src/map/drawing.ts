/** A spot on the map, in degrees. */
export type Spot = { lon: number; lat: number };
/** What of the map is in sight. */
export type Box = { west: number; south: number; east: number; north: number };
/** What is drawn: one thing with its mark, or several together with how many they are. */
export type Drawable = Spot & { id: string; mark: string } & ({ count?: never } | { count: number });

/** The British Isles, where nothing else says what to show. */
export const everywhere: Box = { west: -10.7, east: 2, south: 49.8, north: 59.5 };

/** Around a spot, so many kilometres each way. */
export function around({ lon, lat }: Spot, km: number): Box {
  const [dLat, dLon] = [km / 111.2, km / (111.2 * Math.cos((lat * Math.PI) / 180))];
  return { west: lon - dLon, east: lon + dLon, south: lat - dLat, north: lat + dLat };
}

/** Around all of them, and a little more. */
export function boxOf(spots: readonly Spot[]): Box {
  if (spots.length === 0) return everywhere;
  const [lons, lats] = [spots.map(({ lon }) => lon), spots.map(({ lat }) => lat)];
  const margin = 0.01;
  return {
    ...{ west: Math.min(...lons) - margin, east: Math.max(...lons) + margin },
    ...{ south: Math.min(...lats) - margin, north: Math.max(...lats) + margin },
  };
}

let able: boolean | undefined;
/** Whether this browser can draw a map at all: without WebGL 2 there is none, and nothing of it is fetched. */
export function canDraw(): boolean {
  try {
    able ??= document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    able = false;
  }
  return able;
}

/** So far around a spot, as an outline. */
export function ringAround(spot: Spot, km: number): [number, number][] {
  const { east, north } = around(spot, km);
  const [rx, ry] = [east - spot.lon, north - spot.lat];
  return Array.from({ length: 73 }, (_, step) => {
    // the last point is the first one, to the last digit
    const angle = ((step % 72) * Math.PI) / 36;
    return [Number((spot.lon + rx * Math.cos(angle)).toFixed(6)), Number((spot.lat + ry * Math.sin(angle)).toFixed(6))];
  });
}

/** Outlines as lines: rings of `[lon, lat]`. */
export const linesOf = (rings: readonly (readonly (readonly [number, number])[])[]) => ({
  ...{ type: "Feature" as const, properties: {} },
  geometry: { type: "MultiLineString" as const, coordinates: rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])) },
});
