import type { Card } from "@linkwork/shared/boards/state.ts";
import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { GripVertical, Move } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { Button } from "../../ui/button.tsx";
import type { BoardRoom } from "../client.ts";
import type { Column } from "../filters.ts";
import { CardFacts, LabelChips, Unshared } from "./card-facts.tsx";

/** Where in a list something is dropped. */
export type At = { before: string } | { after: string } | "top" | "end";
/** What can be done with a card from where it lies. */
export type OnCards = {
  readonly open: (cardId: string) => void;
  readonly askMove: (cardId: string) => void;
  readonly move: (cardId: string, listId: string, at: At) => void;
  /** has one drawn, however far down it lies; the focus is to go to it, or it has just come */
  readonly show: (cardId: string) => void;
  readonly shown: string | undefined;
};

export type ListColumnProps = {
  column: Column;
  held: BoardRoom;
  now: number;
  on: OnCards;
  /** where it stands among the others */
  place: "first" | "between" | "last";
  /** of one organisation among others: its id and its name */
  lane?: { readonly id: string; readonly name: string } | undefined;
  /** the list's menu */
  menu?: ReactNode;
  /** how a card is added */
  foot?: ReactNode;
};

/** What is dragged; of a row, to be dropped in the same one: a card lies in the row of whose turn it is, and dropping it elsewhere gives it to nobody. */
const typeIn = (lane: ListColumnProps["lane"]): string => `application/x-linkwork-card${lane ? `.${lane.id || "nobody"}` : ""}`;
/** So many cards are drawn at first, and with each "more". */
const atOnce = { first: 25, more: 100 };

/** One list with its cards, from which and to which they can be dragged: by mouse, finger and keys. */
export function ListColumn({ column, held, now, on, place, lane, menu, foot }: ListColumnProps) {
  const { listId, name, wip, cards, all } = column;
  const { board, names, waiting, works } = held;
  const type = typeIn(lane);
  const heading = useId();
  const [most, setMost] = useState(atOnce.first);
  const wanted = on.shown === undefined ? -1 : cards.findIndex(({ cardId }) => cardId === on.shown);
  if (wanted >= most) setMost(wanted + 1);
  const shown = cards.slice(0, Math.max(most, wanted + 1));
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !works,
    getItems: (keys) => [...keys].map((key) => ({ [type]: String(key) })),
    acceptedDragTypes: [type],
    getDropOperation: () => "move",
    onReorder: ({ keys, target }) => {
      for (const key of keys)
        on.move(String(key), listId, target.dropPosition === "before" ? { before: String(target.key) } : { after: String(target.key) });
    },
    onInsert: async ({ items, target }) => {
      const at = target.dropPosition === "before" ? { before: String(target.key) } : { after: String(target.key) };
      for (const item of items) if (item.kind === "text") on.move(await item.getText(type), listId, at);
    },
    onRootDrop: async ({ items }) => {
      for (const item of items) if (item.kind === "text") on.move(await item.getText(type), listId, "end");
    },
  });
  const Head = lane === undefined ? "h2" : "h3";
  return (
    <section className="board-list" aria-labelledby={heading} data-list={listId}>
      <div className="stack tight">
        <div className="list-head">
          <Head id={heading} tabIndex={-1}>
            {name}
            {words.counted(lane === undefined ? all : cards.length)}
            {wip !== null && lane === undefined ? <Most all={all} wip={wip} /> : null}
          </Head>
          {waiting.has(listId) ? <Unshared /> : null}
          {menu}
        </div>
        <GridList
          aria-label={lane === undefined ? name : `${name}, ${lane.name}`}
          className="board-cards"
          items={shown}
          dependencies={[board.labels, names, now, waiting, works, place]}
          dragAndDropHooks={dragAndDropHooks}
          keyboardNavigationBehavior="tab"
          renderEmptyState={() => <span>{all > cards.length && lane === undefined ? words.noneShown : words.noCards}</span>}
        >
          {(card: Card) => (
            <GridListItem
              id={card.cardId}
              className="board-card"
              textValue={card.title.value}
              onAction={() => on.open(card.cardId)}
              data-card={card.cardId}
            >
              {works ? (
                <AriaButton slot="drag" className="drag">
                  <GripVertical />
                </AriaButton>
              ) : null}
              <span className="title" dir="auto">
                {card.title.value}
              </span>
              <LabelChips ids={card.labels} labels={board.labels} />
              <CardFacts card={card} names={names} now={now} waiting={waiting.has(card.cardId)} place={place} />
              {works ? (
                <AriaButton
                  className="button small move"
                  aria-label={`${words.move} ${card.title.value}`}
                  onPress={() => on.askMove(card.cardId)}
                >
                  <Move />
                  {words.move}
                </AriaButton>
              ) : null}
            </GridListItem>
          )}
        </GridList>
        {cards.length > shown.length ? (
          <Button small tone="quiet" onClick={() => setMost(most + atOnce.more)}>
            {words.more(cards.length - shown.length)}
          </Button>
        ) : null}
      </div>
      {foot}
    </section>
  );
}

/** How many there should be at most: a hint, which stops nobody. */
function Most({ all, wip }: { all: number; wip: number }) {
  return all > wip ? (
    <span className="most over">
      {" "}
      {words.ofMost(wip)}, {words.tooMany(wip)}
    </span>
  ) : (
    <span className="most"> {words.ofMost(wip)}</span>
  );
}
