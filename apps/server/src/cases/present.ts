import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { noName } from "@linkwork/shared/cases/redaction.ts";
import {
  alive,
  changesReaders,
  consentOf,
  editWindow,
  guestOf,
  participationOf,
  readableFrom,
  type scopesOf,
  wasIn,
} from "@linkwork/shared/cases/rules.ts";
import { mayHaveFiles } from "@linkwork/shared/cases/rules-files.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { Rest } from "@linkwork/shared/cases/sharing.ts";
import type { Shown } from "@linkwork/shared/cases/shown.ts";
import type { CaseState, Moment } from "@linkwork/shared/cases/state.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { ofNobody, othersConsent, ownConsent, ownRecord, ownTranslation, quietly } from "./present-others.ts";

/** Who reads a case: the organisation that leads it, another one, which may have its files or may not, or a guest. */
type Kind = "lead" | "partner" | "files" | "guest";

/** Those who see the same bytes of a case, in one word for the kernel. */
export function audienceOf(state: CaseState, actor: Actor): string {
  if (actor.orgId === state.leadOrg) return "lead";
  if (guestOf(state, actor)) return `guest ${actor.orgId} ${actor.personId}`;
  return audienceFor(actor.orgId, mayHaveFiles(state, actor));
}
/** The people of an organisation that takes part. */
export const audienceFor = (orgId: OrgId, files: boolean): string => `${files ? "files" : "partner"} ${orgId}`;

type Reader = { kind: Kind; actor: Actor };
function readerIn(audience: string): Reader {
  const [kind = "", orgId = "", personId = ""] = audience.split(" ");
  const nobody = { roles: [], name: "", orgName: "", sector: "third" as const };
  return { kind: kind as Kind, actor: { ...nobody, orgId: orgId as OrgId, personId: personId as PersonId } };
}

/**
 * An event as an audience may see it, in a state that holds it. What only the lead keeps is cut out; of other organisations, what isn't told by who is in
 * the conversation names nobody; and where it changes who is in, that goes with it.
 */
export function present(kept: CaseEvent, audience: string, state: CaseState): CaseEvent {
  // that somebody fears for the person is shown to no audience at all
  const event = quietly(kept);
  if (audience === "lead") return event;
  const reader = readerIn(audience);
  // that somebody is kept away is told to nobody: it looks like an agreement that is noted once more
  if (event.type === "keptAwayNoted") return present({ ...event, type: "agreementNoted", body: event.body.shown }, audience, state);
  if (event.type === "messageEdited" && !readsOriginal(event, state, reader)) return { ...event, body: { ...event.body, text: "" } };
  if (!changesReaders(event) && event.type !== "receiptTranslated") return forOutside(event, reader);
  const seen = seenBy(state, reader);
  return { ...aboutOthers(event, reader, { state, seen }), shown: shownWith(event, reader, seen) };
}

/** Whether the message that was changed is theirs to read: its new words say much of what the old ones said. */
function readsOriginal({ at, body }: CaseEvent & { type: "messageEdited" }, state: CaseState, { actor }: Reader): boolean {
  const from = readableFrom(state, actor);
  // of what was stored without it is known that it was written at most so long before
  const posted = body.postedAt ?? new Date(Date.parse(at) - editWindow).toISOString();
  return body.messageSeq >= from.seq && posted >= from.at;
}

function forOutside(event: CaseEvent, { kind }: Reader): CaseEvent {
  if (event.type === "fileAdded" && kind !== "files") return { ...event, body: { ...event.body, ...noName } };
  if (event.type === "caseOpened") return { ...event, body: withoutLeadOnly(event.body) };
  if (event.type === "compartmentOpened") return { ...event, body: withoutLeadOnly(event.body) };
  if (event.type === "guestAdmitted") return { ...event, body: withoutSaid(event.body) };
  if (event.type === "sharingRested") return { ...event, body: { because: event.body.because } };
  if (event.type === "bestInterestsRecorded") return { ...event, body: {} };
  if (event.type === "restEnded") return { ...event, body: { kind: event.body.kind } };
  return event;
}

type Before = { state: CaseState; seen: CaseState };

/** What was decided about who reads. */
function aboutOthers(event: CaseEvent, reader: Reader, { state, seen }: Before): CaseEvent {
  const { consents, participations, guests } = seen;
  const places = Object.values(participations);
  const isIn = (orgId: string) => places.some((p) => p.orgId === orgId) || Object.values(guests).some((guest) => guest.orgId === orgId);
  const ours = (consentId: string) => isOwn(state, consentId, reader);
  const { body } = forOutside(event, reader);
  // who says it may be of an organisation that isn't in
  const known = isIn(event.actor.orgId) ? event.actor : { orgId: "" as OrgId, personId: "" as PersonId };
  const told = { ...event, actor: known, body } as CaseEvent;
  switch (told.type) {
    case "consentGiven": {
      if (!ours(told.body.consentId)) break;
      // which yes it takes the place of may be another's
      const { supersedes, ...record } = ownRecord(told.body);
      return { ...told, body: { ...record, ...(supersedes !== undefined && ours(supersedes) ? { supersedes } : {}) } };
    }
    case "receiptTranslated":
      if (!ours(told.body.consentId)) break;
      return ownTranslation(told, state.consents[told.body.consentId]);
    case "consentProposed":
    case "consentRefused":
      break;
    case "consentNarrowed":
      if (!ours(told.body.consentId)) break;
      return told;
    case "consentMarkedInError":
      if (ours(told.body.consentId)) return told;
      if (!consents[told.body.consentId]) break;
      return { ...told, body: { ...told.body, reason: "" } };
    case "consentPaused":
    case "consentResumed":
    case "consentWithdrawn":
      if (ours(told.body.consentId)) return told;
      if (!consents[told.body.consentId]) break;
      return withoutMethod(told);
    case "organisationInvited":
    case "invitationDeclined":
      if (participations[told.body.participationId]?.orgId !== reader.actor.orgId) break;
      return told;
    case "participationJoined":
    case "participationLeft":
    case "colleagueAdded":
      if (!participations[told.body.participationId]) break;
      return told;
    case "colleagueGone":
      if (!isIn(told.body.orgId)) break;
      return told;
    case "agreementNoted":
      if (told.body.orgId !== reader.actor.orgId) break;
      return told;
    default:
      return told;
  }
  return ofNobody({ ...told, actor: { orgId: "" as OrgId, personId: "" as PersonId } }, state);
}

