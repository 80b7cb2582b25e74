import { templateOf } from "@linkwork/shared/boards/templates.ts";
import type { BoardId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { aBoard, owner, uuid } from "../../kit/boards.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const begun = ({ orgs }: World, boardId = uuid<BoardId>()) => ({
  ...{ boardId, projectId: uuid<ProjectId>(), title: "Befriending pilot" },
  ...{ standing: { heard: 1, status: "active", owners: [owner(orgs.practice), owner(orgs.hub)] }, ...templateOf("befriending", boardId) },
});

describeHouseCommand({
  command: "openBoard",
  insider: async (world) => {
    const { roomId } = await aBoard(world);
    return { as: world.people.rhona, roomId, input: begun(world) };
  },
  caused: {
    "a board begins with its lists and cards, in one event": async (world) => {
      const input = begun(world);
      const roomId = boardRoom(input.boardId);
      return { act: () => house(world, roomId, "openBoard", input), added: { [roomId]: ["boardOpened"] } };
    },
  },
  refused: {
    "where there is one": {
      given: async (world) => {
        const { roomId, boardId } = await aBoard(world);
        return { as: world.people.rhona, roomId, input: begun(world, boardId) };
      },
      refusal: "BAD_REQUEST IdTaken boardId",
    },
    "in a room of another name": {
      given: (world) => ({ as: world.people.rhona, roomId: boardRoom(uuid<BoardId>()), input: begun(world) }),
      refusal: "BAD_REQUEST IdTaken boardId",
    },
  },
});
