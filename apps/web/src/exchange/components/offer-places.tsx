import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import type { Offer } from "../offer-form.ts";
import type { PartProps } from "./offer-when.tsx";
import { PlacesFields } from "./places-fields.tsx";

/** How many can come, and who has a place. */
export function OfferPlaces({ offer, set, work }: PartProps) {
  return (
    <fieldset className="stack offer-part">
      <legend>
        <h2>{words.places}</h2>
      </legend>
      <RadioCards<Offer["mode"]>
        id="mode"
        legend={words.mode}
        value={offer.mode}
        onChange={(mode) => set({ mode })}
        choices={[
          { value: "instant", label: words.instant, hint: words.instantHint },
          { value: "approval", label: words.approval, hint: words.approvalHint },
        ]}
      />
      <div className="exchange-filters">
        <PlacesFields places={offer} set={set} work={work} words={words} />
        <TextField
          id="notice"
          label={words.notice}
          type="number"
          min={0}
          max={336}
          value={offer.notice}
          error={work.at("notice")}
          onChange={(event) => set({ notice: event.target.value })}
        />
      </div>
      <MoreRules offer={offer} set={set} work={work} />
    </fieldset>
  );
}

/** What most hosts leave as it is; open where one of them has to be mended. */
function MoreRules({ offer, set, work }: PartProps) {
  const number = (field: "cutOff" | "buffer" | "perDay", hint: string | undefined, min: number, max: number) => (
    <TextField
      id={field}
      label={words[field]}
      hint={hint}
      type="number"
      min={min}
      max={max}
      value={offer[field]}
      error={work.at(field)}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  const wrong = (["cutOff", "buffer", "perDay"] as const).some((field) => work.at(field));
  return (
    <details className="card" open={wrong || undefined}>
      <summary>{words.more}</summary>
      <div className="stack">
        {number("cutOff", words.cutOffHint, 0, 336)}
        {number("buffer", words.bufferHint, 0, 120)}
        {number("perDay", undefined, 1, 5)}
      </div>
    </details>
  );
}
