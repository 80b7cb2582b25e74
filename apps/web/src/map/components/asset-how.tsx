import { accessWords } from "@linkwork/shared/exchange/words.ts";
import { audienceWords, costWords } from "@linkwork/shared/map/words.ts";
import { addWords as words } from "@linkwork/shared/map/words-forms.ts";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import type { AssetDraft } from "../asset-form.ts";
import { useInside, useLooksAfter } from "../client.ts";
import type { AssetPartProps } from "./asset-what.tsx";
import { HoursFields } from "./hours-fields.tsx";

const choicesOf = <T extends string>(all: Readonly<Record<T, string>>) =>
  (Object.entries(all) as [T, string][]).map(([value, label]) => ({ value, label }));

/** The third step: when, whom to ask, what it costs. All of it can be left out. `edits`: it is there already. */
export function AssetHow({ draft, set, work, edits = false }: AssetPartProps & { edits?: boolean }) {
  const looksAfter = useLooksAfter();
  const inside = useInside();
  const text = (field: "when" | "eligibility", label: string, hint?: string) => (
    <TextArea
      id={field}
      label={label}
      hint={hint}
      rows={2}
      maxLength={500}
      value={draft[field]}
      error={work.at(field)}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  const line = (
    field: "phone" | "email" | "costWords" | "languages" | "web",
    label: string,
    more: { hint?: string; type?: string } = {},
  ) => (
    <TextField
      id={field}
      label={label}
      {...more}
      value={draft[field]}
      maxLength={field === "web" ? 500 : 160}
      error={work.at(field)}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  return (
    <>
      <HoursFields draft={draft} set={set} work={work} />
      {text("when", words.when, words.whenHint)}
      <fieldset className="stack">
        <legend>
          <b>{words.contacts}</b>
        </legend>
        <p className="hint">{words.contactsHint}</p>
        {line("phone", words.phone, { type: "tel" })}
        {line("email", words.email, { type: "email" })}
        {line("web", words.web, { type: "url", hint: words.webHint })}
      </fieldset>
      <RadioCards
        beside
        legend={words.cost}
        choices={choicesOf(costWords)}
        value={draft.cost}
        onChange={(cost: AssetDraft["cost"]) => set({ cost })}
      />
      {draft.cost === "free" ? null : line("costWords", words.costWords)}
      <details className="more-filters" open={edits}>
        <summary>{words.more}</summary>
        <div className="stack">
          {text("eligibility", words.eligibility)}
          <CheckCards
            beside
            legend={words.audiences}
            choices={choicesOf(audienceWords)}
            value={draft.audiences}
            onChange={(audiences) => set({ audiences })}
          />
          <CheckCards
            beside
            legend={words.access}
            choices={choicesOf(accessWords)}
            value={draft.access}
            onChange={(access) => set({ access })}
          />
          {line("languages", words.languages, { hint: words.languagesHint })}
          <RadioCards
            beside
            legend={words.catchment}
            choices={choicesOf(words.catchments)}
            value={draft.catchment}
            onChange={(catchment) => set({ catchment })}
          />
          {draft.catchment === "radius" ? (
            <TextField
              id="km"
              label={words.km}
              inputMode="decimal"
              maxLength={5}
              value={draft.km}
              error={work.at("km")}
              onChange={(event) => set({ km: event.target.value })}
            />
          ) : null}
          {inside ? (
            <TextField
              id="fundingEnds"
              type="date"
              label={words.fundingEnds}
              hint={words.fundingHint}
              value={draft.fundingEnds}
              error={work.at("fundingEnds")}
              onChange={(event) => set({ fundingEnds: event.target.value })}
            />
          ) : null}
          {looksAfter && !edits ? (
            <TextField
              id="heardAt"
              label={words.heard}
              hint={words.heardHint}
              maxLength={160}
              value={draft.heardAt}
              error={work.at("heardAt")}
              onChange={(event) => set({ heardAt: event.target.value })}
            />
          ) : null}
        </div>
      </details>
    </>
  );
}
