import { expect } from "vitest";
import { aBoard, uuid } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";

const card = { gapId: uuid(), gap: "Nowhere to go in the evening", title: "What is missing", description: "It began here." };

describeHouseCommand({
  command: "addGapCard",
  insider: async (world) => ({ as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: card }),
  caused: {
    "it lies at the top of the first list, and leads to what is missing": async (world) => {
      const board = await aBoard(world);
      return {
        async act() {
          const event = await board.house("addGapCard", card);
          const cardId = event.body.cardId as string;
          expect((await board.order(board.lists.todo))[0]).toBe(cardId);
          const { links } = await board.card(cardId);
          expect(links.map(({ to }) => to)).toEqual([{ kind: "gap", gapId: card.gapId, title: card.gap }]);
          return event;
        },
        added: { [board.roomId]: ["gapCardAdded"] },
      };
    },
    "where there is no list any more, it gets one": async (world) => {
      const board = await aBoard(world, { lists: 0 });
      return { act: () => board.house("addGapCard", card), added: { [board.roomId]: ["listAdded", "gapCardAdded"] } };
    },
  },
  refused: {
    "once more for the same gap": {
      given: async (world) => {
        const board = await aBoard(world);
        await board.house("addGapCard", card);
        return { as: world.people.rhona, roomId: board.roomId, input: card };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
