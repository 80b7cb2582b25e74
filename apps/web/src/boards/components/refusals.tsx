import { liesOnCard } from "@linkwork/shared/boards/rules-files.ts";
import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import { boardRefusedWords as words } from "@linkwork/shared/boards/words-board.ts";
import { CircleAlert } from "lucide-react";
import { throwAway } from "../../kernel/outbox.ts";
import type { Draft } from "../../kernel/outbox-queue.ts";
import { wordsForCode } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { BoardRoom } from "../client.ts";
import { saidIn, standingOver } from "../refused.ts";

/** What was shown as done and could not be: why, what to do, and the words, until their author has seen it. `cardId`: of one card. */
export function Refusals({ held, cardId }: { held: BoardRoom; cardId?: string }) {
  const drafts = held.room.drafts.filter(({ input }) => cardId === undefined || input.cardId === cardId);
  if (drafts.length === 0) return null;
  return (
    <section className="stack tight" aria-label={words.title}>
      {drafts.map((draft) => (
        <Refusal key={draft.id} draft={draft} held={held} />
      ))}
    </section>
  );
}

function Refusal({ draft, held }: { draft: Draft; held: BoardRoom }) {
  const { type, input, code, id } = draft;
  const said = saidIn(draft);
  const standing = code === "ChangedMeanwhile" ? standingOver(held.state, draft) : undefined;
  const { cardId } = input;
  const card = typeof cardId === "string" ? held.board.cards[cardId]?.title.value : undefined;
  const again = async (more: object) => {
    await throwAway(id);
    void held.act(type as BoardCommand["type"], { ...input, ...more } as never);
  };
  const seen = async () => {
    await throwAway(id);
    const { fileId } = input;
    // it came and lies on no card, where nobody sees it: it doesn't stay in the store
    if (type !== "attachFile" || typeof cardId !== "string" || typeof fileId !== "string") return;
    if (held.state.files[fileId] && !liesOnCard(held.state, fileId)) void held.act("detachFile", { cardId, fileId });
  };
  return (
    <Note tone="stop" icon={<CircleAlert />} role="alert">
      <div className="stack tight">
        <p>
          <b>
            {words.title}: {words.asked[type] ?? words.other}
            {card === undefined ? "" : ` (${card})`}.
          </b>{" "}
          {wordsForCode(code)}
        </p>
        {standing === undefined ? null : <Words label={words.now} said={standing.says} />}
        {said === "" ? null : <Words label={words.yourWords} said={said} />}
        {standing?.read === null ? <p className="small">{words.settleFirst}</p> : null}
        <div className="row wrap">
          {code === "LooksLikeAPerson" ? (
            <Button small onClick={() => void again({ anyway: true })}>
              {words.anyway}
            </Button>
          ) : null}
          {said === "" || code === "LooksLikeAPerson" || standing?.read === null ? null : (
            // over what stands there now, which has just been read
            <Button small onClick={() => void again(standing?.read ?? {})}>
              {standing === undefined ? words.again : words.instead}
            </Button>
          )}
          <Button small onClick={() => void seen()}>
            {words.ok}
          </Button>
        </div>
      </div>
    </Note>
  );
}

function Words({ label, said }: { label: string; said: string }) {
  return (
    <div className="small">
      <p className="soft">{label}</p>
      <p dir="auto" className="visit-words">
        {said}
      </p>
    </div>
  );
}
