import { mayRemoveList, mayWork, most, refuse } from "@linkwork/shared/boards/rules.ts";
import { listPlace, ranksAfter } from "@linkwork/shared/boards/rules-order.ts";
import { mayWrite, ownerNames } from "@linkwork/shared/boards/rules-person.ts";
import type { Assignee, BoardCommand, BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";
import { type CardCommand, decideCard, isOfCards } from "./decide-cards.ts";
import { type DetailCommand, type DetailFacts, decideDetail, isOfDetails } from "./decide-details.ts";
import { decideFile, type FileCommand, isOfFiles } from "./decide-files.ts";
import { decideHouse, isOfTheHouse } from "./decide-house.ts";
import { decideSend } from "./decide-transfers.ts";

/** What was looked up before: people, what a link leads to, the other board. `stillThere`: whoever is assigned to a card, or where they have left, whoever is there. */
export type BoardFacts = DetailFacts & { readonly other?: BoardState; stillThere?(assignee: Assignee): Assignee };
export type Decision = Draft<BoardEvent> | Draft<BoardEvent>[] | Refusal;

/** Turns a request about a board into an event, or says why not. */
export function decide(state: BoardState, command: BoardCommand, context: Context<BoardFacts>): Decision {
  if (command.type === "openBoard") return open(state, command.input, context);
  if (state.status !== "open") return refuseKernel("NotFound");
  if (isOfTheHouse(command)) return context.actor.system ? decideHouse(state, command, context) : refuseKernel("NotFound");
  if (isOfFiles(command) && (command.type === "addFile" || command.type === "noteFile")) return decideFile(state, command, context);
  // what should not stand there is taken back however the project stands
  const may = command.type === "removeComment" || command.type === "detachFile" ? true : mayWork(state, context.actor);
  if (may !== true) return may;
  const decided = decideAsked(state, command, context);
  if (decided instanceof Refusal) return decided;
  const legible = mayWrite(saidIn(command, decided), { names: ownerNames(state.owners), standing: standing(state, command) });
  return legible === true ? decided : legible;
}

type Asked = Exclude<BoardCommand, { type: "openBoard" }> & Parameters<typeof decideAsked>[1];
function decideAsked(
  state: BoardState,
  command: CardCommand | DetailCommand | FileCommand | ListCommand | Extract<BoardCommand, { type: "sendCard" }>,
  context: Context<BoardFacts>,
): Decision {
  if (isOfCards(command)) return decideCard(state, command);
  if (isOfDetails(command)) return decideDetail(state, command, context);
  if (isOfFiles(command)) return decideFile(state, command, context);
  if (command.type === "sendCard") return decideSend(state, command.input, context);
  return decideList(state, command);
}
/** What somebody writes with it; of a file, what isn't on the board yet. */
const saidIn = ({ input }: Asked, decided: Exclude<Decision, Refusal>): object =>
  !Array.isArray(decided) && decided.type === "cardsImported" && "anyway" in input ? { ...decided.body, anyway: input.anyway } : input;
/** What stands there already, where it is changed. */
const standing = ({ lists, labels, cards }: BoardState, { input }: Asked): unknown => [
  "listId" in input ? lists[input.listId] : undefined,
  "labelId" in input ? labels[input.labelId] : undefined,
  "cardId" in input ? cards[input.cardId] : undefined,
];

function open(state: BoardState, input: (BoardCommand & { type: "openBoard" })["input"], { actor, roomId }: Context<BoardFacts>): Decision {
  if (!actor.system) return refuseKernel("NotFound");
  if (state.status !== "absent" || roomId !== boardRoom(input.boardId)) return refuse("IdTaken", { field: "boardId" });
  const lists = new Map(input.lists.map(({ listId }) => [listId, input.cards.filter((card) => card.listId === listId)]));
  const places = [...lists].flatMap(([listId, cards]) => {
    const ranks = ranksAfter(undefined, cards.length);
    return cards.map(({ cardId }, i) => ({ cardId, listId, rank: ranks[i] ?? "a0" }));
  });
  const kept = input.cards.filter(({ listId }) => lists.has(listId));
  return { type: "boardOpened", body: { ...input, cards: kept, places, listRanks: ranksAfter(undefined, input.lists.length) } };
}

type ListCommand = Extract<
  BoardCommand,
  { type: "nameBoard" | "addList" | "renameList" | "moveList" | "setWip" | "removeList" | "addLabel" | "changeLabel" | "removeLabel" }
>;
/** What the board is called, its lists and its labels. */
function decideList(state: BoardState, command: ListCommand): Decision {
  switch (command.type) {
    case "nameBoard": {
      const { title, rev } = command.input;
      if (title === state.title.value) return refuse("NothingToChange", { field: "title" });
      if (rev !== state.title.rev) return refuse("ChangedMeanwhile", { field: "title", rev: state.title.rev });
      return { type: "boardNamed", body: { title } };
    }
    case "addList": {
      const { after, anyway: _asked, ...list } = command.input;
      if (state.lists[list.listId]) return refuse("IdTaken", { field: "listId" });
      if (Object.keys(state.lists).length >= most.lists) return refuse("TooManyLists", { most: most.lists });
      return { type: "listAdded", body: { ...list, rank: listPlace(state, list.listId, { after }) } };
    }
    case "addLabel": {
      const { anyway: _asked, ...label } = command.input;
      if (state.labels[label.labelId]) return refuse("IdTaken", { field: "labelId" });
      if (Object.keys(state.labels).length >= most.labels) return refuse("TooManyLabels", { most: most.labels });
      return { type: "labelAdded", body: label };
    }
    case "changeLabel": {
      const { labelId, name, tone, was } = command.input;
      const label = state.labels[labelId];
      if (!label) return refuse("UnknownLabel", { field: "labelId" });
      if (label.name === name && label.tone === tone) return refuse("NothingToChange");
      if (was && (was.name !== label.name || was.tone !== label.tone)) return refuse("ChangedMeanwhile", { field: "name" });
      return { type: "labelChanged", body: { labelId, name, tone } };
    }
    case "removeLabel":
      return state.labels[command.input.labelId]
        ? { type: "labelRemoved", body: command.input }
        : refuse("UnknownLabel", { field: "labelId" });
    default:
      return decideInList(state, command);
  }
}

function decideInList(
  state: BoardState,
  command: Extract<ListCommand, { type: "renameList" | "moveList" | "setWip" | "removeList" }>,
): Decision {
  const list = state.lists[command.input.listId];
  if (!list) return refuse("UnknownList", { field: "listId" });
  switch (command.type) {
    case "renameList": {
      const { listId, name, was } = command.input;
      if (name === list.name) return refuse("NothingToChange", { field: "name" });
      return was === undefined || was === list.name
        ? { type: "listRenamed", body: { listId, name } }
        : refuse("ChangedMeanwhile", { field: "name" });
    }
    case "setWip": {
      const { listId, wip, was } = command.input;
      if (wip === list.wip) return refuse("NothingToChange", { field: "wip" });
      return was === undefined || was === list.wip
        ? { type: "wipSet", body: { listId, wip } }
        : refuse("ChangedMeanwhile", { field: "wip" });
    }
    case "moveList": {
      const { listId, ...beside } = command.input;
      const rank = listPlace(state, listId, beside);
      return rank === list.rank ? refuse("NothingToChange") : { type: "listMoved", body: { listId, rank } };
    }
    case "removeList": {
      const { listId } = list;
      const may = mayRemoveList(state, listId);
      return may === true ? { type: "listRemoved", body: { listId } } : may;
    }
  }
}
