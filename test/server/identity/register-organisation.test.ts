import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const card = (orgId: OrgId) => ({ orgId, name: "Tea House", sector: "third", phone: "0141 496 0001", about: "Invented." });
const theirs = (world: World) => orgRoom(world.orgs.practice.orgId);

describeHouseCommand({
  command: "registerOrganisation",
  insider: (world) => ({ as: world.people.ian, roomId: theirs(world), input: card(world.orgs.practice.orgId) }),
  caused: {
    "an organisation is moved in": async (world) => {
      const roomId = orgRoom(nobody<OrgId>());
      return {
        act: () => house(world, roomId, "registerOrganisation", card(roomId.split(":")[1] as OrgId)),
        added: { [roomId]: ["organisationRegistered"] },
      };
    },
  },
  refused: {
    "one that is there already": {
      given: (world) => ({ as: world.people.ian, roomId: theirs(world), input: card(world.orgs.practice.orgId) }),
      refusal: "CONFLICT AlreadyThere",
    },
    "an id that is not the room's": {
      given: (world) => ({ as: world.people.ian, roomId: orgRoom(nobody()), input: card(nobody()) }),
      refusal: "BAD_REQUEST BadInput orgId",
    },
  },
});
