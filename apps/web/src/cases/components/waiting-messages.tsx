import { Copy, FileLock2, Trash2, Undo2 } from "lucide-react";
import { throwAway } from "../../kernel/outbox.ts";
import type { Draft } from "../../kernel/outbox-queue.ts";
import type { Pending } from "../../kernel/use-room.ts";
import { wordsForCode } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Said } from "../../ui/thread.tsx";
import { clockTime, dayAndTime } from "../../ui/time.ts";

/** What I wrote and what is not with the server yet. Live, it takes a blink and only says "sending". */
export function WaitingMessage({ item, name }: { item: Pending; name: string }) {
  const live = item.state === "sending";
  const text = typeof item.input.text === "string" ? item.input.text : "";
  const files = Array.isArray(item.input.files) ? item.input.files.length : 0;
  return (
    <Said
      name={live ? name : "You"}
      when={{ at: item.queuedAt, words: clockTime(item.queuedAt) }}
      waiting={live ? "sending" : "waiting to be sent"}
    >
      <p dir="auto">{text}</p>
      {files > 0 ? <p className="small soft">{files === 1 ? "with a file" : `with ${files} files`}</p> : null}
    </Said>
  );
}

export type UnsentProps = {
  drafts: readonly Draft[];
  /** Half written, never sent. */
  half?: string | undefined;
  onThrowHalf?: (() => void) | undefined;
  /** Where one can still write: puts the words back into the reply box. */
  onAgain?: ((text: string) => void) | undefined;
  /** Whether the reason is said; the closed screen says it already. */
  reason: boolean;
};

/** My words that did not go out, with what I can do with them. */
export function Unsent({ drafts, half = "", onThrowHalf, onAgain, reason }: UnsentProps) {
  const words = drafts.map((draft) => ({ ...draft, text: typeof draft.input.text === "string" ? draft.input.text : "" }));
  if (words.length === 0 && half.trim() === "") return null;
  return (
    <section className="card unsent" aria-labelledby="unsent">
      <h2 id="unsent" className="heading">
        <FileLock2 /> Your text was not sent
      </h2>
      <p className="small soft">{half.trim() === "" ? "It is kept on this device only, until you sign out." : "Only you can see it."}</p>
      <ul className="stack">
        {words.map((draft) => (
          <li key={draft.id} className="stack tight">
            {reason ? <p className="small">{wordsForCode(draft.code)}</p> : null}
            <p className="words" dir="auto">
              “{draft.text}”
            </p>
            <p className="small soft">written {dayAndTime(draft.queuedAt, Date.now())}</p>
            <Buttons
              text={draft.text}
              onAgain={
                onAgain &&
                (() => {
                  onAgain(draft.text);
                  void throwAway(draft.id);
                })
              }
              onThrow={() => void throwAway(draft.id)}
            />
          </li>
        ))}
        {half.trim() === "" || !onThrowHalf ? null : (
          <li className="stack tight">
            <p className="words" dir="auto">
              “{half}”
            </p>
            <Buttons text={half} onThrow={onThrowHalf} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Buttons({ text, onAgain, onThrow }: { text: string; onAgain?: (() => void) | undefined; onThrow: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => announce("Copied."),
      () => announce("This browser does not let us copy. Mark the text and copy it yourself."),
    );
  return (
    <div className="row wrap">
      {onAgain ? (
        <Button small icon={<Undo2 />} onClick={onAgain}>
          Put it back to write on
        </Button>
      ) : null}
      <Button small icon={<Copy />} onClick={() => void copy()}>
        Copy
      </Button>
      <Button small tone="stop" icon={<Trash2 />} onClick={onThrow}>
        Throw away
      </Button>
    </div>
  );
}
