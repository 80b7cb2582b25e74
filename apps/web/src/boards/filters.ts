import { cardsByList, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";

/** What somebody looks for on a board. `whose`: "me", "nobody", or an organisation; `due`: a day that is over, that comes soon, or none. */
export type Finding = { words: string; whose: string; label: string; due: "" | "over" | "week" | "none" };
export const findAll: Finding = { words: "", whose: "", label: "", due: "" };
export const looksForAll = (finding: Finding): boolean => Object.values(finding).every((each) => each.trim() === "");

type Who = { orgId: string; personId: string };
const aWeek = 7 * 24 * 3600_000;
const plain = (text: string): string => text.normalize("NFKC").toLocaleLowerCase("en-GB");

/** Days on the calendar from one to another, both as `2026-11-30`. */
export const daysUntil = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / (aWeek / 7));

/** Whether a card is among what is looked for; all that was asked has to fit. */
export function fits(
  card: Card,
  finding: Finding,
  { me, today, labels }: { me: Who; today: string; labels: BoardState["labels"] },
): boolean {
  const { words, whose, label, due } = finding;
  const { assignees } = card;
  if (whose === "nobody" && assignees.length > 0) return false;
  if (whose === "me" && !assignees.some((each) => each.orgId === me.orgId && each.personId === me.personId)) return false;
  if (whose !== "" && whose !== "me" && whose !== "nobody" && !assignees.some(({ orgId }) => orgId === whose)) return false;
  if (label !== "" && !card.labels.includes(label)) return false;
  if (!fitsDay(card.due.value, due, today)) return false;
  const sought = plain(words).split(/\s+/).filter(Boolean);
  if (sought.length === 0) return true;
  const says = plain(
    [
      ...[card.title.value, card.description.value, ...card.items.map(({ text }) => text), ...assignees.map(({ name }) => name)],
      ...[...card.links.map(({ to }) => to.title), ...card.labels.map((id) => labels[id]?.name ?? "")],
    ].join("\n"),
  );
  return sought.every((word) => says.includes(word));
}

function fitsDay(day: string | null, wanted: Finding["due"], today: string): boolean {
  if (wanted === "") return true;
  if (day === null) return wanted === "none";
  const days = daysUntil(day, today);
  return wanted === "over" ? days < 0 : wanted === "week" && days >= 0 && days <= 7;
}

export type Column = {
  readonly listId: string;
  readonly name: string;
  readonly wip: number | null;
  readonly cards: readonly Card[];
  readonly all: number;
};
/** The lists from left to right with what is shown of them, and how many cards are hidden altogether. */
export function columnsOf(board: BoardState, wanted: (card: Card) => boolean): { columns: Column[]; hidden: number } {
  const lying = cardsByList(board);
  let hidden = 0;
  const columns = listsOf(board).map(({ listId, name, wip }) => {
    const all = lying.get(listId) ?? [];
    const cards = all.filter(wanted);
    hidden += all.length - cards.length;
    return { listId, name, wip, cards, all: all.length };
  });
  return { columns, hidden };
}

/** Beside whom a card is put that is dropped before or after another, or on the list itself: the neighbours that are really there, also those that are hidden. */
export function besideOf(
  board: Pick<BoardState, "cards">,
  { cardId, listId, at }: { cardId: string; listId: string; at: { before: string } | { after: string } | "top" | "end" },
): { after?: string; before?: string } {
  const there = (cardsByList(board).get(listId) ?? []).map((card) => card.cardId).filter((id) => id !== cardId);
  if (at === "end") return { ...(there.at(-1) ? { after: there.at(-1) as string } : {}) };
  const next = at === "top" ? 0 : "before" in at ? there.indexOf(at.before) : there.indexOf(at.after) + 1;
  const [after, before] = [there[next - 1], there[next]];
  return { ...(after ? { after } : {}), ...(before ? { before } : {}) };
}

/** Where a list stands: in the first all wait their turn, in the last of several nothing waits any more. */
export const placeOf = (at: number, of: number): "first" | "between" | "last" =>
  of > 1 && at === of - 1 ? "last" : at === 0 ? "first" : "between";
