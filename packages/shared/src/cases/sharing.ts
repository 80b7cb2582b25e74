import type { OrgId, PersonId } from "../kernel/ids.ts";
import type { Compartment } from "../kernel/room.ts";
import type { ActorRef } from "../kernel/shapes.ts";
import type { Capacity, ConsentRecord, Scope } from "./consent.ts";
import type { Guest, Guests } from "./guests.ts";
import type { RestCause } from "./rest.ts";
import type { CaseEvent } from "./schema.ts";
import type { CaseState, HeldConsent, Moment, Participation } from "./state.ts";

/** Whether somebody with these scopes is let into a case's room of this kind. */
export const covers = (compartment: Compartment, scopes: readonly Scope[]): boolean =>
  compartment === "general" || scopes.includes(compartment);

/** Whether a yes rests: it was given before it was noted that the person can't decide it, or has died. One given since stands on its own. */
export const rests = (state: CaseState, consent: HeldConsent): boolean => state.rest !== undefined && consent.first.seq < state.rest.seq;

/** Sharing rests: since when and why, and what one person has recorded of what is best, for a second one to look at. */
export type Rest = Moment & {
  readonly because: RestCause;
  readonly on?: string | undefined;
  readonly from?: string | undefined;
  readonly bestInterests?: {
    readonly by: PersonId;
    readonly at: string;
    readonly consulted: string;
    readonly why: string;
    readonly capacity?: Capacity;
  };
  /** what had been noted before, for when this one was a mistake */
  readonly before?: Rest;
};

/** A paper in another language, as somebody beside the person wrote it. */
export type Translation = Omit<Extract<CaseEvent, { type: "receiptTranslated" }>["body"], "consentId"> & { readonly at: string };

/** The paper of a yes in one more language, or written anew in one. */
export function translate(state: CaseState, { body: { consentId, ...made }, at }: CaseEvent & { type: "receiptTranslated" }): CaseState {
  const consents = put(state.consents, consentId, (held) => ({
    ...held,
    translations: { ...held.translations, [made.language]: { ...made, at } },
  }));
  return { ...state, consents };
}

type RestEvent = Extract<CaseEvent, { type: "sharingRested" | "bestInterestsRecorded" | "restEnded" }>;

/** What rests, and what came of looking at it. */
export function foldRest(state: CaseState, event: RestEvent): CaseState {
  const { rest, ...without } = state;
  switch (event.type) {
    case "sharingRested": {
      const before = rest ? { before: rest } : {};
      return { ...state, rest: { ...event.body, ...momentOf(event), ...before }, policy: state.policy + 1, epoch: state.epoch + 1 };
    }
    case "bestInterestsRecorded": {
      const { capacity, consulted = "", why = "" } = event.body;
      const by = event.actor.personId;
      return rest
        ? { ...state, rest: { ...rest, bestInterests: { by, at: event.at, consulted, why, ...(capacity ? { capacity } : {}) } } }
        : state;
    }
    case "restEnded": {
      // what was noted by mistake takes nothing of what was noted before with it
      const before = event.body.kind === "mistake" && rest?.before ? { rest: rest.before } : {};
      return { ...without, ...before, policy: state.policy + 1 };
    }
  }
}

/** A place has taken over what was decided in the general room; what was erased meanwhile stays so. */
export function follow(state: CaseState, { seq, body: { through, more } }: CaseEvent & { type: "sharingFollowed" }): CaseState {
  const next = { ...state, followed: through, policy: state.policy + 1 };
  if (more || state.status === "active" || state.status === "erased") return next;
  return { ...next, status: "active", begun: state.begun && { ...state.begun, seq } };
}

/** The case is over for good: what is only a memory of it goes too; who was invited has to be told. */
export function erase({ rest: _rest, ...state }: CaseState): CaseState {
  return {
    ...state,
    ...{ status: "erased", label: "", need: "", topics: {}, pins: [], files: {}, redactions: {}, asks: {} },
    ...{ policy: state.policy + 1, epoch: state.epoch + 1 },
  };
}

export const momentOf = (event: CaseEvent): Moment => ({ seq: event.seq, at: event.at });

/** Changes one entry, if it is there. */
export const put = <T>(record: Readonly<Record<string, T>>, key: string, change: (old: T) => T): Readonly<Record<string, T>> => {
  const old = record[key];
  return old === undefined ? record : { ...record, [key]: change(old) };
};

