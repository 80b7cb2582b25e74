import { mayBeLonger, mayWork, most, refuse } from "@linkwork/shared/boards/rules.ts";
import { cardsIn, listsOf, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardCommand, Label } from "@linkwork/shared/boards/schema.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { lengthOfWords } from "@linkwork/shared/boards/state-cards.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import type { BoardFacts, Decision } from "./decide.ts";
import { cardToChange, room } from "./decide-cards.ts";

type Input<Type extends BoardCommand["type"]> = Extract<BoardCommand, { type: Type }>["input"];

/** What of a card goes with it. */
function carried({ title, description, items, due, labels, assignees, links }: Card, state: BoardState) {
  const named = labels.flatMap((labelId) => state.labels[labelId] ?? []);
  return {
    ...{ title: title.value, description: description.value, items: [...items], due: due.value },
    labels: named.map(({ name, tone }) => ({ name, tone })),
    ...{ assignees: [...assignees], links: [...links] },
  };
}

/** A card leaves for another board of the same project. From this commit on it is on its way, and nobody sees it here. */
export function decideSend(state: BoardState, input: Input<"sendCard">, { actor, id, roomId, facts }: Context<BoardFacts>): Decision {
  const card = cardToChange(state, input.cardId);
  if (card instanceof Refusal) return card;
  const { other } = facts;
  const ours = other?.status === "open" && other.projectId === state.projectId && boardRoom(input.toBoard) !== roomId;
  if (!ours || mayWork(other, actor) !== true) return refuse("UnknownBoard", { field: "toBoard" });
  if (!Object.hasOwn(other.lists, input.toList)) return refuse("UnknownList", { field: "toList" });
  if (room(other) < 1) return refuse("BoardFull", { field: "toBoard", most: most.cards });
  if (Object.keys(state.sent).length >= most.sent) return refuse("BoardFull", { field: "cardId", most: most.sent });
  if (card.others.length > 0) return refuse("TwoTexts", { field: "cardId" });
  return { type: "cardSent", body: { ...input, transferId: id, card: carried(card, state) } };
}

/** A card comes, to the end of the list that was asked for; where that is gone meanwhile, of the first. Without room it is turned away, and that is an event too: whoever sent it must hear of it. */
export function receive(state: BoardState, input: Input<"receiveCard">, { roomId, facts }: Context<BoardFacts>): Decision {
  const { cardId, transferId, fromBoard, toList } = input;
  const away = (why: Input<"returnCard">["why"]): Decision => ({ type: "cardTurnedAway", body: { cardId, transferId, fromBoard, why } });
  const sent = Object.hasOwn(state.sent, cardId) ? state.sent[cardId] : undefined;
  if (Object.hasOwn(state.cards, cardId) || (sent && !sent.arrived)) return away("taken");
  if (room(state) < 1 || mayBeLonger(state, lengthOfWords(input.card)) !== true) return away("full");
  const list = Object.hasOwn(state.lists, toList) ? state.lists[toList] : listsOf(state)[0];
  if (!list) return away("noList");
  const labels = input.card.labels.map((label) => labelHere(state, label, derivedId(roomId, "label", label.name, label.tone)));
  const more = labels.filter(({ labelId }) => !Object.hasOwn(state.labels, labelId));
  const fit = Object.keys(state.labels).length + more.length <= most.labels;
  const kept = labels.filter(({ labelId }) => fit || Object.hasOwn(state.labels, labelId)).map(({ labelId }) => labelId);
  // as on the board that it left, also those of an organisation that has gone since stay, so that it is seen whose turn it was
  const theirs = input.card.assignees.map((each) => facts.stillThere?.(each) ?? each);
  const assignees = [...new Map(theirs.map((each) => [`${each.orgId} ${each.personId}`, each])).values()];
  const { before: _before, ...place } = placeFor(state, cardId, list.listId, { after: cardsIn(state, list.listId).at(-1)?.cardId });
  const card = { ...input.card, assignees };
  return [
    ...(fit ? more.map((label) => ({ type: "labelAdded" as const, body: label })) : []),
    { type: "cardReceived", body: { cardId, transferId, fromBoard, ...place, card, labels: [...new Set(kept)] } },
  ];
}
/** The label of this board that says the same, or one that is made for it. */
const labelHere = (state: BoardState, { name, tone }: Pick<Label, "name" | "tone">, labelId: string): Label =>
  Object.values(state.labels).find((each) => each.name === name && each.tone === tone) ??
  Object.values(state.labels).find((each) => each.name === name) ?? { labelId, name, tone };

export function arrived(state: BoardState, input: Input<"noteArrival">): Decision {
  return isOnItsWay(state, input) ? { type: "cardArrived", body: input } : refuse("NothingToChange");
}
/** There was no place for it: it lies again where it lay. */
export function returned(state: BoardState, input: Input<"returnCard">): Decision {
  return isOnItsWay(state, input) ? { type: "cardReturned", body: input } : refuse("NothingToChange");
}
const isOnItsWay = ({ sent }: BoardState, { cardId, transferId }: Pick<Input<"noteArrival">, "cardId" | "transferId">): boolean =>
  sent[cardId]?.transferId === transferId && !sent[cardId].arrived;
