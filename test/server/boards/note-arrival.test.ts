import { expect } from "vitest";
import { aBoard } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { heldBack } from "../../kit/held.ts";
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
    "who takes it back at once has it back": async (world) => {
      const { here, there } = await twoBoards(world);
      const { rhona } = world.people;
      const cardId = here.cards.room;
      return {
        async act() {
          const arriving = heldBack(world, "noteArrival");
          // as long as it takes to look at the whole log so many times
          const slow = arriving.held.then(async () => {
            for (let i = 0; i < 40; i++) await world.app.log.heads();
            arriving.letGo();
          });
          await here.act(rhona, "sendCard", { cardId, toBoard: there.boardId, toList: there.lists.doing });
          const back = await there.act(rhona, "sendCard", { cardId, toBoard: here.boardId, toList: here.lists.done });
          await slow;
          await world.app.effects.settled();
          expect((await here.card(cardId)).listId).toBe(here.lists.done);
          return back;
        },
        added: {
          [here.roomId]: ["cardSent", "cardArrived", "cardReceived"],
          [there.roomId]: ["cardReceived", "cardSent", "cardArrived"],
        },
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
