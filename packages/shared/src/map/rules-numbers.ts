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
