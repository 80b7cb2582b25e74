import type { ConsentRecord, ConsentTerms } from "@linkwork/shared/cases/consent.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { HeldConsent } from "@linkwork/shared/cases/state.ts";

/** Of what the person agreed to a guest learns what it takes to say who reads: who is named, that it is for the conversation, and until when. */
const bareTerms = (terms: ConsentTerms): ConsentTerms => ({ ...terms, ...onlyMessages(terms), otherServices: "none", labelsDenied: [] });
const onlyMessages = ({ scopes }: Pick<ConsentTerms, "scopes">) => ({ scopes: scopes.filter((scope) => scope === "message") });

type Shown = Omit<ConsentRecord, "leadOnly">;
const bareRecord = ({ said: { on, method, language }, ...record }: Shown): Shown => ({
  ...record,
  terms: bareTerms(record.terms),
  said: { on, method, language },
  notice: { ...record.notice, text: [] },
});

/** The same in the state. */
export const bareConsent = ({ record, translations: _words, ...consent }: HeldConsent): HeldConsent => ({
  ...consent,
  terms: bareTerms(consent.terms),
  ...(record ? { record: bareRecord(record) } : {}),
});

/** An event that a partner may see, as a guest may. */
export function forGuest(event: CaseEvent): CaseEvent {
  if (event.type === "consentGiven") return { ...event, body: bareRecord(event.body) };
  if (event.type === "consentProposed") return { ...event, body: { ...event.body, terms: bareTerms(event.body.terms) } };
  if (event.type === "consentNarrowed") return { ...event, body: { ...event.body, ...onlyMessages(event.body) } };
  if (event.type === "receiptTranslated") {
    const { readBack: _name, ...body } = event.body;
    return { ...event, body: { ...body, title: "", lines: [], translator: "" } };
  }
  return event;
}
