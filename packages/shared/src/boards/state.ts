import type { ActorRef, BoardId, FileResult, OrgId, ProjectId } from "../kernel/shapes.ts";
import type { Owner, ProjectStatus } from "../projects/schema-owners.ts";
import { metKey } from "./rules-people.ts";
import type { Assignee, BoardEvent, Item, Label } from "./schema.ts";
import type { Link } from "./schema-links.ts";
import { change, detail, fresh, lengthOf, nothing, renumber, reword, wrote } from "./state-cards.ts";
import { foldBoardFiles } from "./state-files.ts";
import { foldTransfers } from "./state-transfers.ts";

/** Words with who wrote them and when; `rev` is the number of the event that did. */
export type Written<T> = { readonly value: T; readonly rev: number; readonly by: ActorRef | null; readonly at: string };

export type Card = {
  readonly cardId: string;
  readonly listId: string;
  /** orders it in its list, byte by byte; where two are the same, the card's id decides */
  readonly rank: string;
  readonly title: Written<string>;
  readonly description: Written<string>;
  /** what others wrote without having read the newest: kept beside it until somebody writes what holds */
  readonly others: readonly (Written<string> & { readonly field: "title" | "description" })[];
  readonly due: Written<string | null>;
  readonly labels: readonly string[];
  readonly assignees: readonly Assignee[];
  readonly items: readonly Item[];
  readonly links: readonly { readonly linkId: string; readonly to: Link }[];
  readonly files: readonly string[];
  /** the numbers of its comments, oldest first */
  readonly comments: readonly number[];
  /** when it was put away; it can be brought back */
  readonly archived: string | null;
  /** when it was said on it that money ends soon and nothing is decided; ISO */
  readonly reminded?: string;
  /** the board that it came from, where what was said about it before can be read */
  readonly from: BoardId | null;
  /** when something last happened to it, and when it came to its list; ISO */
  readonly changedAt: string;
  readonly sinceAt: string;
};
export type List = { readonly listId: string; readonly name: string; readonly wip: number | null; readonly rank: string };
export type BoardFile = {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly by: ActorRef;
  readonly seq: number;
  readonly result?: FileResult;
};

/** A card that went to another board: `card` is what comes back if there is no place for it; once it has arrived, its comments and files are what stays here. */
export type Sent = {
  readonly cardId: string;
  readonly transferId: string;
  readonly toBoard: BoardId;
  readonly arrived: boolean;
  readonly card: Card;
};

/** A board: who may see it, its lists, and every card once. */
export type BoardState = {
  readonly status: "absent" | "open" | "deleted";
  readonly boardId: BoardId | "";
  readonly projectId: ProjectId | "";
  readonly title: Written<string>;
  readonly standing: ProjectStatus;
  readonly owners: readonly Owner[];
  readonly heard: number;
  readonly lists: Readonly<Record<string, List>>;
  readonly labels: Readonly<Record<string, Label>>;
  readonly cards: Readonly<Record<string, Card>>;
  readonly files: Readonly<Record<string, BoardFile>>;
  /** cards that went to another board, by their ids */
  readonly sent: Readonly<Record<string, Sent>>;
  /** `<organisation> <person>` of whoever did something on it for an owner */
  readonly met: Readonly<Record<string, true>>;
  /** when each owner last did something on it; ISO. An older copy on a device doesn't know it */
  readonly deeds?: Readonly<Partial<Record<OrgId, string>>>;
  /** the numbers of comments whose words were taken out */
  readonly silenced: readonly number[];
  /** the characters of all that cards say, with what was kept beside */
  readonly written: number;
};
export const noBoard: BoardState = {
  ...{ status: "absent", boardId: "", projectId: "", title: nothing, standing: "proposed", owners: [], heard: 0 },
  ...{ lists: {}, labels: {}, cards: {}, files: {}, sent: {}, met: {}, deeds: {}, silenced: [], written: 0 },
};

type Body<Type extends BoardEvent["type"]> = Extract<BoardEvent, { type: Type }>["body"];

export function foldBoard(before: BoardState, event: BoardEvent): BoardState {
  const state = changed(before, event);
  const { actor } = event;
  if (state.status !== "open" || !state.owners.some(({ orgId }) => orgId === actor.orgId)) return state;
  return { ...state, met: { ...state.met, [metKey(actor)]: true }, deeds: { ...state.deeds, [actor.orgId]: event.at } };
}

