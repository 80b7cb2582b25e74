import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";

describeHouseCommand({
  command: "startMembership",
  insider: ({ people, orgs }) => ({
    as: people.tariq,
    roomId: personRoom(people.tariq.personId),
    input: { orgId: orgs.cafe.orgId, orgName: "Elder Café", sector: "third", phone: "0141", roles: ["manager"] },
  }),
  caused: {
    "a hat begins where the organisation names its member": async (world) => {
      const roomId = orgRoom(world.orgs.cafe.orgId);
      const { personId, name } = world.people.tess;
      return {
        act: () => house(world, roomId, "addMember", { personId, name, roles: ["worker"] }),
        added: { [roomId]: ["memberAdded"], [personRoom(personId)]: ["membershipStarted"] },
      };
    },
  },
});
