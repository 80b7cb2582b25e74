import type { AssetSort } from "@linkwork/shared/map/schema-filter.ts";

/** What of a row its place in the list hangs on. */
type Row = { km: number | null } & ({ what: "asset"; name: string; fresh: string } | { what: "gap"; title: string });

const nameOf = (row: Row): string => (row.what === "asset" ? row.name : row.title);
const letters = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });
/** After so many things that are here stands one that is missing, where they have no order in common. */
const between = 3;

type Order = { sort: AssetSort /** nothing more that is here is to come */; all: boolean };

/**
 * What is here and what is missing in one order, which stays as more of both comes. Gaps are as far as they are, and stand by their names; how sure it is can be said of
 * none, so that they stand among the rest. What is stale stays last, as the server has it.
 */
export function inOrder<R extends Row>(here: readonly R[], not: readonly R[], { sort, all }: Order): R[] {
  const order = sort === "name" ? [...not].sort((a, b) => letters.compare(nameOf(a), nameOf(b))) : [...not];
  const before = (a: Row, b: Row): boolean =>
    sort === "name" ? letters.compare(nameOf(a), nameOf(b)) <= 0 : (a.km ?? Number.POSITIVE_INFINITY) <= (b.km ?? Number.POSITIVE_INFINITY);
  const rows: R[] = [];
  for (const [at, row] of here.entries()) {
    const stale = sort === "distance" && row.what === "asset" && (row.fresh === "stale" || row.fresh === "never");
    if (sort !== "fresh") while (order[0] && (stale || !before(row, order[0]))) rows.push(...order.splice(0, 1));
    rows.push(row);
    if (sort === "fresh" && (at + 1) % between === 0) rows.push(...order.splice(0, 1));
  }
  // what would stand between rows that aren't here yet waits for them
  return all ? [...rows, ...order] : rows;
}
