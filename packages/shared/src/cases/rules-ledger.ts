import type { Actor } from "../kernel/event.ts";
import { isMember, keptAway, leads, wasIn } from "./rules.ts";
import type { CaseState } from "./state.ts";

/**
 * How much of "who has seen what" they may see. All of it: the link workers of the organisation that leads, who are in the case, and its information
 * lead. What their own people did: the information lead of another organisation that is in it or was. Whom the person wants kept away: nothing.
 */
export function mayReadLedger(state: CaseState, actor: Actor): "all" | "own" | "none" {
  if (state.status === "absent" || state.status === "erased" || keptAway(state, actor.personId, actor.orgId)) return "none";
  const places = Object.values(state.participations).filter((p) => p.orgId === actor.orgId && wasIn(p));
  const informs = actor.roles.includes("infoLead");
  if (!leads(state, actor)) return informs && places.length > 0 ? "own" : "none";
  return informs || (actor.roles.includes("linkWorker") && places.some((p) => isMember(p, actor.personId))) ? "all" : "none";
}

/** The seal of the day is for the information lead, to be kept outside. */
export const mayTakeSeal = (actor: Actor): boolean => actor.roles.includes("infoLead");
