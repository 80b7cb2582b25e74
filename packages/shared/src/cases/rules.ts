import type { Actor } from "../kernel/event.ts";
import type { OrgId, PersonId } from "../kernel/ids.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { Compartment } from "../kernel/room.ts";
import type { Excluded, Scope } from "./consent.ts";
import type { Guest } from "./guests.ts";
import { furtherCodes } from "./rules-codes.ts";
import type { CaseEvent } from "./schema.ts";
import { admissionOf, covers, type From, guestFrom, guestHolds, rests } from "./sharing.ts";
import type { CaseState, HeldConsent, Participation } from "./state.ts";

export const caseCodes = {
  NotYourRole: "FORBIDDEN",
  /** only the organisation that leads the case does this */
  LeadOnly: "FORBIDDEN",
  /** decided in the general room, for all rooms of the case */
  GeneralOnly: "BAD_REQUEST",
  NotYours: "FORBIDDEN",
  AlreadyOpen: "CONFLICT",
  /** the consent, participation, topic or pin is not in a state from which this can be done */
  WrongState: "CONFLICT",
  AlreadyIn: "CONFLICT",
  EditTooLate: "CONFLICT",
  /** a message can't be kept until then: it is over, or too far away */
  NotThen: "BAD_REQUEST",
  TooManyLater: "PRECONDITION_FAILED",
  ConsentMissing: "PRECONDITION_FAILED",
  AgreementMissing: "PRECONDITION_FAILED",
  InvitationLapsed: "PRECONDITION_FAILED",
  ScopeMissing: "PRECONDITION_FAILED",
  /** the person did not agree to copies of papers for this organisation */
  FilesNotAgreed: "PRECONDITION_FAILED",
  /** the room holds as many files as it may */
  FilesFull: "PRECONDITION_FAILED",
  NotNamed: "BAD_REQUEST",
  InTheFuture: "BAD_REQUEST",
  OwnGrantor: "BAD_REQUEST",
  LacksCapacity: "BAD_REQUEST",
  NotNarrower: "BAD_REQUEST",
  MentionUnknown: "BAD_REQUEST",
  UnknownReference: "BAD_REQUEST",
  NoSuchOrganisation: "BAD_REQUEST",
  NoSuchColleague: "BAD_REQUEST",
  ...furtherCodes,
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(caseCodes);

/** A small set, in the order shown. Never counts as an acknowledgement of anything clinical. */
export const reactions = ["👍", "❤️", "🙏", "😊", "👀"] as const;
/** How long a message can be edited freely, in milliseconds: 15 minutes. */
export const editWindow = 15 * 60 * 1000;
/** After how long an invitation that nobody answered lapses, in milliseconds: 14 days. */
export const invitationLife = 14 * 24 * 3600 * 1000;

/** Whether a consent holds at this instant. Expiry is decided here, at each read, not by a sweep. */
export const holds = (consent: HeldConsent, now: string): boolean =>
  consent.status === "active" && consent.terms.period.start <= now && now < consent.terms.period.end;

/** Whether it holds, and sharing does not rest. */
export const stands = (state: CaseState, consent: HeldConsent, now: string): boolean => holds(consent, now) && !rests(state, consent);

/** Whether a yes is in force or paused: what may still be changed about it. Its time may be over. */
export const alive = (consent: HeldConsent | undefined): boolean => consent?.status === "active" || consent?.status === "paused";

export const agreementHolds = (p: Participation, now: string): boolean =>
  p.agreement !== undefined && p.agreement.validFrom <= now && now < p.agreement.validTo;

/** The organisation's newest participation, whatever its state. */
export const participationOf = (state: CaseState, orgId: OrgId): Participation | undefined =>
  Object.values(state.participations)
    .filter((p) => p.orgId === orgId)
    .at(-1);

export const leads = (state: CaseState, actor: Actor): boolean => state.leadOrg === actor.orgId;
export const isMember = (p: Participation, personId: PersonId): boolean => p.members.some((m) => m.personId === personId);
/** Whether an organisation was let in at some time, whoever has left it since. */
export const wasIn = (p: Participation): boolean => p.members.length > 0 || p.inbox === true;
/** Members, and the shared inbox while it stands in for who has gone. */
const worksOn = (p: Participation, actor: Actor): boolean =>
  isMember(p, actor.personId) || (p.inbox === true && actor.roles.includes("roleInbox"));
export const consentOf = (state: CaseState, p: Participation): HeldConsent | undefined =>
  p.consentId === null ? undefined : state.consents[p.consentId];

/** Whether a participation is open for reading at this instant: joined, agreed to by the client, under an agreement in date, for messages, and for what this room is kept for. */
export function open(state: CaseState, p: Participation, now: string): boolean {
  if (p.status !== "joined") return false;
  if (p.consentId === null) return p.orgId === state.leadOrg;
  const consent = state.consents[p.consentId];
  if (consent === undefined || !stands(state, consent, now) || !agreementHolds(p, now)) return false;
  return consent.terms.scopes.includes("message") && covers(state.compartment, consent.terms.scopes);
}

/** Whether this worker, or the organisation they act for, is among those whom a person wants kept away. */
export const isAmong = (excluded: readonly Excluded[], personId: PersonId | null, orgId: OrgId): boolean =>
  excluded.some((e) => (e.kind === "org" ? e.orgId === orgId : e.personId === personId));

/** Whether the person asked that this worker or organisation be kept away. Nothing ever says so to them. */
export function keptAway(state: CaseState, personId: PersonId | null, orgId: OrgId): boolean {
  for (const id in state.consents) if (isAmong(state.consents[id]?.record?.leadOnly?.excluded ?? [], personId, orgId)) return true;
  return isAmong(state.keptAway, personId, orgId);
}

/** May this person, wearing this hat, read the conversation at this instant? The only gate for reading, on every door. Fails closed. */
export function mayRead(state: CaseState, actor: Actor, now: string): boolean {
  if (actor.system) return true;
  if (state.status !== "active" || keptAway(state, actor.personId, actor.orgId)) return false;
  for (const id in state.participations) {
    const p = state.participations[id] as Participation;
    if (p.orgId === actor.orgId && worksOn(p, actor) && open(state, p, now)) return true;
  }
  return actsAsGuest(state, actor, now);
}

/** Their admission as a guest, while nobody has ended it and they aren't here for an organisation that takes part. Its time may be over. */
export function guestOf(state: CaseState, actor: Actor): Guest | undefined {
  const guest = admissionOf(state, actor);
  if (!guest || guest.ended) return undefined;
  const takesPart = (p: Participation) => p.orgId === actor.orgId && p.status === "joined" && worksOn(p, actor);
  return Object.values(state.participations).some(takesPart) ? undefined : guest;
}

/** Whether what they do now they do as a guest. */
export function actsAsGuest(state: CaseState, actor: Actor, now: string): boolean {
  const guest = guestOf(state, actor);
  return guest !== undefined && guestHolds(state, guest, now);
}

/** May they answer an invitation that is open for their organisation? */
export const mayAnswer = (state: CaseState, actor: Actor): boolean =>
  participationOf(state, actor.orgId)?.status === "invited" && mayAnswerFor(actor) && !keptAway(state, actor.personId, actor.orgId);

const mayAnswerFor = (actor: Actor): boolean =>
  actor.roles.includes("worker") || actor.roles.includes("roleInbox") || actor.roles.includes("linkWorker");

/** The commands that only take away. */
export const revocations = ["pauseConsent", "narrowConsent", "withdrawConsent", "markConsentInError"] as const;

/** May they take their organisation out? Who is in for a partner, or its shared inbox where that stands in, also while it is paused or its time is over: leaving only takes away. */
export function mayLeave(state: CaseState, actor: Actor): boolean {
  const p = participationOf(state, actor.orgId);
  if (p?.status !== "joined" || consentOf(state, p) === undefined) return false;
  return worksOn(p, actor) && !keptAway(state, actor.personId, actor.orgId);
}

/** May they know of the case when they ask for this? Readers and who may answer an invitation; for what only takes away, also who may stop a sharing unread, or leave. */
export function mayKnow(state: CaseState, actor: Actor, now: string, command: string): boolean {
  if (mayRead(state, actor, now)) return true;
  if (state.status === "erased") return false;
  // what may be asked without reading is asked of the general room; it also judges who begins a place that has not been told yet who is in
  if (state.compartment !== "general") return command === "openCompartment" && state.status === "opening";
  if (mayAnswer(state, actor) || (command === "leaveCase" && mayLeave(state, actor))) return true;
  return (revocations as readonly string[]).includes(command) && revocable(state, actor).length > 0;
}

/** From where on they may read: events before this number or this instant don't exist for them. */
export function readableFrom(state: CaseState, actor: Actor): From {
  const guest = guestOf(state, actor);
  return guest ? guestFrom(guest) : readableBy(state, actor.orgId);
}

/** The same for an organisation that takes part. */
export function readableBy(state: CaseState, orgId: OrgId): From {
  const p = participationOf(state, orgId);
  const consent = p && consentOf(state, p);
  if (!consent) return { seq: 1, at: "" };
  const from = consent.terms.historyFrom;
  if (from.kind === "all") return { seq: 1, at: "" };
  return from.kind === "date" ? { seq: 1, at: from.at } : { seq: consent.givenSeq, at: "" };
}

/** What an organisation may know of, as the person agreed; the lead organisation may know everything. */
export function scopesOf(state: CaseState, orgId: OrgId): readonly Scope[] | "all" {
  if (state.leadOrg === orgId) return "all";
  const p = participationOf(state, orgId);
  return (p && consentOf(state, p)?.terms.scopes) ?? [];
}

/** Whether the person agreed that an organisation may know this; the one that leads the case knows all of it. */
export function mayHave(state: CaseState, orgId: OrgId, scope: Scope): boolean {
  const scopes = scopesOf(state, orgId);
  return scopes === "all" || scopes.includes(scope);
}

const leadWorker = (state: CaseState, actor: Actor): Verdict =>
  !leads(state, actor) ? refuse("LeadOnly") : actor.roles.includes("linkWorker") || refuse("NotYourRole");

export const mayOpenCase = (actor: Actor): Verdict => actor.roles.includes("linkWorker") || refuse("NotYourRole");
/** May they begin the case's room for this kind of note? Who would read it may, by the general room as it stands. */
export const mayOpenCompartment = (general: CaseState, compartment: Compartment, actor: Actor, now: string): boolean =>
  compartment !== "general" && mayRead({ ...general, compartment }, actor, now);
export const mayRecordConsent = leadWorker;
export const mayInvite = leadWorker;

/**
 * Withdrawing, pausing, narrowing and voiding, on the person's word. What grants never guards what revokes: neither a pause nor a date nor an
 * agreement is asked, only whether their organisation has a part in it, and whether the person would turn to them.
 */
export function mayRevoke(state: CaseState, actor: Actor, consentId: string): Verdict {
  const consent = state.consents[consentId];
  if (!consent) return refuse("UnknownReference", { field: "consentId" });
  // what was only asked for names nobody to those whom it would name
  const ours = leads(state, actor) || (consent.record !== undefined && consent.terms.controllers.includes(actor.orgId));
  return (ours && hearsThePerson(state, actor)) || refuse("NotYours");
}

/**
 * Whether the person's word may come through them: members of an organisation that is in, its shared inbox and its information lead; who may answer
 * for one that is invited; and in the practice any link worker, since the paper that the person took home says "tell anyone".
 */
function hearsThePerson(state: CaseState, actor: Actor): boolean {
  const place = participationOf(state, actor.orgId);
  if (!place || keptAway(state, actor.personId, actor.orgId)) return false;
  if (place.status === "invited") return mayAnswerFor(actor);
  if (place.status !== "joined") return false;
  if (isMember(place, actor.personId) || actor.roles.includes("roleInbox") || actor.roles.includes("infoLead")) return true;
  return leads(state, actor) && actor.roles.includes("linkWorker");
}

/** The place of their organisation under a yes, if they may take it out. */
export function leavable(state: CaseState, actor: Actor, consentId: string): Participation | undefined {
  const mine = participationOf(state, actor.orgId);
  return mine?.consentId === consentId && mayLeave(state, actor) ? mine : undefined;
}

/** The consents that they may still end, pause or narrow. */
export const revocable = (state: CaseState, actor: Actor): HeldConsent[] =>
  Object.values(state.consents).filter((c) => alive(c) && mayRevoke(state, actor, c.consentId) === true);

export function mayPost(state: CaseState, actor: Actor, now: string): Verdict {
  if (!mayRead(state, actor, now)) return refuse("ConsentMissing");
  return guestOf(state, actor)?.may !== "read" || refuse("GuestReads");
}

export function mayEdit(message: CaseEvent | undefined, actor: Actor, now: string): Verdict {
  if (message?.type !== "messagePosted") return refuse("UnknownReference", { field: "messageSeq" });
  // what they said under another hat is that organisation's
  if (message.actor.personId !== actor.personId || message.actor.orgId !== actor.orgId) return refuse("NotYours");
  return Date.parse(now) - Date.parse(message.at) <= editWindow || refuse("EditTooLate", { minutes: editWindow / 60_000 });
}

export function mayJoin(state: CaseState, actor: Actor, participationId: string, now: string): Verdict {
  const p = state.participations[participationId];
  if (!p || p.orgId !== actor.orgId) return refuse("ConsentMissing", { field: "participationId" });
  if (!mayAnswerFor(actor)) return refuse("NotYourRole");
  if (p.status !== "invited") return refuse("WrongState", { field: "participationId" });
  if (Date.parse(now) - Date.parse(p.invitedAt) > invitationLife) return refuse("InvitationLapsed");
  const consent = consentOf(state, p);
  if (!consent || !stands(state, consent, now)) return refuse("ConsentMissing");
  if (!consent.terms.scopes.includes("message")) return refuse("ScopeMissing");
  return agreementHolds(p, now) || refuse("AgreementMissing");
}

const decisions: readonly CaseEvent["type"][] = [
  "consentGiven",
  "consentPaused",
  "consentResumed",
  "consentNarrowed",
  "consentWithdrawn",
  "consentMarkedInError",
  "organisationInvited",
  "participationJoined",
  "invitationDeclined",
  "participationLeft",
  "colleagueAdded",
  "colleagueGone",
  "agreementNoted",
  "sharingRested",
  "restEnded",
  ...(["keptAwayNoted", "doubtNoted", "caseErased"] as const),
];
/** What is decided in the general room for all rooms of a case: who is in, and what the person agreed to. */
export const isDecision = (event: { readonly type: string }): boolean => (decisions as readonly string[]).includes(event.type);

/** Events after which somebody may read who could not, or the other way round. */
export const changesReaders = (event: CaseEvent): boolean =>
  isDecision(event) ||
  event.type === "caseOpened" ||
  event.type === "compartmentOpened" ||
  event.type === "sharingFollowed" ||
  event.type.startsWith("consent") ||
  event.type.startsWith("guest");

/** Who reads what is written now, by organisation, as everybody may know it: whoever is kept away is among them. */
export const readers = (state: CaseState, now: string): Participation[] =>
  Object.values(state.participations).filter((p) => open(state, p, now));

/** The same as somebody is told it, above the reply box say: who leads the case knows whom the person keeps away, and that they don't read. */
export function readersTold(state: CaseState, actor: Actor, now: string): Participation[] {
  if (!leads(state, actor)) return readers(state, now);
  return readers(state, now).flatMap((p) => {
    const members = p.members.filter((m) => !keptAway(state, m.personId, p.orgId));
    if (keptAway(state, null, p.orgId) || (members.length === 0 && p.inbox !== true)) return [];
    return members.length === p.members.length ? [p] : [{ ...p, members }];
  });
}

/** The guests who read it too. */
export const guestsNow = (state: CaseState, now: string): Guest[] =>
  Object.values(state.guests).filter((guest) => guestHolds(state, guest, now) && !keptAway(state, guest.personId, guest.orgId));
