import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "endMembership",
  insider: ({ people, orgs }) => ({ as: people.hana, roomId: orgRoom(orgs.hub.orgId), input: { personId: people.tess.personId } }),
  caused: {
    "a person who leaves an organisation loses its hat": async (world) => {
      const roomId = orgRoom(world.orgs.hub.orgId);
      const { personId } = world.people.tess;
      return {
        act: () => house(world, roomId, "endMembership", { personId }),
        added: { [roomId]: ["membershipEnded"], [personRoom(personId)]: ["membershipStopped"] },
      };
    },
  },
  refused: {
    "somebody who is no member": {
      given: ({ people, orgs }) => ({ as: people.hana, roomId: orgRoom(orgs.hub.orgId), input: { personId: nobody() } }),
      refusal: "CONFLICT NotThere",
    },
  },
});
