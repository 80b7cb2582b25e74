import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const member = (world: World) => ({ personId: world.people.otto.personId, name: "Otto", roles: ["worker"] });
const hub = (world: World) => orgRoom(world.orgs.hub.orgId);

describeHouseCommand({
  command: "addMember",
  insider: (world) => ({ as: world.people.hana, roomId: hub(world), input: member(world) }),
  caused: {
    "a person gets a further hat, and their own room says so": async (world) => ({
      act: () => house(world, hub(world), "addMember", member(world)),
      added: { [hub(world)]: ["memberAdded"], [personRoom(world.people.otto.personId)]: ["membershipStarted"] },
    }),
  },
});
