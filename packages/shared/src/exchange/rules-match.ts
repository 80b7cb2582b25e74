/** What is known of who posts a visit: how many people work there, and what they gave and received in a year, in minutes. */
export type Giver = { readonly people: number; readonly gave: number; readonly received: number };

/** Gave, and nobody ever had them in return. */
const neverReciprocated = ({ gave, received }: Giver): boolean => gave > 0 && received === 0;

/**
 * Which of two visits that begin at the same moment is listed first: that of who gave and never received, then that of the smaller organisation. Nothing else
 * counts: no rating, no payment, no size of what was given.
 */
export function fairFirst(one: Giver, other: Giver): number {
  const unreturned = Number(neverReciprocated(other)) - Number(neverReciprocated(one));
  return unreturned || one.people - other.people;
}

/** A list in which visits that begin at the same moment stand in fair order, and everything else stays where it is. */
export function inFairOrder<Row extends { startsAt: string; host: { orgId: string } }>(
  rows: readonly Row[],
  givers: ReadonlyMap<string, Giver>,
): Row[] {
  const unknown: Giver = { people: 0, gave: 0, received: 0 };
  const of = ({ host }: Row): Giver => givers.get(host.orgId) ?? unknown;
  return rows.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || fairFirst(of(a), of(b)));
}
