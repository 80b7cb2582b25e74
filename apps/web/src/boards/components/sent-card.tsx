import type { Sent } from "@linkwork/shared/boards/state.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { type BoardRoom, useCardPage, useMyBoards } from "../client.ts";
import { Kept } from "./card-before.tsx";

/** A card that went to another board: where it is now, and what of it is kept here. */
export function SentCard({ held, sent, now }: { held: BoardRoom; sent: Sent; now: number }) {
  const { cardId, toBoard, arrived, card } = sent;
  const { roomId, state, room } = held;
  const title = (useMyBoards().data ?? []).find(({ boardId }) => boardId === toBoard)?.title;
  const page = useCardPage(roomId, cardId, card.changedAt);
  if (state.boardId === "") return null;
  const files = card.files.flatMap((fileId) => state.files[fileId] ?? []);
  const comments = page.data?.comments ?? [];
  return (
    <div className="stack">
      <p>{arrived ? words.wentTo(title ?? words.otherBoard) : words.onTheWay}</p>
      {arrived ? (
        <div>
          <LinkButton to={`/boards/${toBoard}`} search={{ card: cardId }}>
            {words.openThere}
          </LinkButton>
        </div>
      ) : null}
      {page.isLoading && card.comments.length > 0 ? <Waiting what={words.fetching} /> : null}
      {page.isError && !page.data && room.live ? (
        <Failed error={page.error} what={words.failed} onAgain={() => void page.refetch()} />
      ) : null}
      {comments.length + files.length > 0 ? (
        <section className="stack tight" aria-label={words.keptHere}>
          <p className="small soft">{words.keptHere}</p>
          <Kept
            held={held}
            cardId={cardId}
            left={{ boardId: state.boardId, comments, files }}
            now={now}
            onChange={() => void page.refetch()}
          />
        </section>
      ) : null}
    </div>
  );
}
