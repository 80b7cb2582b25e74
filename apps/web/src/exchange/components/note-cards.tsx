import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { BoardId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { useQueryClient } from "@tanstack/react-query";
import { SquarePlus } from "lucide-react";
import { useState } from "react";
import { newPart, useLinkedCards, useMyBoards } from "../../boards/client.ts";
import { ListOf } from "../../boards/components/list-of.tsx";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { enqueue } from "../../kernel/outbox.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { List, Row } from "../../ui/list.tsx";

/** The cards that came of a note, and starting another. */
export function NoteCards({ reflectionId, title }: { reflectionId: string; title: string }) {
  const cards = useLinkedCards("note", reflectionId);
  const boards = useMyBoards().data ?? [];
  const [starting, setStarting] = useState(false);
  const rows = cards.data ?? [];
  if (rows.length === 0 && boards.length === 0) return null;
  return (
    <section className="stack" aria-label={words.cardsOf}>
      {rows.length > 0 ? (
        <>
          <h2>{words.cardsOf}</h2>
          <List label={words.cardsOf}>
            {rows.map((row) => (
              <Row
                key={`${row.boardId} ${row.cardId}`}
                title={row.title}
                to={`/boards/${row.boardId}`}
                search={{ card: row.cardId }}
                detail={words.onBoard(row.listName, row.boardTitle)}
              />
            ))}
          </List>
        </>
      ) : null}
      {boards.length > 0 ? (
        <Button icon={<SquarePlus />} onClick={() => setStarting(true)}>
          {words.start}
        </Button>
      ) : null}
      {starting ? <StartCard reflectionId={reflectionId} title={title} boards={boards} onClose={() => setStarting(false)} /> : null}
    </section>
  );
}

type Props = { reflectionId: string; title: string; boards: NonNullable<ReturnType<typeof useMyBoards>["data"]>; onClose: () => void };

function StartCard({ reflectionId, title, boards, onClose }: Props) {
  const cache = useQueryClient();
  const work = useWork();
  const [boardId, setBoardId] = useState<string>(boards[0]?.boardId ?? "");
  const [listId, setListId] = useState("");
  const [says, setSays] = useState(title.slice(0, 120));
  const looks = useLooksLike(says, { owners: [] });
  const start = async () => {
    const missing = [
      ...(listId === "" ? [{ field: "list", message: words.startList }] : []),
      ...(says.trim() === "" ? [{ field: "title", message: words.startTitleField }] : []),
    ];
    if (!work.check(missing) || looks.stops) return;
    const roomId = boardRoom(boardId as BoardId);
    const cardId = newPart();
    const done = await work.run(async () => {
      // both through the outbox, one behind the other
      const added = enqueue(roomId, "addCard", { cardId, listId, title: says.trim(), ...looks.anyway });
      const to = { kind: "note", reflectionId: reflectionId as ReflectionId, title: title.slice(0, 160) };
      const linked = enqueue(roomId, "link", { cardId, linkId: newPart(), to });
      await Promise.all([added, linked]);
    });
    if (!done) return;
    await cache.invalidateQueries({ queryKey: ["boards"] });
    onClose();
  };
  return (
    <LazyDialog open onClose={onClose} title={words.startTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <WorkErrors work={work} />
        <SelectField
          label={words.startBoard}
          value={boardId}
          options={boards.map((board) => ({ value: board.boardId, label: `${board.title} · ${board.project}` }))}
          onChange={(event) => {
            setBoardId(event.target.value);
            setListId("");
          }}
        />
        <ListOf key={boardId} boardId={boardId} label={words.startList} value={listId} onChoose={setListId} />
        <TextField
          id="title"
          label={words.startTitleField}
          value={says}
          maxLength={120}
          onChange={(event) => setSays(event.target.value)}
        />
        <LooksLike looks={looks} />
        <div className="dialog-foot">
          <Button tone="main" type="submit" busy={work.busy}>
            {words.startIt}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </LazyDialog>
  );
}
