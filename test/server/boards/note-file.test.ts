import { aBoard } from "../../kit/boards.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

const clean = { outcome: "clean", type: "application/pdf", size: 3 };
describeHouseCommand({
  command: "noteFile",
  insider: async (world) => ({ as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: { fileId: nobody(), ...clean } }),
  caused: {
    "a file was looked at": async (world) => {
      const board = await aBoard(world);
      const id = nobody<never>();
      const input = { fileId: id, name: "a.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
      await world.app.rooms.act({ ...world.people.rhona, orgName: "Southside Practice" }, board.roomId, { id, type: "addFile", input });
      await world.app.effects.settled();
      const other = nobody<never>();
      return {
        act: () =>
          world.app.rooms.act({ ...world.people.rhona, orgName: "Southside Practice" }, board.roomId, {
            ...{ id: other, type: "addFile", input: { ...input, fileId: other } },
          }),
        added: { [board.roomId]: ["fileAdded", "fileChecked"] },
      };
    },
  },
  refused: {
    "of a file that isn't there": {
      given: async (world) => ({ as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: { fileId: nobody(), ...clean } }),
      refusal: "CONFLICT NothingToChange",
    },
    "once more": {
      given: async (world) => {
        const board = await aBoard(world);
        const id = nobody<never>();
        const input = { fileId: id, name: "a.pdf", declared: "application/pdf", size: 3, sha256: "0".repeat(64) };
        await world.app.rooms.act({ ...world.people.rhona, orgName: "Southside Practice" }, board.roomId, { id, type: "addFile", input });
        await world.app.effects.settled();
        await house(world, board.roomId, "noteFile", { fileId: id, ...clean }).catch(() => undefined);
        return { as: world.people.rhona, roomId: board.roomId, input: { fileId: id, ...clean } };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
