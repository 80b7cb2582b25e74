import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import type { ReactNode } from "react";
import { AskDialog, type AskDialogProps } from "../../shell/ask-dialog.tsx";
import { useKept } from "../../shell/use-kept.ts";
import type { Work } from "../../shell/work.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import { useCare } from "../use-care.ts";
import { CareNote } from "./care-note.tsx";

export type SayDialogProps = {
  /** of what and what for: under this its words are kept on the device until they are sent */
  of: string;
  label: string;
  /** what it is about, for who doesn't see where the button stands */
  about?: string;
  title: string;
  press: string;
  leave: string;
  done: AskDialogProps["done"];
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

const nothing = { said: "" };
type Writing = { said: string; onSaid: (said: string) => void; onSent: () => void };

/** A question of the map with words of one's own. Whatever is refused, and whatever others do meanwhile, they stay. */
export function SayDialog(props: SayDialogProps) {
  // where none are asked for, the device isn't asked either
  return props.words ? <Kept {...props} /> : <Say {...props} said="" onSaid={() => undefined} onSent={() => undefined} />;
}
function Kept(props: SayDialogProps) {
  const { draft, set, done } = useKept(`map-say/${props.of}`, nothing, true);
  return <Say {...props} said={draft.said} onSaid={(said) => set({ said })} onSent={() => done()} />;
}

function Say({
  words,
  hint,
  missing,
  max = 1_000,
  lead,
  check,
  send,
  children,
  label,
  said,
  onSaid,
  onSent,
  ...ask
}: SayDialogProps & Writing) {
  const care = useCare();
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      {...ask}
      label={label}
      check={() => [...(check?.() ?? []), ...(missing && said.trim() === "" ? [{ field: "words", message: missing }] : [])]}
      send={(id) => care.guard({ words: said }, (more) => send(id, said.trim(), more)).then(onSent)}
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
              onChange={(event) => onSaid(event.target.value)}
            />
          ) : null}
          <CareNote care={care} />
        </>
      )}
    </AskDialog>
  );
}
