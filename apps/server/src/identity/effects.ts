import { agreementWith, hasLapsed, isNewcomer, leavesCases, membersAs, standsOn } from "@linkwork/shared/identity/rules.ts";
import type { OrgCard, OrgEvent, PersonEvent, Recovery, RecoveryNote } from "@linkwork/shared/identity/schema.ts";
import type { HeldAgreement, OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import { invitationLetter, rolesLetter } from "@linkwork/shared/identity/words.ts";
import { passwordLetters, recoveryLetters } from "@linkwork/shared/identity/words-letters.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, CaseId, OrgId, PersonId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, caseRoom, orgRoom, personRoom, sessionRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Effect, Follows } from "../kernel/slice.ts";
import { systemActor } from "../kernel/system.ts";
import type { LinkedTo, PosterSecret } from "../kernel/tokens.ts";
import type { OrgViews } from "./views.ts";

const inLondon = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone: "Europe/London" });

/** What the cases' own view answers: those that the first organisation leads and the second has to do with, and those that somebody works on. */
export type CasesOf = {
  casesBetween(leadOrg: OrgId, other: OrgId): Promise<CaseId[]>;
  casesWith(orgId: OrgId, personId: PersonId): Promise<CaseId[]>;
};

/** What the boards' own view answers: those on which somebody has cards for an organisation. */
export type BoardsOf = { boardsWith(orgId: OrgId, personId: PersonId): Promise<BoardId[]> };

/** What the worries about somebody's safety answer: a look, in each that names one of these people, at who may read it. */
export type WorriesNaming = (people: readonly PersonId[]) => Promise<Effect[]>;

/** What the visits' own view answers: those from an instant on for which somebody asked, or in which they receive. */
export type VisitsOf = { sessionsFor(personId: PersonId, from: number): Promise<SessionId[]> };

/** The links that a mail carries: whether mail can be sent, the hash of a link's secret, and the link itself. */
export type Links = {
  readonly ready: boolean;
  hash(linked: LinkedTo): string;
  poster(linked: LinkedTo): PosterSecret;
  link(linked: LinkedTo, page: LinkPage): string;
};
/** The pages that a link can lead to. */
export type LinkPage = "join" | "new-password";

export const hasEffects = (event: OrgEvent): boolean =>
  event.type === "colleagueInvited" ||
  event.type === "memberAdded" ||
  event.type === "residentLetIn" ||
  event.type === "membershipEnded" ||
  event.type === "rolesChanged" ||
  event.type === "agreementProposed" ||
  event.type === "agreementSigned" ||
  event.type === "agreementEnded" ||
  event.type === "agreementLapsed" ||
  event.type === "exportClosed";

/** Memberships reach the person's room, agreements the other side's, and an agreement's dates every case that stands on it. */
export async function effectsOf(
  event: OrgEvent,
  state: OrgState,
  {
    cases,
    boards,
    visits,
    worries,
    links,
  }: { cases: CasesOf; boards: BoardsOf; visits: VisitsOf; worries: WorriesNaming; links: Links | undefined },
): Promise<Follows[]> {
  const { card } = state;
  if (!card) return [];
  switch (event.type) {
    case "exportClosed":
      return event.body.exportId === undefined ? [] : [{ shred: event.body.exportId }];
    case "colleagueInvited": {
      const { invitationId, email: to, by, roles, until } = event.body;
      if (!links || !to || !state.colleagues[invitationId]) return [];
      const link = links.link({ subject: card.orgId, id: invitationId }, "join");
      return [{ mail: { to, ...invitationLetter({ by, orgName: card.name, roles, until: inLondon.format(Date.parse(until)), link }) } }];
    }
    case "memberAdded": {
      const { orgId, name: orgName, sector, phone } = card;
      const target = personRoom(event.body.personId);
      return [
        ...(event.body.without ? [{ target, type: "registerPerson", input: { name: event.body.name } }] : []),
        {
          target,
          type: "startMembership",
          input: { orgId, orgName, sector, phone, roles: event.body.roles, asOf: event.seq },
        },
        // a worry that nobody was left for has somebody again
        ...(event.body.roles.includes("safeguardingLead") ? await worries(Object.keys(state.members) as PersonId[]) : []),
        ...(event.body.posterId && isNewcomer(state, event.body.personId) ? newcomerWaits(state, orgId) : []),
      ];
    }
    case "residentLetIn":
      return [{ target: personRoom(event.body.personId), type: "deliverNotice", input: { kind: "letIn", orgId: card.orgId } }];
    case "membershipEnded":
      return [
        { target: personRoom(event.body.personId), type: "stopMembership", input: { orgId: card.orgId, asOf: event.seq } },
        ...(await leaveCases(card.orgId, event.body.personId, state, cases)),
        ...(await leaveBoards(card.orgId, event.body.personId, boards)),
        ...(await worries([event.body.personId])),
        ...(await leaveVisits(card.orgId, event.body.personId, visits, event.at)),
      ];
    case "rolesChanged":
      return rolesFollow(event, state, card, { cases, worries });
    case "agreementProposed": {
      // taken back before it was told of: nothing to sign lies there
      if (state.agreements[event.body.agreementId]?.status === "ended") return [];
      const { withOrgId, withName: _name, ...rest } = event.body;
      return [{ target: orgRoom(withOrgId), type: "receiveAgreement", input: { ...rest, withOrgId: card.orgId, withName: card.name } }];
    }
    case "agreementSigned":
    case "agreementEnded": {
      const held = state.agreements[event.body.agreementId];
      if (!held) return [];
      const inCases = await noteInCases(card.orgId, state, held, cases);
      // what came from the other side is not sent back
      if (event.actor.personId === systemActor.personId) return inCases;
      const type = event.type === "agreementSigned" ? "agreementSignedThere" : "agreementEndedThere";
      return [{ target: orgRoom(held.withOrgId), type, input: event.body }, ...inCases];
    }
    case "agreementLapsed":
      return tellOfLapse(event.body.agreementId, state, event.at);
    default:
      return [];
  }
}

