import { boardMendWords, boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";

export type OneLineProps = {
  title: string;
  label: string;
  hint?: string | undefined;
  max: number;
  value?: string;
  mayBeEmpty?: boolean;
  /** what has to be mended in it */
  wrong?: (text: string) => string | undefined;
  onClose: () => void;
  /** whose names may stand in it */
  board: { readonly owners: readonly { readonly name: string }[] };
  /** `was`: what stood there when it was opened */
  onSave: (text: string, looks: { anyway?: true }, was: string) => void;
};

/** Asks for one line. */
export function OneLine({ title, label, hint, max, value = "", mayBeEmpty = false, wrong, board, onClose, onSave }: OneLineProps) {
  // what others write meanwhile is not what was read
  const [was] = useState(value);
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const looks = useLooksLike(text, { owners: board.owners, standing: { text: was } });
  const said = text.trim();
  return (
    <LazyDialog open onClose={onClose} title={title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const problem = wrong?.(said);
          setError(problem);
          if (problem !== undefined || looks.stops || (said === "" && !mayBeEmpty)) return;
          if (said !== was) onSave(said, looks.anyway, was);
          onClose();
        }}
      >
        <TextField
          label={label}
          hint={hint}
          error={error}
          value={text}
          maxLength={max}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
        <LooksLike looks={looks} />
        <div className="dialog-foot">
          <Button tone="main" type="submit" aria-disabled={looks.stops || undefined}>
            {boardMendWords.save}
          </Button>
          <Button onClick={onClose}>{boardPageWords.cancel}</Button>
        </div>
      </form>
    </LazyDialog>
  );
}
