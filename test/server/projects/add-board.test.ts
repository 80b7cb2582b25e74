import { type BoardId, newId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { describeCommand } from "../../kit/given.ts";
import { aProjectIn, closed, inProject } from "./scenes.ts";

const another = (id: string = newId(Date.now())) => ({ boardId: id, title: "Volunteers", template: "empty" });

describeCommand({
  command: "addBoard",
  allowed: {
    "one more board begins, for all who own it": {
      given: (world) => {
        const boardId = newId<BoardId>(Date.now());
        return inProject("rhona", another(boardId), { elsewhere: () => ({ [boardRoom(boardId)]: ["boardOpened"] }) })(world);
      },
      here: ["boardAdded"],
    },
  },
  refused: {
    "its own board once more": {
      given: inProject("rhona", ({ board }) => another(subjectOf(board))),
      refusal: "BAD_REQUEST TakenInProject boardId",
    },
    "another project's board": {
      given: async (world) => {
        const theirs = await aProjectIn(world);
        await world.app.effects.settled();
        return inProject("rhona", another(subjectOf(theirs.board)))(world);
      },
      refusal: "BAD_REQUEST TakenInProject boardId",
    },
    "the board that waits for another project to begin": {
      given: async (world) => {
        const theirs = await aProjectIn(world, { joined: [] });
        return inProject("rhona", another(subjectOf(theirs.board)))(world);
      },
      refusal: "BAD_REQUEST TakenInProject boardId",
    },
    "what has closed": { given: inProject("rhona", another(), { first: closed("tariq") }), refusal: "CONFLICT ProjectMoved" },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", another()), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", another()), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, title: "Drivers" }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", another())(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["TakenInProject", "written"],
    here: ["boardAdded"],
  },
});