/** What becomes of a consent; `shuts` when somebody loses something by it. */
export function changeConsent(state: CaseState, consentId: string, change: (old: HeldConsent) => HeldConsent, shuts: boolean): CaseState {
  return {
    ...state,
    consents: put(state.consents, consentId, change),
    policy: state.policy + 1,
    epoch: shuts ? state.epoch + 1 : state.epoch,
  };
}

/** Consent gone for good: the participations that stood on it are removed, for ever. */
export function removeUnder(state: CaseState, consentId: string, ended: Moment): CaseState {
  const participations = Object.fromEntries(
    Object.entries(state.participations).map(([id, p]) =>
      p.consentId === consentId && (p.status === "joined" || p.status === "invited")
        ? [id, { ...p, status: "removed" as const, ended }]
        : [id, p],
    ),
  );
  return { ...state, participations };
}

export function changeParticipation(state: CaseState, id: string, change: (old: Participation) => Participation): CaseState {
  return { ...state, participations: put(state.participations, id, change), policy: state.policy + 1 };
}

/** A colleague comes in; what lay in the shared inbox has somebody again. */
export function comeIn(state: CaseState, id: string, member: Participation["members"][number]): CaseState {
  const next = changeParticipation(state, id, ({ inbox: _had, ...p }) => ({
    ...p,
    members: [...p.members.filter((m) => m.personId !== member.personId), member],
  }));
  return state.leadWorker === "" && state.participations[id]?.orgId === state.leadOrg ? { ...next, leadWorker: member.personId } : next;
}

/** Somebody has left an organisation: their part is the shared inbox's if they led the case, or if nobody else is left. */
export function goneFrom(state: CaseState, { orgId, personId }: { orgId: OrgId; personId: PersonId }): CaseState {
  const led = orgId === state.leadOrg && personId === state.leadWorker;
  const participations = Object.fromEntries(
    Object.entries(state.participations).map(([id, p]) => {
      const members = p.members.filter((m) => m.personId !== personId);
      if (p.orgId !== orgId || members.length === p.members.length) return [id, p];
      return [id, { ...p, members, ...(led || members.length === 0 ? { inbox: true as const } : {}) }];
    }),
  );
  return { ...state, participations, leadWorker: led ? "" : state.leadWorker, policy: state.policy + 1, epoch: state.epoch + 1 };
}

/** Under a new version the participations go on without a gap, if the organisation is still named. */
function carryOver(state: CaseState, from: string, record: ConsentRecord, ended: Moment): CaseState {
  const participations = Object.fromEntries(
    Object.entries(state.participations).map(([id, p]) => {
      if (p.consentId !== from || (p.status !== "joined" && p.status !== "invited")) return [id, p];
      return record.terms.controllers.includes(p.orgId)
        ? [id, { ...p, consentId: record.consentId }]
        : [id, { ...p, status: "removed" as const, ended }];
    }),
  );
  return { ...state, participations };
}

/** A yes, and the older one that it takes the place of. */
export function giveConsent(state: CaseState, event: CaseEvent & { type: "consentGiven" }): CaseState {
  const record = event.body;
  const old = record.supersedes ? state.consents[record.supersedes] : undefined;
  // "from now on" begins anew in a compartment that the older yes didn't open
  const before = old && covers(state.compartment, old.terms.scopes) ? old : undefined;
  const held: HeldConsent = {
    consentId: record.consentId,
    status: "active",
    terms: record.terms,
    record,
    givenSeq: before?.givenSeq ?? event.seq,
    givenAt: before?.givenAt ?? event.at,
    spoken: before?.spoken ?? state.speech,
    first: momentOf(event),
  };
  // whoever is to be kept away from now on is shut out by it, and nobody outside the practice is to see that it turned a key
  const turned = state.turned + ((record.leadOnly?.excluded.length ?? 0) > 0 ? 1 : 0);
  const next = { ...state, consents: { ...state.consents, [record.consentId]: held }, policy: state.policy + 1, turned };
  if (!old || !record.supersedes) return next;
  const paused = old.status === "paused" ? { endedPaused: true as const } : {};
  const ended = changeConsent(next, record.supersedes, (c) => ({ ...c, status: "superseded", endedAt: event.at, ...paused }), true);
  return carryOver(ended, record.supersedes, record, momentOf(event));
}

/** Somebody's newest admission as a guest under this hat, ended or not. */
export function admissionOf({ guests }: CaseState, { personId, orgId }: ActorRef): Guest | undefined {
  let newest: Guest | undefined;
  for (const id in guests) if (guests[id]?.personId === personId && guests[id].orgId === orgId) newest = guests[id];
  return newest;
}

