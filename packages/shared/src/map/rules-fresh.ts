import { atWallInLondon } from "../kernel/london.ts";
import type { CapacityStatus } from "./schema-asset.ts";
import type { AssetState } from "./state-asset.ts";

const day = 24 * 3600_000;
/** How long what was said of places holds (ms); afterwards nobody knows. */
export const capacityHolds = 21 * day;
/** Days after which what was made sure of is getting old, and is old. */
export const freshDays = { fresh: 180, ageing: 365 } as const;
export const freshBands = ["fresh", "ageing", "stale", "never"] as const;
/** How sure it is that something is still there. */
export type Fresh = (typeof freshBands)[number];

/** `verifiedAt`, `now`: ISO instants. */
export function freshness(verifiedAt: string | null | undefined, now: string): Fresh {
  if (!verifiedAt) return "never";
  const days = (Date.parse(now) - Date.parse(verifiedAt)) / day;
  return days <= freshDays.fresh ? "fresh" : days <= freshDays.ageing ? "ageing" : "stale";
}

/** Whether it has places, as far as anybody knows now. */
export function capacityNow(capacity: { status: CapacityStatus; at: string } | null | undefined, now: string): CapacityStatus | "unknown" {
  if (!capacity) return "unknown";
  return Date.parse(now) - Date.parse(capacity.at) < capacityHolds ? capacity.status : "unknown";
}

/** Money that ends within so many days is a gap to come. */
export const endsSoonDays = 90;
/** `today`: the day in London. */
export function moneyEndsSoon(fundingEnds: string | null | undefined, today: string): boolean {
  if (!fundingEnds || fundingEnds < today) return false;
  return Date.parse(`${fundingEnds}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`) <= endsSoonDays * day;
}

/** Whether it is over with it by the clock: the day that was announced is past. `today`: in London. */
export const closesToday = ({ status, closing }: Pick<AssetState, "status" | "closing">, today: string): boolean =>
  status === "closing" && closing !== null && closing.closesOn < today;
/** When that will be (ms): the first instant in London after the day; undefined where nothing closes. */
export const dueToClose = ({ status, closing }: Pick<AssetState, "status" | "closing">): number | undefined =>
  status === "closing" && closing ? atWallInLondon(Date.parse(`${closing.closesOn}T00:00:00Z`) + day) : undefined;
