import { boardMendWords as words } from "@linkwork/shared/boards/words-board.ts";
import { cardWords } from "@linkwork/shared/boards/words-card.ts";
import { ArchiveRestore } from "lucide-react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { List, Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";
import type { BoardRoom } from "../client.ts";
import { useOpenCard } from "../use-open-card.ts";

/** Cards that were put away, the newest first, and how they come back. */
export function ArchivedDialog({ held, onClose }: { held: BoardRoom; onClose: () => void }) {
  const { board, act, works } = held;
  const away = Object.values(board.cards)
    .flatMap((card) => (card.archived === null ? [] : [{ ...card, archived: card.archived }]))
    .sort((a, b) => b.archived.localeCompare(a.archived));
  const address = useOpenCard();
  const sent = Object.values(board.sent).toSorted((a, b) => b.card.changedAt.localeCompare(a.card.changedAt));
  return (
    <LazyDialog open onClose={onClose} title={words.archivedTitle}>
      {away.length === 0 ? <p className="soft">{words.noArchived}</p> : null}
      <List label={words.archivedTitle}>
        {away.map(({ cardId, title, archived }) => (
          <Row
            key={cardId}
            title={title.value}
            detail={words.putAwayOn(fullDate(archived))}
            end={
              works ? (
                <Button
                  small
                  icon={<ArchiveRestore />}
                  onClick={() => {
                    void act("restoreCard", { cardId });
                    announce(words.broughtBack(title.value));
                  }}
                >
                  {words.bringBack}
                  <span className="visually-hidden"> {title.value}</span>
                </Button>
              ) : null
            }
          />
        ))}
      </List>
      {sent.length > 0 ? (
        <section className="stack tight" aria-label={cardWords.sentAway}>
          <h3>{cardWords.sentAway}</h3>
          <List label={cardWords.sentAway}>
            {sent.map(({ cardId, card: { title, comments, files } }) => (
              <Row
                key={cardId}
                title={title.value}
                detail={[
                  comments.length > 0 ? cardWords.comments(comments.length) : "",
                  files.length > 0 ? cardWords.files(files.length) : "",
                ]
                  .filter((each) => each !== "")
                  .join(" · ")}
                end={
                  <Button
                    small
                    onClick={() => {
                      onClose();
                      address.open(cardId);
                    }}
                  >
                    {cardWords.lookAt}
                    <span className="visually-hidden"> {title.value}</span>
                  </Button>
                }
              />
            ))}
          </List>
        </section>
      ) : null}
    </LazyDialog>
  );
}
