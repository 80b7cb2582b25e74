import {
  colleagueInvitationLife,
  invitationHolds,
  mayChangeRoles,
  mayEndMembership,
  mayInviteColleague,
  mayManagePeople,
  refuse,
} from "@linkwork/shared/identity/rules.ts";
import type { OrgCommand, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { OrgFacts } from "./decide.ts";

const people = ["inviteColleague", "cancelColleagueInvitation", "endMembership", "changeRoles"] as const;
type PeopleCommand = Extract<OrgCommand, { type: (typeof people)[number] }>;
export const isPeople = (command: OrgCommand): command is PeopleCommand => (people as readonly string[]).includes(command.type);

/** What a manager asks about who works here. */
export function decidePeople(
  state: OrgState,
  command: PeopleCommand,
  { actor, now, id, facts }: Context<OrgFacts>,
): Draft<OrgEvent> | Refusal {
  if (!state.card) return refuseKernel("NotFound");
  switch (command.type) {
    case "inviteColleague": {
      const { email, roles } = command.input;
      const may = mayInviteColleague(state, actor, { email, roles, now });
      if (may !== true) return may;
      if (!facts.mail || !facts.hash) return refuse("MailMissing");
      const until = new Date(Date.parse(now) + colleagueInvitationLife).toISOString();
      return { type: "colleagueInvited", body: { invitationId: id, roles, by: actor.name, until, email, hash: facts.hash } };
    }
    case "endMembership": {
      const may = mayEndMembership(state, actor, command.input.personId);
      return may !== true ? may : { type: "membershipEnded", body: command.input };
    }
    case "changeRoles": {
      const may = mayChangeRoles(state, actor, command.input);
      const before = [...(state.members[command.input.personId]?.roles ?? [])];
      return may !== true ? may : { type: "rolesChanged", body: { ...command.input, before } };
    }
    case "cancelColleagueInvitation": {
      const may = mayManagePeople(actor);
      if (may !== true) return may;
      return state.colleagues[command.input.invitationId]
        ? { type: "colleagueInvitationCancelled", body: command.input }
        : refuse("NotThere", { field: "invitationId" });
    }
  }
}

type TakeUp = Extract<OrgCommand, { type: "takeUpInvitation" }>["input"];

/** Somebody showed the secret of an invitation: it is used up and they are in, at one and the same moment. */
export function takeUpInvitation(
  state: OrgState,
  { invitationId, hash, personId, name }: TakeUp,
  now: string,
): Draft<OrgEvent>[] | Refusal {
  const invitation = state.colleagues[invitationId];
  if (!invitation || invitation.hash !== hash || !invitationHolds(invitation, now)) return refuse("InvitationOver");
  const member = state.members[personId];
  if (member && !member.ended) return refuse("AlreadyThere");
  return [
    { type: "colleagueInvitationTakenUp", body: { invitationId, personId } },
    { type: "memberAdded", body: { personId, name, roles: invitation.roles } },
  ];
}
