import { isNewcomer, mayManagePeople } from "@linkwork/shared/identity/rules.ts";
import type { ColleagueInvitation, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import { noOrg, type OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";

/**
 * Who may invite sees to whom an invitation went; for everybody else it only waits. That a colleague can't get in is for those who are asked
 * about it: the managers, and the information leads who stand in for one. What waits to be handed over is for the information leads, each by
 * themselves: of a person who wants one of them kept away that one learns nothing. Whoever came by a poster, which anybody may have photographed,
 * learns of its people nothing but what they are themselves, until somebody of the panel has let them in.
 */
export const audience = (state: OrgState, actor: Actor): string =>
  isNewcomer(state, actor.personId)
    ? `${newcomers}${actor.personId}`
    : [mayManagePeople(actor) === true ? "managers" : "", actor.roles.includes("infoLead") ? `infoLeads ${actor.personId}` : ""]
        .join(" ")
        .trim();
const newcomers = "newcomer ";
const isForNewcomer = ({ type, body }: OrgEvent, to: string): boolean =>
  type === "organisationRegistered" || ("personId" in body && to === `${newcomers}${body.personId}`);

const invites = (to: string): boolean => to.startsWith("managers");
const isAsked = (to: string): boolean => to !== "";
const isFor = (to: string, notFor: readonly PersonId[] = []): boolean =>
  to.includes("infoLeads") && !notFor.some((personId) => to.endsWith(personId));

function shown({ hash: _hash, email, ...invitation }: ColleagueInvitation, to: string): ColleagueInvitation {
  return invites(to) && email !== undefined ? { ...invitation, email } : invitation;
}

/** An event of an organisation's room as its readers may see it: no secret's hash, addresses only for managers, and nothing of a way back in, or of what waits, for those who aren't asked. */
export function present(event: OrgEvent, to: string): OrgEvent {
  if (to.startsWith(newcomers)) return isForNewcomer(event, to) ? event : ({ ...event, body: {} } as OrgEvent);
  switch (event.type) {
    case "colleagueInvited":
      return { ...event, body: shown(event.body, to) };
    case "posterMade": {
      const { hash: _hash, ...body } = event.body;
      return { ...event, body };
    }
    case "recoveryNoted":
      return isAsked(to) ? event : { ...event, body: {} };
    case "exportReceived":
    case "exportOpened":
    case "exportClosed": {
      const { notFor, ...body } = event.body;
      return { ...event, body: isFor(to, notFor) ? body : {} } as OrgEvent;
    }
    default:
      return event;
  }
}

/** The same for the state. */
export function presentState(state: OrgState, actor: Actor): OrgState {
  const { personId } = actor;
  const me = state.members[personId];
  if (me && isNewcomer(state, personId)) return { ...noOrg, card: state.card, members: { [personId]: me }, partly: true };
  const to = audience(state, actor);
  const colleagues = Object.fromEntries(Object.entries(state.colleagues).map(([id, each]) => [id, shown(each, to)]));
  const exports = Object.entries(state.exports).flatMap(([id, { notFor, ...held }]) => (isFor(to, notFor) ? [[id, held] as const] : []));
  const { hash: _hash, ...poster } = state.poster ?? { hash: "" };
  const shownPoster = state.poster && (poster as NonNullable<OrgState["poster"]>);
  return {
    ...state,
    poster: shownPoster,
    colleagues,
    recoveries: isAsked(to) ? state.recoveries : {},
    exports: Object.fromEntries(exports),
  };
}
