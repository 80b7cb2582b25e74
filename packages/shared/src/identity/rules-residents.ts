import type { Actor } from "../kernel/event.ts";
import type { Refusal, Verdict } from "../kernel/refusal.ts";
import type { PersonId, Role } from "../kernel/shapes.ts";
import { livesHere, mayManagePeople, refuse, rolesFit } from "./rules.ts";
import type { Membership } from "./schema.ts";
import type { OrgState, PersonState } from "./state.ts";

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
export function asSteward(
  state: OrgState,
  actor: Actor,
  { personId, steward }: { personId: PersonId; steward: boolean },
): { name: string; roles: Role[]; posterId?: string } | Refusal {
  const may = mayManagePeople(actor);
  if (may !== true) return may;
  const member = state.members[personId];
  if (!member || member.ended || !state.card) return refuse("NotThere", { field: "personId" });
  if (member.roles.includes("steward") === steward) return refuse("AlreadyThere", { field: "steward" });
  const roles = steward ? [...member.roles, "steward" as const] : member.roles.filter((role) => role !== "steward");
  if (member.without || !rolesFit(roles, state.card.sector)) return refuse("RolesDontFit", { field: "steward" });
  return { name: member.name, roles, ...(member.posterId ? { posterId: member.posterId } : {}) };
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
