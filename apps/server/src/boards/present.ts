import { type LinkedTo, linkedTo } from "@linkwork/shared/boards/rules-links.ts";
import { cardsIn, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardFile, BoardState, Card } from "@linkwork/shared/boards/state.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";

/** A comment as it is read; one that its author took back isn't there any more. */
export type CommentRow = { seq: number; at: string; by: ActorRef; text: string };
/** What was said about a card, and the newest of what happened to it. */
export type CardPage = {
  comments: CommentRow[];
  happened: Happened;
  /** the board that it came from, where what was said before can be read */
  from: BoardId | null;
  /** what was said about it and put to it on boards that it was on before, the last of them first: for who reads them */
  before: LeftBehind[];
};
/** What of a card stayed on a board that it left. */
export type LeftBehind = { boardId: BoardId; boardTitle: string; comments: CommentRow[]; files: BoardFile[] };
/** A stretch of what happened to a card, oldest first; `earlier`: the number from which back there may be more, null where it is all. */
export type Happened = { events: AnyEvent[]; earlier: number | null };
/** A card in a list of several boards. */
export type CardRow = {
  projectId: ProjectId;
  boardId: BoardId;
  boardTitle: string;
  cardId: string;
  title: string;
  listName: string;
  due: string | null;
};
/** `whose`: mine, or anybody's who is there at my organisation. */
export type MyCardRow = CardRow & { whose: "mine" | "inbox" };

/** One that is still to be done comes before one without a day, and of two the nearer. */
const byDue = (a: CardRow, b: CardRow): number =>
  (a.due ?? "9").localeCompare(b.due ?? "9") || a.boardTitle.localeCompare(b.boardTitle) || a.cardId.localeCompare(b.cardId);

function rowsOf(state: BoardState, wanted: (card: Card) => boolean): CardRow[] {
  const { projectId, boardId, title } = state;
  if (projectId === "" || boardId === "") return [];
  return listsOf(state).flatMap(({ listId, name }) =>
    cardsIn(state, listId)
      .filter(wanted)
      .map((card) => ({
        ...{ projectId, boardId, boardTitle: title.value, cardId: card.cardId, title: card.title.value },
        ...{ listName: name, due: card.due.value },
      })),
  );
}

/** The cards of some boards that are somebody's to do. What lies in a board's last list is done. */
export function myCards(states: readonly BoardState[], { orgId, personId }: Pick<Actor, "orgId" | "personId">): MyCardRow[] {
  const of = (state: BoardState, whose: MyCardRow["whose"], wanted: (card: Card) => boolean) =>
    rowsOf(state, wanted).map((row) => ({ ...row, whose }));
  const isMine = ({ assignees }: Card) => assignees.some((each) => each.orgId === orgId && each.personId === personId);
  const isOurs = ({ assignees }: Card) => assignees.some((each) => each.orgId === orgId && each.personId === null);
  return states
    .flatMap((state) => {
      const done = listsOf(state).length > 1 ? listsOf(state).at(-1)?.listId : undefined;
      const open = (card: Card) => card.listId !== done;
      return [
        ...of(state, "mine", (card) => open(card) && isMine(card)),
        ...of(state, "inbox", (card) => open(card) && !isMine(card) && isOurs(card)),
      ];
    })
    .sort(byDue);
}

/** The cards of some boards that lead to something. */
export const cardsLinkedTo = (states: readonly BoardState[], { kind, id }: LinkedTo): CardRow[] =>
  states.flatMap((state) =>
    rowsOf(state, ({ links }) =>
      links.some(({ to }) => {
        const linked = linkedTo(to);
        return linked?.kind === kind && linked.id === id;
      }),
    ),
  );
