import { CloudOff, RotateCw } from "lucide-react";
import { refusedFrom } from "../kernel/refused.ts";
import { wordsFor } from "../kernel/words.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";

/** While something is fetched: one quiet line, no wheel. */
export function Waiting({ what = "One moment" }: { what?: string | undefined }) {
  return (
    <p className="soft waiting-line" role="status">
      {what}…
    </p>
  );
}

/** For what could not be fetched because nobody could be reached. */
const offlineWords = "You are not live. It comes by itself when you are back; conversations that you had open can still be read.";

export type FailedProps = { error: unknown; onAgain: () => void; what: string };

/** Something could not be fetched: what, why in words, and again. */
export function Failed({ error, onAgain, what }: FailedProps) {
  return (
    <Note tone="wait" icon={<CloudOff />} role="alert">
      <div className="stack">
        <p>
          <b>{what}</b> {refusedFrom(error).offline ? offlineWords : wordsFor(error)}
        </p>
        <Button small icon={<RotateCw />} onClick={onAgain}>
          Try again
        </Button>
      </div>
    </Note>
  );
}
