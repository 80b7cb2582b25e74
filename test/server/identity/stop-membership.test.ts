import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";

describeHouseCommand({
  command: "stopMembership",
  insider: ({ people, orgs }) => ({ as: people.tariq, roomId: personRoom(people.tariq.personId), input: { orgId: orgs.hub.orgId } }),
  caused: {
    "a hat ends where the organisation says that its member left": async (world) => {
      const roomId = orgRoom(world.orgs.hub.orgId);
      const { personId } = world.people.tess;
      return {
        act: () => house(world, roomId, "endMembership", { personId }),
        added: { [roomId]: ["membershipEnded"], [personRoom(personId)]: ["membershipStopped"] },
      };
    },
  },
});