function changed(state: BoardState, event: BoardEvent): BoardState {
  switch (event.type) {
    case "boardOpened":
      return opened(state, event, event.body);
    case "projectFollowed": {
      const { heard, status, owners } = event.body;
      return heard < state.heard ? state : { ...state, heard, standing: status, owners };
    }
    case "boardDeleted":
      return { ...noBoard, status: "deleted", boardId: state.boardId, projectId: state.projectId };
    case "boardNamed":
      return { ...state, title: wrote(event, event.body.title) };
    case "listAdded":
      return { ...state, lists: { ...state.lists, [event.body.listId]: event.body } };
    case "listRenamed":
    case "listMoved":
    case "wipSet": {
      const list = state.lists[event.body.listId];
      return list ? { ...state, lists: { ...state.lists, [list.listId]: { ...list, ...event.body } } } : state;
    }
    case "listRemoved":
      return { ...state, lists: without(state.lists, event.body.listId) };
    case "labelAdded":
    case "labelChanged":
      return { ...state, labels: { ...state.labels, [event.body.labelId]: event.body } };
    case "labelRemoved": {
      const { labelId } = event.body;
      const bare = Object.values(state.cards).map((card): [string, Card] => [
        card.cardId,
        card.labels.includes(labelId) ? { ...card, labels: card.labels.filter((id) => id !== labelId) } : card,
      ]);
      return { ...state, labels: without(state.labels, labelId), cards: Object.fromEntries(bare) };
    }
    case "cardAdded": {
      const { renumbered, ...card } = event.body;
      return { ...state, cards: { ...renumber(state.cards, renumbered), [card.cardId]: fresh(event, card) } };
    }
    case "cardsImported": {
      const { lists, labels, cards } = event.body;
      const found = cards.map((card) => fresh(event, card));
      return {
        ...state,
        lists: { ...state.lists, ...Object.fromEntries(lists.map((list) => [list.listId, list])) },
        labels: { ...state.labels, ...Object.fromEntries(labels.map((label) => [label.labelId, label])) },
        cards: { ...state.cards, ...Object.fromEntries(found.map((card) => [card.cardId, card])) },
        written: state.written + lengthOf(found),
      };
    }
    case "cardMoved": {
      const { cardId, listId, rank, from, renumbered } = event.body;
      const moved = change(state, event, cardId, (card) => ({ listId, rank, sinceAt: from === listId ? card.sinceAt : event.at }));
      return { ...moved, cards: renumber(moved.cards, renumbered) };
    }
    case "cardArchived":
      return change(state, event, event.body.cardId, () => ({ archived: event.at }));
    case "cardRestored": {
      const { cardId, listId, rank, renumbered } = event.body;
      const back = change(state, event, cardId, () => ({ archived: null, listId, rank, sinceAt: event.at }));
      return { ...back, cards: renumber(back.cards, renumbered) };
    }
    case "cardTitled":
      return reword(state, event, "title", { cardId: event.body.cardId, value: event.body.title, over: event.body.over });
    case "cardDescribed":
      return reword(state, event, "description", { cardId: event.body.cardId, value: event.body.description, over: event.body.over });
    case "dueSet":
      return change(state, event, event.body.cardId, () => ({ due: wrote(event, event.body.due) }));
    case "fileAdded":
    case "fileChecked":
      return { ...state, files: foldBoardFiles(state.files, event) };
    case "fileDetached":
      return taken({ ...state, files: without(state.files, event.body.fileId) }, event);
    case "commentRemoved":
      return taken({ ...state, silenced: [...state.silenced, event.body.commentSeq] }, event);
    case "sustainCardAdded": {
      const card = fresh(event, event.body);
      const cards = { ...renumber(state.cards, event.body.renumbered), [card.cardId]: card };
      return { ...state, cards, written: state.written + lengthOf([card]) };
    }
    case "gapCardAdded": {
      const { gapId, gap, linkId, renumbered, ...begun } = event.body;
      const card = fresh(event, { ...begun, links: [{ linkId, to: { kind: "gap", gapId, title: gap } }] });
      const cards = { ...renumber(state.cards, renumbered), [card.cardId]: card };
      return { ...state, cards, written: state.written + lengthOf([card]) };
    }
    case "cardSent":
    case "cardReceived":
    case "cardTurnedAway":
    case "cardArrived":
    case "cardReturned":
      return foldTransfers(state, event);
    case "cardsHandedOver": {
      const { orgId, personId, name, cards } = event.body;
      const inbox: Assignee = { orgId, personId: null, name };
      return cards.reduce(
        (next, cardId) =>
          change(next, event, cardId, ({ assignees }) => ({
            assignees: [
              ...assignees.filter((each) => each.orgId !== orgId || (each.personId !== null && each.personId !== personId)),
              inbox,
            ],
          })),
        state,
      );
    }
    default:
      return change(state, event, event.body.cardId, (card) => detail(card, event));
  }
}

/** Taken off a card, also off what stayed of one that went to another board. */
function taken(state: BoardState, event: Extract<BoardEvent, { type: "fileDetached" | "commentRemoved" }>): BoardState {
  const { cardId } = event.body;
  const sent = state.sent[cardId];
  const left = sent && { ...sent, card: { ...sent.card, ...detail(sent.card, event) } };
  const next = left ? { ...state, sent: { ...state.sent, [cardId]: left } } : state;
  return change(next, event, cardId, (card) => detail(card, event));
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _gone, ...rest } = all;
  return rest;
}

function opened(state: BoardState, event: BoardEvent, body: Body<"boardOpened">): BoardState {
  const { boardId, projectId, title, standing, lists, cards, labels, places, listRanks } = body;
  const rankOf = new Map(places.map(({ cardId, rank }) => [cardId, rank]));
  const found = cards.map((card) => fresh(event, { ...card, rank: rankOf.get(card.cardId) ?? "a0" }));
  return {
    ...{ ...state, status: "open", boardId, projectId, title: wrote(event, title) },
    ...{ heard: standing.heard, standing: standing.status, owners: standing.owners },
    lists: Object.fromEntries(lists.map((list, i) => [list.listId, { ...list, rank: listRanks[i] ?? "a0" }])),
    labels: Object.fromEntries(labels.map((label) => [label.labelId, label])),
    cards: Object.fromEntries(found.map((card) => [card.cardId, card])),
    written: lengthOf(found),
  };
}
