import type { BoardEvent } from "./schema.ts";
import type { BoardState, Sent } from "./state.ts";
import { fresh, lengthOf, renumber } from "./state-cards.ts";

type Moving = Extract<BoardEvent, { type: "cardSent" | "cardReceived" | "cardTurnedAway" | "cardArrived" | "cardReturned" }>;

/** What is true of the cards that go from one board to another. At each moment a card is on one board, or on its way from one that could still take it back. */
export function foldTransfers(state: BoardState, event: Moving): BoardState {
  switch (event.type) {
    case "cardSent": {
      const { cardId, transferId, toBoard } = event.body;
      const { [cardId]: card, ...cards } = state.cards;
      if (!card) return state;
      const sent = { ...state.sent, [cardId]: { cardId, transferId, toBoard, arrived: false, card } };
      return { ...state, cards, sent, written: state.written - lengthOf([card]) };
    }
    case "cardArrived": {
      const sent = state.sent[event.body.cardId];
      return sent ? { ...state, sent: { ...state.sent, [sent.cardId]: { ...sent, arrived: true, card: left(sent) } } } : state;
    }
    case "cardReturned": {
      const { [event.body.cardId]: back, ...sent } = state.sent;
      if (!back) return state;
      // a label may have been taken away meanwhile
      const labels = back.card.labels.filter((labelId) => Object.hasOwn(state.labels, labelId));
      const card = { ...back.card, labels, changedAt: event.at };
      return { ...state, sent, cards: { ...state.cards, [card.cardId]: card }, written: state.written + lengthOf([card]) };
    }
    case "cardReceived": {
      const { cardId, listId, rank, renumbered, fromBoard, labels, card } = event.body;
      const { [cardId]: before, ...sent } = state.sent;
      // it was here once: what was said about it and put to it then is still here
      const { comments, files } = before?.card ?? { comments: [], files: [] };
      const received = { ...fresh(event, { ...card, cardId, listId, rank, labels }), from: fromBoard, comments, files };
      const cards = { ...renumber(state.cards, renumbered), [cardId]: received };
      return { ...state, sent, cards, written: state.written + lengthOf([received]) };
    }
    case "cardTurnedAway":
      return state;
  }
}

/** Of a card that has arrived elsewhere: what was said about it and put to it here. Its words are there now. */
function left({ card }: Sent): Sent["card"] {
  const gone = { ...card.description, value: "" };
  return { ...card, description: gone, others: [], items: [], assignees: [], links: [], labels: [] };
}
