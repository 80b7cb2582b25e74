import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { expect } from "vitest";
import { aBoard, owner, uuid } from "../../kit/boards.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { onItsWay, twoBoards } from "./scenes.ts";

describeHouseCommand({
  command: "receiveCard",
  insider: async (world) => {
    const { roomId, lists } = await aBoard(world);
    return { as: world.people.rhona, roomId, input: { ...onItsWay(), fromBoard: uuid(), toList: lists.todo } };
  },
  caused: {
    "a card is sent here, and where it came from hears of it": async (world) => {
      const { here, there } = await twoBoards(world);
      const input = { cardId: here.cards.room, toBoard: there.boardId, toList: there.lists.done };
      return {
        act: () => here.act(world.people.rhona, "sendCard", input),
        added: { [here.roomId]: ["cardSent", "cardArrived"], [there.roomId]: ["cardReceived"] },
      };
    },
    "to a list that is gone meanwhile: it comes to the first": async (world) => {
      const { here, there } = await twoBoards(world);
      const { card } = onItsWay();
      const input = { cardId: uuid(), transferId: uuid(), card, fromBoard: here.boardId, toList: uuid() };
      return { act: () => there.house("receiveCard", input), added: { [there.roomId]: ["cardReceived"] } };
    },
    "whose turn it was stays on it, also where their organisation has left since, and of two who have gone their organisation once": async (
      world,
    ) => {
      const { here, there } = await twoBoards(world);
      const { rhona, tariq } = world.people;
      const cardId = here.cards.room;
      await here.act(rhona, "assign", { cardId, orgId: tariq.orgId, personId: tariq.personId });
      const [gone, other] = [uuid<PersonId>(), uuid<PersonId>()].map((personId) => ({ orgId: rhona.orgId, personId, name: "Somebody" }));
      for (const board of [here, there]) await board.follow({ owners: [owner(world.orgs.practice), owner(world.orgs.hub, "left")] });
      const card = { ...onItsWay().card, assignees: [...(await here.card(cardId)).assignees, gone, other] };
      const input = { cardId, transferId: uuid(), card, fromBoard: here.boardId, toList: there.lists.todo };
      return {
        act: async () => {
          const event = await there.house("receiveCard", input);
          expect((await there.card(cardId)).assignees.map(({ orgId, name }) => [orgId, name])).toEqual([
            [tariq.orgId, tariq.name],
            [rhona.orgId, rhona.orgName],
          ]);
          return event;
        },
        added: { [there.roomId]: ["cardReceived"] },
      };
    },
    "one that is here already is turned away": async (world) => {
      const { here, there } = await twoBoards(world);
      const input = { ...onItsWay(), cardId: there.cards.room, fromBoard: here.boardId, toList: there.lists.todo };
      return { act: () => there.house("receiveCard", input), added: { [there.roomId]: ["cardTurnedAway"] } };
    },
  },
});
