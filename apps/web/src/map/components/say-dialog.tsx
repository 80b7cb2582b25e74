import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { type ReactNode, useState } from "react";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import type { Work } from "../../shell/work.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import { useCare } from "../use-care.ts";
import { CareNote } from "./care-note.tsx";

export type SayDialogProps = {
  label: string;
  title: string;
  press: string;
  leave: string;
  done: string;
  /** over the words; without it none are asked */
  words?: string;
  hint?: string;
  /** said where they are missing; without it they may be */
  missing?: string;
  max?: number;
  tone?: "main" | "stop";
  quiet?: true;
  lead?: ReactNode;
  /** what else has to be mended before it is sent */
  check?: () => readonly FormError[];
  send: (id: EventId, said: string, more: { anyway?: true }) => Promise<unknown>;
  children?: (work: Work) => ReactNode;
};

/** A question of the map with words of one's own. Whatever is refused, they stay. */
export function SayDialog({ words, hint, missing, max = 1_000, lead, check, send, children, label, ...ask }: SayDialogProps) {
  const [said, setSaid] = useState("");
  const care = useCare();
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      {...ask}
      label={label}
      check={() => [...(check?.() ?? []), ...(missing && said.trim() === "" ? [{ field: "words", message: missing }] : [])]}
      send={(id) => care.guard({ words: said, text: said, note: said, reason: said }, (more) => send(id, said.trim(), more))}
      // refusals name what they found, and the words are one field here
      fieldOf={(path) => (["text", "note", "reason"].includes(path) ? "words" : path)}
      after={lookAgain}
    >
      {(work) => (
        <>
          {lead}
          {children?.(work)}
          {words ? (
            <TextArea
              id="words"
              label={words}
              hint={hint}
              rows={4}
              maxLength={max}
              value={said}
              error={work.at("words")}
              onChange={(event) => setSaid(event.target.value)}
            />
          ) : null}
          <CareNote care={care} />
        </>
      )}
    </AskDialog>
  );
}
