import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, agree } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "agreementEndedThere",
  insider: ({ people, orgs }) => ({
    as: people.ian,
    roomId: orgRoom(orgs.practice.orgId),
    input: { agreementId: nobody(), at: "2026-06-01T00:00:00.000Z" },
  }),
  caused: {
    "what one side ends has ended for the other": async (world) => {
      const { ian, olga } = world.people;
      const [ours, theirs] = [orgRoom(ian.orgId), orgRoom(olga.orgId)];
      const agreementId = await agree(world, ian, olga);
      return {
        act: () => actAs(world, olga, { roomId: theirs, type: "endAgreement", input: { agreementId } }),
        added: { [theirs]: ["agreementEnded"], [ours]: ["agreementEnded"] },
      };
    },
  },
});
