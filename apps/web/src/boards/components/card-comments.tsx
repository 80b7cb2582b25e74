import { boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { useDraftText } from "../../kernel/drafts.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import type { useCardPage } from "../client.ts";
import type { PartProps } from "./card-dialog.tsx";
import { CommentLine } from "./comment-line.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";
import { Written } from "./written.tsx";

type Props = PartProps & { page: ReturnType<typeof useCardPage>; now: number };

/** What was said about the card, and saying something; who reads it stands above. */
export function CardComments({ held, card, page, now }: Props) {
  const { act, board, names, roomId, room, works } = held;
  const { cardId } = card;
  const [text, setText] = useDraftText(`${roomId}/${cardId}/comment`);
  const looks = useLooksLike(text, board);
  const still = new Set(card.comments);
  const known = (page.data?.comments ?? []).filter(({ seq }) => still.has(seq));
  const told = new Set(known.map(({ seq }) => seq));
  // what came since the page was asked for is in the room already
  const newer = room.events.flatMap((event) =>
    event.type === "commented" && event.body.cardId === cardId && still.has(event.seq) && !told.has(event.seq) && event.body.text !== ""
      ? [{ seq: event.seq, at: event.at, by: event.actor, text: event.body.text }]
      : [],
  );
  const rows = [...known, ...newer].sort((a, b) => a.seq - b.seq);
  const waits = room.pending.filter(({ type, input }) => type === "comment" && input.cardId === cardId);
  const readers = new Intl.ListFormat("en-GB").format(names.owners.map(({ name }) => name));
  return (
    <section aria-label={words.commentsTitle}>
      <h3>{words.commentsTitle}</h3>
      {rows.length < card.comments.length - waits.length && page.isLoading ? <Waiting what={words.fetching} /> : null}
      {page.isError && !page.data && room.live ? (
        <Failed error={page.error} what={words.failed} onAgain={() => void page.refetch()} />
      ) : null}
      {card.comments.length === 0 && waits.length === 0 ? <p className="small soft">{words.noComments}</p> : null}
      <ul className="stack">
        {rows.map((said) => (
          <CommentLine
            key={said.seq}
            held={held}
            said={said}
            now={now}
            onTakeBack={(seq) => void act("removeComment", { cardId, commentSeq: seq })}
          />
        ))}
        {waits.map(({ id, input }) => (
          <li key={id} className="comment-line">
            <p className="small soft">
              {boardPageWords.you} · {boardPageWords.unshared}
            </p>
            <Written text={typeof input.text === "string" ? input.text : ""} />
          </li>
        ))}
      </ul>
      {works ? (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === "" || looks.stops) return;
            void act("comment", { cardId, text, ...looks.anyway });
            setText("");
          }}
        >
          <TextArea
            label={words.comment}
            hint={words.readBy(readers)}
            value={text}
            maxLength={4_000}
            onChange={(event) => setText(event.target.value)}
          />
          <LooksLike looks={looks} />
          <Button small type="submit" aria-disabled={text.trim() === "" || looks.stops || undefined}>
            {words.say}
          </Button>
        </form>
      ) : null}
    </section>
  );
}
