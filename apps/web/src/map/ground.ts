import type { StyleSpecification, VectorSourceSpecification } from "maplibre-gl";

/** What the operator's map is, as the server tells it. */
export type Ground =
  | { base: "builtIn"; trouble: boolean }
  | { base: "style"; style: StyleSpecification; fonts: readonly string[] }
  | { base: "tiles"; source: VectorSourceSpecification };
/** How long the map waits for that (ms); the list doesn't wait for the map. */
const patience = 8_000;

/** Asks what the map lies on. The operator's style or tiles, or the one that is built in: also where the other can't be had, and then `trouble` says so. */
export async function askGround(): Promise<Ground> {
  try {
    const answer = await fetch("/basemap/map.json", { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) return { base: "builtIn", trouble: true };
    // what draws has no page that its addresses could lead on from
    return JSON.parse((await answer.text()).replaceAll('"/basemap/', `"${location.origin}/basemap/`)) as Ground;
  } catch {
    return { base: "builtIn", trouble: true };
  }
}
