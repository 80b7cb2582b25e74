import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { noName } from "@linkwork/shared/cases/redaction.ts";
import { alive, consentOf, guestOf, participationOf, readableFrom, type scopesOf } from "@linkwork/shared/cases/rules.ts";
import { mayHaveFiles } from "@linkwork/shared/cases/rules-files.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type Rest, withoutDoubt } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, HeldConsent, Moment } from "@linkwork/shared/cases/state.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { bareConsent, forGuest } from "./present-guests.ts";

/** Four audiences read a case: the organisation that leads it, partners who may have its files, partners who may not, and guests. */
export const audienceOf = (state: CaseState, actor: Actor): "lead" | "partner" | "partner with files" | "guest" => {
  if (actor.orgId === state.leadOrg) return "lead";
  if (guestOf(state, actor)) return "guest";
  return mayHaveFiles(state, actor) ? "partner with files" : "partner";
};

/** An event as an audience may see it. What only the lead keeps is cut out, and who else was asked or said no to names nobody. */
export function present(kept: CaseEvent, audience: string): CaseEvent {
  // that somebody fears for the person is shown to no audience at all
  const event = withoutDoubt(kept);
  if (audience === "lead") return event;
  const outside = forOutside(event, audience);
  return audience === "guest" ? forGuest(outside) : outside;
}

function forOutside(event: CaseEvent, audience: string): CaseEvent {
  if (event.type === "fileAdded" && audience !== "partner with files") return { ...event, body: { ...event.body, ...noName } };
  if (event.type === "consentGiven") return { ...event, body: withoutLeadOnly(event.body) };
  if (event.type === "guestAdmitted") return { ...event, body: withoutSaid(event.body) };
  if (event.type === "sharingRested") return { ...event, body: { because: event.body.because } };
  if (event.type === "bestInterestsRecorded") return { ...event, body: {} };
  if (event.type === "restEnded") return { ...event, body: { kind: event.body.kind } };
  if (event.type !== "consentProposed") return event;
  // which yes it would take the place of says whom it names
  const { supersedes: _kept, ...body } = event.body;
  return { ...event, body: { ...body, terms: naming(body.terms) } };
}

const writtenUnread: readonly CaseEvent["type"][] = [
  "consentPaused",
  "consentNarrowed",
  "consentWithdrawn",
  "consentMarkedInError",
  "invitationDeclined",
  "participationLeft",
  "guestEnded",
  "messageRedacted",
];

/** What can be written without reading is answered without its number, which would tell how much was said. */
export const answerUnread = (event: CaseEvent): CaseEvent => (writtenUnread.includes(event.type) ? { ...event, seq: 0 } : event);

/** What of a person's identity this organisation may see, as they agreed. */
export function identityFor(identity: Identity, scopes: ReturnType<typeof scopesOf>): Partial<Identity> {
  if (scopes === "all") return identity;
  const { name, knownAs, bornOn, contact, safeContact, communication } = identity;
  return {
    ...(scopes.includes("identity") ? { name, ...(knownAs ? { knownAs } : {}), ...(bornOn ? { bornOn } : {}) } : {}),
    ...(scopes.includes("contact") && contact ? { contact } : {}),
    ...(scopes.includes("contact") && safeContact ? { safeContact } : {}),
    ...(communication && scopes.includes("needs") ? { communication } : {}),
  };
}

/** The state as a reader may see it: a partner learns nothing of what ended, was pinned or was talked about before they could read. */
export function presentState(state: CaseState, actor: Actor): CaseState {
  if (actor.system) return state;
  const consents = withoutDoubts(state.consents);
  const quiet = consents === state.consents ? state : { ...state, consents };
  const audience = audienceOf(state, actor);
  if (audience === "lead") return quiet;
  const from = readableFrom(state, actor);
  const seen = (moment: Moment): boolean => moment.seq >= from.seq && moment.at >= from.at;
  const participations = kept(state.participations, (p) => p.ended === undefined || seen(p.ended));
  const standing = new Set(Object.values(participations).map((p) => p.consentId));
  const said = kept(quiet.consents, (c) => alive(c) || standing.has(c.consentId) || seen(c.first));
  const since = sinceWhen(state, actor);
  const guests = kept(state.guests, ({ ended, until }) => (ended && ended.at < until ? seen(ended) : until > since));
  // who was named before, and is gone, is nobody to them
  const known = new Set<string>([
    ...Object.values(participations).flatMap((p) => [p.orgId, ...p.members.map((m) => m.personId)]),
    ...Object.values(guests).map((guest) => guest.personId),
  ]);
  return {
    ...state,
    turned: 0,
    named: kept(state.named, (_times, id) => known.has(id)),
    ...(state.rest ? { rest: forPartnerRest(state.rest) } : {}),
    participations,
    consents: mapped(said, (c) => (audience === "guest" ? bareConsent(forPartner(c)) : forPartner(c))),
    guests: mapped(guests, withoutSaid),
    topics: kept(state.topics, (t) => seen(t.opened)),
    pins: state.pins.filter((p) => seen(p.pinned)),
    redactions: kept(state.redactions, seen),
    asks: kept(state.asks, (ask) => seen(ask.posted)),
    files: withNames(
      kept(state.files, (file) => seen(file.added)),
      audience === "partner with files",
    ),
  };
}

function withoutDoubts(consents: CaseState["consents"]): CaseState["consents"] {
  if (!Object.values(consents).some((c) => c.doubt)) return consents;
  return Object.fromEntries(Object.entries(consents).map(([id, { doubt: _quiet, ...consent }]) => [id, consent]));
}

const withNames = (files: CaseFiles, told: boolean): CaseFiles =>
  told ? files : Object.fromEntries(Object.entries(files).map(([id, file]) => [id, { ...file, name: "" }]));

/** From which instant on they read. */
function sinceWhen(state: CaseState, actor: Actor): string {
  const guest = guestOf(state, actor);
  if (guest) return guest.history ? "" : guest.admitted.at;
  const place = participationOf(state, actor.orgId);
  const consent = place && consentOf(state, place);
  return consent?.terms.historyFrom.kind === "now" ? consent.givenAt : readableFrom(state, actor).at;
}

/** How and when the person agreed to a guest is for the organisation that leads. */
function withoutSaid<G extends { said?: unknown }>(guest: G): Omit<G, "said"> {
  const { said: _kept, ...rest } = guest;
  return rest;
}

const mapped = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, change(value)]));

const kept = <T>(record: Readonly<Record<string, T>>, keep: (value: T, key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key, value]) => keep(value, key)));

/** That sharing rests, and why: not who said so, and what is being thought about. */
const forPartnerRest = ({ because, seq, at, bestInterests, before }: Rest): Rest => ({
  ...{ because, seq, at },
  ...(bestInterests ? { bestInterests: { by: bestInterests.by, at: bestInterests.at, consulted: "", why: "" } } : {}),
  ...(before ? { before: forPartnerRest(before) } : {}),
});

/** An empty list of organisations means nobody. */
const naming = <T extends HeldConsent["terms"]>(terms: T): T => ({ ...terms, controllers: [], scopes: [] });

function forPartner(consent: HeldConsent): HeldConsent {
  if (!consent.record) {
    const { supersedes: _kept, ...asked } = consent;
    return { ...asked, terms: naming(asked.terms) };
  }
  return { ...consent, record: withoutLeadOnly(consent.record) };
}

function withoutLeadOnly<R extends { leadOnly?: unknown }>(record: R): Omit<R, "leadOnly"> {
  const { leadOnly: _kept, ...rest } = record;
  return rest;
}
