import { houseId } from "../kernel/ids.ts";
import type { Compartment } from "../kernel/room.ts";
import type { CaseId, ClientId, OrgId, PersonId, Sector } from "../kernel/shapes.ts";
import { type Asks, countNamed, foldAsks } from "./asks.ts";
import { type ConsentRecord, type ConsentTerms, doubtOf, type Excluded, type Purpose, type SaidDoubt } from "./consent.ts";
import { type CaseFiles, foldFiles } from "./files.ts";
import type { Guests } from "./guests.ts";
import { foldRedactions, type Redactions } from "./redaction.ts";
import type { CaseEvent } from "./schema.ts";
import {
  changeConsent,
  changeParticipation,
  comeIn,
  erase,
  foldGuests,
  foldRest,
  follow,
  giveConsent,
  goneFrom,
  momentOf,
  openCase,
  put,
  type Rest,
  removeUnder,
  type Translation,
  translate,
} from "./sharing.ts";
import { noteAgreement, noteDoubt, noteKeptAway, withShown } from "./shown.ts";

export type ConsentStatus = "proposed" | "rejected" | "active" | "paused" | "withdrawn" | "superseded" | "entered-in-error";
/** Where in the log something happened: number and time of its event. */
export type Moment = { readonly seq: number; readonly at: string };

/** A consent as it stands. Expiry is no status: it is asked at each read. */
export type HeldConsent = {
  readonly consentId: string;
  readonly status: ConsentStatus;
  readonly terms: ConsentTerms;
  /** none while it is only proposed */
  readonly record?: ConsentRecord;
  /** its paper in other languages, by their tags: the newest of each */
  readonly translations?: Readonly<Record<string, Translation>>;
  /** it was said not to have been given freely; shown to nobody but through the safeguarding leads' own door */
  readonly doubt?: SaidDoubt;
  /** while it is only proposed: the one that it would take the place of */
  readonly supersedes?: string;
  /** number and time of the event that gave it: "from now on" begins here */
  readonly givenSeq: number;
  readonly givenAt: string;
  /** how many messages had been posted before that event */
  readonly spoken?: number;
  /** the event that first spoke of it */
  readonly first: Moment;
  readonly endedAt?: string;
  readonly endedPaused?: true;
};

export type ParticipationStatus = "invited" | "joined" | "declined" | "left" | "removed";
/** One organisation in the conversation (FHIR CareTeam). */
export type Participation = {
  readonly participationId: string;
  readonly orgId: OrgId;
  readonly name: string;
  readonly sector: Sector;
  /** null for the organisation that leads the case */
  readonly consentId: string | null;
  readonly status: ParticipationStatus;
  readonly members: readonly { readonly personId: PersonId; readonly name: string }[];
  /** whoever worked on it for them has gone: their shared inbox has it until a colleague comes in */
  readonly inbox?: true;
  readonly invitedAt: string;
  /** the agreement between lead and this organisation; whether it holds is asked at each read */
  readonly agreement?: { readonly agreementId: string; readonly validFrom: string; readonly validTo: string };
  readonly ended?: Moment;
};

export type Topic = {
  readonly topicId: string;
  readonly title: string;
  readonly purpose?: Purpose | undefined;
  readonly resolved: boolean;
  /** the event that opened it */
  readonly opened: Moment;
};
export type Pin = {
  readonly messageSeq: number;
  readonly versionSeq: number;
  readonly text: string;
  readonly by: PersonId;
  /** the event that pinned it */
  readonly pinned: Moment;
};

