import { boardMendWords, boardPageWords } from "@linkwork/shared/boards/words-board.ts";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";

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
  onSave: (text: string) => void;
};

/** Asks for one line. */
export function OneLine({ title, label, hint, max, value = "", mayBeEmpty = false, wrong, onClose, onSave }: OneLineProps) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const said = text.trim();
  return (
    <LazyDialog open onClose={onClose} title={title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const problem = wrong?.(said);
          setError(problem);
          if (problem !== undefined || (said === "" && !mayBeEmpty)) return;
          if (said !== value) onSave(said);
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
        <div className="dialog-foot">
          <Button tone="main" type="submit">
            {boardMendWords.save}
          </Button>
          <Button onClick={onClose}>{boardPageWords.cancel}</Button>
        </div>
      </form>
    </LazyDialog>
  );
}
