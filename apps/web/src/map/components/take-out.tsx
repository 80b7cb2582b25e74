import type { TakenOutReason } from "@linkwork/shared/map/schema-gap.ts";
import { gapActWords } from "@linkwork/shared/map/words-gap.ts";
import { useState } from "react";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { act, type GapShown, type TimelineLine } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

const { takeOutWords: words, leave } = gapActWords;
const reasons = (Object.entries(words.reasons) as [TakenOutReason, string][]).map(([value, label]) => ({ value, label }));

/** The words of one line go for good, and why is said in one of a few words. */
export function TakeOut({ gap, line, about }: { gap: GapShown; line: TimelineLine; about: string }) {
  const [reason, setReason] = useState<TakenOutReason | null>(null);
  const first = line.what === "gapRaised" || line.what === "gapSuggested";
  return (
    <div>
      <SayDialog
        of={`${gap.roomId} takeOutWords ${line.seq}`}
        {...{ label: words.open, about, title: words.title, press: words.press, done: words.done, leave, tone: "stop", quiet: true }}
        lead={
          <>
            <p>{words.lead}</p>
            {first ? <p>{words.first}</p> : null}
          </>
        }
        check={() => (reason === null ? [{ field: "reason", message: words.missing }] : [])}
        send={(id) => act(gap.roomId, "takeOutWords", { seq: line.seq, reason }, id)}
      >
        {(work) => (
          <RadioCards id="reason" legend={words.why} choices={reasons} value={reason} error={work.at("reason")} onChange={setReason} />
        )}
      </SayDialog>
    </div>
  );
}
