import type { Purpose, Scope } from "@linkwork/shared/cases/consent.ts";
import { purposeWords, scopeWords } from "@linkwork/shared/cases/words.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { monthsOn } from "../../shell/london.ts";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { fullDate } from "../../ui/time.ts";
import { type Answers, offeredScopes, type spans } from "./consent-answers.ts";

export type StepProps = {
  answers: Answers;
  set: (change: Partial<Answers>) => void;
  at: (field: string) => string | undefined;
  label: string;
};

export type WhoProps = StepProps & {
  organisations: readonly OrgCard[];
  /** For each, a line about what stands between us: an agreement in date, or none; already in. */
  standing: (orgId: OrgId) => { words: string; taken: boolean };
};

/** More than this, and one finds a name faster by typing. */
const many = 8;

/** Which organisations, each by name. */
export function WhoStep({ answers, set, at, label, organisations, standing }: WhoProps) {
  const [wanted, setWanted] = useState("");
  const fits = organisations.filter(
    (org) =>
      answers.controllers.includes(org.orgId) || org.name.toLocaleLowerCase("en-GB").includes(wanted.trim().toLocaleLowerCase("en-GB")),
  );
  return (
    <>
      <p>Say each name aloud, and what they do. {label} chooses.</p>
      {organisations.length > many ? (
        <TextField label="Find by name" type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      ) : null}
      <CheckCards<OrgId>
        id="controllers"
        legend={`Who may know something about ${label}?`}
        hint="A paper for each one is easier to take back one by one."
        error={at("controllers")}
        value={answers.controllers}
        onChange={(controllers) => set({ controllers })}
        choices={fits.map((org) => {
          const { words, taken } = standing(org.orgId);
          return {
            value: org.orgId,
            label: org.name,
            disabled: taken && !answers.controllers.includes(org.orgId),
            hint: (
              <>
                {org.about}
                <br />
                {words}
              </>
            ),
          };
        })}
      />
    </>
  );
}

/** What it is for: one thing. */
export function WhyStep({ answers, set, at, label }: StepProps) {
  return (
    <RadioCards<Purpose>
      id="purpose"
      legend={`What should it help ${label} with?`}
      hint="One thing. For another, ask again: each yes is for one purpose."
      error={at("purpose")}
      value={answers.purpose}
      onChange={(purpose) => set({ purpose })}
      choices={(Object.entries(purposeWords) as [Purpose, string][]).map(([value, words]) => ({ value, label: sentence(words) }))}
    />
  );
}

const sentence = (words: string): string => words.charAt(0).toLocaleUpperCase("en-GB") + words.slice(1);

/** What of it may be known. */
export function WhatStep({ answers, set, at, label, names }: StepProps & { names: string }) {
  return (
    <>
      <p>Ask {label} each line. Leave out what they are unsure of: it can be added later, with a new yes.</p>
      <CheckCards<Scope>
        id="scopes"
        legend={`${names} may see`}
        error={at("scopes")}
        value={answers.scopes}
        onChange={(scopes) => set({ scopes })}
        choices={offeredScopes.map((scope) => ({ value: scope, label: scopeWords[scope].ask, hint: scopeWords[scope].hint }))}
      />
      {answers.scopes.includes("message") ? null : (
        <p className="small soft">
          Without “{scopeWords.message.ask}” they can't take part in the conversation; you can't invite them on this paper.
        </p>
      )}
    </>
  );
}

/** Until when: at most a year from when it was said. */
export function SpanChoice({ answers, set, at, label }: StepProps) {
  const until = (months: number) => fullDate(`${monthsOn(answers.saidDay, months)}T12:00:00Z`);
  return (
    <RadioCards<(typeof spans)[number]>
      id="span"
      legend="Until when?"
      hint={`${label} can stop sooner at any time.`}
      error={at("span")}
      value={answers.span}
      onChange={(span) => set({ span })}
      choices={[
        { value: "3", label: "3 months", hint: `until ${until(3)}` },
        { value: "6", label: "6 months", hint: `until ${until(6)}` },
        { value: "12", label: "12 months, the longest", hint: `until ${until(12)}` },
        {
          value: "day",
          label: "Another day",
          under: (
            <TextField
              id="untilDay"
              label="The last day"
              type="date"
              min={answers.saidDay}
              max={monthsOn(answers.saidDay, 12)}
              value={answers.untilDay}
              error={at("untilDay")}
              onChange={(event) => set({ untilDay: event.target.value })}
            />
          ),
        },
      ]}
    />
  );
}

/** Until when, and from when on they may read. */
export function UntilStep({ answers, set, at, label }: StepProps) {
  return (
    <>
      <SpanChoice answers={answers} set={set} at={at} label={label} />
      <RadioCards<Answers["history"]>
        id="history"
        legend="What of this conversation may they read?"
        error={at("history")}
        value={answers.history}
        onChange={(history) => set({ history })}
        choices={[
          { value: "now", label: "Only what is written from now on" },
          { value: "all", label: "All of it, also what was written before" },
          {
            value: "date",
            label: "From a day on",
            under: (
              <TextField
                id="historyDay"
                label="From this day on"
                type="date"
                max={answers.saidDay}
                value={answers.historyDay}
                error={at("historyDay")}
                onChange={(event) => set({ historyDay: event.target.value })}
              />
            ),
          },
        ]}
      />
    </>
  );
}