/** How somebody said it is told to those whom it is about. A yes that goes on was always said somehow. */
function withoutMethod(event: CaseEvent & { type: "consentPaused" | "consentResumed" | "consentWithdrawn" }): CaseEvent {
  if (event.type === "consentResumed") return { ...event, body: { ...event.body, method: "face" } };
  const { method: _how, ...body } = event.body;
  return { ...event, body } as CaseEvent;
}

/** Whether a yes names their own organisation. A guest is here for none. */
const isOwn = ({ consents }: CaseState, consentId: string, { kind, actor }: Reader): boolean => {
  const held = consents[consentId];
  return kind !== "guest" && held?.record !== undefined && held.terms.controllers.includes(actor.orgId);
};

/** What goes with an event that changes who reads. */
function shownWith({ type, body }: CaseEvent, reader: Reader, seen: CaseState): Shown {
  const { participations, guests, policy, epoch, lastEntryAt } = seen;
  const changed = ["consentId", "supersedes"].flatMap((field) => (field in body ? [(body as Record<string, unknown>)[field]] : []));
  // a yes of their own may let them read from further back: then more of the earlier ones is theirs to see
  const still = type === "consentGiven" ? [] : Object.keys(seen.consents).filter((id) => isOwn(seen, id, reader) && !changed.includes(id));
  const consents = Object.fromEntries(Object.entries(seen.consents).filter(([id]) => !still.includes(id)));
  return { participations, guests, policy, epoch, lastEntryAt, consents, still };
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
  // which a doubt looks like
  "agreementNoted",
];

/** What can be written without reading is answered without its number, which would tell how much was said, and without who is in it. */
export function answerUnread({ shown: _who, ...event }: CaseEvent): CaseEvent {
  return writtenUnread.includes(event.type) ? { ...event, seq: 0 } : event;
}

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

/** The state as a reader may see it: who isn't the practice's learns nothing of what ended, was pinned or was talked about before they could read, and of others nothing but who is in. */
export function presentState(state: CaseState, actor: Actor): CaseState {
  if (actor.system) return state;
  const audience = audienceOf(state, actor);
  if (audience !== "lead") return seenBy(state, readerIn(audience));
  const consents = withoutDoubts(state.consents);
  return consents === state.consents && Object.keys(state.agreed).length === 0 ? state : { ...state, consents, agreed: {} };
}

function seenBy(state: CaseState, reader: Reader): CaseState {
  const { kind, actor } = reader;
  const from = readableFrom(state, actor);
  const seen = (moment: Moment): boolean => moment.seq >= from.seq && moment.at >= from.at;
  // who was only asked, or said no, is told of to nobody
  const participations = kept(
    state.participations,
    (p) => (p.ended === undefined || seen(p.ended)) && (wasIn(p) || (p.orgId === actor.orgId && kind !== "guest")),
  );
  const standing = new Map<string, OrgId[]>();
  for (const { consentId, orgId } of Object.values(participations))
    if (consentId !== null) standing.set(consentId, [...new Set([...(standing.get(consentId) ?? []), orgId])]);
  const consents = Object.values(withoutDoubts(state.consents)).flatMap((c) => {
    const stands = standing.get(c.consentId);
    if (!isOwn(state, c.consentId, reader)) return stands ? [othersConsent(c, stands, state)] : [];
    return alive(c) || stands || seen(c.first) ? [ownConsent(c)] : [];
  });
  const since = sinceWhen(state, actor);
  const guests = kept(state.guests, ({ ended, until }) => (ended && ended.at < until ? seen(ended) : until > since));
  // who was named before, and is gone, is nobody to them
  const known = new Set<string>([
    ...Object.values(participations).flatMap((p) => [p.orgId, ...p.members.map((m) => m.personId)]),
    ...Object.values(guests).map((guest) => guest.personId),
  ]);
  return {
    ...state,
    ...{ turned: 0, keptAway: [], agreed: {} },
    named: kept(state.named, (_times, id) => known.has(id)),
    ...(state.rest ? { rest: forPartnerRest(state.rest) } : {}),
    participations,
    consents: Object.fromEntries(consents.map((c) => [c.consentId, c])),
    guests: mapped(guests, withoutSaid),
    topics: kept(state.topics, (t) => seen(t.opened)),
    pins: state.pins.filter((p) => seen(p.pinned)),
    redactions: kept(state.redactions, seen),
    asks: kept(state.asks, (ask) => seen(ask.posted)),
    files: withNames(
      kept(state.files, (file) => seen(file.added)),
      kind === "files",
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

function withoutLeadOnly<B extends { leadOnly?: unknown }>(body: B): Omit<B, "leadOnly"> {
  const { leadOnly: _kept, ...rest } = body;
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
