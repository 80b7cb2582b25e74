import { mayRemoveList } from "@linkwork/shared/boards/rules.ts";
import { listsOf } from "@linkwork/shared/boards/rules-order.ts";
import { boardPageWords, boardMendWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Ellipsis } from "lucide-react";
import { announce } from "../../ui/announcer.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import type { BoardRoom } from "../client.ts";
import { type Column, placeOf } from "../filters.ts";
import { AddCard } from "./add-card.tsx";
import type { Asking } from "./board-dialogs.tsx";
import { ListColumn, type OnCards } from "./list-column.tsx";

export type ListsProps = { columns: readonly Column[]; held: BoardRoom; now: number; on: OnCards; onAsk: (asking: Asking) => void };

/** The lists from left to right; on a phone they snap. */
export function Lists({ columns, held, now, on, onAsk }: ListsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be pushed sideways can be pushed by keys too
    <section className="board-lists" aria-label={boardPageWords.lists} tabIndex={0}>
      {columns.map((column, i) => (
        <ListColumn
          key={column.listId}
          column={column}
          held={held}
          now={now}
          on={on}
          place={placeOf(i, columns.length)}
          menu={held.works ? <ListMenu column={column} held={held} onAsk={onAsk} /> : null}
          foot={held.works ? <AddCard held={held} listId={column.listId} name={column.name} onAdded={on.show} /> : null}
        />
      ))}
    </section>
  );
}

function ListMenu({ column, held, onAsk }: { column: Column; held: BoardRoom; onAsk: (asking: Asking) => void }) {
  const { listId, name } = column;
  const { board, act } = held;
  const all = listsOf(board);
  const at = all.findIndex((list) => list.listId === listId);
  const full = mayRemoveList(board, listId) !== true;
  const moveTo = (to: number) => {
    const [left, right] = to < at ? [all[to - 1], all[to]] : [all[to], all[to + 1]];
    void act("moveList", { listId, ...(left ? { after: left.listId } : {}), ...(right ? { before: right.listId } : {}) });
    announce(words.listMoved(name, to + 1, all.length));
  };
  return (
    <LazyMenu
      label={words.listMenu(name)}
      className="button quiet small bare"
      entries={[
        { id: "rename", label: words.renameList, onAction: () => onAsk({ kind: "renameList", listId }) },
        { id: "wip", label: words.wip, onAction: () => onAsk({ kind: "wip", listId }) },
        { id: "left", label: words.moveLeft, disabled: at === 0, onAction: () => moveTo(at - 1) },
        { id: "right", label: words.moveRight, disabled: at === all.length - 1, onAction: () => moveTo(at + 1) },
        {
          id: "remove",
          label: words.removeList,
          ...(full ? { detail: words.removeFull, disabled: true } : {}),
          onAction: () => void act("removeList", { listId }),
        },
      ]}
    >
      <Ellipsis />
      <span className="visually-hidden">{words.listMenu(name)}</span>
    </LazyMenu>
  );
}
