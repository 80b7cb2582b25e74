import { cardsIn } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { MoveRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { BoardRoom } from "../client.ts";
import type { At } from "./list-column.tsx";

type Moved = { id: string; cardId: string; listId: string; from: string; before: string | null; who: string };
/** How long the last move is worth a line (ms). */
const newFor = 24 * 3600_000;

/** The newest move, mine before it is shared too. */
function newestMove({ room, board, state, names }: BoardRoom, now: number): Moved | null {
  const mine = room.pending.findLast(({ type }) => type === "moveCard");
  const cardId = typeof mine?.input.cardId === "string" ? mine.input.cardId : "";
  const card = board.cards[cardId];
  if (mine && card) {
    const there = cardsIn(board, card.listId);
    const before = there[there.findIndex((each) => each.cardId === cardId) + 1]?.cardId ?? null;
    return { id: mine.id, cardId, listId: card.listId, from: state.cards[cardId]?.listId ?? card.listId, before, who: words.you };
  }
  const last = room.events.findLast((event): event is Extract<BoardEvent, { type: "cardMoved" }> => event.type === "cardMoved");
  if (!last || now - Date.parse(last.at) > newFor) return null;
  const { personId, orgId } = last.actor;
  return { ...last.body, id: last.id, who: names.isMe(personId) ? words.you : names.person(personId, orgId) };
}

/** Beside whom a card lay. */
function placeIn(board: Pick<BoardState, "cards">, cardId: string): { listId: string; at: At } | undefined {
  const card = board.cards[cardId];
  if (!card) return undefined;
  const there = cardsIn(board, card.listId).map((each) => each.cardId);
  const at = there.indexOf(cardId);
  const [ahead, behind] = [there[at - 1], there[at + 1]];
  return { listId: card.listId, at: ahead !== undefined ? { after: ahead } : behind !== undefined ? { before: behind } : "top" };
}

/** What was moved last, and how it is undone. */
export function LastMove({
  held,
  now,
  onUndo,
}: {
  held: BoardRoom;
  now: number;
  onUndo: (cardId: string, listId: string, at: At) => void;
}) {
  const { board, works } = held;
  const moved = newestMove(held, now);
  // as it lay before the newest move, so that undoing puts it beside whom it lay
  const before = useRef<{ id: string | undefined; was: BoardState; place: ReturnType<typeof placeIn> }>({
    ...{ id: moved?.id, was: board, place: undefined },
  });
  if (before.current.id !== moved?.id)
    before.current = { id: moved?.id, was: board, place: moved ? placeIn(before.current.was, moved.cardId) : undefined };
  useEffect(() => {
    before.current.was = board;
  }, [board]);
  const card = moved ? board.cards[moved.cardId] : undefined;
  if (!moved || !card || card.archived !== null || !board.lists[moved.listId]) return null;
  const { cardId, listId, from, who } = moved;
  const beforeTitle = moved.before === null ? null : (board.cards[moved.before]?.title.value ?? null);
  const back = before.current.place ?? (board.lists[from] && from !== listId ? { listId: from, at: "end" as const } : undefined);
  return (
    <Note icon={<MoveRight />}>
      <div className="board-moved">
        <p>{words.movedBy(who, card.title.value, board.lists[listId]?.name ?? "", beforeTitle)}</p>
        {works && back && card.listId === listId ? (
          <Button small tone="quiet" onClick={() => onUndo(cardId, back.listId, back.at)}>
            {words.undo}
          </Button>
        ) : null}
      </div>
    </Note>
  );
}
