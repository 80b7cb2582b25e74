import { mayManagePeople } from "@linkwork/shared/identity/rules.ts";
import type { ColleagueInvitation, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";

/**
 * Who may invite sees to whom an invitation went; for everybody else it only waits. That a colleague can't get in is for those who are asked
 * about it: the managers, and the information leads who stand in for one.
 */
export const audience = (_state: OrgState, actor: Actor): string =>
  mayManagePeople(actor) === true ? "managers" : actor.roles.includes("infoLead") ? "infoLeads" : "";

function shown({ hash: _hash, email, ...invitation }: ColleagueInvitation, to: string): ColleagueInvitation {
  return to === "managers" && email !== undefined ? { ...invitation, email } : invitation;
}

/** An event of an organisation's room as its readers may see it: no secret's hash, addresses only for managers, and nothing of a way back in for those who aren't asked. */
export function present(event: OrgEvent, to: string): OrgEvent {
  if (event.type === "colleagueInvited") return { ...event, body: shown(event.body, to) };
  return event.type === "recoveryNoted" && to === "" ? { ...event, body: {} } : event;
}

/** The same for the state. */
export function presentState(state: OrgState, actor: Actor): OrgState {
  const to = audience(state, actor);
  const colleagues = Object.fromEntries(Object.entries(state.colleagues).map(([id, each]) => [id, shown(each, to)]));
  return { ...state, colleagues, recoveries: to === "" ? {} : state.recoveries };
}
