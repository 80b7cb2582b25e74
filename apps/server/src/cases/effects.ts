import type { Excluded } from "@linkwork/shared/cases/consent.ts";
import type { AccessState, RecordEvent } from "@linkwork/shared/cases/keeping-state.ts";
import { guestOf, guestsNow, isDecision, keptAway as isKeptAway, mayRead, readers, wasIn } from "@linkwork/shared/cases/rules.ts";
import { whyClosed } from "@linkwork/shared/cases/rules-ending.ts";
import { isCounted } from "@linkwork/shared/cases/rules-unfound.ts";
import type { CaseEvent, Mention } from "@linkwork/shared/cases/schema.ts";
import { rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, Participation } from "@linkwork/shared/cases/state.ts";
import type { CaseId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import {
  accessRoom,
  besideGeneral,
  type Compartment,
  caseRoom,
  clientRoom,
  orgRoom,
  personRoom,
  subjectOf,
} from "@linkwork/shared/kernel/room.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";
import type { Ask, Effect, Follows } from "../kernel/slice.ts";
import { agreedSince, workersOf } from "./due.ts";
import { noticeOfAsk, placeIn, toRemind } from "./views-asks.ts";

/** Whether anything follows from an event in another room. */
export const hasEffects = (event: CaseEvent): boolean =>
  event.type === "caseOpened" ||
  event.type === "compartmentOpened" ||
  event.type === "sharingFollowed" ||
  isDecision(event) ||
  event.type === "bestInterestsRecorded" ||
  event.type === "guestAdmitted" ||
  // a file that has come is looked at
  event.type === "fileAdded" ||
  event.type === "messageRedacted" ||
  (event.type === "messagePosted" && ((event.body.mentions?.length ?? 0) > 0 || event.body.ask !== undefined));

/** What follows: invitations reach the organisation, the end of sharing reaches those who were in it, with day and reason and never content. */
export async function effectsOf(event: CaseEvent, state: CaseState, _roomId: RoomId, ask: Ask): Promise<Follows[]> {
  if (state.caseId === "") return [];
  const { caseId } = state;
  const follow = (compartment: Compartment): Effect => ({
    target: caseRoom(caseId, compartment),
    type: "followSharing",
    input: {},
    first: true,
  });
  if (event.type === "messageRedacted") {
    const { messageSeq, reason, author } = event.body;
    const input = { compartment: state.compartment, messageSeq, reason, by: event.actor, author };
    return [{ target: accessRoom(caseId), type: "noteRedaction", input }];
  }
  if (event.type === "messagePosted") return spokenTo(event, state, ask);
  if (state.compartment === "general")
    return [
      ...(isDecision(event) ? besideGeneral.map(follow) : []),
      ...(await toOthers(event, state, ask)),
      ...handedOver(event, state),
      ...uncounted(event, state),
    ];
  if (event.type === "sharingFollowed" && event.seq === state.begun?.seq) return placeOpened(state, event.at, ask);
  // a place that was opened looks once more: what was decided while it opened is not missed
  return event.type === "compartmentOpened" || (event.type === "sharingFollowed" && event.body.more) ? [follow(state.compartment)] : [];
}

/** Whoever may read a place hears that it was begun; who began it knows. */
async function placeOpened(state: CaseState, now: string, ask: Ask): Promise<Effect[]> {
  const { caseId, compartment, begun } = state;
  if (compartment === "general") return [];
  const people = await Promise.all(readers(state, now).map((p) => workersOf(p, ask)));
  return people
    .flat()
    .filter((who) => who.personId !== begun?.by && mayRead(state, who, now))
    .map(({ personId, orgId }) => ({
      target: personRoom(personId),
      type: "deliverNotice",
      input: { kind: "placeOpened", caseId, orgId, compartment },
    }));
}

/** Whose part ended with this event for good: what they wrote is theirs, and goes to them once. */
const handedOver = (event: CaseEvent, { caseId, participations }: CaseState): Follows[] =>
  Object.values(participations).flatMap(({ participationId, orgId, consentId, status, ended }) => {
    const over = ended?.seq === event.seq && consentId !== null && (status === "removed" || status === "left");
    return over && caseId !== "" ? [{ handOver: { caseId, orgId, participationId, why: status, until: event.at } }] : [];
  });

/** Who has taken back all that they had agreed to, or never agreed as it stood there, is counted nowhere any more. */
const uncounted = ({ type }: CaseEvent, state: CaseState): Follows[] =>
  (type === "consentWithdrawn" || type === "consentMarkedInError") && state.clientId !== "" && !isCounted(state)
    ? [{ uncount: state.clientId }]
    : [];

/**
 * Whoever is to hear of a message that somebody found too much in, or of words that were taken out: but for whose doing it was; and of an erasure that
 * stopped by itself. Of one that can't be stopped any more follows the rest.
 */
export function recordEffects(event: RecordEvent, state: Pick<AccessState, "orgId">, roomId: RoomId): Follows[] {
  if (event.type === "erasureStopped")
    return (event.body.tell ?? []).map((personId) => ({
      target: personRoom(personId),
      type: "deliverNotice",
      input: { kind: "erasureStopped", caseId: subjectOf(roomId), orgId: state.orgId },
    }));
  if (event.type === "erasureBegun") return [{ erase: { ...event.body, caseId: subjectOf(roomId) as CaseId } }];
  if (event.type !== "messageFlagged" && event.type !== "redactionNoted") return [];
  const { author, by, tell, leadsOf = author.orgId } = event.body;
  const kind = event.type === "messageFlagged" ? "flagged" : "redacted";
  return [...new Set(tell)]
    .filter((personId) => personId !== by.personId)
    .map((personId) => ({
      target: personRoom(personId),
      type: "deliverNotice",
      input: { kind, caseId: subjectOf(roomId), orgId: personId === author.personId ? author.orgId : leadsOf },
    }));
}

const nobody: Promise<Effect[]> = Promise.resolve([]);

/** What people and organisations hear of it. */
async function toOthers(event: CaseEvent, state: CaseState, ask: Ask): Promise<Effect[]> {
  const { caseId, clientId, leadOrg } = state;
  if (caseId === "" || clientId === "" || leadOrg === "") return [];
  const closeInvitation = (p: Participation): Effect => ({
    target: orgRoom(p.orgId),
    type: "closeInvitation",
    input: { caseId, participationId: p.participationId },
  });
  /** that there is something for a safeguarding lead to look at, never what */
  const worried = (personId: PersonId): Effect => ({
    target: personRoom(personId),
    type: "deliverNotice",
    input: { kind: "concern", caseId, orgId: leadOrg },
  });
  const each = async (of: (p: Participation) => Promise<Effect[]>) =>
    (await Promise.all(Object.values(state.participations).map(of))).flat();
  /** who works on it for an organisation and may read it with this event, but for whose doing it was */
  const readersOf = async (p: Participation, about: Record<string, unknown>): Promise<Effect[]> =>
    (await workersOf(p, ask))
      .filter((who) => who.personId !== event.actor.personId && mayRead(state, who, event.at))
      .map(({ personId, orgId }) => ({ target: personRoom(personId), type: "deliverNotice", input: { ...about, caseId, orgId } }));
  /** who was shut out hears that sharing goes on: under one yes, or under any */
  const goesOn = (consentId?: string) =>
    each((p) => {
      const theirs = consentId === undefined ? p.consentId !== null : p.consentId === consentId;
      return theirs && p.status === "joined" ? readersOf(p, { kind: "sharingAgain" }) : nobody;
    });
  const everyEnded = () => each((p) => ended(p, event, state, { closeInvitation, ask }));
  switch (event.type) {
    case "caseOpened":
      return [{ target: clientRoom(clientId), type: "linkCase", input: { caseId, leadOrgId: leadOrg } }];
    case "organisationInvited": {
      const { participationId, orgId } = event.body;
      const from = Object.values(state.participations).find((p) => p.consentId === null);
      const input = { caseId, participationId, fromOrgId: leadOrg, fromName: from?.name ?? "" };
      // one that was answered before it was told of is open no more, and nothing would close it
      const open = state.participations[participationId]?.status === "invited";
      const told = open ? [{ target: orgRoom(orgId), type: "receiveInvitation", input }] : [];
      return [...told, ...(await agreedSince(event.body, state, ask))];
    }
    case "participationJoined": {
      const p = state.participations[event.body.participationId];
      return p ? [closeInvitation(p)] : [];
    }
    case "invitationDeclined": {
      const p = state.participations[event.body.participationId];
      const { participationId } = event.body;
      const told = each((of) => (of.consentId === null ? readersOf(of, { kind: "invitationDeclined", participationId }) : nobody));
      return [...(p ? [closeInvitation(p)] : []), ...(await told)];
    }
    case "consentGiven":
      return [
        ...keptAway(event.body.leadOnly?.excluded ?? [], clientRoom(clientId)),
        ...(await everyEnded()),
        ...(wasShut(event, state) ? await goesOn(event.body.consentId) : []),
      ];
    case "consentResumed":
      return goesOn(event.body.consentId);
    case "restEnded":
      return goesOn();
    case "consentPaused":
      // (one that was said of a pause, before there was an event for it)
      return [...(event.body.doubt?.told ?? []).map(worried), ...(event.body.doubt?.paused ? [] : await everyEnded())];
    case "doubtNoted":
      return event.body.doubt.told.map(worried);
    case "consentNarrowed":
    case "consentWithdrawn":
    case "consentMarkedInError":
    case "participationLeft":
    case "sharingRested":
      return everyEnded();
    case "guestAdmitted": {
      const { personId, orgId } = event.body;
      return [{ target: personRoom(personId), type: "deliverNotice", input: { kind: "guestAdmitted", caseId, orgId } }];
    }
    case "bestInterestsRecorded":
      return (event.body.informed ?? []).map((personId) => ({
        target: personRoom(personId),
        type: "deliverNotice",
        input: { kind: "bestInterests", caseId, orgId: leadOrg },
      }));
    case "caseErased":
      // first: once the keys are destroyed nothing more can follow from it
      return [
        ...(await each(async (p) => (p.status === "invited" ? [closeInvitation(p)] : erased(p, state, { caseId, ask })))),
        ...guestsNow(state, event.at).map((guest) => goneFor(guest, caseId)),
      ].map((effect) => ({ ...effect, first: true }));
    default:
      return [];
  }
}
/** Whoever was in it to the last hears that it is gone, but for whom the person wants kept away. */
const erased = async (p: Participation, state: CaseState, { caseId, ask }: { caseId: CaseId; ask: Ask }): Promise<Effect[]> =>
  (p.status === "joined" ? await workersOf(p, ask) : [])
    .filter(({ personId, orgId }) => !isKeptAway(state, personId, orgId))
    .map((who) => goneFor(who, caseId));
const goneFor = ({ personId, orgId }: ActorRef, caseId: CaseId): Effect => ({
  target: personRoom(personId),
  type: "deliverNotice",
  input: { kind: "sharingEnded", caseId, orgId, reason: "erased" },
});

/** Whether nobody could read by the yes whose place this one takes: it was paused, its time was over, or it rests. */
function wasShut({ body, at }: CaseEvent & { type: "consentGiven" }, state: CaseState): boolean {
  const old = state.consents[body.supersedes ?? ""];
  return old !== undefined && (old.endedPaused === true || old.terms.period.end <= at || rests(state, old));
}

/** Whom the person wants kept away learns nothing from who the person is either. */
const keptAway = (excluded: readonly Excluded[], target: Effect["target"]): Effect[] =>
  excluded.length > 0 ? [{ target, type: "noteKeptAway", input: { excluded } }] : [];

type Telling = { closeInvitation: (p: Participation) => Effect; ask: Ask };
/** For each organisation whose part ended with this event: who worked on it there is told, an open invitation is closed. */
async function ended(p: Participation, event: CaseEvent, state: CaseState, { closeInvitation, ask }: Telling): Promise<Effect[]> {
  const about =
    event.type === "sharingRested" ||
    (event.type === "participationLeft"
      ? p.participationId === event.body.participationId
      : "consentId" in event.body && concerns(p, event.body as { consentId: string }, event));
  if (!about || p.consentId === null) return [];
  // who had gone before is told nothing of what the person decided afterwards
  if (p.status !== "joined" && p.ended?.seq !== event.seq) return [];
  if (p.status === "removed" && !wasIn(p)) return [closeInvitation(p)];
  return (await workersOf(p, ask))
    .filter((who) => !mayRead(state, who, event.at) && !isKeptAway(state, who.personId, p.orgId))
    .map((m) => ({
      target: personRoom(m.personId),
      type: "deliverNotice",
      input: { kind: "sharingEnded", caseId: state.caseId, orgId: p.orgId, reason: whyClosed(state, p.orgId, event.at) },
    }));
}

const concerns = (p: Participation, body: { consentId: string; supersedes?: string | undefined }, event: CaseEvent): boolean =>
  event.type === "consentGiven" ? body.supersedes !== undefined && p.consentId === body.supersedes : p.consentId === body.consentId;

/** Who is named hears of it, and who is asked to say that they have read it; somebody who is both, of the asking. */
async function spokenTo({ body, ...event }: CaseEvent & { type: "messagePosted" }, state: CaseState, look: Ask): Promise<Effect[]> {
  const ask = state.asks[event.seq];
  const asked = ask && body.ask ? await toRemind(state, ask, event.at, look) : [];
  return [
    ...asked.map((personId) => ({
      target: personRoom(personId),
      type: "deliverNotice",
      input: noticeOfAsk(state, { author: event.actor, urgent: body.ask?.urgent === true }),
    })),
    ...(await mentionNotices(body.mentions ?? [], event, state, look)).filter(
      ({ target }) => !asked.some((id) => personRoom(id) === target),
    ),
  ];
}

/** Who is named hears of it, if they read the conversation: nothing is sent to whom the person wants kept away. */
async function mentionNotices(
  mentions: readonly Mention[],
  event: Pick<CaseEvent, "actor" | "at">,
  state: CaseState,
  look: Ask,
): Promise<Effect[]> {
  if (mentions.length === 0) return [];
  const people = (await Promise.all(Object.values(state.participations).map((place) => workersOf(place, look)))).flat();
  const named = new Set(
    people
      .filter((who) => mayRead(state, who, event.at) && !guestOf(state, who))
      .filter((who) => mentions.some((m) => (m.kind === "person" ? m.personId === who.personId : m.orgId === who.orgId)))
      .map((who) => who.personId),
  );
  for (const { personId } of guestsNow(state, event.at))
    if (mentions.some((m) => m.kind === "person" && m.personId === personId)) named.add(personId);
  named.delete(event.actor.personId);
  return [...named].map((personId) => ({
    target: personRoom(personId),
    type: "deliverNotice",
    input: { kind: "mentioned", caseId: state.caseId, orgId: event.actor.orgId, ...placeIn(state) },
  }));
}
