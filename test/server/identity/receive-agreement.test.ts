import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, agree } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const agreement = (world: World, agreementId: string) => ({
  agreementId,
  withOrgId: world.orgs.practice.orgId,
  withName: "Southside Practice",
  dpiaRef: "DPIA-3",
  validFrom: "2026-01-01T00:00:00.000Z",
  validTo: "2028-01-01T00:00:00.000Z",
});
const hub = (world: World) => orgRoom(world.orgs.hub.orgId);

describeHouseCommand({
  command: "receiveAgreement",
  insider: (world) => ({ as: world.people.hana, roomId: hub(world), input: agreement(world, nobody()) }),
  caused: {
    "what one side proposes lies before the other": async (world) => {
      const { withName: _name, ...rest } = agreement(world, nobody());
      const ours = orgRoom(world.orgs.practice.orgId);
      const input = { ...rest, withOrgId: world.orgs.hub.orgId };
      return {
        act: () => actAs(world, world.people.ian, { roomId: ours, type: "proposeAgreement", input }),
        added: { [ours]: ["agreementProposed"], [hub(world)]: ["agreementReceived"] },
      };
    },
  },
  refused: {
    "one that is there already": {
      given: async (world) => {
        const agreementId = await agree(world, world.people.ian, world.people.hana);
        return { as: world.people.hana, roomId: hub(world), input: agreement(world, agreementId) };
      },
      refusal: "CONFLICT AlreadyThere",
    },
  },
});
