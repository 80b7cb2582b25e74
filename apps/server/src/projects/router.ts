import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, OrgId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { orgRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { PersonId, type Sector } from "@linkwork/shared/kernel/shapes.ts";
import { isWorking, mayAnswerPlace, mayReadProject, speaksForOwner } from "@linkwork/shared/projects/rules.ts";
import { answerDays, daysLater } from "@linkwork/shared/projects/rules-following.ts";
import { joined, mayReply, waitsForVote } from "@linkwork/shared/projects/rules-votes.ts";
import { projectCommands, type Question } from "@linkwork/shared/projects/schema.ts";
import type { OwnerStatus, ProjectStatus } from "@linkwork/shared/projects/schema-owners.ts";
import { milestoneKey, owesWayOn, type ProjectState, undecided } from "@linkwork/shared/projects/state.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { commandIn, type Deps, inRoom, router, signedIn } from "../kernel/trpc.ts";
import type { ProjectViews } from "./views.ts";

const command = <Name extends keyof typeof projectCommands>(name: Name) => commandIn("project", name, projectCommands[name]);

/** A project as it stands in a list. */
export type ProjectRow = {
  roomId: RoomId;
  projectId: ProjectId;
  title: string;
  status: ProjectStatus;
  /** how my organisation stands in it */
  mine: OwnerStatus;
  owners: { orgId: OrgId; name: string; sector: Sector; status: OwnerStatus }[];
  boards: { boardId: BoardId; title: string }[];
  /** the end of money that comes next: its last day, and how many days are left */
  money: { name: string; until: string; days: number } | null;
  /** questions that wait for my organisation's vote */
  asks: number;
  owesWayOn: boolean;
  closedAt: string | null;
};
type Named = { personId: PersonId; name: string };
/** Where something waits. */
type Place = Pick<ProjectRow, "roomId" | "projectId" | "title">;
/** What waits for somebody who speaks for their organisation. `until`: the first instant, or for money the last day, at which it can be answered. */
export type ProjectsWaiting = {
  invitations: (Place & { from: string[]; until: string | null })[];
  votes: (Place & { proposalId: string; kind: Question["kind"]; until: string })[];
  replies: (Place & { proposalId: string })[];
  waysOn: (Place & { fundingId: string; name: string; until: string; days: number })[];
};

const aDay = 24 * 3600_000;
const daysBetween = (from: string, until: string): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / aDay);
type Known = ProjectState & { projectId: ProjectId; charter: NonNullable<ProjectState["charter"]> };
const placeOf = ({ projectId, charter }: Known): Place => ({ roomId: projectRoom(projectId), projectId, title: charter.title });

/** A project as one organisation's people see it in a list; nothing where they may not read it. */
function rowOf(state: Known, { orgId }: Actor, now: string): ProjectRow[] {
  const { status, owners, boards, charter, closedAt, proposals } = state;
  const mine = owners[orgId]?.status;
  if (!mine || status === "absent") return [];
  const today = dayInLondon(now);
  const [next] = charter.money.filter(({ until }) => until >= today).sort((a, b) => a.until.localeCompare(b.until));
  const shown = Object.values(owners).flatMap((each) =>
    each ? { orgId: each.orgId, name: each.name, sector: each.sector, status: each.status } : [],
  );
  return [
    {
      ...{ ...placeOf(state), status, mine, owners: shown, closedAt },
      boards: boards.map(({ boardId, title }) => ({ boardId, title })),
      money: next ? { name: next.name, until: next.until, days: daysBetween(today, next.until) } : null,
      asks: Object.values(proposals).filter((each) => waitsForVote(state, each, { orgId, now })).length,
      owesWayOn: isWorking(state) && owesWayOn(state),
    },
  ];
}

