import { mayManagePeople } from "@linkwork/shared/identity/rules.ts";
import type { ColleagueInvitation, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";

/** Who may invite sees to whom an invitation went; for everybody else it only waits. */
export const audience = (_state: OrgState, actor: Actor): string => (mayManagePeople(actor) === true ? "managers" : "");

function shown({ hash: _hash, email, ...invitation }: ColleagueInvitation, to: string): ColleagueInvitation {
  return to === "managers" && email !== undefined ? { ...invitation, email } : invitation;
}

/** An event of an organisation's room as its readers may see it: no secret's hash, and addresses only for managers. */
export const present = (event: OrgEvent, to: string): OrgEvent =>
  event.type === "colleagueInvited" ? { ...event, body: shown(event.body, to) } : event;

/** The same for the state. */
export function presentState(state: OrgState, actor: Actor): OrgState {
  const to = audience(state, actor);
  return { ...state, colleagues: Object.fromEntries(Object.entries(state.colleagues).map(([id, each]) => [id, shown(each, to)])) };
}
