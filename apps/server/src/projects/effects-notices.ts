import { answersFor, membersAs } from "@linkwork/shared/identity/rules.ts";
import type { ProjectNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { OrgId, PersonId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { stewardsStill } from "@linkwork/shared/projects/rules.ts";
import { isJoint, joined, sectorsOf } from "@linkwork/shared/projects/rules-votes.ts";
import type { ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import { type ProjectState, undecided } from "@linkwork/shared/projects/state.ts";
import type { Ask, Effect } from "../kernel/slice.ts";

const telling: readonly ProjectEvent["type"][] = [
  ...(["projectProposed", "partnerInvited", "charterRevised", "proposalOpened", "votersReminded", "proposalPassed"] as const),
  ...(["proposalRejected", "proposalExpired", "proposalExecuted", "milestoneReached", "partnerLeft"] as const),
  ...(["projectClosed", "closingBegun", "placeAccepted", "placeDeclined", "placeLapsed", "removalAnswered"] as const),
  ...(["projectActivated", "projectLapsed", "projectWithdrawn"] as const),
];
export const tells = ({ type }: ProjectEvent): boolean => telling.includes(type);

/** Who is told, of what: organisations, by their people who speak for them there. */
type Told = { readonly kind: ProjectNotice; readonly orgIds: readonly OrgId[] };

/** What an event tells, in the state as it is now. */
function toldBy(event: ProjectEvent, state: ProjectState): Told[] {
  const all = joined(state).map(({ orgId }) => orgId);
  const asked = Object.values(state.owners).flatMap((each) => (each?.status === "invited" ? each.orgId : []));
  switch (event.type) {
    case "projectProposed":
    case "charterRevised":
      return [{ kind: "projectInvited", orgIds: asked.filter((orgId) => orgId !== event.actor.orgId) }];
    case "partnerInvited":
      return [{ kind: "projectInvited", orgIds: asked.filter((orgId) => orgId === event.body.owner.orgId) }];
    case "proposalOpened":
    case "votersReminded": {
      const proposal = state.proposals[event.body.proposalId];
      if (proposal?.status !== "open") return [];
      const { question, voters, votes } = proposal;
      const silent = voters.filter((orgId) => all.includes(orgId) && !votes[orgId]);
      const about = (kind: typeof question.kind): OrgId[] =>
        event.type === "proposalOpened" && "orgId" in question && question.kind === kind ? [question.orgId] : [];
      return [
        { kind: "voteAsked", orgIds: silent },
        { kind: "replyAsked", orgIds: about("remove") },
        { kind: "saidCeased", orgIds: about("ceased") },
      ];
    }
    case "proposalPassed":
      // what is done at once is told once it is done
      return event.body.from === null ? [] : [{ kind: "voteDecided", orgIds: all }];
    case "proposalRejected":
    case "proposalExpired":
      return [{ kind: "voteDecided", orgIds: all }];
    case "proposalExecuted": {
      const question = state.proposals[event.body.proposalId]?.question;
      if (question?.kind === "remove" || question?.kind === "ceased") return [{ kind: "partnerGone", orgIds: all }];
      return question ? [{ kind: question.kind === "close" ? "projectClosed" : "voteDecided", orgIds: all }] : [];
    }
    case "milestoneReached":
      return moneyTold(event, state).map((kind) => ({ kind, orgIds: all }));
    case "closingBegun":
      return [{ kind: "wayOnOwed", orgIds: all }];
    case "placeAccepted": {
      const others = joined(state).filter(({ orgId }) => orgId !== event.actor.orgId);
      // with this yes it goes ahead, and that is what is told
      return isJoint(state) && sectorsOf(others).length < 2 ? [] : [{ kind: "placeAnswered", orgIds: others.map(({ orgId }) => orgId) }];
    }
    case "placeDeclined":
    case "placeLapsed":
      return [{ kind: "placeAnswered", orgIds: all }];
    case "projectActivated":
      return [{ kind: "projectBegan", orgIds: all }];
    case "projectLapsed":
    case "projectWithdrawn":
      return [{ kind: "projectOff", orgIds: [...all, ...asked] }];
    case "removalAnswered":
      return [{ kind: "replyGiven", orgIds: all.filter((orgId) => orgId !== event.actor.orgId) }];
    // that a sector is missing follows from somebody's leaving, and is told with that
    case "partnerLeft":
      return [{ kind: "partnerGone", orgIds: all }];
    case "projectClosed":
      return [{ kind: "projectClosed", orgIds: all }];
    default:
      return [];
  }
}

const aDay = 24 * 3600_000;
/** Of milestones that were slept through, the nearest alone tells. */
function moneyTold({ at, body }: Extract<ProjectEvent, { type: "milestoneReached" }>, state: ProjectState): ProjectNotice[] {
  const { fundingId, until, milestone } = body;
  const open = undecided(state).some((each) => each.fundingId === fundingId && each.until === until);
  const left = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${dayInLondon(at)}T00:00:00Z`)) / aDay;
  if (!open || left < 0) return [];
  if (milestone === 120) return left > 90 ? ["moneyEnds"] : [];
  if (milestone === 90) return left > 30 ? ["wayOnOwed"] : [];
  return milestone === 30 ? ["wayOnOwed"] : [];
}

/** Those of an organisation who are told: who speaks for it there and still works for it; where nobody does, its managers, or whoever answers for it. */
async function spokenFor(orgId: OrgId, { owners }: Pick<ProjectState, "owners">, ask: Ask): Promise<PersonId[]> {
  const org = await ask<OrgState>(orgRoom(orgId));
  const stewards = stewardsStill({ stewards: owners[orgId]?.stewards ?? [] }, org.members);
  if (stewards.length > 0) return stewards;
  const named = (["manager", "roleInbox"] as const).flatMap((role) => membersAs(org, role).map(({ personId }) => personId));
  if (named.length > 0) return [...new Set(named)];
  const answering = answersFor(org);
  return answering.length > 0 ? answering : membersAs(org, "resident").map(({ personId }) => personId);
}

/** Who is told of it, in their own room: that there is something, and where; never a word that was written. Nobody of what they did themselves. */
export async function noticesOf(event: ProjectEvent, state: ProjectState, ask: Ask): Promise<Effect[]> {
  if (!tells(event) || state.projectId === "" || state.status === "deleted") return [];
  const { projectId, actor } = { projectId: state.projectId as ProjectId, actor: event.actor };
  const all = toldBy(event, state).flatMap(({ kind, orgIds }) => orgIds.map((orgId) => ({ kind, orgId })));
  const told = await Promise.all(
    all.map(async ({ kind, orgId }) => {
      const people = (await spokenFor(orgId, state, ask)).filter((personId) => personId !== actor.personId);
      const input: Notice = { kind, orgId, projectId };
      return people.map((personId): Effect => ({ target: personRoom(personId), type: "deliverNotice", input }));
    }),
  );
  return told.flat();
}
