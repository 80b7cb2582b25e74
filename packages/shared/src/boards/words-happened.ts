import type { BoardEvent } from "./schema.ts";
import type { BoardState } from "./state.ts";

type Known = Pick<BoardState, "cards" | "lists" | "labels" | "sent">;
const named = (words: string): string => `“${words}”`;

/** What happened on a board, as the second half of a sentence that begins with who did it; undefined for what isn't worth a line. */
export function happened(event: BoardEvent, known: Known): string | undefined {
  if (!("cardId" in event.body)) return onBoard(event, known);
  const { cardId } = event.body;
  const card = known.cards[cardId] ?? known.sent[cardId]?.card;
  const title = card ? named(card.title.value) : "a card";
  const what = happenedOn(event, known, title);
  // where the sentence doesn't name the card by itself
  return what !== undefined && what === happenedOn(event, known) ? `${what}, on ${title}` : what;
}

function onBoard(event: BoardEvent, { lists }: Known): string | undefined {
  const list = (listId: string): string => named(lists[listId]?.name ?? "a list that is gone");
  switch (event.type) {
    case "boardOpened":
      return "began this board";
    case "boardNamed":
      return `named the board ${named(event.body.title)}`;
    case "listAdded":
      return `added the list ${named(event.body.name)}`;
    case "listRenamed":
      return `named a list ${named(event.body.name)}`;
    case "listMoved":
      return `moved the list ${list(event.body.listId)}`;
    case "wipSet":
      return event.body.wip === null
        ? `took the number of cards off ${list(event.body.listId)}`
        : `set ${list(event.body.listId)} to ${event.body.wip} cards at most`;
    case "listRemoved":
      return "took an empty list away";
    case "labelAdded":
      return `added the label ${named(event.body.name)}`;
    case "labelChanged":
      return `changed the label ${named(event.body.name)}`;
    case "labelRemoved":
      return "took a label away";
    case "cardsImported":
      return event.body.cards.length === 1 ? "brought 1 card from elsewhere" : `brought ${event.body.cards.length} cards from elsewhere`;
    case "cardsHandedOver":
      return `handed cards over to whoever is there at ${event.body.name}`;
    default:
      return undefined;
  }
}

/** The same about one card. `it`: how the card is called, where it isn't clear which. */
export function happenedOn(event: BoardEvent, { lists, labels, cards }: Known, it = "it"): string | undefined {
  const list = (listId: string): string => named(lists[listId]?.name ?? "a list that is gone");
  switch (event.type) {
    case "cardAdded":
      return `added ${it} to ${list(event.body.listId)}`;
    case "sustainCardAdded":
      return `put ${it} there: money ends`;
    case "sustainCardReminded":
      return `said on ${it} once more: money ends soon`;
    case "gapCardAdded":
      return `put ${it} there: the project began from it`;
    case "cardMoved": {
      const before = event.body.before === null ? undefined : cards[event.body.before];
      return `moved ${it} to ${list(event.body.listId)}${before ? `, before ${named(before.title.value)}` : ""}`;
    }
    case "cardArchived":
      return `put ${it} away`;
    case "cardRestored":
      return `brought ${it} back`;
    case "cardTitled":
      return `called ${it === "it" ? it : "a card"} ${named(event.body.title)}`;
    case "cardDescribed":
      return event.body.over === undefined ? `wrote what ${it} is about` : `wrote what ${it} is about, at the same time as somebody else`;
    case "dueSet":
      return event.body.due === null ? "took the day off" : `set the day to ${event.body.due.split("-").reverse().join("/")}`;
    case "cardLabelled":
      return `${event.body.on ? "put on" : "took off"} the label ${named(labels[event.body.labelId]?.name ?? "one that is gone")}`;
    case "cardAssigned":
      return event.body.to.personId === null
        ? `gave ${it} to whoever is there at ${event.body.to.name}`
        : `gave ${it} to ${event.body.to.name}`;
    case "cardUnassigned":
      return `took somebody off ${it}`;
    case "itemAdded":
      return `added ${named(event.body.text)}`;
    case "itemTicked":
      return event.body.done ? "ticked a point off" : "opened a point again";
    case "itemReworded":
      return `changed a point to ${named(event.body.text)}`;
    case "itemRemoved":
      return "took a point out";
    case "commented":
      return it === "it" ? "commented" : `commented on ${it}`;
    case "commentRemoved":
      return "took a comment back";
    case "linked":
      return `linked ${named(event.body.to.title)}`;
    case "unlinked":
      return "took a link off";
    case "fileAttached":
      return `put a file to ${it}`;
    case "fileDetached":
      return "took a file off";
    case "cardSent":
      return `sent ${it} to another board`;
    case "cardReceived":
      return `brought ${it} from another board`;
    case "cardReturned":
      return `brought ${it} back: the other board had no place for it`;
    default:
      return undefined;
  }
}
