import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import type { Offer } from "../offer-form.ts";
import { accessChoices, themeOptions } from "./filters.tsx";
import { OfferSpot } from "./offer-spot.tsx";
import type { PartProps } from "./offer-when.tsx";

/** What it is, where, and what one sees there. */
export function OfferWhat({ offer, set, work }: PartProps) {
  const text = (field: "seen" | "meet", rows: number, maxLength: number) => (
    <TextArea
      id={field}
      label={words[field]}
      rows={rows}
      maxLength={maxLength}
      value={offer[field]}
      error={work.at(field)}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  return (
    <fieldset className="stack offer-part">
      <legend>
        <h2>{words.what}</h2>
      </legend>
      <TextField
        id="title"
        label={words.name}
        hint={words.nameHint}
        maxLength={80}
        value={offer.title}
        error={work.at("title")}
        onChange={(event) => set({ title: event.target.value })}
      />
      <SelectField
        id="theme"
        label={words.theme}
        prompt={words.chooseTheme}
        options={themeOptions}
        value={offer.theme}
        error={work.at("theme")}
        onChange={(event) => set({ theme: event.target.value as Offer["theme"] })}
      />
      {text("seen", 5, 2000)}
      {text("meet", 2, 1000)}
      <TextField
        id="place"
        label={words.place}
        hint={words.placeHint}
        maxLength={160}
        value={offer.place}
        error={work.at("place")}
        onChange={(event) => set({ place: event.target.value })}
      />
      <OfferSpot spot={offer.spot} onSpot={(spot) => set({ spot })} error={work.at("spot")} />
      <CheckCards<Offer["access"][number]>
        beside
        legend={words.access}
        value={offer.access}
        onChange={(access) => set({ access })}
        choices={accessChoices}
      />
    </fieldset>
  );
}

/** Who answers for it, what could go wrong, and how people are asked who may be there. */
export function OfferSafety({ offer, set, work, colleagues }: PartProps & { colleagues: readonly { value: string; label: string }[] }) {
  const person = (field: "contact" | "deputy") => (
    <SelectField
      id={field}
      label={words[field]}
      prompt={words.choosePerson}
      options={colleagues}
      value={offer[field]}
      error={work.at(field)}
      onChange={(event) => set({ [field]: event.target.value as PersonId })}
    />
  );
  return (
    <fieldset className="stack offer-part">
      <legend>
        <h2>{words.answers}</h2>
      </legend>
      {person("contact")}
      {person("deputy")}
      <TextArea
        id="risk"
        label={words.risk}
        rows={3}
        maxLength={1000}
        value={offer.risk}
        error={work.at("risk")}
        onChange={(event) => set({ risk: event.target.value })}
      />
      <RadioCards<"yes" | "no">
        legend={words.clients}
        value={offer.clients ? "yes" : "no"}
        onChange={(answer) => set({ clients: answer === "yes" })}
        choices={[
          {
            value: "yes",
            label: words.clientsYes,
            under: (
              <TextArea
                id="permission"
                label={words.permission}
                hint={words.permissionHint}
                rows={3}
                maxLength={1000}
                value={offer.permission}
                error={work.at("permission")}
                onChange={(event) => set({ permission: event.target.value })}
              />
            ),
          },
          { value: "no", label: words.clientsNo },
        ]}
      />
    </fieldset>
  );
}
