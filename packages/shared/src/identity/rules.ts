import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { OrgId, PersonId, Role, Sector } from "../kernel/shapes.ts";
import type { Agreement, ColleagueInvitation } from "./schema.ts";
import type { HeldAgreement, OrgState, PersonState } from "./state.ts";

export const identityCodes = {
  /** this needs the information lead of the organisation */
  NotYourRole: "FORBIDDEN",
  AlreadyThere: "CONFLICT",
  NotThere: "CONFLICT",
  /** this needs a manager of the organisation */
  NotManager: "FORBIDDEN",
  /** somebody has to be left who can invite others */
  LastManager: "CONFLICT",
  /** no way to send mail was set up */
  MailMissing: "PRECONDITION_FAILED",
  AlreadyInvited: "CONFLICT",
  TooManyInvitations: "TOO_MANY_REQUESTS",
  /** these roles can't be had together, or not in such an organisation */
  RolesDontFit: "BAD_REQUEST",
  /** out of date, used, cancelled, for another address, or never there: one answer for all */
  InvitationOver: "NOT_FOUND",
  /** out of date, used, or overtaken by another password: one answer for all */
  PasswordLinkOver: "NOT_FOUND",
  OldPasswordWrong: "FORBIDDEN",
  SamePassword: "CONFLICT",
  /** an invented person's, while the demo flag is on */
  DemoPassword: "FORBIDDEN",
  /** a way back in was asked for already, and is still open */
  AskedAlready: "CONFLICT",
  /** three a week */
  AskedOften: "TOO_MANY_REQUESTS",
  /** nobody looks after this person's place anywhere */
  NobodyToAsk: "PRECONDITION_FAILED",
  /** without mail the person would not learn of it */
  MailNeeded: "PRECONDITION_FAILED",
  /** nobody says of themselves that it is them */
  NotYourself: "FORBIDDEN",
  /** there are managers enough: theirs to say */
  ManagersFirst: "FORBIDDEN",
  /** the second yes is another person's, whatever the hat */
  SaidAlready: "CONFLICT",
  /** the day is not over, or the second yes is missing */
  TooEarly: "PRECONDITION_FAILED",
  /** wrong, used, out of date, tried too often, or never sent: one answer for all */
  MailCodeWrong: "FORBIDDEN",
  /** this needs a steward or a manager of a citizens' panel */
  NotSteward: "FORBIDDEN",
  /** its time is over, it was ended, its owner was shown out, or there never was such a code: one answer for all */
  PosterOver: "NOT_FOUND",
  /** so many have come by it within an hour that a steward should look first */
  PosterFull: "TOO_MANY_REQUESTS",
  /** who reviews and keeps the map for everybody is for the platform's administrators to say, and in a citizens' panel for its manager */
  AdministratorsSay: "FORBIDDEN",
  /** a poster ends in the future, within a year */
  PosterUntil: "BAD_REQUEST",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(identityCodes);

/** An organisation's room is its members' own. */
export const mayReadOrg = (state: OrgState, actor: Actor, orgId: OrgId): boolean =>
  actor.system === true || (actor.orgId === orgId && state.members[actor.personId] !== undefined && !state.members[actor.personId]?.ended);

/** A person's room is theirs alone. */
export const mayReadPerson = (actor: Actor, personId: PersonId): boolean => actor.system === true || actor.personId === personId;

/** The hat that a person may wear for an organisation, as their own room says; the organisation's word that it is over, and as what they wear it, comes first. */
export function hatIn(person: PersonState, org: OrgState, personId: PersonId, orgId: OrgId): Actor | undefined {
  const membership = person.memberships.find((m) => m.orgId === orgId);
  const member = org.members[personId];
  if (!membership || person.name === null || member?.ended) return undefined;
  return {
    personId,
    orgId,
    roles: [...(member?.roles ?? membership.roles)],
    name: person.name,
    orgName: membership.orgName,
    sector: membership.sector,
    ...(isNewcomer(org, personId) ? { newcomer: true } : {}),
  };
}

/** Whether somebody came by a panel's poster, which anybody may have photographed, and nobody of the panel has let them in yet. */
export function isNewcomer({ members }: Pick<OrgState, "members">, personId: PersonId): boolean {
  const member = members[personId];
  return member?.posterId !== undefined && !member.letIn && member.roles.every((role) => role === "resident");
}

/** Whether somebody holds no more of the room than was told to them before they were let in. */
export const wasPartly = (state: Pick<OrgState, "members" | "partly">, personId: PersonId): boolean =>
  state.partly === true && !isNewcomer(state, personId);

/** Agreements are the information lead's to propose, sign and end. */
export const mayHandleAgreements = (actor: Actor): Verdict => actor.system || actor.roles.includes("infoLead") || refuse("NotYourRole");

/** The signed agreement between this organisation and another that ends last, if there is one; whether it holds now is asked at each read. */
export function agreementWith(state: OrgState, orgId: OrgId): Agreement | undefined {
  return Object.values(state.agreements)
    .filter((a) => a.withOrgId === orgId && a.status === "signed")
    .sort((a, b) => b.validTo.localeCompare(a.validTo))[0];
}

/**
 * What cases between the two stand on: the agreement that holds, or where none does the one that did. `asOf`: the number of the event that made it so, which
 * is of two words about it the greater in the newer.
 */
export function standsOn(
  state: OrgState,
  { orgId, agreementId }: { orgId: OrgId; agreementId: string | undefined },
): Pick<HeldAgreement, "agreementId" | "validFrom" | "validTo" | "asOf"> | undefined {
  const held = agreementWith(state, orgId) ?? (agreementId === undefined ? undefined : state.agreements[agreementId]);
  if (!held) return;
  const between = Object.values(state.agreements).filter((each) => each.withOrgId === orgId);
  const asOf = Math.max(...between.map((each) => each.asOf));
  return { agreementId: held.agreementId, validFrom: held.validFrom, validTo: held.validTo, asOf };
}

/** Whether a signed agreement has run out and nobody was told yet. */
export const hasLapsed = ({ status, validTo, lapsed }: HeldAgreement, now: string): boolean =>
  status === "signed" && !lapsed && validTo <= now;

/** Who works here is the manager's to say: inviting, taking an invitation back, ending a colleague's access. */
export const mayManagePeople = (actor: Actor): Verdict => actor.roles.includes("manager") || refuse("NotManager");

/** For how long an invitation to work for an organisation holds, in milliseconds: 7 days. */
export const colleagueInvitationLife = 7 * 24 * 3600 * 1000;
/** How many such invitations an organisation may send in 24 hours. */
export const invitationsADay = 100;

/** The roles that there are in an organisation of this kind. */
export const rolesIn = (sector: Sector): readonly Role[] =>
  sector === "citizen"
    ? ["resident", "steward", "manager", "infoLead"]
    : ["linkWorker", "worker", "roleInbox", "infoLead", "safeguardingLead", "manager", "steward", "coordinator"];

/** Roles that reach beyond the own organisation: who has them reviews, or keeps, what everybody reads. */
export const keeping: readonly Role[] = ["steward", "coordinator"];
/** Those that its manager can give. A citizens' panel chooses its stewards; of all other organisations the platform's administrators say who keeps the map. */
export const rolesToGive = (sector: Sector): readonly Role[] =>
  rolesIn(sector).filter((role) => sector === "citizen" || !keeping.includes(role));

const ofResidents: readonly Role[] = ["resident", "steward"];
/** Whether somebody with these roles lives beside an organisation and doesn't work for it: a resident, whom their panel may have chosen as a steward. */
export const livesHere = (roles: readonly Role[]): boolean =>
  roles.includes("resident") && roles.every((role) => ofResidents.includes(role));

/**
 * Whether one person can have these roles together. A resident is a resident and at most a steward beside it: no link makes more of them. A panel's
 * steward is one of its people.
 */
export const rolesFit = (roles: readonly Role[], sector: Sector): boolean =>
  roles.length > 0 &&
  roles.every((role) => rolesIn(sector).includes(role)) &&
  (!roles.includes("resident") || livesHere(roles)) &&
  (sector !== "citizen" || roles.some((role) => role !== "steward"));

/** Whether an invitation can still be taken up at this instant. */
export const invitationHolds = (invitation: ColleagueInvitation, now: string): boolean => now < invitation.until;

/** May they invite somebody with this address as this? The address is compared only with invitations that still hold. */
export function mayInviteColleague(
  state: OrgState,
  actor: Actor,
  { email, roles, now }: { email: string; roles: readonly Role[]; now: string },
): Verdict {
  const may = actor.system || mayManagePeople(actor);
  if (may !== true) return may;
  const sector = state.card?.sector ?? actor.sector;
  if (!rolesFit(roles, sector)) return refuse("RolesDontFit", { field: "roles" });
  if (!actor.system && !roles.every((role) => rolesToGive(sector).includes(role))) return refuse("AdministratorsSay", { field: "roles" });
  if (Object.values(state.colleagues).some((each) => each.email === email && invitationHolds(each, now)))
    return refuse("AlreadyInvited", { field: "email" });
  const since = Date.parse(now) - 24 * 3600 * 1000;
  return state.invited.filter((at) => Date.parse(at) > since).length < invitationsADay || refuse("TooManyInvitations");
}

/** Those who still work here and have this role. */
export const membersAs = (state: OrgState, role: Role): { personId: PersonId; name: string }[] =>
  Object.entries(state.members).flatMap(([personId, member]) =>
    member.ended || !member.roles.includes(role) ? [] : [{ personId: personId as PersonId, name: member.name }],
  );

/** Whether somebody with these roles works with people: answers invitations to cases, and talks there. */
const worksInCases = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === "worker" || role === "roleInbox" || role === "linkWorker");

