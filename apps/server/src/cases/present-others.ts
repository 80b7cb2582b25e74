import type { ConsentRecord, ConsentTerms } from "@linkwork/shared/cases/consent.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { interpretedLine } from "@linkwork/shared/cases/words-papers.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { derivedId } from "../kernel/decide.ts";
import { systemActor } from "../kernel/system.ts";

// What is shown to those outside the practice of a yes: of their own all but what is the practice's alone, of another organisation's what it takes to say
// who reads.

/**
 * That somebody fears for the person is shown to nobody. A pause is one like any other; what was said of a yes that was paused already looks in every byte
 * like an agreement that the house notes once more. By which word of the practice's room it notes one is shown with none.
 */
export function quietly(event: CaseEvent): CaseEvent {
  if (event.type === "agreementNoted") {
    const { asOf: _which, ...body } = event.body;
    return { ...event, body };
  }
  if (event.type === "doubtNoted") {
    const { personId, orgId } = systemActor;
    return { ...event, id: derivedId(event.id, "noted"), type: "agreementNoted", actor: { personId, orgId }, body: event.body.shown };
  }
  if (event.type !== "consentPaused" || !event.body.doubt) return event;
  const { doubt: _quiet, ...body } = event.body;
  return { ...event, body };
}

type Place = Pick<CaseState, "purpose" | "compartment">;

/** Of what somebody agreed to for others: that it is for what is written here, until when, and whom of those who are in it lets in. */
const bareTerms = (
  { scopes, period, lawfulBasis, confidentialityBasis }: ConsentTerms,
  controllers: readonly OrgId[],
  { purpose, compartment }: Place,
): ConsentTerms => ({
  controllers: [...controllers],
  purpose: purpose || "practical",
  scopes: scopes.filter((scope) => scope === "message" || scope === compartment),
  otherServices: "none",
  historyFrom: { kind: "now" },
  period,
  lawfulBasis,
  confidentialityBasis,
  reuse: { learning: false, story: false, research: false },
  labelsDenied: [],
  retention: "",
});

/** A yes that names others. `controllers`: those of them who are in, which everybody in it knows. */
export const othersConsent = (
  { consentId, status, terms, first, endedAt }: HeldConsent,
  controllers: readonly OrgId[],
  place: Place,
): HeldConsent => ({
  ...{ consentId, status, terms: bareTerms(terms, controllers, place), givenSeq: 0, givenAt: "", first },
  ...(endedAt === undefined ? {} : { endedAt }),
});

const spoken = ({ said, notice }: Pick<ConsentRecord, "said" | "notice">): readonly string[] =>
  notice.text.filter((line) => said.interpreter === undefined || line !== interpretedLine(said.interpreter));

/** One's own yes: who decided for the person, who interpreted and who was witness is the practice's alone. */
export function ownRecord({ leadOnly: _kept, ...record }: ConsentRecord): Omit<ConsentRecord, "leadOnly"> {
  const { on, method, language } = record.said;
  return { ...record, said: { on, method, language }, notice: { ...record.notice, text: [...spoken(record)] } };
}

/** The lines of a translation that stand for what is shown of the paper. */
function ownLines(lines: readonly string[], record: ConsentRecord | undefined): string[] {
  const shown = record && spoken(record);
  return lines.filter((_, at) => shown === undefined || shown.includes(record?.notice.text[at] ?? ""));
}

/** The same in the state. */
export const ownConsent = ({ record, translations, ...consent }: HeldConsent): HeldConsent => ({
  ...consent,
  ...(record ? { record: ownRecord(record) } : {}),
  ...(translations
    ? {
        translations: Object.fromEntries(
          Object.entries(translations).map(([id, made]) => [id, { ...made, lines: ownLines(made.lines, record) }]),
        ),
      }
    : {}),
});

/** The paper of one's own yes in another language. */
export const ownTranslation = (event: CaseEvent & { type: "receiptTranslated" }, held: HeldConsent | undefined): CaseEvent => ({
  ...event,
  body: { ...event.body, lines: ownLines(event.body.lines, held?.record) },
});

const nobody = "" as OrgId & never;
const nothingAgreed = {
  ...{ version: 1, receiptId: "", told: [], jurisdiction: "SCT" as const },
  said: { on: "", method: "face" as const, language: "en" },
  notice: { version: 1, language: "en", text: [], sha256: "" },
};

/** What was decided about somebody who isn't in: it keeps its number, and names nobody. */
export function ofNobody(event: CaseEvent, place: Place): CaseEvent {
  switch (event.type) {
    case "consentProposed":
    case "consentGiven": {
      const terms = { ...bareTerms(event.body.terms, [], place), scopes: [], period: { start: "", end: "" } };
      if (event.type === "consentProposed") return { ...event, body: { consentId: "", terms } };
      return { ...event, body: { ...nothingAgreed, consentId: "", terms } };
    }
    case "consentRefused":
    case "consentPaused":
    case "consentResumed":
    case "consentWithdrawn":
      return { ...event, body: { consentId: "", method: "face" } };
    case "consentNarrowed":
      return { ...event, body: { consentId: "", method: "face", scopes: [], version: 1 } };
    case "consentMarkedInError":
      return { ...event, body: { consentId: "", reason: "" } };
    case "receiptTranslated":
      return { ...event, body: { consentId: "", language: "en", title: "", lines: [], translator: "", of: "", sha256: "" } };
    case "organisationInvited":
      return { ...event, body: { participationId: "", orgId: nobody, consentId: "", name: "", sector: "third" } };
    case "invitationDeclined":
      return { ...event, body: { participationId: "", reason: "other" } };
    case "participationJoined":
    case "colleagueAdded":
      return { ...event, body: { participationId: "", member: { personId: "" as never, name: "" } } };
    case "participationLeft":
      return { ...event, body: { participationId: "" } };
    case "colleagueGone":
      return { ...event, body: { orgId: nobody, personId: "" as never, name: "" } };
    case "agreementNoted":
      return { ...event, body: { orgId: nobody, agreementId: "", validFrom: "", validTo: "" } };
    default:
      return event;
  }
}
