import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect } from "vitest";
import { aBoard } from "../../kit/boards.ts";
import { house } from "../../kit/build.ts";
import { aColleague } from "../../kit/factors.ts";
import { describeHouseCommand } from "../../kit/given.ts";

describeHouseCommand({
  command: "handOverCards",
  insider: async (world) => {
    const { roomId } = await aBoard(world);
    return { as: world.people.rhona, roomId, input: { orgId: world.orgs.hub.orgId, personId: world.people.tariq.personId } };
  },
  caused: {
    "somebody leaves their organisation, and their cards are whoever's is there": async (world) => {
      const leaver = await aColleague(world, world.people.tariq);
      const board = await aBoard(world);
      const { orgId, personId } = leaver;
      for (const cardId of [board.cards.room, board.cards.drivers])
        await board.act(world.people.rhona, "assign", { cardId, orgId, personId });
      await board.act(world.people.rhona, "archiveCard", { cardId: board.cards.drivers });
      return {
        async act() {
          const event = await house(world, orgRoom(orgId), "endMembership", { personId });
          await world.app.effects.settled();
          for (const cardId of [board.cards.room, board.cards.drivers])
            expect((await board.card(cardId)).assignees).toEqual([{ orgId, personId: null, name: world.orgs.hub.name }]);
          return event;
        },
        added: {
          [board.roomId]: ["cardsHandedOver"],
          [orgRoom(orgId)]: ["membershipEnded"],
          [`person:${personId}`]: ["membershipStopped"],
        },
      };
    },
  },
  refused: {
    "of somebody who has none": {
      given: async (world) => {
        const { roomId } = await aBoard(world);
        return { as: world.people.rhona, roomId, input: { orgId: world.orgs.hub.orgId, personId: world.people.tess.personId } };
      },
      refusal: "CONFLICT NothingToChange",
    },
  },
});
