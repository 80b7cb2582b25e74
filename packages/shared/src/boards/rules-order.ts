import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Placed } from "./schema.ts";
import type { BoardState, Card, List } from "./state.ts";

/** Longer than this, and the list is numbered anew. */
const longest = 64;

type Ranked = { readonly rank: string };
/** The one order that there is: by rank, byte by byte, and where two are the same by id. Never by a language's alphabet. */
const inOrder =
  <T extends Ranked>(idOf: (one: T) => string): ((a: T, b: T) => number) =>
  (a, b) =>
    a.rank === b.rank ? (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0) : a.rank < b.rank ? -1 : 1;
const cardId = (card: Pick<Card, "cardId">): string => card.cardId;

/** The cards of a list as everybody sees them, without those that were put away. */
export const cardsIn = ({ cards }: Pick<BoardState, "cards">, listId: string): Card[] =>
  Object.values(cards)
    .filter((card) => card.listId === listId && card.archived === null)
    .sort(inOrder<Card>(cardId));
/** The lists from left to right. */
export const listsOf = ({ lists }: Pick<BoardState, "lists">): List[] => Object.values(lists).sort(inOrder((list) => list.listId));
/** What lies in each list, for a screen that draws them all. */
export function cardsByList({ cards }: Pick<BoardState, "cards">): ReadonlyMap<string, readonly Card[]> {
  const found = new Map<string, Card[]>();
  for (const card of Object.values(cards)) {
    if (card.archived !== null) continue;
    const list = found.get(card.listId);
    if (list) list.push(card);
    else found.set(card.listId, [card]);
  }
  for (const list of found.values()) list.sort(inOrder<Card>(cardId));
  return found;
}

type Wanted = { after?: string | undefined; before?: string | undefined };
/** Of some, the first or the last by an order; found in one walk, as a list of hundreds is not sorted for one card. */
const firstOf = <T>(some: readonly T[], order: (a: T, b: T) => number): T | undefined =>
  some.reduce<T | undefined>((first, each) => (first === undefined || order(each, first) < 0 ? each : first), undefined);
/** Between whom somebody or something comes to lie: after the one, if it is still there, else before the other, else at the end. */
function gapIn<T extends Ranked>(there: readonly T[], idOf: (one: T) => string, { after, before }: Wanted): [T | undefined, T | undefined] {
  const order = inOrder(idOf);
  const lastOf = (some: readonly T[]): T | undefined => firstOf(some, (a, b) => order(b, a));
  const find = (id: string | undefined): T | undefined => (id === undefined ? undefined : there.find((one) => idOf(one) === id));
  const behind = find(after);
  if (behind) {
    const rest = there.filter((one) => order(one, behind) > 0);
    return [behind, firstOf(rest, order)];
  }
  const ahead = find(before);
  if (!ahead) return [lastOf(there), undefined];
  const rest = there.filter((one) => order(one, ahead) < 0);
  return [lastOf(rest), ahead];
}
/** A rank between two; undefined where there is no room, as where two have the same. */
function between(low: string | undefined, high: string | undefined): string | undefined {
  if (low !== undefined && high !== undefined && low >= high) return undefined;
  const rank = generateKeyBetween(low ?? null, high ?? null);
  return rank.length > longest ? undefined : rank;
}

export type Place = { listId: string; rank: string; renumbered?: Placed[]; before: string | null };
/** Where a card comes to lie in a list: the client says beside whom, and the rank follows from who is really there. `before`: whom it lies before. */
export function placeFor(state: Pick<BoardState, "cards">, moving: string, listId: string, wanted: Wanted): Place {
  const lying = Object.values(state.cards).filter((card) => card.listId === listId && card.archived === null && card.cardId !== moving);
  const [low, high] = gapIn(lying, cardId, wanted);
  const rank = between(low?.rank, high?.rank);
  const before = high?.cardId ?? null;
  if (rank !== undefined) return { listId, rank, before };
  const there = lying.sort(inOrder<Card>(cardId));
  const at = low ? there.indexOf(low) + 1 : 0;
  const ranks = generateNKeysBetween(null, null, there.length + 1);
  const renumbered = there.map((card, i): Placed => ({ cardId: card.cardId, listId, rank: ranks[i < at ? i : i + 1] as string }));
  return { listId, rank: ranks[at] as string, renumbered, before };
}

/** Whom a card lies before; null for the last of its list. */
export function liesBefore(state: Pick<BoardState, "cards">, card: Card): string | null {
  const order = inOrder<Card>(cardId);
  const behind = Object.values(state.cards).filter(
    (each) => each.listId === card.listId && each.archived === null && order(each, card) > 0,
  );
  return firstOf(behind, order)?.cardId ?? null;
}
/** Whether a card would lie beside whom it was asked for: the neighbour that was named first is still in the list, or none was named. */
export function hasNeighbour(state: Pick<BoardState, "cards">, listId: string, { after, before }: Wanted): boolean {
  const named = after ?? before;
  const card = named === undefined || !Object.hasOwn(state.cards, named) ? undefined : state.cards[named];
  return named === undefined || (card?.listId === listId && card.archived === null);
}

/** The rank of a list among the others. There are few, and they are rarely moved; without room it goes to the end. */
export function listPlace(state: Pick<BoardState, "lists">, moving: string, wanted: Wanted): string {
  const there = listsOf(state).filter((list) => list.listId !== moving);
  const [low, high] = gapIn(there, (list) => list.listId, wanted);
  return between(low?.rank, high?.rank) ?? generateKeyBetween(there.at(-1)?.rank ?? null, null);
}

/** So many ranks in a row, after all that are there. */
export const ranksAfter = (last: string | undefined, count: number): string[] => generateNKeysBetween(last ?? null, null, count);
