import type { TakenOutReason } from "@linkwork/shared/map/schema-gap.ts";
import { gapActWords } from "@linkwork/shared/map/words-gap.ts";
import { useState } from "react";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { act, type GapShown, type TimelineLine } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

const { takeOutWords: words, leave } = gapActWords;
const reasons = (Object.entries(words.reasons) as [TakenOutReason, string][]).map(([value, label]) => ({ value, label }));
const isFirst = ({ what }: TimelineLine): boolean => what === "gapRaised" || what === "gapSuggested";

type TakeOutProps = {
  gap: GapShown;
  /** the lines whose words may be taken out, each as it stands in the thread */
  lines: readonly { line: TimelineLine; says: string }[];
  now: number;
};

/** The words of one line go for good, and why is said in one of a few words. One button for all lines: which, is asked. */
export function TakeOut({ gap, lines, now }: TakeOutProps) {
  const [seq, setSeq] = useState<string | null>(null);
  const [reason, setReason] = useState<TakenOutReason | null>(null);
  const chosen = lines.find(({ line }) => String(line.seq) === seq);
  return (
    <div>
      <SayDialog
        of={`${gap.roomId} takeOutWords`}
        {...{ label: words.open, title: words.title, press: words.press, done: words.done, leave, tone: "stop", quiet: true }}
        lead={<p>{words.lead}</p>}
        check={() => [
          ...(chosen ? [] : [{ field: "seq", message: words.missingLine }]),
          ...(reason === null ? [{ field: "reason", message: words.missing }] : []),
        ]}
        send={async (id) => {
          await act(gap.roomId, "takeOutWords", { seq: Number(seq), reason }, id);
          setSeq(null);
        }}
      >
        {(work) => (
          <>
            <RadioCards
              id="seq"
              legend={words.which}
              choices={lines.map(({ line, says }) => ({
                value: String(line.seq),
                label: says,
                hint: (
                  <>
                    {dayAndTime(line.at, now)}
                    {line.words === "" ? null : (
                      <>
                        {": "}
                        <span dir="auto">“{line.words}”</span>
                      </>
                    )}
                  </>
                ),
              }))}
              value={seq}
              error={work.at("seq")}
              onChange={setSeq}
            />
            {chosen && isFirst(chosen.line) ? (
              <>
                <p>{words.first}</p>
                <p>{words.copies}</p>
              </>
            ) : null}
            <RadioCards id="reason" legend={words.why} choices={reasons} value={reason} error={work.at("reason")} onChange={setReason} />
          </>
        )}
      </SayDialog>
    </div>
  );
}
