import type { Spot } from "./drawing.ts";

type Lies = { middle: Spot };
const farthest = 15;

/** Roughly, for places that lie near each other. Kilometres. */
export function kmApart(a: Spot, b: Spot): number {
  const [dLat, dLon] = [(a.lat - b.lat) * 111.2, (a.lon - b.lon) * 111.2 * Math.cos((a.lat * Math.PI) / 180)];
  return Math.hypot(dLat, dLon);
}

/** The area whose middle is nearest, as long as it is not too far. */
export function areaAround<A extends Lies>(spot: Spot, areas: readonly A[]): A | undefined {
  const near = areas.map((area) => ({ area, km: kmApart(spot, area.middle) })).sort((a, b) => a.km - b.km)[0];
  return near && near.km <= farthest ? near.area : undefined;
}
