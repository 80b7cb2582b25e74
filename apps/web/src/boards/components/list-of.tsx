import { listsOf } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { BoardId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { useRoom } from "../../kernel/use-room.ts";
import { Waiting } from "../../shell/states.tsx";
import { SelectField } from "../../ui/field.tsx";

type ListOfProps = { boardId: string; label: string; value: string; onChoose: (listId: string) => void };
/** The lists of a board, to choose one. */
export function ListOf({ boardId, label, value, onChoose }: ListOfProps) {
  const { state } = useRoom<BoardState>(boardRoom(boardId as BoardId));
  if (!state) return <Waiting />;
  return (
    <SelectField
      id="list"
      label={label}
      prompt={words.chooseTarget}
      value={value}
      options={listsOf(state).map(({ listId, name }) => ({ value: listId, label: name }))}
      onChange={(event) => onChoose(event.target.value)}
    />
  );
}
