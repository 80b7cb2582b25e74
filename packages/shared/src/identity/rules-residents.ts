import type { Actor } from "../kernel/event.ts";
import type { Refusal, Verdict } from "../kernel/refusal.ts";
import type { PersonId, Role } from "../kernel/shapes.ts";
import { isNewcomer, livesHere, mayManagePeople, refuse, rolesFit } from "./rules.ts";
import type { Membership } from "./schema.ts";
import type { Member, OrgState, PersonState } from "./state.ts";

/** For how long a poster can hold at the most, in milliseconds: a year. */
export const posterLife = 366 * 24 * 3600 * 1000;
/** How many can come by one poster within an hour: a full meeting, not a flood of invented people. */
export const joinsAnHour = 30;

/** Whether somebody is a resident and nothing else, whatever the hat: they sign in by a code sent to their address. Who belongs to nothing has nothing to lose. */
export const onlyResident = ({ memberships, administrator }: Pick<PersonState, "memberships" | "administrator">): boolean =>
  !administrator && memberships.every(({ sector, roles }) => sector === "citizen" && livesHere(roles));

/** Who may make, print and end a panel's posters, and write down who has no phone. */
export const mayKeepPosters = ({ card }: Pick<OrgState, "card">, actor: Actor): Verdict =>
  (card?.sector === "citizen" && (actor.roles.includes("steward") || actor.roles.includes("manager"))) || refuse("NotSteward");

/** One of its people as they are with, or without, being a steward; or why a manager can't choose so. */
export function asSteward(state: OrgState, actor: Actor, { personId, steward }: { personId: PersonId; steward: boolean }): Kept | Refusal {
  const may = mayManagePeople(actor);
  if (may !== true) return may;
  // what reaches beyond the own organisation nobody gives themselves; it can be given back
  if (steward && state.card?.sector !== "citizen") return refuse("AdministratorsSay", { field: "steward" });
  return withRole(state, { personId, role: "steward", on: steward }, "steward");
}

type Kept = { name: string; roles: Role[]; posterId?: string };
/** One of its people as they are with, or without, a role; or why not. `field`: what is refused. */
function withRole(state: OrgState, { personId, role, on }: { personId: PersonId; role: Role; on: boolean }, field: string): Kept | Refusal {
  const member = state.members[personId];
  if (!member || member.ended || !state.card) return refuse("NotThere", { field: "personId" });
  if (member.roles.includes(role) === on) return refuse("AlreadyThere", { field });
  const roles = on ? [...member.roles, role] : member.roles.filter((each) => each !== role);
  if (member.without || !rolesFit(roles, state.card.sector)) return refuse("RolesDontFit", { field });
  return { name: member.name, roles, ...(member.posterId ? { posterId: member.posterId } : {}) };
}

/** The same for who reviews, or keeps, the map for everybody: the platform's administrators say so, of all but citizens' panels. */
export function asKeeper(state: OrgState, chosen: { personId: PersonId; role: Role; on: boolean }): Kept | Refusal {
  return state.card?.sector === "citizen" ? refuse("RolesDontFit", { field: "role" }) : withRole(state, chosen, "role");
}

/** May somebody of a panel let in who came by its poster? */
export function mayLetIn(state: OrgState, actor: Actor, personId: PersonId): Verdict {
  const may = mayKeepPosters(state, actor);
  if (may !== true) return may;
  const member = state.members[personId];
  if (!member || member.ended) return refuse("NotThere", { field: "personId" });
  return isNewcomer(state, personId) || refuse("AlreadyThere", { field: "personId" });
}

/** Whether a poster can still be used at this instant. */
export const posterHolds = (poster: OrgState["poster"], now: string): poster is NonNullable<OrgState["poster"]> =>
  poster !== null && now < poster.until;

/** May they make one? There is one at a time. */
export function mayMakePoster(state: OrgState, actor: Actor, { until, now }: { until: string; now: string }): Verdict {
  const may = mayKeepPosters(state, actor);
  if (may !== true) return may;
  if (until <= now || Date.parse(until) > Date.parse(now) + posterLife) return refuse("PosterUntil", { field: "until" });
  return !posterHolds(state.poster, now) || refuse("AlreadyThere");
}

/** May whoever has this code come in? Who was shown out needs an invitation. */
export function mayJoinByPoster(state: OrgState, { hash, personId, now }: { hash: string; personId?: PersonId; now: string }): Verdict {
  const { poster } = state;
  if (state.card?.sector !== "citizen" || !posterHolds(poster, now) || poster.hash !== hash) return refuse("PosterOver");
  const member = personId === undefined ? undefined : state.members[personId];
  if (member) return refuse(member.ended ? "PosterOver" : "AlreadyThere");
  const since = Date.parse(now) - 3600 * 1000;
  return poster.joined.filter((at) => Date.parse(at) > since).length < joinsAnHour || refuse("PosterFull");
}

/** The places of the product that somebody's navigation can have. */
export const places = ["today", "cases", "exchange", "projects", "map", "safety", "search"] as const;
export type PlaceName = (typeof places)[number];

/** Which of them are for whoever wears this hat: a resident sees no case and goes on no visit; worries are the safeguarding leads'. */
export const placesFor = ({ roles }: Pick<Membership, "roles">): readonly PlaceName[] =>
  places.filter((place) => (place === "safety" ? roles.includes("safeguardingLead") : !livesHere(roles) || ofResidents.includes(place)));
const ofResidents: readonly PlaceName[] = ["today", "projects", "map"];

const anHour = 3600 * 1000;
function cameBy(state: OrgState, { personId, posterId }: { personId: PersonId } & Pick<Member, "posterId">, at: string): OrgState {
  const { poster } = state;
  // who is here already, and becomes a steward, doesn't come again
  if (!poster || posterId !== poster.posterId || state.members[personId]) return state;
  const joined = [...poster.joined.filter((each) => Date.parse(each) > Date.parse(at) - anHour), at];
  return { ...state, poster: { ...poster, joined } };
}
/** Somebody is one of its people from now on, or is so with other roles. Who was let in, or was a steward, stays in. */
export function withMember(state: OrgState, { personId, ...added }: { personId: PersonId } & Member, at: string): OrgState {
  const before = state.members[personId];
  const known = added.posterId !== undefined && (before?.letIn || before?.roles.includes("steward"));
  const member: Member = known ? { ...added, letIn: true } : added;
  return { ...cameBy(state, { personId, posterId: added.posterId }, at), members: { ...state.members, [personId]: member } };
}
