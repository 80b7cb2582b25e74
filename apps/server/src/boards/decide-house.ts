import { refuse } from "@linkwork/shared/boards/rules.ts";
import { cardsIn, listsOf, placeFor, ranksAfter } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardCommand, BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { boardWords } from "@linkwork/shared/boards/words.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import type { BoardFacts, Decision } from "./decide.ts";
import { isKnown } from "./decide-cards.ts";
import { arrived, receive, returned } from "./decide-transfers.ts";

type HouseCommand = Extract<
  BoardCommand,
  {
    type:
      | "followProject"
      | "deleteBoard"
      | "handOverCards"
      | "addSustainCard"
      | "remindSustainCard"
      | "addGapCard"
      | "receiveCard"
      | "noteArrival"
      | "returnCard";
  }
>;
const types: readonly string[] = [
  ...(["followProject", "deleteBoard", "handOverCards", "addSustainCard", "addGapCard"] satisfies HouseCommand["type"][]),
  ...(["remindSustainCard", "receiveCard", "noteArrival", "returnCard"] satisfies HouseCommand["type"][]),
];
export const isOfTheHouse = (command: BoardCommand): command is HouseCommand => types.includes(command.type);

/** What the house does on a board, whatever the standing of its project. */
export function decideHouse(state: BoardState, command: HouseCommand, context: Context<BoardFacts>): Decision {
  switch (command.type) {
    case "followProject":
      // an older word of the project changes nothing
      return command.input.heard > state.heard ? { type: "projectFollowed", body: command.input } : refuse("NothingToChange");
    case "deleteBoard":
      return command.input.projectId === state.projectId ? { type: "boardDeleted", body: command.input } : refuse("UnknownBoard");
    case "handOverCards":
      return handOver(state, command.input);
    case "addSustainCard":
      return sustain(state, command.input);
    case "remindSustainCard":
      return remind(state, command.input);
    case "addGapCard":
      return leading(state, command.input);
    case "receiveCard":
      return receive(state, command.input, context);
    case "noteArrival":
      return arrived(state, command.input);
    case "returnCard":
      return returned(state, command.input);
  }
}

/** Also the cards that were put away: they may be brought back. */
function handOver(state: BoardState, { orgId, personId }: (BoardCommand & { type: "handOverCards" })["input"]): Decision {
  const owner = state.owners.find((each) => each.orgId === orgId);
  const theirs = Object.values(state.cards).filter(({ assignees }) =>
    assignees.some((each) => each.orgId === orgId && each.personId === personId),
  );
  if (!owner || theirs.length === 0) return refuse("NothingToChange");
  const cards = theirs.map(({ cardId }) => cardId).sort();
  return { type: "cardsHandedOver", body: { orgId, personId, name: owner.name, cards } };
}

const sustainCardOf = ({ projectId }: BoardState, { fundingId, due }: { fundingId: string; due: string }): string =>
  derivedId(projectId, "sustain", fundingId, due);
/** One for each money and day, at the top of the first list, however full the board is. */
function sustain(state: BoardState, input: (BoardCommand & { type: "addSustainCard" })["input"]): Decision {
  const cardId = sustainCardOf(state, input);
  return onTop(state, cardId, (top) => ({ type: "sustainCardAdded", body: { ...input, cardId, ...top } }));
}

/** Once, on the board where the card lies by then; also where somebody put it away. */
function remind(state: BoardState, input: (BoardCommand & { type: "remindSustainCard" })["input"]): Decision {
  const cardId = sustainCardOf(state, input);
  const card = Object.hasOwn(state.cards, cardId) ? state.cards[cardId] : undefined;
  return card && card.reminded === undefined ? { type: "sustainCardReminded", body: { ...input, cardId } } : refuse("NothingToChange");
}

/** One for each gap. */
function leading(state: BoardState, input: (BoardCommand & { type: "addGapCard" })["input"]): Decision {
  const cardId = derivedId(state.projectId, "gap", input.gapId);
  const linkId = derivedId(cardId, "link");
  return onTop(state, cardId, (top) => ({ type: "gapCardAdded", body: { ...input, cardId, linkId, ...top } }));
}

type Top = Omit<ReturnType<typeof placeFor>, "before">;
/** At the top of the first list; where there is no list any more, it gets one. */
function onTop(state: BoardState, cardId: string, made: (top: Top) => Draft<BoardEvent>): Decision {
  if (isKnown(state, cardId)) return refuse("NothingToChange");
  const [first] = listsOf(state);
  const [rank = "a0"] = ranksAfter(undefined, 1);
  if (!first) {
    const listId = derivedId(cardId, "list");
    return [{ type: "listAdded", body: { listId, name: boardWords.sustainList, wip: null, rank } }, made({ listId, rank })];
  }
  const { before: _before, ...top } = placeFor(state, cardId, first.listId, { before: cardsIn(state, first.listId)[0]?.cardId });
  return made(top);
}