export type CaseState = {
  /** opening: a compartment that has not yet been told who is in the case; nobody reads it. erased: nobody ever does again */
  readonly status: "absent" | "opening" | "active" | "erased";
  readonly compartment: Compartment;
  /** in a compartment: the last event of the general room that it has followed */
  readonly followed: number;
  /** in a compartment: who began it, and the number of the event after which people read it, 0 until then */
  readonly begun: { readonly by: PersonId; readonly seq: number } | null;
  readonly caseId: CaseId | "";
  readonly clientId: ClientId | "";
  readonly label: string;
  readonly need: string;
  readonly purpose: Purpose | "";
  readonly jurisdiction: string;
  readonly leadOrg: OrgId | "";
  readonly leadWorker: PersonId | "";
  readonly participations: Readonly<Record<string, Participation>>;
  readonly consents: Readonly<Record<string, HeldConsent>>;
  readonly guests: Guests;
  /** whom the person wants kept away as they said it in other cases of theirs; what they said here stands in the consents */
  readonly keptAway: readonly Excluded[];
  /** there while sharing rests */
  readonly rest?: Rest;
  /** by organisation: the number of the practice's event that was heard last about the agreement with it; shown to nobody */
  readonly agreed: Readonly<Record<string, number>>;
  readonly topics: Readonly<Record<string, Topic>>;
  readonly pins: readonly Pin[];
  readonly files: CaseFiles;
  readonly redactions: Redactions;
  readonly asks: Asks;
  /** how many messages were posted, and how often each person or organisation was named: for unread counts */
  readonly speech: number;
  readonly named: Readonly<Record<string, number>>;
  /** counts the events that change who may read */
  readonly policy: number;
  /** the key's epoch: one more after each event that shuts somebody out */
  readonly epoch: number;
  /** how many yeses kept somebody away: the key turns with these too, and only the practice knows of them */
  readonly turned: number;
  readonly lastAt: string;
  /** the same of what people did: what the house notes (an agreement that was renewed, who has left) is no entry in a record */
  readonly lastEntryAt: string;
};

export const noCase: CaseState = {
  status: "absent",
  compartment: "general",
  followed: 0,
  begun: null,
  caseId: "",
  clientId: "",
  label: "",
  need: "",
  purpose: "",
  jurisdiction: "",
  leadOrg: "",
  leadWorker: "",
  participations: {},
  consents: {},
  guests: {},
  keptAway: [],
  agreed: {},
  topics: {},
  pins: [],
  files: {},
  redactions: {},
  asks: {},
  speech: 0,
  named: {},
  policy: 0,
  epoch: 1,
  turned: 0,
  lastAt: "",
  lastEntryAt: "",
};

/** What is true of a case after an event; in the copy of somebody outside the practice, as they may know it. */
export function foldCase(before: CaseState, event: CaseEvent): CaseState {
  const after = foldEvent(before, event);
  return event.shown ? withShown(after, event.shown) : after;
}

