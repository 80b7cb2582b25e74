import type { Member } from "../identity/state.ts";
import type { Actor } from "../kernel/event.ts";
import type { OrgId, PersonId } from "../kernel/shapes.ts";
import type { BoardState } from "./state.ts";

/** Somebody of an organisation, as it knows them. */
export type Somebody = { readonly orgId: OrgId; readonly personId: PersonId; readonly member: Pick<Member, "roles" | "ended" | "without"> };
type Known = Pick<BoardState, "owners" | "met">;

/** By what it is noted who did something on a board, for which organisation. */
export const metKey = ({ orgId, personId }: Pick<Somebody, "orgId" | "personId">): string => `${orgId} ${personId}`;
/** Whether whoever works on the board has met them there: they did something on it, or speak for an owner. */
export const hasMet = ({ owners, met }: Known, who: Pick<Somebody, "orgId" | "personId">): boolean =>
  Object.hasOwn(met, metKey(who)) || owners.some(({ orgId, stewards }) => orgId === who.orgId && stewards.includes(who.personId));

/**
 * Whether somebody can be named on the board by those who don't know them from it, and be given a card: whoever works for an owner now. Who lives beside a
 * citizens' panel is nobody's to name: of a panel only its managers, who speaks for it there, who has done something on the board, and oneself.
 */
export function canBeGiven(state: Known, { orgId, personId, member }: Somebody, actor: Pick<Actor, "personId" | "orgId">): boolean {
  const owner = state.owners.find((each) => each.orgId === orgId && each.status === "joined");
  if (!owner || member.ended || member.without) return false;
  if (owner.sector !== "citizen" || member.roles.includes("manager")) return true;
  return hasMet(state, { orgId, personId }) || (orgId === actor.orgId && personId === actor.personId);
}
