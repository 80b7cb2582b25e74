import type { HostReason } from "@linkwork/shared/exchange/schema-session.ts";
import { reasonWords } from "@linkwork/shared/exchange/words.ts";
import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { AskDialog } from "./ask-dialog.tsx";

/** `dateMoved` is what the house says. */
type ChosenReason = Exclude<HostReason, "dateMoved">;
const { dateMoved: _house, ...chosen } = reasonWords;
const hostReasons = Object.entries(chosen).map(([value, label]) => ({ value: value as ChosenReason, label }));

type SayWhyProps<Reason extends string> = {
  label: string;
  title: string;
  /** under which the kind word is kept on the device until it is sent */
  box: string;
  how?: string;
  done: string;
  send: (id: EventId, input: { reason: Reason; words?: string }) => Promise<unknown>;
};
type AskWhyProps<Reason extends string> = SayWhyProps<Reason> & {
  reasons: readonly { value: Reason; label: string }[];
  /** over the kind word, and under that */
  kindWords?: string;
  kindHint?: string;
};

/** A no to somebody who comes, or would like to. */
export const SayWhy = (props: SayWhyProps<ChosenReason>) => <AskWhy {...props} reasons={hostReasons} />;

/** A no to somebody: with what comes nearest to why, and a kind word if one likes. */
export function AskWhy<Reason extends string>({
  label,
  title,
  box,
  how,
  done,
  send,
  reasons,
  kindWords = words.kindWords,
  kindHint = words.kindHint,
}: AskWhyProps<Reason>) {
  const [reason, setReason] = useState<Reason | "">("");
  const [kind, setKind] = useDraftText(box);
  const sent = async (id: EventId) => {
    if (reason === "") return;
    await send(id, { reason, ...(kind.trim() === "" ? {} : { words: kind }) });
    setKind("");
  };
  return (
    <AskDialog
      label={label}
      title={title}
      leave={words.leave}
      tone="stop"
      asking
      check={() => (reason === "" ? [{ field: "reason", message: words.chooseWhy }] : [])}
      send={sent}
      done={done}
    >
      {(work) => (
        <>
          {how ? <p>{how}</p> : null}
          <SelectField
            id="reason"
            label={words.why}
            prompt={words.chooseWhy}
            options={reasons}
            value={reason}
            error={work.at("reason")}
            onChange={(event) => setReason(event.target.value as Reason)}
          />
          <TextArea
            id="words"
            label={kindWords}
            hint={kindHint}
            rows={3}
            maxLength={500}
            value={kind}
            error={work.at("words")}
            onChange={(event) => setKind(event.target.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
