import type { Assignee, BoardEvent, Item } from "./schema.ts";
import type { BoardState, Card, Written } from "./state.ts";

type Body<Type extends BoardEvent["type"]> = Extract<BoardEvent, { type: Type }>["body"];
export const nothing = { value: "", rev: 0, by: null, at: "" } as const;

type New = Pick<Card, "cardId" | "listId" | "rank"> & { title: string } & Partial<{
    description: string;
    items: readonly Item[];
    due: string | null;
    labels: readonly string[];
    assignees: readonly Assignee[];
    links: Card["links"];
  }>;

/** What somebody wrote with this event. */
export const wrote = <T>({ seq, actor, at }: BoardEvent, value: T): Written<T> => ({ value, rev: seq, by: actor, at });
/** A card as it begins. */
export function fresh(event: BoardEvent, { cardId, listId, rank, title, description = "", due = null, ...more }: New): Card {
  const { items = [], labels = [], assignees = [], links = [] } = more;
  return {
    ...{ cardId, listId, rank, title: wrote(event, title), others: [], items, labels, archived: null },
    description: description === "" ? nothing : wrote(event, description),
    due: due === null ? { ...nothing, value: null } : wrote(event, due),
    ...{ assignees, links, files: [], comments: [], from: null, changedAt: event.at, sinceAt: event.at },
  };
}
type Words = {
  readonly description: string;
  readonly items: readonly Pick<Item, "text">[];
  readonly links: readonly Pick<Card["links"][number], "to">[];
};
/** The characters of what a card says: its description, what is to tick off, and what it leads to. */
export const lengthOfWords = ({ description, items, links }: Words): number =>
  description.length +
  items.reduce((sum, { text }) => sum + text.length, 0) +
  links.reduce((sum, { to }) => sum + to.title.length + (to.kind === "web" ? to.url.length : 0), 0);
/** The same of some cards, with what stands beside until somebody says what holds. */
export const lengthOf = (cards: readonly Card[]): number =>
  cards.reduce(
    (sum, card) =>
      sum + lengthOfWords({ ...card, description: card.description.value }) + card.others.reduce((all, { value }) => all + value.length, 0),
    0,
  );

/** A card with something changed; who asks for one that isn't there changes nothing. */
export function change(state: BoardState, event: BoardEvent, cardId: string, how: (card: Card) => Partial<Card>): BoardState {
  const card = state.cards[cardId];
  if (!card) return state;
  const changed = { ...card, ...how(card), changedAt: event.at };
  const written = state.written - lengthOf([card]) + lengthOf([changed]);
  return { ...state, cards: { ...state.cards, [cardId]: changed }, written };
}

/** Of the cards whose ranks had grown too long, the new ones. */
export function renumber(cards: BoardState["cards"], renumbered: Body<"cardMoved">["renumbered"]): BoardState["cards"] {
  if (!renumbered) return cards;
  const next = { ...cards };
  for (const { cardId, rank } of renumbered) {
    const card = next[cardId];
    if (card) next[cardId] = { ...card, rank };
  }
  return next;
}

/** New words in place of those that were read; those that were not read stay beside them. */
export function reword(
  state: BoardState,
  event: BoardEvent,
  field: "title" | "description",
  { cardId, value, over }: { cardId: string; value: string; over: number | undefined },
): BoardState {
  const card = state.cards[cardId];
  if (!card) return state;
  const before = card[field];
  const unread = over !== undefined && before.value !== value ? [{ field, ...before }] : [];
  const others = over === undefined ? card.others.filter((each) => each.field !== field) : [...card.others, ...unread];
  return change(state, event, cardId, () => ({ [field]: wrote(event, value), others }));
}

/** What an event changes inside a card. */
export function detail(card: Card, event: BoardEvent): Partial<Card> {
  switch (event.type) {
    case "cardLabelled": {
      const { labelId, on } = event.body;
      const rest = card.labels.filter((id) => id !== labelId);
      return { labels: on ? [...rest, labelId] : rest };
    }
    case "cardAssigned": {
      const { to } = event.body;
      return { assignees: [...card.assignees.filter((each) => !same(each, to)), to] };
    }
    case "cardUnassigned":
      return { assignees: card.assignees.filter((each) => !same(each, event.body)) };
    case "itemAdded":
      return { items: [...card.items, { itemId: event.body.itemId, text: event.body.text, done: false }] };
    case "itemTicked":
    case "itemReworded": {
      const { cardId: _cardId, ...changed } = event.body;
      return { items: card.items.map((item) => (item.itemId === changed.itemId ? { ...item, ...changed } : item)) };
    }
    case "itemRemoved":
      return { items: card.items.filter(({ itemId }) => itemId !== event.body.itemId) };
    case "commented":
      return { comments: [...card.comments, event.seq] };
    case "commentRemoved":
      return { comments: card.comments.filter((seq) => seq !== event.body.commentSeq) };
    case "linked":
      return { links: [...card.links, { linkId: event.body.linkId, to: event.body.to }] };
    case "unlinked":
      return { links: card.links.filter(({ linkId }) => linkId !== event.body.linkId) };
    case "sustainCardReminded":
      return { reminded: event.at };
    case "fileAttached":
      return { files: [...card.files, event.body.fileId] };
    case "fileDetached":
      return { files: card.files.filter((id) => id !== event.body.fileId) };
    default:
      return {};
  }
}
const same = (a: Pick<Assignee, "orgId" | "personId">, b: Pick<Assignee, "orgId" | "personId">): boolean =>
  a.orgId === b.orgId && a.personId === b.personId;

/** An event as it may be read by now: without the words of a comment that its author took back. */
export const concealComments = (event: BoardEvent, { silenced }: Pick<BoardState, "silenced">): BoardEvent =>
  event.type === "commented" && event.body.text !== "" && silenced.includes(event.seq)
    ? { ...event, body: { ...event.body, text: "" } }
    : event;
/** Whether one event took the words out of another, and nothing of them is left there. */
export const tookComment = (by: BoardEvent, event: BoardEvent): boolean =>
  by.type === "commentRemoved" && event.type === "commented" && event.seq === by.body.commentSeq && event.body.text === "";
