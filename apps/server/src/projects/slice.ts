import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, gapRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { isThereForAll, leadsOn, maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { mayReadProject } from "@linkwork/shared/projects/rules.ts";
import { doubted } from "@linkwork/shared/projects/rules-votes.ts";
import { type ProjectCommand, type ProjectEvent, projectEvents } from "@linkwork/shared/projects/schema.ts";
import type { Owner } from "@linkwork/shared/projects/schema-owners.ts";
import { foldProject, noProject, type ProjectState } from "@linkwork/shared/projects/state.ts";
import { concealWords, tookWords } from "@linkwork/shared/projects/state-words.ts";
import { type Ask, defineSlice } from "../kernel/slice.ts";
import { decideProject } from "./decide.ts";
import type { ProjectFacts } from "./decide-votes.ts";
import { type GapsOf, hasEffects, projectEffects } from "./effects.ts";
import type { ProjectViews } from "./views.ts";

/** The organisations of which a command has to know what they are: those that it asks in, and those that a vote asks in as soon as it is decided. */
function asksIn(command: ProjectCommand, { proposals }: ProjectState): OrgId[] {
  const voted = Object.values(proposals).flatMap(({ question, status }) =>
    status === "open" && question.kind === "invite" ? question.orgId : [],
  );
  if (command.type === "proposeProject") return command.input.partners;
  if (command.type === "invitePartner") return [...voted, command.input.orgId];
  return command.type === "openProposal" && command.input.question.kind === "invite" ? [...voted, command.input.question.orgId] : voted;
}

/** When each organisation last did something on one of its boards. */
async function deedsOn({ boards }: ProjectState, ask: Ask): Promise<ProjectFacts["deeds"]> {
  const states = await Promise.all(boards.map(({ boardId }) => ask<BoardState>(boardRoom(boardId))));
  const all = states.flatMap(({ deeds = {} }) => Object.entries(deeds) as [OrgId, string][]);
  return new Map(all.sort(([, a], [, b]) => (a < b ? -1 : 1)));
}

const changing: readonly ProjectEvent["type"][] = ["partnerInvited", "placeDeclined", "placeLapsed", "partnerLeft", "proposalExecuted"];

/** What two sectors do together: who owns it, its charter, and what they decide. All who own it, and who is asked to, read the same. */
export const projectSlice = (views: ProjectViews, gapsOf: GapsOf) =>
  defineSlice<ProjectState, ProjectCommand, ProjectEvent, ProjectFacts>({
    kind: "project",
    events: projectEvents,
    initial: noProject,
    shape: 7,
    fold: foldProject,
    over: ({ status }) => status === "deleted",
    rules: {
      mayKnow: (state, actor) => mayReadProject(state, actor),
      mayRead: (state, actor) => mayReadProject(state, actor),
      whyClosed({ owners, status }, actor) {
        const place = owners[actor.orgId]?.status;
        if (status === "deleted") return "ended";
        return place === "left" || place === "removed" ? place : "ended";
      },
      changesReaders: ({ type }) => changing.includes(type),
    },
    decide: decideProject,
    refs: ({ type, input }) => (type === "removeWords" ? [input.seq] : []),
    takesBack: {
      conceal: concealWords,
      of: ({ type, body }) => (type === "wordsRemoved" ? { from: body.seq, files: [] } : undefined),
      took: tookWords,
    },
    async facts({ command, actor, state, ask }) {
      const orgIds = [...new Set(asksIn(command, state))];
      const found = await Promise.all(orgIds.map(async (orgId) => (await ask<OrgState>(orgRoom(orgId))).card ?? []));
      const asked = new Map(
        found.flat().map(({ orgId, name, sector }): [OrgId, Pick<Owner, "name" | "sector">] => [orgId, { name, sector }]),
      );
      const names = command.type === "addSteward" || command.type === "removeSteward";
      const members = names && !actor.system ? (await ask<OrgState>(orgRoom(actor.orgId))).members : {};
      const board = command.type === "addBoard" ? await ask<BoardState>(boardRoom(command.input.boardId)) : undefined;
      const gapId = command.type === "proposeProject" ? command.input.gapId : undefined;
      const gap = gapId && (await ask<GapState>(gapRoom(gapId)));
      const gapThere = !gap || (isThereForAll(gap) && maySeeGap(gap, actor) && leadsOn(gap, "linkGap") === true);
      const deeds = doubted(state).length === 0 ? new Map() : await deedsOn(state, ask);
      return { asked, members, boardTaken: board !== undefined && board.status !== "absent", gapThere, deeds };
    },
    views: { of: () => true, write: views.writeProject },
    effects: { of: hasEffects, list: (event, state, roomId, ask) => projectEffects(event, state, { ask, gapsOf, roomId }) },
  });
