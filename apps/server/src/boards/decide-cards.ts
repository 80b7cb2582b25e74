import { mayBeLonger, most, refuse } from "@linkwork/shared/boards/rules.ts";
import { cardsIn, hasNeighbour, liesBefore, listsOf, placeFor, ranksAfter } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { lengthOfWords } from "@linkwork/shared/boards/state-cards.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { Decision } from "./decide.ts";

export type CardCommand = Extract<
  BoardCommand,
  { type: "addCard" | "importCards" | "moveCard" | "archiveCard" | "restoreCard" | "titleCard" | "describeCard" | "setDue" }
>;
const types: readonly string[] = [
  ...([
    "addCard",
    "importCards",
    "moveCard",
    "archiveCard",
    "restoreCard",
    "titleCard",
    "describeCard",
    "setDue",
  ] satisfies CardCommand["type"][]),
];
export const isOfCards = (command: BoardCommand): command is CardCommand => types.includes(command.type);

/** Cards that lie on the board, with those that may come back to it. */
const lying = ({ cards, sent }: BoardState): number =>
  Object.values(cards).filter(({ archived }) => archived === null).length + Object.values(sent).filter(({ arrived }) => !arrived).length;
/** How many more cards there is room for. */
export const room = (state: BoardState): number => most.cards - lying(state);
/** Whether a card of this id is here, or went from here. */
export const isKnown = (state: BoardState, cardId: string): boolean =>
  Object.hasOwn(state.cards, cardId) || Object.hasOwn(state.sent, cardId);
/** A card that can be worked on. */
export function cardToChange(state: BoardState, cardId: string): Card | Refusal {
  const card = Object.hasOwn(state.cards, cardId) ? state.cards[cardId] : undefined;
  if (!card) return refuse("UnknownCard", { field: "cardId" });
  return card.archived === null ? card : refuse("CardArchived", { field: "cardId" });
}

/** What becomes of a request about where cards lie, and what they say. */
export function decideCard(state: BoardState, command: CardCommand): Decision {
  if (command.type === "addCard") return add(state, command.input);
  if (command.type === "importCards") return importCards(state, command.input);
  if (command.type === "restoreCard") return restore(state, command.input);
  const card = cardToChange(state, command.input.cardId);
  if (card instanceof Refusal) return card;
  switch (command.type) {
    case "moveCard":
      return move(state, card, command.input);
    case "archiveCard": {
      const archived = Object.values(state.cards).filter((each) => each.archived !== null).length;
      return archived >= most.archived ? refuse("BoardFull", { most: most.archived }) : { type: "cardArchived", body: command.input };
    }
    case "setDue": {
      const { cardId, due, rev } = command.input;
      if (due === card.due.value) return refuse("NothingToChange", { field: "due" });
      return rev === card.due.rev
        ? { type: "dueSet", body: { cardId, due } }
        : refuse("ChangedMeanwhile", { field: "due", rev: card.due.rev });
    }
    case "titleCard": {
      const { cardId, title, rev } = command.input;
      const says = said(card, { field: "title", text: title, rev });
      return says instanceof Refusal ? says : { type: "cardTitled", body: { cardId, title, ...says } };
    }
    case "describeCard": {
      const { cardId, description, rev } = command.input;
      const says = said(card, { field: "description", text: description, rev });
      if (says instanceof Refusal) return says;
      const more = description.length - ("over" in says ? 0 : card.description.value.length);
      const fits = mayBeLonger(state, more, "description");
      return fits !== true ? fits : { type: "cardDescribed", body: { cardId, description, ...says } };
    }
  }
}

type Said = { field: "title" | "description"; text: string; rev: number };
/** How many texts stand beside one that holds, before somebody has to say which. */
const mostBeside = 8;
/** Whether new words take the place of those that were read, or stand with `over` beside those that were not: nobody's words are lost. */
function said(card: Card, { field, text, rev }: Said): { over?: number } | Refusal {
  const now = card[field];
  const beside = card.others.filter((each) => each.field === field);
  const settles = rev === now.rev;
  // the same words once more decide between two that stand beside each other
  if (text === now.value && !(settles && beside.length > 0)) return refuse("NothingToChange", { field });
  if (!settles && beside.length >= mostBeside) return refuse("ChangedMeanwhile", { field, rev: now.rev });
  return settles ? {} : { over: now.rev };
}

