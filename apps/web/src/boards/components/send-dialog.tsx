import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { BoardId } from "@linkwork/shared/kernel/ids.ts";
import { Send } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useMyBoards } from "../client.ts";
import type { PartProps } from "./card-dialog.tsx";
import { ListOf } from "./list-of.tsx";

type Props = PartProps & { projectId: string; onClose: () => void; onSent: () => void };

/** Sends a card to another board of the same project. */
export function SendDialog({ held, card, projectId, onClose, onSent }: Props) {
  const boards = useMyBoards();
  const others = (boards.data ?? []).filter((each) => each.projectId === projectId && each.boardId !== held.state.boardId);
  const [boardId, setBoardId] = useState("");
  const [toList, setToList] = useState("");
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={words.sendTitle(card.title.value)}
      foot={
        <>
          <Button
            tone="main"
            icon={<Send />}
            aria-disabled={boardId === "" || toList === "" || undefined}
            onClick={() => {
              if (boardId === "" || toList === "") return;
              void held.act("sendCard", { cardId: card.cardId, toBoard: boardId as BoardId, toList });
              announce(words.sent(card.title.value));
              onSent();
            }}
          >
            {words.sendIt}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <p>{words.sendHow}</p>
      {card.comments.length + card.files.length > 0 ? <p>{words.sendStays(card.comments.length, card.files.length)}</p> : null}
      {boards.data && others.length === 0 ? <p className="soft">{words.noOtherBoard}</p> : null}
      {others.length > 0 ? (
        <SelectField
          label={words.sendBoard}
          prompt={words.chooseTarget}
          value={boardId}
          options={others.map((each) => ({ value: each.boardId, label: each.title }))}
          onChange={(event) => {
            setBoardId(event.target.value);
            setToList("");
          }}
        />
      ) : null}
      {boardId === "" ? null : <ListOf key={boardId} boardId={boardId} label={words.sendList} value={toList} onChoose={setToList} />}
    </LazyDialog>
  );
}
