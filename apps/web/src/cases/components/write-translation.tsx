import { directionOf, isAnother, languageOf, writtenBefore } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { languageLabel } from "@linkwork/shared/cases/words-languages.ts";
import { paperOf, papers } from "@linkwork/shared/cases/words-papers.ts";
import { translationWords as words } from "@linkwork/shared/cases/words-translation.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useMemo, useRef, useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { Page } from "../../shell/page.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { firstWriting, missingIn, type Writing, withDraft } from "./translation.ts";

export type WriteTranslationProps = {
  consent: HeldConsent;
  state: CaseState;
  roomId: RoomId;
  back: { to: string; label: string };
  /** the language in which it is there already and shall be written anew; empty for another one */
  first: string;
  /** with the language in which it was kept; without one if it was left */
  onDone: (language?: string) => void;
};

const other = "other";
const listed = words.offered
  .map((value) => ({ value, label: languageLabel(value) }))
  .sort((a, b) => a.label.localeCompare(b.label, "en-GB"));

/** For whoever translates beside the person: the lines one by one, with a box under each. */
export function WriteTranslation({ consent, state, roomId, back, first, onDone }: WriteTranslationProps) {
  const { notice, said } = consent.record ?? {};
  const spoken = said && words.offered.includes(said.language) ? said.language : "";
  const [choice, setChoice] = useState(first === "" || words.offered.includes(first) ? first || spoken : other);
  const [tag, setTag] = useState(choice === other ? first : "");
  const language = languageOf(choice === other ? tag.trim() : choice) ?? "";
  const known = isAnother(language, notice?.language ?? "en");
  const [draft, setDraft] = useDraftText(`translation/${consent.consentId}/${language}`);
  const work = useWork();
  // tried again after a lost answer it is the same request; with other words it is another one
  const sent = useRef({ id: newId(Date.now()), as: "" });
  const form = withDraft(firstWriting(state, consent, language), draft);
  const keep = async () => {
    if (!work.check(missingIn(known, form))) return;
    const { title, lines, translator, readBack } = form;
    const names = { translator: translator.trim(), ...(readBack.trim() ? { readBack: readBack.trim() } : {}) };
    const input = { consentId: consent.consentId, language, title: title.trim(), lines: lines.map((line) => line.trim()), ...names };
    const as = JSON.stringify(input);
    if (sent.current.as !== as) sent.current = { id: newId(Date.now()), as };
    if (!(await work.run(() => api.cases.translateReceipt.mutate({ roomId, id: sent.current.id, input })))) return;
    setDraft("");
    announce(words.kept(language));
    onDone(language);
  };
  return (
    <>
      <Page title={words.title(state.label)} back={back} lead={words.lead} />
      <form
        className="stack loose measure"
        aria-label={words.title(state.label)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <WorkErrors work={work} />
        <SelectField
          id={choice === other ? undefined : "language"}
          label={words.language}
          prompt={words.prompt}
          value={choice}
          error={choice === other ? undefined : work.at("language")}
          options={[...listed, { value: other, label: words.other }]}
          onChange={(event) => setChoice(event.target.value)}
        />
        {choice === other ? (
          <TextField
            id="language"
            label={words.tag}
            hint={words.tagHint}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={35}
            dir="ltr"
            value={tag}
            error={work.at("language")}
            onChange={(event) => setTag(event.target.value)}
          />
        ) : null}
        {known ? (
          <Boxes {...{ consent, state, language, form }} at={work.at} set={(change) => setDraft(JSON.stringify({ ...form, ...change }))} />
        ) : null}
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {words.keep}
          </Button>
          <Button tone="quiet" onClick={() => onDone()}>
            {words.back}
          </Button>
        </div>
      </form>
    </>
  );
}

type BoxesProps = {
  consent: HeldConsent;
  state: CaseState;
  language: string;
  form: Writing;
  at: (field: string) => string | undefined;
  set: (change: Partial<Writing>) => void;
};

function Boxes({ consent, state, language, form, at, set }: BoxesProps) {
  const { record, translations } = consent;
  // of a paper that is there in this language nothing has to be read again
  const before = useMemo(
    () => (translations?.[language] ? new Map<string, string>() : writtenBefore(state, language)),
    [state, translations, language],
  );
  const own = { lang: language, dir: directionOf(language), autoComplete: "off" };
  const shown = record?.notice.text ?? [];
  return (
    <>
      <TextField
        {...own}
        id="title"
        label={papers[paperOf(record?.notice.language)].title}
        hint={words.heading}
        maxLength={120}
        value={form.title}
        error={at("title")}
        onChange={(event) => set({ title: event.target.value })}
      />
      {shown.map((line, place) => {
        const written = form.lines[place] ?? "";
        const again = written !== "" && before.get(line)?.endsWith(written);
        return (
          <TextArea
            {...own}
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a paper stay as they are, in their order
            key={place}
            id={`lines.${place}`}
            rows={2}
            label={line}
            hint={again ? words.before : undefined}
            maxLength={2_800}
            value={written}
            error={at(`lines.${place}`)}
            onChange={({ target: { value } }) =>
              set({ lines: shown.map((_, i) => (i === place ? value.replace(/[\r\n\u2028\u2029]+/g, " ") : (form.lines[i] ?? ""))) })
            }
          />
        );
      })}
      <TextField
        id="translator"
        label={words.translator}
        hint={words.translatorHint}
        autoComplete="off"
        maxLength={120}
        value={form.translator}
        error={at("translator")}
        onChange={(event) => set({ translator: event.target.value })}
      />
      <TextField
        id="readBack"
        label={words.readBack}
        hint={words.readBackHint}
        autoComplete="off"
        maxLength={120}
        value={form.readBack}
        error={at("readBack")}
        onChange={(event) => set({ readBack: event.target.value })}
      />
      <p className="small soft">{words.keeps}</p>
    </>
  );
}
