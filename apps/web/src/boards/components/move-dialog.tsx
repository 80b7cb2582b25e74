import { cardsIn, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { Move } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import type { At } from "./list-column.tsx";

export type MoveDialogProps = {
  board: BoardState;
  card: Card;
  onClose: () => void;
  onMove: (listId: string, at: At) => void;
};

/** The way to move a card without dragging it: which list, and where in it. */
export function MoveDialog({ board, card, onClose, onMove }: MoveDialogProps) {
  const [listId, setListId] = useState(card.listId);
  const there = cardsIn(board, listId).filter(({ cardId }) => cardId !== card.cardId);
  const [after, setAfter] = useState("");
  const where = there.some(({ cardId }) => cardId === after) ? after : "";
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={words.moveTitle(card.title.value)}
      foot={
        <>
          <Button tone="main" icon={<Move />} onClick={() => onMove(listId, where === "" ? "top" : { after: where })}>
            {words.moveIt}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <SelectField
        label={words.toList}
        value={listId}
        options={listsOf(board).map((list) => ({ value: list.listId, label: list.name }))}
        onChange={(event) => setListId(event.target.value)}
      />
      <SelectField
        label={words.position}
        value={where}
        options={[
          { value: "", label: words.atTop },
          ...there.map(({ cardId, title }) => ({ value: cardId, label: words.after(title.value) })),
        ]}
        onChange={(event) => setAfter(event.target.value)}
      />
    </LazyDialog>
  );
}
