import { parts } from "@linkwork/shared/exchange/rules-learning.ts";
import type { Part } from "@linkwork/shared/exchange/schema-learning.ts";
import type { Side } from "@linkwork/shared/exchange/schema-reflection.ts";
import { learningWords } from "@linkwork/shared/exchange/words-learning.ts";
import { answers, questions } from "@linkwork/shared/exchange/words-reflection.ts";
import { Fragment } from "react";
import { Marked, type MarkedRange } from "../../ui/marked.tsx";

type SaidProps = {
  side: Side;
  says: Partial<Record<Part, string | undefined>>;
  /** read by whoever wrote it */
  own?: boolean;
  /** what in an answer is marked */
  marks?: Partial<Record<Part, readonly MarkedRange[]>>;
  /** of these, words were taken out */
  takenOut?: readonly Part[];
};

/** What somebody wrote about a visit, answer by answer. What counts most comes first. */
export function Said({ side, says, own = false, marks = {}, takenOut = [] }: SaidProps) {
  const given = (["differently", ...parts.filter((part) => part !== "differently")] as const).filter(
    (part) => says[part] || takenOut.includes(part),
  );
  return (
    <dl className="said-answers">
      {given.map((part) => (
        <Fragment key={part}>
          <dt>{(own ? questions : answers)[side][part]}</dt>
          <dd>
            {says[part] ? (
              <p className="visit-words" dir="auto">
                <Marked text={says[part]} ranges={marks[part] ?? []} />
              </p>
            ) : null}
            {takenOut.includes(part) ? <p className="small soft">{says[part] ? learningWords.takenOut : learningWords.allGone}</p> : null}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