function add(state: BoardState, { anyway: _asked, after, before, ...card }: (BoardCommand & { type: "addCard" })["input"]): Decision {
  if (!Object.hasOwn(state.lists, card.listId)) return refuse("UnknownList", { field: "listId" });
  if (isKnown(state, card.cardId)) return refuse("IdTaken", { field: "cardId" });
  if (room(state) < 1) return refuse("BoardFull", { most: most.cards });
  const { before: _before, ...place } = placeFor(state, card.cardId, card.listId, { after, before });
  return { type: "cardAdded", body: { ...card, ...place } };
}

/** Whoever asks for the place where it lies already changes nothing, unless they named a neighbour who isn't there any more: their asking stands in the order of all. */
function move(state: BoardState, card: Card, { cardId, toList, ...beside }: (BoardCommand & { type: "moveCard" })["input"]): Decision {
  if (!Object.hasOwn(state.lists, toList)) return refuse("UnknownList", { field: "toList" });
  const from = card.listId;
  const { listId, rank, renumbered, before } = placeFor(state, cardId, toList, beside);
  if (from === toList && liesBefore(state, card) === before) {
    if (hasNeighbour(state, toList, beside)) return refuse("NothingToChange");
    return { type: "cardMoved", body: { cardId, listId, rank: card.rank, from, before } };
  }
  return { type: "cardMoved", body: { cardId, listId, rank, from, before, ...(renumbered ? { renumbered } : {}) } };
}
function restore(state: BoardState, { cardId, ...beside }: (BoardCommand & { type: "restoreCard" })["input"]): Decision {
  const card = Object.hasOwn(state.cards, cardId) ? state.cards[cardId] : undefined;
  if (!card) return refuse("UnknownCard", { field: "cardId" });
  if (card.archived === null) return refuse("NotArchived", { field: "cardId" });
  if (room(state) < 1) return refuse("BoardFull", { most: most.cards });
  const list = Object.hasOwn(state.lists, card.listId) ? state.lists[card.listId] : listsOf(state)[0];
  if (!list) return refuse("UnknownList");
  const { before: _before, ...place } = placeFor(state, cardId, list.listId, beside);
  return { type: "cardRestored", body: { cardId, ...place } };
}

/** Of a file, what isn't here yet: each list, label and card once, and each card at the end of its list. */
function importCards(state: BoardState, input: (BoardCommand & { type: "importCards" })["input"]): Decision {
  const lists = once(input.lists, ({ listId }) => listId).filter(({ listId }) => !Object.hasOwn(state.lists, listId));
  const labels = once(input.labels, ({ labelId }) => labelId).filter(({ labelId }) => !Object.hasOwn(state.labels, labelId));
  const cards = once(input.cards, ({ cardId }) => cardId).filter(({ cardId }) => !isKnown(state, cardId));
  if (lists.length + labels.length + cards.length === 0) return refuse("NothingToChange");
  if (Object.keys(state.lists).length + lists.length > most.lists) return refuse("TooManyLists", { most: most.lists });
  if (Object.keys(state.labels).length + labels.length > most.labels) return refuse("TooManyLabels", { most: most.labels });
  if (cards.length > room(state)) return refuse("BoardFull", { most: most.cards });
  const longer = mayBeLonger(
    state,
    cards.reduce((sum, card) => sum + lengthOfWords({ ...card, links: [] }), 0),
    "cards",
  );
  if (longer !== true) return longer;
  const there = new Set([...Object.keys(state.lists), ...lists.map(({ listId }) => listId)]);
  if (cards.some(({ listId }) => !there.has(listId))) return refuse("UnknownList", { field: "cards" });
  const known = new Set([...Object.keys(state.labels), ...labels.map(({ labelId }) => labelId)]);
  if (cards.some((card) => card.labels.some((labelId) => !known.has(labelId)))) return refuse("UnknownLabel", { field: "cards" });
  const last = new Map<string, string | undefined>();
  const placed = cards.map((card) => {
    const before = last.has(card.listId) ? last.get(card.listId) : cardsIn(state, card.listId).at(-1)?.rank;
    const [rank = "a0"] = ranksAfter(before, 1);
    last.set(card.listId, rank);
    return { ...card, rank };
  });
  const ranks = ranksAfter(listsOf(state).at(-1)?.rank, lists.length);
  return {
    type: "cardsImported",
    body: { lists: lists.map((list, i) => ({ ...list, rank: ranks[i] ?? "a0" })), labels, cards: placed },
  };
}
function once<T>(all: readonly T[], idOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [idOf(one), one])).values()];
}
