import "./boards.css";
import { placeFor } from "@linkwork/shared/boards/rules-order.ts";
import { boardFindWords, boardMendWords, boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { CloudOff, Columns3, ListFilter, Rows3, SquareKanban } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useNow } from "../shell/use-now.ts";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Note } from "../ui/note.tsx";
import { isoDay } from "../ui/time.ts";
import { type BoardRoom, useBoard } from "./client.ts";
import { type Asking, BoardDialogs } from "./components/board-dialogs.tsx";
import { BoardMenu } from "./components/board-menu.tsx";
import { CardDialog } from "./components/card-dialog.tsx";
import { Unshared } from "./components/card-facts.tsx";
import { ExportMenu } from "./components/export-menu.tsx";
import { FindBar } from "./components/find-bar.tsx";
import { focusCard } from "./components/focus-card.ts";
import { Lanes } from "./components/lanes.tsx";
import { LastMove } from "./components/last-move.tsx";
import type { At, OnCards } from "./components/list-column.tsx";
import { Lists } from "./components/lists.tsx";
import { MoveDialog } from "./components/move-dialog.tsx";
import { NotOpen } from "./components/not-open.tsx";
import { Refusals } from "./components/refusals.tsx";
import { besideOf, columnsOf, findAll, fits, looksForAll } from "./filters.ts";
import { useOpenCard } from "./use-open-card.ts";
import { useSentTold } from "./use-sent-told.ts";

export type BoardViewProps = { boardId: string; projectId: string };

/** A board: its lists side by side, live. The page around it has the heading and says whose it is. */
export function BoardView({ boardId, projectId }: BoardViewProps) {
  const { room, held } = useBoard(boardId);
  return held ? <Opened held={held} projectId={projectId} /> : <NotOpen room={room} />;
}

function Opened({ held, projectId }: { held: BoardRoom; projectId: string }) {
  const { board, room, works, actor, names, act, waiting } = held;
  const now = useNow();
  useSentTold(held);
  const address = useOpenCard();
  const [finding, setFinding] = useState(findAll);
  const [looking, setLooking] = useState(false);
  const [lanes, setLanes] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [moving, setMoving] = useState<string>();
  const today = isoDay(now);
  const { columns, hidden } = useMemo(() => {
    const all = looksForAll(finding);
    return columnsOf(board, (card) => all || fits(card, finding, { me: actor, today, labels: board.labels }));
  }, [board, finding, actor, today]);

  const move = useCallback(
    (cardId: string, listId: string, at: At) => {
      const card = board.cards[cardId];
      const list = board.lists[listId];
      if (!card || !list || (typeof at === "object" && Object.values(at).includes(cardId))) return;
      const beside = besideOf(board, { cardId, listId, at });
      const { before } = placeFor(board, cardId, listId, beside);
      void act("moveCard", { cardId, toList: listId, ...beside });
      announce(words.moved(card.title.value, list.name, before === null ? null : (board.cards[before]?.title.value ?? null)));
    },
    [board, act],
  );
  const [shown, show] = useState<string>();
  const focus = (cardId: string) => {
    show(cardId);
    focusCard(cardId, (board.cards[cardId] ?? board.sent[cardId]?.card)?.listId);
  };
  const on: OnCards = { open: address.open, askMove: setMoving, move, show, shown };
  const movingCard = moving === undefined ? undefined : board.cards[moving];
  const here = [...new Set(room.here.map(({ orgId }) => names.org(orgId)))];
  const none = columns.length === 0;
  return (
    <section className="board-view" aria-label={board.title.value}>
      {works ? null : <Note role="note">{words.rests}</Note>}
      {room.status === "copy" || !room.live ? (
        <Note tone="wait" icon={<CloudOff />} role="status">
          {room.status === "copy" ? words.copy : words.notLive}
        </Note>
      ) : null}
      <Refusals held={held} />
      <div className="board-bar">
        <Button
          small
          icon={<ListFilter />}
          aria-expanded={looking}
          onClick={() => {
            if (looking) setFinding(findAll);
            setLooking(!looking);
          }}
        >
          {boardFindWords.find}
        </Button>
        <Button small icon={lanes ? <Rows3 /> : <Columns3 />} aria-pressed={lanes} onClick={() => setLanes(!lanes)}>
          {boardFindWords.lanes}
        </Button>
        <span className="grow small soft" role="status">
          {here.length > 0 ? words.here(new Intl.ListFormat("en-GB").format(here)) : null}
        </span>
        {waiting.has("board") ? <Unshared /> : null}
        <ExportMenu held={held} />
        {works ? <BoardMenu onAsk={setAsking} /> : null}
      </div>
      {looking ? <FindBar held={held} finding={finding} onFind={setFinding} /> : null}
      {hidden > 0 ? (
        <p className="row wrap small" role="status">
          {boardFindWords.hidden(hidden)}
          <Button small tone="quiet" onClick={() => setFinding(findAll)}>
            {boardFindWords.showAll}
          </Button>
        </p>
      ) : null}
      {none ? (
        <Empty
          title={words.empty}
          icon={<SquareKanban />}
          step={
            works ? (
              <Button tone="main" onClick={() => setAsking({ kind: "addList" })}>
                {boardMendWords.addList}
              </Button>
            ) : undefined
          }
        >
          <p>{works ? words.emptyHow : words.emptyRests}</p>
        </Empty>
      ) : lanes ? (
        <Lanes columns={columns} held={held} now={now} on={on} />
      ) : (
        <Lists columns={columns} held={held} now={now} on={on} onAsk={setAsking} />
      )}
      <LastMove
        held={held}
        now={now}
        onUndo={(cardId, listId, at) => {
          move(cardId, listId, at);
          focus(cardId);
        }}
      />
      {address.cardId === undefined ? null : (
        <CardDialog
          key={`open ${address.cardId}`}
          held={held}
          projectId={projectId}
          cardId={address.cardId}
          now={now}
          onMove={() => setMoving(address.cardId)}
          onClose={() => {
            if (address.cardId !== undefined) focus(address.cardId);
            address.open(undefined);
          }}
        />
      )}
      {movingCard ? (
        <MoveDialog
          key={`move ${movingCard.cardId}`}
          board={board}
          card={movingCard}
          onClose={() => setMoving(undefined)}
          onMove={(listId, at) => {
            setMoving(undefined);
            move(movingCard.cardId, listId, at);
            if (address.cardId === undefined) focus(movingCard.cardId);
          }}
        />
      ) : null}
      <BoardDialogs asking={asking} held={held} onClose={() => setAsking(null)} />
    </section>
  );
}
