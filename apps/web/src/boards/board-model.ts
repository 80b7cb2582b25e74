import { mayRemoveList } from "@linkwork/shared/boards/rules.ts";
import { listPlace, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardCommand, BoardEvent } from "@linkwork/shared/boards/schema.ts";
import { type BoardState, foldBoard } from "@linkwork/shared/boards/state.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";

/** Something that was done on this device and has no number yet. */
export type Asked = { readonly id: string; readonly type: string; readonly input: Record<string, unknown>; readonly queuedAt: string };
/** Whose device it is, and how people and organisations are called. */
export type Author = { readonly actor: ActorRef; readonly nameOf: (of: { orgId: string; personId: string | null }) => string };
/** A board as its reader sees it: what is in the log, and on top of it what they did since. */
export type Shown = {
  readonly board: BoardState;
  /** cards, lists and labels with something on them that is not shared yet, by their ids; "board" for what is nowhere to be seen on one of them */
  readonly waiting: ReadonlySet<string>;
};

/** Above every number that a log has: what is only on this device never passes for what was read. */
const unshared = 10_000_000_000;

/** What is in the log, and on it, in the order in which it was done, what waits. The server does the same with it when it comes. */
export function shownOf(state: BoardState, asked: readonly Asked[], author: Author): Shown {
  if (asked.length === 0) return { board: state, waiting: new Set() };
  let board = state;
  const waiting = new Set<string>();
  asked.forEach((one, i) => {
    const event = eventOf(board, one, author, unshared + i);
    if (event) board = foldBoard(board, event);
    if (event || one.type === "sendCard") waiting.add(markOf(one));
  });
  return { board, waiting };
}

const ofLists: readonly string[] = ["addList", "renameList", "moveList", "setWip"] satisfies BoardCommand["type"][];
const ofLabels: readonly string[] = ["addLabel", "changeLabel"] satisfies BoardCommand["type"][];
/** What bears the mark of something that waits. */
function markOf({ type, input: { cardId, listId, labelId } }: Asked): string {
  const id = ofLists.includes(type) ? listId : ofLabels.includes(type) ? labelId : cardId;
  return typeof id === "string" ? id : "board";
}

/** What a command would become on the board as it is shown; null where it can't any more, which the server's refusal will say. */
function eventOf(board: BoardState, { id, type, input, queuedAt }: Asked, author: Author, seq: number): BoardEvent | null {
  const draft = draftOf(board, { type, input } as BoardCommand, author);
  return draft && ({ ...draft, seq, id: id as EventId, at: queuedAt, actor: author.actor } as BoardEvent);
}

type Made = { [T in BoardEvent["type"]]: { type: T; body: Extract<BoardEvent, { type: T }>["body"] } }[BoardEvent["type"]];

function draftOf(board: BoardState, command: BoardCommand, author: Author): Made | null {
  const { input } = command;
  if ("listId" in input && command.type !== "addList" && !board.lists[input.listId]) return null;
  if ("cardId" in input && command.type !== "addCard" && !board.cards[input.cardId]) return null;
  switch (command.type) {
    case "nameBoard":
      return { type: "boardNamed", body: { title: command.input.title } };
    case "addList": {
      const { after, anyway: _kept, ...list } = command.input;
      return { type: "listAdded", body: { ...list, rank: listPlace(board, list.listId, { after }) } };
    }
    case "renameList": {
      const { listId, name } = command.input;
      return { type: "listRenamed", body: { listId, name } };
    }
    case "moveList": {
      const { listId, ...beside } = command.input;
      return { type: "listMoved", body: { listId, rank: listPlace(board, listId, beside) } };
    }
    case "setWip": {
      const { listId, wip } = command.input;
      return { type: "wipSet", body: { listId, wip } };
    }
    case "removeList":
      return mayRemoveList(board, command.input.listId) === true ? { type: "listRemoved", body: command.input } : null;
    case "addLabel":
    case "changeLabel": {
      const { labelId, name, tone } = command.input;
      return { type: command.type === "addLabel" ? "labelAdded" : "labelChanged", body: { labelId, name, tone } };
    }
    case "removeLabel":
      return { type: "labelRemoved", body: command.input };
    default:
      return cardDraftOf(board, command, author);
  }
}

function cardDraftOf(board: BoardState, command: BoardCommand, author: Author): Made | null {
  switch (command.type) {
    case "addCard": {
      const { cardId, listId, title, after, before } = command.input;
      if (board.cards[cardId]) return null;
      const { before: _whom, ...place } = placeFor(board, cardId, listId, { after, before });
      return { type: "cardAdded", body: { cardId, title, ...place } };
    }
    case "moveCard": {
      const { cardId, toList, after, before } = command.input;
      const card = board.cards[cardId];
      if (!card || card.archived !== null || !board.lists[toList]) return null;
      return { type: "cardMoved", body: { cardId, from: card.listId, ...placeFor(board, cardId, toList, { after, before }) } };
    }
    case "archiveCard":
      return { type: "cardArchived", body: command.input };
    case "restoreCard": {
      const { cardId, ...beside } = command.input;
      const card = board.cards[cardId];
      if (!card || !board.lists[card.listId]) return null;
      const { before: _whom, ...place } = placeFor(board, cardId, card.listId, beside);
      return { type: "cardRestored", body: { cardId, ...place } };
    }
    case "titleCard": {
      const { cardId, title, rev } = command.input;
      return { type: "cardTitled", body: { cardId, title, ...over(board.cards[cardId]?.title.rev, rev) } };
    }
    case "describeCard": {
      const { cardId, description, rev } = command.input;
      return { type: "cardDescribed", body: { cardId, description, ...over(board.cards[cardId]?.description.rev, rev) } };
    }
    case "setDue":
      return { type: "dueSet", body: { cardId: command.input.cardId, due: command.input.due } };
    case "assign": {
      const { cardId, orgId, personId } = command.input;
      return { type: "cardAssigned", body: { cardId, to: { orgId, personId, name: author.nameOf({ orgId, personId }) } } };
    }
    default:
      return plainDraftOf(command);
  }
}

/** The number of the text that was not read; what is only on this device counts as read. */
const over = (newest: number | undefined, rev: number): { over?: number } =>
  newest === undefined || newest === rev || newest >= unshared ? {} : { over: newest };

/** Commands that become what they ask, word for word. */
function plainDraftOf(command: BoardCommand): Made | null {
  switch (command.type) {
    case "labelCard":
      return { type: "cardLabelled", body: command.input };
    case "unassign":
      return { type: "cardUnassigned", body: command.input };
    case "addItem": {
      const { anyway: _kept, ...body } = command.input;
      return { type: "itemAdded", body };
    }
    case "tickItem":
      return { type: "itemTicked", body: command.input };
    case "rewordItem": {
      const { anyway: _kept, was: _read, ...body } = command.input;
      return { type: "itemReworded", body };
    }
    case "removeItem":
      return { type: "itemRemoved", body: command.input };
    case "comment": {
      const { anyway: _kept, ...body } = command.input;
      return { type: "commented", body };
    }
    case "removeComment":
      return { type: "commentRemoved", body: command.input };
    case "link": {
      const { anyway: _kept, ...body } = command.input;
      return { type: "linked", body };
    }
    case "unlink":
      return { type: "unlinked", body: command.input };
    case "attachFile":
      return { type: "fileAttached", body: command.input };
    case "detachFile":
      return { type: "fileDetached", body: command.input };
    default:
      return null;
  }
}

/** Whether a number is of something that is only on this device. */
export const isUnshared = (rev: number): boolean => rev >= unshared;
