import { grantorWords, methodWords, purposeWords, scopeWords } from "@linkwork/shared/cases/words.ts";
import { authorityWords } from "@linkwork/shared/cases/words-consent.ts";
import { Button } from "../../ui/button.tsx";
import { type Fact, Facts } from "../../ui/facts.tsx";
import { fullDate } from "../../ui/time.ts";
import { type Answers, authorityIn, lastDayOf } from "./consent-answers.ts";
import { steps } from "./consent-errors.ts";
import { languageWords } from "./consent-how.tsx";

export type ConsentCheckProps = { answers: Answers; names: string; label: string; goTo: (step: number) => void };

const noon = (day: string): string => fullDate(`${day}T12:00:00Z`);

/** What an attorney, a guardian or a parent has shown. */
function shownBy(answers: Answers): Fact[] {
  const { evidence, seenDay, holdsUntil } = answers;
  const authority = authorityIn(answers);
  if (authority === null) return [];
  const until = holdsUntil === "" ? "without an end" : `until ${noon(holdsUntil)}`;
  return [
    { name: "By", value: `${authorityWords[authority]}, ${until}` },
    { name: "Shown by", value: `${evidence}, seen on ${noon(seenDay)}` },
  ];
}

/** Every answer once more, each with its way back. */
export function ConsentCheck({ answers: a, names, label, goTo }: ConsentCheckProps) {
  const history =
    a.history === "now" ? "only what is written from now on" : a.history === "all" ? "all of it" : `from ${noon(a.historyDay)} on`;
  const parts: Fact[][] = [
    [
      { name: "Organisations", value: names },
      ...(a.excluded.length > 0
        ? [{ name: "Kept away", value: new Intl.ListFormat("en-GB").format(a.excluded.map((away) => away.name)) }]
        : []),
    ],
    [{ name: "For", value: a.purpose ? purposeWords[a.purpose] : "" }],
    [{ name: "May see", value: a.scopes.map((s) => scopeWords[s].short).join(", ") }],
    [
      { name: "Last day", value: noon(lastDayOf(a)) },
      { name: "May read", value: history },
    ],
    [
      { name: "Said on", value: `${noon(a.saidDay)}, ${a.saidTime}` },
      { name: "How", value: [a.method ? methodWords[a.method] : "", `in ${languageWords(a.language)}`].join(", ") },
      ...(a.interpreter.trim() ? [{ name: "Interpreter", value: a.interpreter }] : []),
      ...(a.witness.trim() ? [{ name: "Also there", value: a.witness }] : []),
      { name: "Said by", value: a.grantor === "self" ? label : `${a.grantorName}, ${grantorWords[a.grantor]}` },
      ...shownBy(a),
      { name: "Can decide", value: `${a.capacity === "lacks" ? "no" : "yes"}, judged by ${a.assessedBy} on ${noon(a.assessedDay)}` },
    ],
  ];
  return (
    <>
      <p>Read it through together. The paper is what {label} takes home.</p>
      {parts.map((facts, step) => (
        <section key={steps[step]} className="card" aria-label={steps[step]}>
          <div className="row spread top">
            <Facts facts={facts} />
            <Button small onClick={() => goTo(step)}>
              Change<span className="visually-hidden">: {steps[step]}</span>
            </Button>
          </div>
        </section>
      ))}
    </>
  );
}
