import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "agreementSignedThere",
  insider: ({ people, orgs }) => ({ as: people.ian, roomId: orgRoom(orgs.practice.orgId), input: { agreementId: nobody() } }),
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
