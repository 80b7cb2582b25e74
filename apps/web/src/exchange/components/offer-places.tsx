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
    </fieldset>
  );
}
