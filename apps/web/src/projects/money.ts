import type { Funding } from "@linkwork/shared/projects/schema.ts";
import { type ProjectState, undecided } from "@linkwork/shared/projects/state.ts";

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
/** How many more days money pays for, its last day not counted. Negative: it is over. */
export const daysTo = (today: string, until: string): number => Math.round((noon(until) - noon(today)) / 86_400_000);

export type Ending = {
  readonly money: Funding;
  readonly days: number /** how much of its time is left, from 0 to 1 */;
  readonly left: number;
};

/** The money that ends next; once all of it is over, the one that ended last. Null where there is none. */
export function endingOf({ charter }: Pick<ProjectState, "charter">, today: string): Ending | null {
  const all = (charter?.money ?? []).toSorted((a, b) => (a.until < b.until ? -1 : 1));
  const money = all.find(({ until }) => until >= today) ?? all.at(-1);
  if (!money) return null;
  const days = daysTo(today, money.until);
  const whole = Math.max(1, daysTo(money.from, money.until));
  return { money, days, left: Math.min(1, Math.max(0, days / whole)) };
}

/** The money for which a way on is to be chosen: what was asked for, else the one that ends next and has none. */
export function moneyToChoose(state: Pick<ProjectState, "charter" | "waysOn">, wanted: string | undefined): Funding | null {
  const all = (state.charter?.money ?? []).toSorted((a, b) => (a.until < b.until ? -1 : 1));
  const open = new Set(undecided(state));
  return all.find(({ fundingId }) => fundingId === wanted) ?? all.find((each) => open.has(each)) ?? all.at(-1) ?? null;
}
