import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { charterWords, wayOnWords, wayWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import type { Named } from "../charter-form.ts";
import type { WayDraft } from "../way-form.ts";

type WayFieldsProps = {
  draft: WayDraft;
  set: (change: Partial<WayDraft>) => void;
  at: (field: string) => string | undefined;
  owners: readonly Named[];
};

/** What each way asks for: who answers for it, from when or until when, and how. */
export function WayFields({ draft, set, at, owners }: WayFieldsProps) {
  const { way } = draft;
  if (way === null) return null;
  const line = (field: "name" | "funder" | "pounds" | "from" | "until" | "day") => ({
    id: field,
    value: draft[field],
    error: at(field),
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  return (
    <>
      <SelectField
        id="orgId"
        label={words.who}
        hint={words.whoHint}
        prompt={words.chooseWho}
        options={owners.map(({ orgId, name }) => ({ value: orgId, label: name }))}
        value={draft.orgId}
        error={at("orgId")}
        onChange={(event) => set({ orgId: event.target.value as OrgId | "" })}
      />
      {way === "successorFunding" ? (
        <div className="project-line">
          <TextField label={charterWords.moneyName} maxLength={120} {...line("name")} />
          <TextField label={charterWords.funder} maxLength={120} {...line("funder")} />
          <TextField label={charterWords.pounds} hint={charterWords.poundsHint} inputMode="decimal" maxLength={20} {...line("pounds")} />
          <TextField type="date" label={charterWords.from} {...line("from")} />
          <TextField type="date" label={charterWords.until} {...line("until")} />
        </div>
      ) : (
        <TextField type="date" label={way === "plannedConclusion" ? words.endsOn : words.from} {...line("day")} />
      )}
      <TextArea
        id="words"
        label={wayOnWords[way].words}
        hint={wayOnWords[way].hint}
        rows={3}
        maxLength={1_000}
        value={draft.words}
        error={at("words")}
        onChange={(event) => set({ words: event.target.value })}
      />
    </>
  );
}
