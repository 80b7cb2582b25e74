import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { HeldExport, OrgState } from "./state.ts";

/** How long whoever opened an export can look at it, in milliseconds: one hour. A connection that breaks off loses nothing by that. */
export const exportOpenFor = 3600 * 1000;

/** How long before it is destroyed unseen its organisation's information leads are told of it, in milliseconds: seven days. */
const tellBefore = 7 * 24 * 3600 * 1000;

/** Whether an export that nobody has opened is soon destroyed. */
export const exportEndsSoon = ({ until, opened }: HeldExport, now: string): boolean =>
  !opened && until !== null && Date.parse(now) >= Date.parse(until) - tellBefore;

/** Whether an export is to be destroyed: it was opened an hour ago, or nobody who could has opened it in time. */
export const exportOver = ({ until, opened }: HeldExport, now: string): boolean =>
  opened ? now >= opened.until : until !== null && now >= until;

/** Whether it is there for this information lead: of a person who wants them kept away they learn nothing. */
const isFor = ({ notFor = [] }: HeldExport, { personId }: Actor): boolean => !notFor.includes(personId);

/** May they open it? An information lead, once: nobody else, and not again. */
export function mayOpenExport(state: OrgState, actor: Actor, exportId: string, now: string): Verdict {
  if (!actor.roles.includes("infoLead")) return refuse("NotYourRole");
  const held = state.exports[exportId];
  return (held !== undefined && isFor(held, actor) && !held.opened && !exportOver(held, now)) || refuse("NotThere", { field: "exportId" });
}

/** Whether it lies open before this person: they opened it within the hour. */
export function mayReadExport(state: OrgState, actor: Actor, exportId: string, now: string): boolean {
  const held = state.exports[exportId];
  return actor.roles.includes("infoLead") && held?.opened?.by === actor.personId && !exportOver(held, now);
}

/** Whoever opened it says that they have kept it. */
export function mayConfirmExport(state: OrgState, actor: Actor, exportId: string): Verdict {
  if (!actor.roles.includes("infoLead")) return refuse("NotYourRole");
  return state.exports[exportId]?.opened?.by === actor.personId || refuse("NotThere", { field: "exportId" });
}