/** Whoever can let them in hears that somebody came by the poster; once, while they haven't read it. */
const newcomerWaits = (state: OrgState, orgId: OrgId): Effect[] => {
  const keepers = [...membersAs(state, "manager"), ...membersAs(state, "steward")].map(({ personId }) => personId);
  return [...new Set(keepers)].map((personId) => ({
    target: personRoom(personId),
    type: "deliverNotice",
    input: { kind: "newcomerWaits", orgId },
  }));
};

/** Those who can sign a new one are told, each side its own; where a later one holds already there is nothing to tell. */
function tellOfLapse(agreementId: string, state: OrgState, now: string): Effect[] {
  const held = state.agreements[agreementId];
  const newest = held && agreementWith(state, held.withOrgId);
  if (!held || (newest && newest.validFrom <= now && now < newest.validTo)) return [];
  const leads = membersAs(state, "infoLead");
  return (leads.length > 0 ? leads : membersAs(state, "manager")).map(({ personId }) => ({
    target: personRoom(personId),
    type: "deliverNotice",
    input: { kind: "agreementLapsed", orgId: held.withOrgId },
  }));
}

type Lapsing = { rooms: Pick<Rooms, "ask" | "act">; orgs: Pick<OrgViews, "lapsedBy">; now: string };

/** Agreements that have run out are noted, once each; access had ended with them, by the clock. */
export async function noteLapses({ rooms, orgs, now }: Lapsing): Promise<void> {
  for (const orgId of await orgs.lapsedBy(now)) {
    const { agreements } = await rooms.ask<OrgState>(orgRoom(orgId));
    for (const held of Object.values(agreements).filter((each) => hasLapsed(each, now))) {
      const { agreementId } = held;
      const id = derivedId(agreementId, orgId, "lapsed");
      await rooms.act(systemActor, orgRoom(orgId), { id, type: "noteLapse", input: { agreementId } });
    }
  }
}

/** Cases stand on the signed agreement that ends last; the one that the event is about, where no other is left. */
async function noteInCases(leadOrg: OrgId, state: OrgState, held: HeldAgreement, { casesBetween }: CasesOf): Promise<Effect[]> {
  const { agreementId, withOrgId: orgId } = held;
  const input = { orgId, ...standsOn(state, { orgId, agreementId }) };
  return (await casesBetween(leadOrg, orgId)).map((caseId) => ({ target: caseRoom(caseId), type: "noteAgreement", input }));
}

type Changed = OrgEvent & { type: "rolesChanged" };
/** What hangs on a role goes the way it goes when somebody leaves; and they are told. */
async function rolesFollow(
  { seq: asOf, body: { personId, roles, before } }: Changed,
  state: OrgState,
  { orgId, name: orgName, sector, phone }: OrgCard,
  { cases, worries }: { cases: CasesOf; worries: WorriesNaming },
): Promise<Follows[]> {
  const member = state.members[personId];
  const target = personRoom(personId);
  const changed = (role: Role) => before.includes(role) !== roles.includes(role);
  // a worry that nobody was left for has somebody again
  const named = roles.includes("safeguardingLead") ? (Object.keys(state.members) as PersonId[]) : [personId];
  return [
    ...(member && !member.ended ? [{ target, type: "startMembership", input: { orgId, orgName, sector, phone, roles, asOf } }] : []),
    ...(leavesCases(before, roles) ? await leaveCases(orgId, personId, state, cases, { still: true }) : []),
    ...(changed("safeguardingLead") ? await worries(named) : []),
    { target, type: "deliverNotice", input: { kind: "rolesChanged", orgId } },
    { tell: personId, letter: rolesLetter(orgName, roles) },
  ];
}

