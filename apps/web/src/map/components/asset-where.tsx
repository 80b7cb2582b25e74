import { precisionWords } from "@linkwork/shared/map/words.ts";
import { addWords as words } from "@linkwork/shared/map/words-forms.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import type { AssetDraft } from "../asset-form.ts";
import type { AssetPartProps } from "./asset-what.tsx";
import { WhereFields } from "./where-fields.tsx";

const precisions = Object.entries(precisionWords).map(([value, label]) => ({
  ...{ value: value as AssetDraft["precision"], label, hint: words.precisionHints[value as AssetDraft["precision"]] },
}));

/** The second step: where it is, and how exactly others are told. */
export function AssetWhere({ draft, set, work }: AssetPartProps) {
  return (
    <>
      <WhereFields where={draft.where} onWhere={(where) => set({ where })} work={work} />
      <TextField
        id="address"
        label={words.address}
        value={draft.address}
        maxLength={200}
        error={work.at("address")}
        onChange={(event) => set({ address: event.target.value })}
      />
      <RadioCards
        id="precision"
        legend={words.precision}
        choices={precisions}
        value={draft.precision}
        error={work.at("precision")}
        onChange={(precision) => set({ precision })}
      />
    </>
  );
}
