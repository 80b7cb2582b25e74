import type { Authority, Grantor, Method } from "@linkwork/shared/cases/consent.ts";
import { authoritiesOf } from "@linkwork/shared/cases/rules-consent.ts";
import { grantorWords, methodWords } from "@linkwork/shared/cases/words.ts";
import { authorityWords } from "@linkwork/shared/cases/words-consent.ts";
import { today } from "../../shell/london.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { authorityIn } from "./consent-answers.ts";
import type { StepProps } from "./consent-steps.tsx";

const tags = [
  "en",
  "gd",
  "ur",
  "pa",
  "pl",
  "ro",
  "ar",
  "fa",
  "uk",
  "ru",
  "zh",
  "yue",
  "bn",
  "so",
  "ti",
  "tr",
  "es",
  "fr",
  "pt",
  "it",
  "bfi",
];
const named = new Intl.DisplayNames("en-GB", { type: "language" });
/** The languages that can be chosen. */
export const languages = tags.map((value) => ({ value, label: value === "bfi" ? "British Sign Language" : (named.of(value) ?? value) }));
/** A language's name as the check lists it. */
export const languageWords = (tag: string): string => languages.find((each) => each.value === tag)?.label ?? tag;

/** How it was said, by whom, and who judged that they can decide it. */
export function HowStep({ answers, set, at, label }: StepProps) {
  return (
    <>
      <div className="row wrap top said-when">
        <TextField
          id="saidDay"
          label={`When did ${label} say it?`}
          type="date"
          max={today()}
          value={answers.saidDay}
          error={at("saidDay")}
          onChange={(event) => set({ saidDay: event.target.value })}
        />
        <TextField
          id="saidTime"
          label="At what time?"
          type="time"
          value={answers.saidTime}
          error={at("saidTime")}
          onChange={(event) => set({ saidTime: event.target.value })}
        />
      </div>
      <RadioCards<Method>
        id="method"
        legend="How?"
        error={at("method")}
        value={answers.method}
        onChange={(method) => set({ method })}
        choices={(Object.entries(methodWords) as [Method, string][]).map(([value, words]) => ({
          value,
          label: words.charAt(0).toLocaleUpperCase("en-GB") + words.slice(1),
        }))}
      />
      <SelectField
        id="language"
        label="In which language?"
        value={answers.language}
        error={at("language")}
        options={languages}
        onChange={(event) => set({ language: event.target.value })}
      />
      <TextField
        id="interpreter"
        label="Who interpreted (if somebody did)"
        autoComplete="off"
        maxLength={80}
        value={answers.interpreter}
        error={at("interpreter")}
        onChange={(event) => set({ interpreter: event.target.value })}
      />
      <TextField
        id="witness"
        label="Who else was there (if somebody was)"
        autoComplete="off"
        maxLength={80}
        value={answers.witness}
        error={at("witness")}
        onChange={(event) => set({ witness: event.target.value })}
      />
      <WhoSaidYes answers={answers} set={set} at={at} label={label} />
      <CanDecide answers={answers} set={set} at={at} label={label} />
    </>
  );
}

function WhoSaidYes({ answers, set, at, label }: StepProps) {
  const authorities = answers.grantor === "self" ? [] : authoritiesOf[answers.grantor];
  const under = (
    <>
      <TextField
        id="grantorName"
        label="Their name"
        autoComplete="off"
        maxLength={120}
        value={answers.grantorName}
        error={at("grantorName")}
        onChange={(event) => set({ grantorName: event.target.value })}
      />
      {authorities.length > 1 ? (
        <SelectField
          id="authority"
          label="By which authority?"
          prompt="Choose what the paper says"
          value={authorityIn(answers) ?? ""}
          error={at("authority")}
          options={authorities.map((value) => ({ value, label: authorityWords[value] }))}
          onChange={(event) => set({ authority: event.target.value as Authority })}
        />
      ) : null}
      <TextField
        id="evidence"
        label="What have you seen that shows it?"
        hint="With its number, and where a copy lies. Such as: certificate 4711, Office of the Public Guardian; copy in the practice file"
        maxLength={200}
        value={answers.evidence}
        error={at("evidence")}
        onChange={(event) => set({ evidence: event.target.value })}
      />
      <div className="row wrap top said-when">
        <TextField
          id="seenDay"
          label="Seen on"
          type="date"
          max={today()}
          value={answers.seenDay}
          error={at("seenDay")}
          onChange={(event) => set({ seenDay: event.target.value })}
        />
        <TextField
          id="holdsUntil"
          label="Their authority ends on (if it does)"
          type="date"
          value={answers.holdsUntil}
          error={at("holdsUntil")}
          onChange={(event) => set({ holdsUntil: event.target.value })}
        />
      </div>
    </>
  );
  return (
    <RadioCards<Grantor["kind"]>
      id="grantor"
      legend="Who said yes?"
      error={at("grantor")}
      value={answers.grantor}
      onChange={(grantor) => set({ grantor })}
      choices={(Object.entries(grantorWords) as [Grantor["kind"], string][]).map(([value, words]) => ({
        value,
        label: value === "self" ? `${label}, for themselves` : words.charAt(0).toLocaleUpperCase("en-GB") + words.slice(1),
        under: value === "self" ? undefined : under,
      }))}
    />
  );
}

function CanDecide({ answers, set, at, label }: StepProps) {
  return (
    <>
      <RadioCards<"has" | "lacks">
        id="capacity"
        legend={`Can ${label} decide this?`}
        hint="Only this, at this time: they understand it, can weigh it up, remember it, and tell you."
        error={at("capacity")}
        value={answers.capacity}
        onChange={(capacity) => set({ capacity })}
        choices={[
          { value: "has", label: "Yes" },
          { value: "lacks", label: "No, somebody else had to decide" },
        ]}
      />
      <div className="row wrap top said-when">
        <TextField
          id="assessedBy"
          label="Who judged that?"
          autoComplete="off"
          maxLength={120}
          value={answers.assessedBy}
          error={at("assessedBy")}
          onChange={(event) => set({ assessedBy: event.target.value })}
        />
        <TextField
          id="assessedDay"
          label="On which day?"
          type="date"
          max={today()}
          value={answers.assessedDay}
          error={at("assessedDay")}
          onChange={(event) => set({ assessedDay: event.target.value })}
        />
      </div>
    </>
  );
}