function foldEvent(before: CaseState, event: CaseEvent): CaseState {
  const state: CaseState = {
    ...before,
    lastAt: event.at,
    lastEntryAt: event.actor.orgId === houseId || event.type === "doubtNoted" ? before.lastEntryAt : event.at,
    files: foldFiles(before.files, event),
    redactions: foldRedactions(before.redactions, event),
    asks: foldAsks(before.asks, event),
    guests: foldGuests(before, event),
  };
  const status =
    (to: ConsentStatus, shuts: boolean, ended = false) =>
    (id: string) =>
      changeConsent(state, id, (c) => ({ ...c, status: to, ...(ended ? { endedAt: event.at } : {}) }), shuts);
  switch (event.type) {
    case "compartmentOpened": {
      const { compartment, ...body } = event.body;
      return { ...openCase(state, body, event.at), status: "opening", compartment, begun: { by: event.actor.personId, seq: 0 } };
    }
    case "sharingFollowed":
      return follow(state, event);
    case "caseOpened":
      return openCase(state, event.body, event.at);
    case "consentProposed": {
      const held: HeldConsent = {
        consentId: event.body.consentId,
        status: "proposed",
        terms: event.body.terms,
        ...(event.body.supersedes ? { supersedes: event.body.supersedes } : {}),
        givenSeq: 0,
        givenAt: "",
        first: momentOf(event),
      };
      return { ...state, consents: { ...state.consents, [held.consentId]: held } };
    }
    case "consentGiven":
      return giveConsent(state, event);
    case "consentRefused":
      return status("rejected", false, true)(event.body.consentId);
    case "consentPaused":
      return changeConsent(
        state,
        event.body.consentId,
        (c) => ({ ...c, status: "paused", ...doubtOf(c.doubt, event.body.doubt, event.at) }),
        true,
      );
    case "doubtNoted":
      return noteDoubt(state, event);
    case "consentResumed":
      return status("active", false)(event.body.consentId);
    case "consentNarrowed": {
      const { scopes, version } = event.body;
      return changeConsent(
        state,
        event.body.consentId,
        (c) => ({
          ...c,
          terms: { ...c.terms, scopes },
          ...(c.record ? { record: { ...c.record, version, terms: { ...c.terms, scopes } } } : {}),
        }),
        true,
      );
    }
    case "consentWithdrawn":
      return removeUnder(status("withdrawn", true, true)(event.body.consentId), event.body.consentId, momentOf(event));
    case "consentMarkedInError":
      return removeUnder(status("entered-in-error", true, true)(event.body.consentId), event.body.consentId, momentOf(event));
    case "receiptTranslated":
      return translate(state, event);
    case "organisationInvited": {
      const { participationId, agreement, ...about } = event.body;
      const until = agreement ? { agreement } : {};
      const invited: Participation = { participationId, ...about, status: "invited", members: [], invitedAt: event.at, ...until };
      return { ...state, participations: { ...state.participations, [participationId]: invited }, policy: state.policy + 1 };
    }
    case "participationJoined":
      return changeParticipation(state, event.body.participationId, (p) => ({ ...p, status: "joined", members: [event.body.member] }));
    case "invitationDeclined":
      return changeParticipation(state, event.body.participationId, (p) => ({ ...p, status: "declined", ended: momentOf(event) }));
    case "participationLeft":
      return {
        ...changeParticipation(state, event.body.participationId, (p) => ({ ...p, status: "left", ended: momentOf(event) })),
        epoch: state.epoch + 1,
      };
    case "colleagueAdded":
      return comeIn(state, event.body.participationId, event.body.member);
    case "colleagueGone":
      return goneFrom(state, event.body);
    case "agreementNoted":
      return noteAgreement(state, event.body);
    case "keptAwayNoted":
      return noteKeptAway(state, event.body);
    case "guestAdmitted":
      return { ...state, policy: state.policy + 1 };
    case "guestEnded":
      return { ...state, policy: state.policy + 1, epoch: state.epoch + 1 };
    case "sharingRested":
    case "bestInterestsRecorded":
    case "restEnded":
      return foldRest(state, event);
    case "caseErased":
      return erase(state);
    case "messagePosted":
      return { ...state, speech: state.speech + 1, named: countNamed(state.named, event.body.mentions) };
    case "acknowledged":
    case "messageEdited":
    case "reactionSet":
    case "fileAdded":
    case "fileChecked":
      return state;
    case "messagePinned": {
      const { messageSeq, versionSeq, text } = event.body;
      const pin: Pin = { messageSeq, versionSeq, text, by: event.actor.personId, pinned: momentOf(event) };
      return { ...state, pins: [...state.pins.filter((p) => p.messageSeq !== messageSeq), pin] };
    }
    case "messageRedacted":
    case "messageUnpinned":
      return { ...state, pins: state.pins.filter((p) => p.messageSeq !== event.body.messageSeq) };
    case "topicOpened":
      return { ...state, topics: { ...state.topics, [event.body.topicId]: { ...event.body, resolved: false, opened: momentOf(event) } } };
    case "topicResolved":
    case "topicReopened":
      return { ...state, topics: put(state.topics, event.body.topicId, (t) => ({ ...t, resolved: event.type === "topicResolved" })) };
  }
}
