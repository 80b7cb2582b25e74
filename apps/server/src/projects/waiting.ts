import { mayReadBoard } from "@linkwork/shared/boards/rules.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { isWorking, mayAnswerPlace, mayReadProject } from "@linkwork/shared/projects/rules.ts";
import { doubted, mayReply, waitsForVote } from "@linkwork/shared/projects/rules-votes.ts";
import { owesWayOn, type ProjectState } from "@linkwork/shared/projects/state.ts";
import { type Clock, iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";

/** Whether what somebody was told of a project is still so at this moment, under the hat for which they were told. */
export const projectHolds =
  ({ rooms, clock }: { rooms: Rooms; clock: Clock }) =>
  async (actor: Actor, { kind, orgId, projectId, boardId, cardId }: Notice): Promise<boolean> => {
    if (orgId !== actor.orgId) return false;
    if (kind === "cardYours") return boardId !== undefined && cardId !== undefined && isTheirs(actor, { boardId, cardId });
    if (projectId === undefined) return false;
    const now = iso(clock.now());
    const state = await rooms.ask<ProjectState>(projectRoom(projectId as ProjectId));
    if (!mayReadProject(state, actor)) return false;
    switch (kind) {
      case "projectInvited":
        return mayAnswerPlace(state, actor) === true;
      case "voteAsked":
        return Object.values(state.proposals).some((each) => waitsForVote(state, each, { orgId, now }));
      case "replyAsked":
        return Object.values(state.proposals).some((each) => mayReply(each, { orgId, now }));
      case "saidCeased":
        return doubted(state).some(({ question }) => question.orgId === orgId);
      case "wayOnOwed":
        return isWorking(state) && owesWayOn(state);
      default:
        return true;
    }
    async function isTheirs(who: Actor, on: { boardId: BoardId; cardId: string }): Promise<boolean> {
      const board = await rooms.ask<BoardState>(boardRoom(on.boardId));
      const card = board.cards[on.cardId];
      if (!mayReadBoard(board, who) || !card || card.archived !== null) return false;
      return card.assignees.some((each) => each.orgId === who.orgId && each.personId === who.personId);
    }
  };
