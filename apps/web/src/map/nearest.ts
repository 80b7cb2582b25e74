import type { Spot } from "./drawing.ts";

type Lies = { middle: Spot; outline: readonly (readonly (readonly [number, number])[])[] | null };
const farthest = 15;

/** Roughly, for places that lie near each other. Kilometres. */
function kmApart(a: Spot, b: Spot): number {
  const [dLat, dLon] = [(a.lat - b.lat) * 111.2, (a.lon - b.lon) * 111.2 * Math.cos((a.lat * Math.PI) / 180)];
  return Math.hypot(dLat, dLon);
}

function within({ lon, lat }: Spot, ring: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  ring.forEach(([x, y], at) => {
    const [x0, y0] = ring[(at + ring.length - 1) % ring.length] ?? [x, y];
    if (y > lat !== y0 > lat && lon < ((x0 - x) * (lat - y)) / (y0 - y) + x) inside = !inside;
  });
  return inside;
}

/** The area in whose outline a spot lies, else the one whose middle is nearest, as long as it is not too far. */
export function areaAround<A extends Lies>(spot: Spot, areas: readonly A[]): A | undefined {
  const drawn = areas.find(({ outline }) => outline?.some((ring) => within(spot, ring)));
  if (drawn) return drawn;
  const near = areas.map((area) => ({ area, km: kmApart(spot, area.middle) })).sort((a, b) => a.km - b.km)[0];
  return near && near.km <= farthest ? near.area : undefined;
}