/** Whether whoever did this, and does that from now on, leaves the cases that they worked on: a link worker leads them, and the others talk there. */
export const leavesCases = (before: readonly Role[], roles: readonly Role[]): boolean =>
  (before.includes("linkWorker") && !roles.includes("linkWorker")) || (worksInCases(before) && !worksInCases(roles));

/** Those who still work here and could answer an invitation to a case. */
export const answersFor = (state: OrgState): PersonId[] =>
  Object.entries(state.members).flatMap(([personId, { ended, roles }]) => (!ended && worksInCases(roles) ? [personId as PersonId] : []));

const isLastManager = (state: OrgState, personId: PersonId): boolean => {
  const managers = membersAs(state, "manager");
  return managers.length === 1 && managers[0]?.personId === personId;
};

/** A panel's steward shows residents out who are nothing beside it. */
const showsOut = (state: OrgState, actor: Actor, personId: PersonId): boolean =>
  state.card?.sector === "citizen" &&
  actor.roles.includes("steward") &&
  state.members[personId]?.roles.every((role) => role === "resident") === true;

/** May they end somebody's access? A manager may, but not that of the last one; a panel's steward may, that of a resident. */
export function mayEndMembership(state: OrgState, actor: Actor, personId: PersonId): Verdict {
  if (!actor.system && !showsOut(state, actor, personId)) {
    const may = mayManagePeople(actor);
    if (may !== true) return may;
  }
  const member = state.members[personId];
  if (!member || member.ended) return refuse("NotThere", { field: "personId" });
  return !isLastManager(state, personId) || refuse("LastManager");
}

/**
 * May they say what somebody does here? A manager may, also of themselves; somebody has to be left who can. A resident is a resident, and a steward by the
 * manager's word: nothing makes more of them than an invitation.
 */
export function mayChangeRoles(
  state: OrgState,
  actor: Actor,
  { personId, roles }: { personId: PersonId; roles: readonly Role[] },
): Verdict {
  const may = mayManagePeople(actor);
  if (may !== true) return may;
  const member = state.members[personId];
  if (!member || member.ended || !state.card) return refuse("NotThere", { field: "personId" });
  if (livesHere(member.roles) || roles.includes("resident") || !rolesFit(roles, state.card.sector))
    return refuse("RolesDontFit", { field: "roles" });
  if (roles.length === member.roles.length && roles.every((role) => member.roles.includes(role)))
    return refuse("AlreadyThere", { field: "roles" });
  const given = rolesToGive(state.card.sector);
  if (!roles.every((role) => member.roles.includes(role) || given.includes(role))) return refuse("AdministratorsSay", { field: "roles" });
  return roles.includes("manager") || !isLastManager(state, personId) || refuse("LastManager", { field: "roles" });
}
