import { aBoard } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { onItsWay, twoBoards } from "./scenes.ts";

describeHouseCommand({
  command: "noteArrival",
  insider: async (world) => {
    const { card: _card, ...input } = onItsWay();
    return { as: world.people.rhona, roomId: (await aBoard(world)).roomId, input };
  },
  caused: {
    "a card has arrived at the other board": async (world) => {
      const { here, there } = await twoBoards(world);
      const input = { cardId: here.cards.room, toBoard: there.boardId, toList: there.lists.done };
      return {
        act: () => here.act(world.people.rhona, "sendCard", input),
        added: { [here.roomId]: ["cardSent", "cardArrived"], [there.roomId]: ["cardReceived"] },
      };
    },
  },
  refused: {
    "of a card that was not sent": {
      given: async (world) => {
        const { card: _card, ...input } = onItsWay();
        return { as: world.people.rhona, roomId: (await aBoard(world)).roomId, input };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