/** Whether an admission holds at this instant: in the main conversation, before its end, and not while sharing rests that it was given before. */
export const guestHolds = (state: CaseState, guest: Guest, now: string): boolean =>
  state.compartment === "general" && !guest.ended && now < guest.until && !restsFor(state, guest);

export const restsFor = (state: CaseState, guest: Guest): boolean => state.rest !== undefined && guest.admitted.seq < state.rest.seq;

/** From which number, and which instant, on somebody reads. */
export type From = { readonly seq: number; readonly at: string };
export const guestFrom = ({ history, admitted }: Guest): From => ({ seq: history ? 1 : admitted.seq, at: "" });

/** Whether somebody wrote this, by its number in the main conversation, as a guest: then it is no part of what their organisation wrote. */
export const wroteAsGuest = ({ guests }: Pick<CaseState, "guests">, { actor, seq }: { actor: ActorRef; seq: number }): boolean =>
  Object.values(guests).some(
    ({ personId, orgId, admitted, ended }) =>
      personId === actor.personId && orgId === actor.orgId && admitted.seq < seq && (!ended || seq < ended.seq),
  );

const alive = (consent: HeldConsent | undefined): consent is HeldConsent => consent?.status === "active" || consent?.status === "paused";
/** Whether a yes lets this organisation hear what is said. */
const hears = ({ controllers, scopes }: HeldConsent["terms"], orgId: OrgId): boolean =>
  controllers.includes(orgId) && scopes.includes("message");

/** Who was let in for a while, and for whom that is over before its time: with what the person says of their organisation it ends too. */
export function foldGuests(state: CaseState, event: CaseEvent): Guests {
  const { guests } = state;
  const end = (is: (guest: Guest) => boolean, late = false): Guests => {
    const over = Object.values(guests).filter((guest) => !guest.ended && (late || event.at < guest.until) && is(guest));
    return over.length === 0
      ? guests
      : { ...guests, ...Object.fromEntries(over.map((g) => [g.guestId, { ...g, ended: momentOf(event) }])) };
  };
  switch (event.type) {
    case "guestAdmitted":
      return { ...guests, [event.body.guestId]: { ...event.body, admitted: momentOf(event), speech: state.speech } };
    case "guestEnded":
      return end((guest) => guest.guestId === event.body.guestId);
    case "consentPaused":
    case "consentWithdrawn":
    case "consentMarkedInError": {
      // the person turned from an organisation: nobody of it stays as a guest either
      const old = state.consents[event.body.consentId];
      return alive(old) ? end(({ orgId }) => old.terms.controllers.includes(orgId)) : guests;
    }
    case "consentNarrowed": {
      const { consentId, scopes } = event.body;
      const old = state.consents[consentId];
      return alive(old) ? end(({ orgId }) => hears(old.terms, orgId) && !hears({ ...old.terms, scopes }, orgId)) : guests;
    }
    case "consentGiven": {
      // a newer yes is the person's newest word: whom it leaves out goes, as with a withdrawal
      const { supersedes = "", terms } = event.body;
      const old = state.consents[supersedes];
      return alive(old) ? end(({ orgId }) => hears(old.terms, orgId) && !hears(terms, orgId)) : guests;
    }
    case "participationJoined":
    case "colleagueAdded": {
      // who takes part for their organisation is no guest any more; also where their time was over, what they write from here on is their organisation's
      const place = state.participations[event.body.participationId];
      const { personId } = event.body.member;
      return end((guest) => guest.orgId === place?.orgId && guest.personId === personId, true);
    }
    case "colleagueGone":
      return end((guest) => guest.orgId === event.body.orgId && guest.personId === event.body.personId);
    default:
      return guests;
  }
}

export function openCase(
  state: CaseState,
  { lead, leadOnly, ...about }: (CaseEvent & { type: "caseOpened" })["body"],
  at: string,
): CaseState {
  const leads: Participation = {
    participationId: lead.participationId,
    orgId: lead.orgId,
    name: lead.name,
    sector: lead.sector,
    consentId: null,
    status: "joined",
    members: [lead.member],
    invitedAt: at,
  };
  return {
    ...state,
    ...about,
    status: "active",
    leadOrg: lead.orgId,
    leadWorker: lead.member.personId,
    participations: { [lead.participationId]: leads },
    keptAway: leadOnly?.excluded ?? [],
    policy: 1,
  };
}
