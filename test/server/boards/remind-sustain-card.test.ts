import { expect } from "vitest";
import { aBoard, uuid } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";

const [fundingId, due] = [uuid(), "2027-06-30"];
const card = { fundingId, title: "How does it go on?", description: "The money ends.", due };

describeHouseCommand({
  command: "remindSustainCard",
  insider: async (world) => {
    const board = await aBoard(world);
    await board.house("addSustainCard", card);
    return { as: world.people.rhona, roomId: board.roomId, input: { fundingId, due } };
  },
  caused: {
    "it is said on the card that asks how it goes on, wherever that lies by then": async (world) => {
      const board = await aBoard(world);
      const { body } = await board.house("addSustainCard", card);
      const cardId = String(body.cardId);
      await board.act(world.people.rhona, "moveCard", { cardId, toList: board.lists.doing });
      return {
        async act() {
          const event = await board.house("remindSustainCard", { fundingId, due });
          expect((await board.card(cardId)).reminded).toBe(event.at);
          return event;
        },
        added: { [board.roomId]: ["sustainCardReminded"] },
      };
    },
  },
  refused: {
    "once more": {
      given: async (world) => {
        const board = await aBoard(world);
        await board.house("addSustainCard", card);
        await board.house("remindSustainCard", { fundingId, due });
        return { as: world.people.rhona, roomId: board.roomId, input: { fundingId, due } };
      },
      refusal: "CONFLICT NothingToChange",
    },
    "where there is no such card": {
      given: async (world) => ({
        as: world.people.rhona,
        roomId: (await aBoard(world)).roomId,
        input: { fundingId, due },
      }),
      refusal: "CONFLICT NothingToChange",
    },
  },
});
