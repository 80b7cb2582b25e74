import type { Published } from "./schema-area.ts";

/** Below this many people a number is not told: it is "fewer than 8", whether nobody or seven. It may be set higher, never lower. */
export const least = 8;
/** So many organisations at least have to be behind a number. */
export const orgsAtLeast = 3;
/** So many different people have to come or go before a published number moves. */
export const moves = 5;
/** Areas with fewer people than that get no numbers. */
export const residentsAtLeast = 1_000;
/** For how long what somebody looked for counts, in days. */
export const windowDays = 90;

/** A count of people, as it may be told: fewer than `k`, or the nearest five from ten up. */
export function publishedOf(count: number, k: number = least): Published {
  if (count < Math.max(k, least)) return "fewer";
  return Math.max(10, Math.round(count / 5) * 5);
}

/** What was counted in one cell in a week: the keys of distinct people, and of how many organisations. */
export type Counted = { readonly people: ReadonlySet<string>; readonly orgs: number };
/** What was counted when the published number moved last, and the number. */
export type AtLastMove = { readonly people: ReadonlySet<string>; readonly published: Published };

/**
 * The number of a cell this week, and what it is compared with next week. It moves only when at least five different people came or went since it moved last, so that no
 * two weeks tell of one person.
 */
export function nextNumber(now: Counted, last: AtLastMove = { people: new Set(), published: "fewer" }, k: number = least): AtLastMove {
  const published = now.orgs < orgsAtLeast ? "fewer" : publishedOf(now.people.size, k);
  let moved = 0;
  for (const one of now.people) if (!last.people.has(one)) moved++;
  for (const one of last.people) if (!now.people.has(one)) moved++;
  return moved >= moves ? { people: now.people, published } : last;
}

/** The Monday of a week. `day`: `2026-11-30`. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

/** Whether numbers of this area are told at all. */
export const tellsNumbers = ({ residents }: { residents: number | null }): boolean => residents !== null && residents >= residentsAtLeast;

const day = 24 * 3600_000;
const daysFrom = (monday: string, days: number): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
/** The days that a week's numbers look at: from the first on, until the Monday, which isn't one of them. Whoever counts late counts the same. */
export const windowOf = (weekOf: string): { from: string; until: string } => ({ from: daysFrom(weekOf, -windowDays), until: weekOf });

/** The hour on the wall in London at which a week's numbers are published. */
export const publishedAt = 3;
/** The newest week whose numbers are to be published. `wall`: what the clock in London shows, as if it were UTC (ms). */
export const weekToPublish = (wall: number): string => mondayOf(new Date(wall - publishedAt * 3600_000).toISOString().slice(0, 10));

/** A published number from which on one can speak of a need that is not met. */
const some = (published: Published | undefined): number => (published === undefined || published === "fewer" ? 0 : published);
/** What was closed as addressed, and the numbers published since. `closedOn`: the day in London. */
type SinceClosed = { closedOn: string; weekOf: string; now: Published; before: Published | undefined };
/**
 * Whether the numbers say that what was closed is missing again: ten or more in a week after it was closed, and either more than in the week before, or of people who
 * all looked after it was closed. That those who looked before are still counted for ninety days is no sign.
 */
export function callsBack({ closedOn, weekOf, now, before }: SinceClosed): boolean {
  if (some(now) < 10 || weekOf <= closedOn) return false;
  return some(now) > some(before) || windowOf(weekOf).from > closedOn;
}
