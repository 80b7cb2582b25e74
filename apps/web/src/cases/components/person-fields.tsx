import { digitsOf, faultIn } from "@linkwork/shared/clients/numbers.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import { numberFaultWords } from "@linkwork/shared/clients/words.ts";
import { DateField, type DateParts, isoDayOf, noDate } from "../../ui/date-field.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { type KnownPerson, NumberField } from "./number-field.tsx";

export type PersonAnswers = { number: string; name: string; knownAs: string; bornOn: DateParts; contact: string; communication: string };
export const emptyPerson: PersonAnswers = { number: "", name: "", knownAs: "", bornOn: noDate, contact: "", communication: "" };

const given = (parts: DateParts): boolean => `${parts.day}${parts.month}${parts.year}`.trim() !== "";

/** What has to be mended before it is sent. */
export function personErrors(person: PersonAnswers): FormError[] {
  const day = given(person.bornOn) ? isoDayOf(person.bornOn) : undefined;
  const future = typeof day === "string" && Date.parse(day) > Date.now();
  const digits = digitsOf(person.number);
  const fault = digits === "" ? undefined : faultIn(digits);
  return [
    ...(fault ? [{ field: "number", message: numberFaultWords[fault] }] : []),
    ...(person.name.trim() === "" ? [{ field: "name", message: "Give the name as the person gives it." }] : []),
    ...(day === null ? [{ field: "bornOn", message: "This is no day of the calendar. Leave it empty if you don't know." }] : []),
    ...(future ? [{ field: "bornOn", message: "This day is still to come." }] : []),
  ];
}

/** The answers as they are sent; what was left empty is left out. */
export function identityOf({ number, name, knownAs, bornOn, contact, communication }: PersonAnswers): Identity {
  const day = given(bornOn) ? isoDayOf(bornOn) : null;
  return {
    name: name.trim(),
    ...(knownAs.trim() ? { knownAs: knownAs.trim() } : {}),
    ...(day ? { bornOn: day } : {}),
    ...(contact.trim() ? { contact: contact.trim() } : {}),
    ...(communication.trim() ? { communication: communication.trim() } : {}),
    ...(digitsOf(number) === "" ? {} : { numbers: [digitsOf(number)] }),
  };
}

export type PersonFieldsProps = {
  value: PersonAnswers;
  onChange: (value: PersonAnswers) => void;
  at: (field: string) => string | undefined;
  onKnown: (who: KnownPerson) => void;
};

/** Who the person is. Kept apart from what is said in the case, and shown to others only as the person agrees. */
export function PersonFields({ value, onChange, at, onKnown }: PersonFieldsProps) {
  const set = (part: Partial<PersonAnswers>) => onChange({ ...value, ...part });
  return (
    <section className="card" aria-labelledby="about-them">
      <h2 id="about-them">About them</h2>
      <p className="small soft">Kept apart from the conversation. Others see of it only what the person agrees to.</p>
      <NumberField value={value.number} error={at("number")} onChange={(number) => set({ number })} onKnown={onKnown} />
      <TextField
        id="name"
        label="Full name"
        autoComplete="off"
        maxLength={120}
        value={value.name}
        error={at("name")}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        id="knownAs"
        label="Likes to be called (if they said)"
        autoComplete="off"
        maxLength={60}
        value={value.knownAs}
        error={at("knownAs")}
        onChange={(event) => set({ knownAs: event.target.value })}
      />
      <DateField
        id="bornOn"
        label="Date of birth (if you know it)"
        hint="Such as 27 3 1951"
        value={value.bornOn}
        error={at("bornOn")}
        onChange={(bornOn) => set({ bornOn })}
      />
      <TextField
        id="contact"
        label="How to reach them (if you know it)"
        hint="A way that is safe for them, and when"
        autoComplete="off"
        maxLength={300}
        value={value.contact}
        error={at("contact")}
        onChange={(event) => set({ contact: event.target.value })}
      />
      <TextArea
        id="communication"
        label="What helps in talking with them?"
        hint="Language, interpreter, large print, hearing, time of day. Leave it empty if nothing special."
        maxLength={500}
        value={value.communication}
        error={at("communication")}
        onChange={(event) => set({ communication: event.target.value })}
      />
    </section>
  );
}
