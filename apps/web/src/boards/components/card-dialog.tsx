import type { Card } from "@linkwork/shared/boards/state.ts";
import { boardMendWords, boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { Archive, ArchiveRestore, Move, Send } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { type BoardRoom, useCardPage } from "../client.ts";
import { CardBefore } from "./card-before.tsx";
import { CardComments } from "./card-comments.tsx";
import { LabelChips } from "./card-facts.tsx";
import { CardFiles } from "./card-files.tsx";
import { CardHappened } from "./card-happened.tsx";
import { CardItems } from "./card-items.tsx";
import { CardLinks } from "./card-links.tsx";
import { CardDue, CardLabels, CardWho } from "./card-who.tsx";
import { CardDescription, CardTitle } from "./card-words.tsx";
import { Refusals } from "./refusals.tsx";
import { SendDialog } from "./send-dialog.tsx";
import { SentCard } from "./sent-card.tsx";

export type CardDialogProps = {
  held: BoardRoom;
  projectId: string;
  cardId: string;
  now: number;
  onMove: () => void;
  onClose: () => void;
};

/** One card, opened: what it says, whose turn it is, what was said about it. It has an address of its own. */
export function CardDialog({ held, projectId, cardId, now, onMove, onClose }: CardDialogProps) {
  const card = held.board.cards[cardId];
  const sent = held.board.sent[cardId];
  if (!card && sent)
    return (
      <LazyDialog open wide onClose={onClose} title={sent.card.title.value}>
        <SentCard held={held} sent={sent} now={now} />
      </LazyDialog>
    );
  if (!card)
    return (
      <LazyDialog open onClose={onClose} title={words.gone}>
        <p>{words.goneHow}</p>
      </LazyDialog>
    );
  return (
    <LazyDialog open wide onClose={onClose} title={card.title.value}>
      <OpenCard held={held} projectId={projectId} card={card} now={now} onMove={onMove} onClose={onClose} />
    </LazyDialog>
  );
}

/** What one part of an opened card needs. */
export type PartProps = { held: BoardRoom; card: Card };
type OpenCardProps = PartProps & Pick<CardDialogProps, "projectId" | "now" | "onMove" | "onClose">;

function OpenCard({ held, projectId, card, now, onMove, onClose }: OpenCardProps) {
  const { board, roomId, waiting, state } = held;
  const page = useCardPage(roomId, card.cardId, state.cards[card.cardId]?.changedAt);
  const works = held.works && card.archived === null;
  const list = board.lists[card.listId];
  const part = { held: { ...held, works }, card };
  return (
    <div className="open-card">
      <div className="stack loose">
        <Refusals held={held} cardId={card.cardId} />
        <div className="stack tight">
          <p className="row wrap small soft">
            {list ? words.inList(list.name) : null}
            {waiting.has(card.cardId) ? ` · ${boardPageWords.unshared}` : null}
            <LabelChips ids={card.labels} labels={board.labels} />
          </p>
          {card.archived === null ? null : <Note tone="wait">{words.putAway}</Note>}
          {card.reminded === undefined ? null : <Note tone="wait">{words.remindedHow}</Note>}
        </div>
        <div className="stack">
          {held.works ? <Deeds held={held} card={card} projectId={projectId} onMove={onMove} onClose={onClose} /> : null}
          <CardTitle {...part} />
        </div>
        <CardDescription {...part} />
        <CardItems {...part} />
        <CardComments {...part} page={page} now={now} />
        <CardBefore held={part.held} cardId={card.cardId} page={page} now={now} />
        <CardHappened {...part} page={page} now={now} />
      </div>
      <div className="stack loose">
        <CardWho {...part} />
        <CardDue {...part} now={now} />
        <CardLabels {...part} />
        <CardLinks {...part} />
        <CardFiles {...part} />
      </div>
    </div>
  );
}

/** Where the card goes. */
function Deeds({ held, card, projectId, onMove, onClose }: Omit<OpenCardProps, "now">) {
  const { act } = held;
  const { cardId, title } = card;
  const [sending, setSending] = useState(false);
  if (card.archived !== null)
    return (
      <Button
        icon={<ArchiveRestore />}
        onClick={() => {
          void act("restoreCard", { cardId });
          announce(boardMendWords.broughtBack(title.value));
        }}
      >
        {words.restore}
      </Button>
    );
  return (
    <div className="row wrap">
      <Button small icon={<Move />} onClick={onMove}>
        {boardPageWords.move}
      </Button>
      <Button
        small
        icon={<Archive />}
        onClick={() => {
          void act("archiveCard", { cardId });
          announce(words.archivedNow(title.value));
          onClose();
        }}
      >
        {words.archive}
      </Button>
      <Button small icon={<Send />} onClick={() => setSending(true)}>
        {words.send}
      </Button>
      {sending ? <SendDialog held={held} card={card} projectId={projectId} onClose={() => setSending(false)} onSent={onClose} /> : null}
    </div>
  );
}
