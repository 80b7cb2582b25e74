import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, agree } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "agreementSignedThere",
  insider: ({ people, orgs }) => ({ as: people.ian, roomId: orgRoom(orgs.practice.orgId), input: { agreementId: nobody() } }),
  refused: {
    "one that has ended here while it was signed there": {
      given: async (world) => {
        const { ian, olga } = world.people;
        const roomId = orgRoom(ian.orgId);
        const agreementId = await agree(world, ian, olga);
        await actAs(world, ian, { roomId, type: "endAgreement", input: { agreementId } });
        return { as: ian, roomId, input: { agreementId } };
      },
      refusal: "CONFLICT NotThere agreementId",
    },
  },
  caused: {
    "the other side's signature reaches the side that proposed": async (world) => {
      const { ian, olga } = world.people;
      const [ours, theirs] = [orgRoom(ian.orgId), orgRoom(olga.orgId)];
      const agreementId = nobody();
      const period = { validFrom: "2026-01-01T00:00:00.000Z", validTo: "2028-01-01T00:00:00.000Z" };
      const input = { agreementId, withOrgId: olga.orgId, dpiaRef: "DPIA-4", ...period };
      await actAs(world, ian, { roomId: ours, type: "proposeAgreement", input });
      await world.app.effects.settled();
      return {
        act: () => actAs(world, olga, { roomId: theirs, type: "signAgreement", input: { agreementId } }),
        added: { [theirs]: ["agreementSigned"], [ours]: ["agreementSigned"] },
      };
    },
  },
});
