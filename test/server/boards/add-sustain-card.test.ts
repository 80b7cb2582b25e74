import { expect } from "vitest";
import { aBoard, uuid } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";

const fundingId = uuid();
const card = { fundingId, title: "How does it go on?", description: "The money ends.", due: "2027-06-30" };

describeHouseCommand({
  command: "addSustainCard",
  insider: async (world) => ({ as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: card }),
  caused: {
    "it lies at the top of the first list": async (world) => {
      const board = await aBoard(world);
      return {
        async act() {
          const event = await board.house("addSustainCard", card);
          expect((await board.order(board.lists.todo))[0]).toBe(event.body.cardId);
          return event;
        },
        added: { [board.roomId]: ["sustainCardAdded"] },
      };
    },
    "where there is no list any more, it gets one": async (world) => {
      const board = await aBoard(world, { lists: 0 });
      return { act: () => board.house("addSustainCard", card), added: { [board.roomId]: ["listAdded", "sustainCardAdded"] } };
    },
  },
  refused: {
    "once more for the same money and day, wherever it lies by now": {
      given: async (world) => {
        const board = await aBoard(world);
        const { body } = await board.house("addSustainCard", card);
        await board.act(world.people.rhona, "moveCard", { cardId: body.cardId, toList: board.lists.done });
        return { as: world.people.rhona, roomId: board.roomId, input: card };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
