import { Copy, FileLock2, Trash2, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { throwAway } from "../../kernel/outbox.ts";
import type { Draft } from "../../kernel/outbox-queue.ts";
import type { Pending } from "../../kernel/use-room.ts";
import { wordsForCode } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Said } from "../../ui/thread.tsx";
import { clockOrDay, dayAndTime } from "../../ui/time.ts";
import { type Half, useThrowHalf } from "../client.ts";

/** What I wrote and what is not with the server yet. Live, it takes a blink and only says "sending". */
export function WaitingMessage({ item, name }: { item: Pending; name: string }) {
  const live = item.state === "sending";
  const text = wordsIn(item.input);
  const files = filesIn(item.input);
  return (
    <Said
      name={live ? name : "You"}
      when={{ at: item.queuedAt, words: clockOrDay(item.queuedAt, Date.now()) }}
      waiting={live ? "sending" : "waiting to be sent"}
    >
      <p dir="auto">{text}</p>
      {files > 0 ? <p className="small soft">{files === 1 ? "with a file" : `with ${files} files`}</p> : null}
    </Said>
  );
}

/** The words that somebody wrote, in whatever it was that they did. */
function wordsIn({ text, description, title, name }: Record<string, unknown>): string {
  return [text, description, title, name].find((each): each is string => typeof each === "string") ?? "";
}
const filesIn = ({ files }: Record<string, unknown>): number => (Array.isArray(files) ? files.length : 0);

export type UnsentProps = {
  drafts: readonly Draft[];
  /** Half written, never sent. */
  halves?: readonly Half[] | undefined;
  /** where there is more to throw away than what this device keeps under the hat that is worn */
  onThrowHalf?: ((box: string) => void) | undefined;
  /** Where one can still write: puts the words back into the reply box, with what they belong to. */
  onAgain?: ((draft: Draft) => void) | undefined;
  /** What was done without words. */
  wordless?: ((draft: Draft) => string) | undefined;
  /** What somebody wrote or chose, where that alone doesn't tell what was done: a day, a number, where something leads. */
  chosen?: ((draft: Draft) => string) | undefined;
  /** Whether the reason is said; the closed screen says it already. */
  reason: boolean;
};

/** My words that did not go out, with what I can do with them. */
export function Unsent({ drafts, halves = [], onThrowHalf, onAgain, wordless = () => "", chosen, reason }: UnsentProps) {
  const id = useId();
  const throwHalf = useThrowHalf();
  const words = drafts.map((draft) => ({ ...draft, text: chosen?.(draft) ?? wordsIn(draft.input), files: filesIn(draft.input) }));
  const begun = halves.filter(({ text }) => text.trim() !== "");
  if (words.length + begun.length === 0) return null;
  return (
    <section className="card unsent" aria-labelledby={id}>
      <h2 id={id} className="heading">
        <FileLock2 /> Your text was not sent
      </h2>
      <p className="small soft">{begun.length === 0 ? "It is kept on this device only, until you sign out." : "Only you can see it."}</p>
      <ul className="stack">
        {words.map((draft) => (
          <li key={draft.id} className="stack tight">
            {reason ? <p className="small">{wordsForCode(draft.code)}</p> : null}
            {draft.text === "" || chosen ? <p className="soft">{wordless(draft)}</p> : null}
            {draft.text === "" ? null : (
              <p className="words" dir="auto">
                “{draft.text}”
              </p>
            )}
            <p className="small soft">written {dayAndTime(draft.queuedAt, Date.now())}</p>
            {draft.files > 0 ? (
              <p className="small">
                {draft.files === 1 ? "It had a file with it." : `It had ${draft.files} files with it.`} Add it again if you send it.
              </p>
            ) : null}
            <Buttons
              text={draft.text}
              onAgain={
                onAgain &&
                (() => {
                  onAgain(draft);
                  void throwAway(draft.id);
                })
              }
              onThrow={() => void throwAway(draft.id)}
            />
          </li>
        ))}
        {begun.map(({ box, text }) => (
          <li key={box} className="stack tight">
            <p className="words" dir="auto">
              “{text}”
            </p>
            <Buttons text={text} onThrow={() => (onThrowHalf ?? throwHalf)(box)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of copying stands on the button itself. */
const copyWords = { not: "Copy", done: "Copied", never: "Can't be copied here: mark the text and copy it yourself" };

function Buttons({ text, onAgain, onThrow }: { text: string; onAgain?: (() => void) | undefined; onThrow: () => void }) {
  const [copied, setCopied] = useState<keyof typeof copyWords>("not");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("done");
      announce(copyWords.done);
    } catch {
      setCopied("never");
      announce(copyWords.never);
    }
  };
  return (
    <div className="row wrap">
      {onAgain ? (
        <Button small icon={<Undo2 />} onClick={onAgain}>
          Put it back to write on
        </Button>
      ) : null}
      {text === "" ? null : (
        <Button small icon={<Copy />} onClick={() => void copy()}>
          {copyWords[copied]}
        </Button>
      )}
      <Button small tone="stop" icon={<Trash2 />} onClick={onThrow}>
        Throw away
      </Button>
    </div>
  );
}
