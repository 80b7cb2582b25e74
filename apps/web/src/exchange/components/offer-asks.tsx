import { asksWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import type { Offer } from "../offer-form.ts";
import type { PartProps } from "./offer-when.tsx";

/** What has to be in place before somebody comes. */
export function OfferAsks({ offer, set, work }: PartProps) {
  const why = (
    <TextArea
      id="why"
      label={words.why}
      hint={words.whyHint}
      rows={2}
      maxLength={300}
      value={offer.checkWhy}
      error={work.at("why")}
      onChange={(event) => set({ checkWhy: event.target.value })}
    />
  );
  const months = (
    <TextField
      id="months"
      label={words.months}
      type="number"
      min={1}
      max={36}
      value={offer.months}
      error={work.at("months")}
      onChange={(event) => set({ months: event.target.value })}
    />
  );
  return (
    <fieldset className="stack offer-part">
      <legend>
        <h2>{words.legend}</h2>
      </legend>
      <CheckCards<Offer["asks"][number]>
        id="agreementText"
        error={work.at("agreementText")}
        legend={words.first}
        value={offer.asks}
        onChange={(asks) => set({ asks })}
        choices={[
          { value: "agreement", label: words.agreement, hint: words.agreementHint },
          { value: "induction", label: words.induction, hint: words.inductionHint, under: months },
        ]}
      />
      <RadioCards<Offer["check"]>
        id="checkDecision"
        error={work.at("checkDecision")}
        legend={words.check}
        value={offer.check}
        onChange={(check) => set({ check })}
        choices={[
          { value: "yes", label: words.checkYes, under: why },
          { value: "no", label: words.checkNo, under: why },
          { value: "open", label: words.checkOpen },
        ]}
      />
    </fieldset>
  );
}