/** Whoever goes leaves every case that they worked on for this organisation; the case stays with it. `still`: they work here, and in no case any more. */
async function leaveCases(
  orgId: OrgId,
  personId: PersonId,
  state: OrgState,
  { casesWith }: CasesOf,
  how: { still?: true } = {},
): Promise<Effect[]> {
  const name = state.members[personId]?.name;
  if (!name) return [];
  return (await casesWith(orgId, personId)).map((caseId) => ({
    target: caseRoom(caseId),
    type: "noteColleagueGone",
    input: { orgId, personId, name, ...how },
  }));
}

/** Their cards on boards are whoever's is there now. */
async function leaveBoards(orgId: OrgId, personId: PersonId, { boardsWith }: BoardsOf): Promise<Effect[]> {
  const boards = await boardsWith(orgId, personId);
  return boards.map((boardId) => ({ target: boardRoom(boardId), type: "handOverCards", input: { orgId, personId } }));
}

/** The places that they have, or wait for, as somebody of this organisation are free for others; those that they have for another stay. */
async function leaveVisits(orgId: OrgId, personId: PersonId, { sessionsFor }: VisitsOf, at: string): Promise<Effect[]> {
  const sessions = await sessionsFor(personId, Date.parse(at));
  return sessions.map((sessionId) => ({ target: sessionRoom(sessionId), type: "noteVisitorGone", input: { orgId, personId } }));
}

export const hasPersonEffects = ({ type }: PersonEvent): boolean =>
  type === "membershipStopped" || type === "toldByMail" || type === "startedAnew" || /^(recovery|password)/.test(type);

/**
 * Who works nowhere any more, and doesn't look after the platform, is signed out everywhere, as is whoever has another password. The way back in is
 * told to whose it is, and where they work.
 */
export function personEffects(
  event: PersonEvent,
  state: PersonState,
  { roomId, links }: { roomId: RoomId; links: Links | undefined },
): Follows[] {
  const personId = subjectOf(roomId) as PersonId;
  switch (event.type) {
    case "membershipStopped":
      return state.memberships.length === 0 && !state.administrator ? [{ endSessions: personId }] : [];
    case "passwordLinkMade": {
      const { linkId } = event.body;
      // one that was used or overtaken meanwhile needs no mail
      if (!links || !state.password.links[linkId] || state.password.links[linkId].used) return [];
      return [{ tell: personId, letter: passwordLetters.link(links.link({ subject: personId, id: linkId }, "new-password")) }];
    }
    case "passwordRenewed":
      return [{ endSessions: personId }, { tell: personId, letter: passwordLetters.renewed }];
    case "passwordChanged":
      return [
        { endSessions: personId, but: event.body.keeps },
        { tell: personId, letter: passwordLetters.changed },
      ];
    case "toldByMail":
      return [{ unwritten: { personId, seq: event.seq } }];
    case "startedAnew":
      return [
        { startAnew: personId, after: event.seq },
        { tell: personId, letter: recoveryLetters.anew },
      ];
    case "recoveryAsked":
    case "recoveryConfirmed": {
      const letter = recoveryLetters[event.body.ready ? "second" : event.body.yes.length > 0 ? "first" : "asked"];
      return [...noteWhereTheyWork(event, event.body, state, personId), { tell: personId, letter }];
    }
    case "recoveryStopped":
    case "recoveryUsed": {
      const over = event.type === "recoveryUsed" ? "used" : "stopped";
      const note: Told = { recoveryId: event.body.recoveryId, until: event.at, yes: [], over };
      const anew: Follows[] = over === "used" ? [{ startAnew: personId, after: event.seq }] : [];
      return [...anew, ...noteWhereTheyWork(event, note, state, personId), { tell: personId, letter: recoveryLetters[over] }];
    }
    default:
      return [];
  }
}

type Told = Recovery & Pick<RecoveryNote, "over">;
/** What each organisation of theirs is told. */
const noteWhereTheyWork = ({ seq: told }: PersonEvent, note: Told, { name, memberships }: PersonState, personId: PersonId): Effect[] =>
  memberships.map(({ orgId }) => ({
    target: orgRoom(orgId),
    type: "noteRecovery",
    input: { ...note, personId, name: name ?? "", told } satisfies RecoveryNote,
  }));

/** The hat that an event takes off (every hat, when somebody begins anew or has another password), so that open connections under it are cut at once. */
export function hatEndedBy(
  roomId: RoomId,
  { type, body }: AnyEvent,
): { personId: string; orgId?: string; butSession?: string } | undefined {
  if (type === "recoveryUsed" || type === "startedAnew" || type === "passwordRenewed") return { personId: subjectOf(roomId) };
  if (type === "passwordChanged") return { personId: subjectOf(roomId), butSession: String(body.keeps) };
  if (type === "membershipEnded" || type === "rolesChanged") return { personId: String(body.personId), orgId: subjectOf(roomId) };
  return type === "membershipStopped" ? { personId: subjectOf(roomId), orgId: String(body.orgId) } : undefined;
}