/** What waits in one project for somebody. */
function waitingIn(state: Known, actor: Actor, now: string): ProjectsWaiting {
  const { charter, proposals, milestones, status, proposedAt } = state;
  const place = placeOf(state);
  const { orgId } = actor;
  const speaks = speaksForOwner(state, actor) === true;
  const today = dayInLondon(now);
  const asked = mayAnswerPlace(state, actor) === true;
  const until = status === "proposed" ? daysLater(proposedAt, answerDays.project) : null;
  const others = joined(state);
  const questions = speaks ? Object.values(proposals) : [];
  const ends = undecided({ charter, waysOn: state.waysOn }).filter((each) =>
    milestones.includes(milestoneKey({ fundingId: each.fundingId, until: each.until, milestone: 90 })),
  );
  return {
    invitations: asked ? [{ ...place, from: others.map(({ name }) => name), until }] : [],
    votes: questions
      .filter((each) => waitsForVote(state, each, { orgId, now }))
      .map((each) => ({ ...place, proposalId: each.proposalId, kind: each.question.kind, until: each.until })),
    replies: questions.filter((each) => mayReply(each, { orgId, now })).map(({ proposalId }) => ({ ...place, proposalId })),
    waysOn:
      speaks && isWorking(state)
        ? ends.map((each) => ({
            ...place,
            fundingId: each.fundingId,
            name: each.name,
            until: each.until,
            days: daysBetween(today, each.until),
          }))
        : [],
  };
}

/** What two sectors do together: whose projects there are, what waits in them, and what is asked of each. */
export function projectRouter(views: ProjectViews) {
  /** Those of an organisation that this person may read at this moment. */
  async function mine({ rooms }: Deps, actor: Actor): Promise<Known[]> {
    const ids = await views.projectsOf(actor.orgId);
    const states = await Promise.all(ids.map((id) => rooms.ask<ProjectState>(projectRoom(id))));
    return states
      .filter((state): state is Known => mayReadProject(state, actor) && state.charter !== null && state.projectId !== "")
      .sort((a, b) => b.proposedAt.localeCompare(a.proposedAt));
  }
  return router({
    /** The projects of my organisation, the newest first: those that it owns, and those that it is asked into. */
    list: signedIn.query(async ({ ctx: { actor, house } }): Promise<ProjectRow[]> => {
      const now = iso(house.clock.now());
      return (await mine(house, actor)).flatMap((state) => rowOf(state, actor, now));
    }),
    /** What waits for me: invitations to answer, votes to cast, a removal to reply to, ways on to choose. */
    waiting: signedIn.query(async ({ ctx: { actor, house } }): Promise<ProjectsWaiting> => {
      const now = iso(house.clock.now());
      const all = (await mine(house, actor)).map((state) => waitingIn(state, actor, now));
      return {
        invitations: all.flatMap(({ invitations }) => invitations),
        votes: all.flatMap(({ votes }) => votes),
        replies: all.flatMap(({ replies }) => replies),
        waysOn: all.flatMap(({ waysOn }) => waysOn),
      };
    }),
    /** What those are called whom one has met in a project: people of an organisation that owns it, or did. Of others nothing is said. */
    people: inRoom(["project"], { personIds: z.array(PersonId).min(1).max(200) }).query(async ({ ctx, input }): Promise<Named[]> => {
      const { owners } = ctx.room.state as ProjectState;
      const orgs = await Promise.all(Object.keys(owners).map((orgId) => ctx.house.rooms.ask<OrgState>(orgRoom(orgId as OrgId))));
      return input.personIds.flatMap((personId) => {
        const name = orgs.flatMap(({ members }) => members[personId]?.name ?? [])[0];
        return name === undefined ? [] : { personId, name };
      });
    }),
    proposeProject: command("proposeProject"),
    reviseCharter: command("reviseCharter"),
    invitePartner: command("invitePartner"),
    acceptPlace: command("acceptPlace"),
    declinePlace: command("declinePlace"),
    leaveProject: command("leaveProject"),
    withdrawProject: command("withdrawProject"),
    addSteward: command("addSteward"),
    removeSteward: command("removeSteward"),
    openProposal: command("openProposal"),
    vote: command("vote"),
    withdrawProposal: command("withdrawProposal"),
    replyToRemoval: command("replyToRemoval"),
    recordContribution: command("recordContribution"),
    recordMeasure: command("recordMeasure"),
    recordOutcome: command("recordOutcome"),
    addBoard: command("addBoard"),
    archiveProject: command("archiveProject"),
    restoreProject: command("restoreProject"),
    removeWords: command("removeWords"),
  });
}
