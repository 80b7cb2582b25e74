import { kindWords, themeWords } from "@linkwork/shared/map/words.ts";
import { addWords as words } from "@linkwork/shared/map/words-forms.ts";
import type { Work } from "../../shell/work.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import type { AssetDraft } from "../asset-form.ts";

export type AssetPartProps = { draft: AssetDraft; set: (change: Partial<AssetDraft>) => void; work: Work };
const kinds = Object.entries(kindWords).map(([value, { one, hint }]) => ({ value: value as keyof typeof kindWords, label: one, hint }));
const themes = Object.entries(themeWords).map(([value, label]) => ({ value: value as keyof typeof themeWords, label }));

/** The first step: what it is. */
export function AssetWhat({ draft, set, work }: AssetPartProps) {
  return (
    <>
      <TextField
        id="name"
        label={words.name}
        hint={words.nameHint}
        value={draft.name}
        maxLength={160}
        error={work.at("name")}
        onChange={(event) => set({ name: event.target.value })}
      />
      <RadioCards
        id="kind"
        legend={words.kind}
        choices={kinds}
        value={draft.kind === "" ? null : draft.kind}
        error={work.at("kind")}
        onChange={(kind) => set({ kind })}
      />
      <CheckCards
        beside
        id="themes"
        legend={words.themes}
        choices={themes.map((theme) => ({ ...theme, disabled: draft.themes.length >= 6 && !draft.themes.includes(theme.value) }))}
        value={draft.themes}
        error={work.at("themes")}
        onChange={(chosen) => set({ themes: chosen })}
      />
      <TextArea
        id="summary"
        label={words.summary}
        hint={words.summaryHint}
        rows={4}
        maxLength={2_000}
        value={draft.summary}
        error={work.at("summary")}
        onChange={(event) => set({ summary: event.target.value })}
      />
    </>
  );
}
