import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { Kind } from "@linkwork/shared/projects/schema.ts";
import { bringsWords } from "@linkwork/shared/projects/words.ts";
import { kindOrder, charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { Plus, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import type { CharterDraft, Named } from "../charter-form.ts";

export type FieldsProps = {
  draft: CharterDraft;
  set: (change: Partial<CharterDraft>) => void;
  /** the sentence for one field that has to be mended */
  at: (field: string) => string | undefined;
};

/** One line changed, the others as they are. */
const changed = <Line extends object>(lines: readonly Line[], line: Line, change: Partial<Line>): Line[] =>
  lines.map((each) => (each === line ? { ...each, ...change } : each));

const Legend = ({ children, hint }: { children: string; hint?: string }) => (
  <>
    <legend>
      <h2>{children}</h2>
    </legend>
    {hint ? <p className="soft">{hint}</p> : null}
  </>
);
const Drop = ({ about, onClick }: { about: string; onClick: () => void }) => (
  <Button small tone="quiet" icon={<X />} onClick={onClick}>
    {words.drop}
    <span className="visually-hidden">: {about}</span>
  </Button>
);

/** What it is, why, and what people said is missing. */
export function WhatFields({ draft, set, at }: FieldsProps) {
  return (
    <fieldset className="stack project-part">
      <Legend>{words.steps[0]}</Legend>
      <TextField
        id="title"
        label={words.name}
        hint={words.nameHint}
        maxLength={80}
        value={draft.title}
        error={at("title")}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        id="purpose"
        label={words.purpose}
        hint={words.purposeHint}
        rows={4}
        maxLength={2_000}
        value={draft.purpose}
        error={at("purpose")}
        onChange={(event) => set({ purpose: event.target.value })}
      />
      <TextArea
        id="need"
        label={words.need}
        hint={words.needHint}
        rows={4}
        maxLength={1_000}
        value={draft.need}
        error={at("need")}
        onChange={(event) => set({ need: event.target.value })}
      />
      <TextField
        id="startsOn"
        type="date"
        label={words.startsOn}
        hint={words.startsHint}
        value={draft.startsOn}
        error={at("startsOn")}
        onChange={(event) => set({ startsOn: event.target.value })}
      />
    </fieldset>
  );
}

const kinds = kindOrder.map((value) => ({ value, label: bringsWords[value] }));

/** What each organisation brings: a place, time and what people have lived through first. */
export function BringsFields({ draft, set, at, orgs }: FieldsProps & { orgs: readonly Named[] }) {
  const add = (orgId: Named["orgId"]) =>
    set({ brings: [...draft.brings, { bringsId: newId<string>(Date.now()), orgId, kind: "", words: "" }] });
  return (
    <fieldset className="stack project-part loose">
      <Legend hint={words.bringsHint}>{words.brings}</Legend>
      {orgs.map(({ orgId, name }) => {
        const own = draft.brings.filter((each) => each.orgId === orgId);
        const wrong = at(`brings-${orgId}`);
        return (
          <section className="card stack" key={orgId} aria-label={words.bringsOf(name)}>
            <h3>{words.bringsOf(name)}</h3>
            {own.map((line) => (
              <div className="project-line" key={line.bringsId}>
                <SelectField
                  id={`kind-${line.bringsId}`}
                  label={words.kind}
                  prompt={words.chooseKind}
                  options={kinds}
                  value={line.kind}
                  error={at(`kind-${line.bringsId}`)}
                  onChange={(event) => set({ brings: changed(draft.brings, line, { kind: event.target.value as Kind | "" }) })}
                />
                <TextField
                  id={`words-${line.bringsId}`}
                  label={words.bringsWords}
                  maxLength={200}
                  value={line.words}
                  error={at(`words-${line.bringsId}`)}
                  onChange={(event) => set({ brings: changed(draft.brings, line, { words: event.target.value }) })}
                />
                <Drop about={line.words || name} onClick={() => set({ brings: draft.brings.filter((each) => each !== line) })} />
              </div>
            ))}
            {wrong ? <p className="project-wrong">{wrong}</p> : null}
            <Button small icon={<Plus />} id={`brings-${orgId}`} onClick={() => add(orgId)}>
              {own.length === 0 ? words.bringsOf(name) : words.moreFor(name)}
            </Button>
          </section>
        );
      })}
    </fieldset>
  );
}

/** Money with its end. */
export function MoneyFields({ draft, set, at }: FieldsProps) {
  const add = () =>
    set({ money: [...draft.money, { fundingId: newId<string>(Date.now()), name: "", funder: "", pounds: "", from: "", until: "" }] });
  return (
    <fieldset className="stack project-part loose">
      <Legend hint={words.moneyHint}>{words.money}</Legend>
      {draft.money.length === 0 ? <p>{words.noMoney}</p> : null}
      {draft.money.map((line) => {
        const of = (field: "name" | "funder" | "pounds" | "from" | "until") => ({
          id: `${field}-${line.fundingId}`,
          value: line[field],
          error: at(`${field}-${line.fundingId}`),
          onChange: (event: { target: { value: string } }) => set({ money: changed(draft.money, line, { [field]: event.target.value }) }),
        });
        return (
          <section className="card stack" key={line.fundingId} aria-label={line.name || words.money}>
            <div className="project-line">
              <TextField label={words.moneyName} maxLength={120} {...of("name")} />
              <TextField label={words.funder} maxLength={120} {...of("funder")} />
              <TextField label={words.pounds} hint={words.poundsHint} inputMode="decimal" maxLength={20} {...of("pounds")} />
              <TextField type="date" label={words.from} {...of("from")} />
              <TextField type="date" label={words.until} {...of("until")} />
            </div>
            <Drop about={line.name || words.money} onClick={() => set({ money: draft.money.filter((each) => each !== line) })} />
          </section>
        );
      })}
      {draft.money.length < 10 ? (
        <Button small icon={<Plus />} onClick={add}>
          {words.addMoney}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** What all of them will look at. */
export function MeasuresFields({ draft, set, at }: FieldsProps) {
  const add = () =>
    set({ measures: [...draft.measures, { measureId: newId<string>(Date.now()), words: "", how: "", target: "", by: "" }] });
  const wrong = at("measures");
  return (
    <fieldset className="stack project-part loose">
      <Legend hint={words.measuresHint}>{words.measures}</Legend>
      {draft.measures.map((line) => {
        const of = (field: "words" | "how" | "target" | "by", id: string) => ({
          id: `${id}-${line.measureId}`,
          value: line[field],
          error: at(`${id}-${line.measureId}`),
          onChange: (event: { target: { value: string } }) =>
            set({ measures: changed(draft.measures, line, { [field]: event.target.value }) }),
        });
        return (
          <section className="card stack" key={line.measureId} aria-label={line.words || words.what}>
            <TextField label={words.what} hint={words.whatExample} maxLength={200} {...of("words", "what")} />
            <TextField label={words.how} hint={words.howExample} maxLength={200} {...of("how", "how")} />
            <TextField label={words.target} hint={words.targetExample} maxLength={120} {...of("target", "target")} />
            <TextField type="date" label={words.by} hint={words.byHint} {...of("by", "by")} />
            <Drop about={line.words || words.what} onClick={() => set({ measures: draft.measures.filter((each) => each !== line) })} />
          </section>
        );
      })}
      {wrong ? <p className="project-wrong">{wrong}</p> : null}
      {draft.measures.length < 12 ? (
        <Button small icon={<Plus />} id="measures" onClick={add}>
          {draft.measures.length === 0 ? words.what : words.addMeasure}
        </Button>
      ) : null}
    </fieldset>
  );
}
