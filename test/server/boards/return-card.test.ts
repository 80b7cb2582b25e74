import { expect } from "vitest";
import { aBoard } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { onItsWay, twoBoards } from "./scenes.ts";

describeHouseCommand({
  command: "returnCard",
  insider: async (world) => {
    const { card: _card, ...input } = onItsWay();
    return { as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: { ...input, why: "full" } };
  },
  caused: {
    "there is no place for it: it lies where it lay": async (world) => {
      const { here, there } = await twoBoards(world);
      // another card of this id is there already
      await there.act(world.people.rhona, "addCard", { cardId: here.cards.room, listId: there.lists.todo, title: "Another one" });
      const before = await here.order(here.lists.todo);
      return {
        async act() {
          const sent = await here.act(world.people.rhona, "sendCard", {
            cardId: here.cards.room,
            toBoard: there.boardId,
            toList: there.lists.todo,
          });
          await world.app.effects.settled();
          expect(await here.order(here.lists.todo)).toEqual(before);
          return sent;
        },
        added: { [here.roomId]: ["cardSent", "cardReturned"], [there.roomId]: ["cardTurnedAway"] },
      };
    },
  },
  refused: {
    "one that was not sent": {
      given: async (world) => {
        const { card: _card, ...input } = onItsWay();
        return { as: world.people.rhona, roomId: (await aBoard(world)).roomId, input: { ...input, why: "full" } };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
