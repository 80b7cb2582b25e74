import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs, agree } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const both = (world: World) => ({ ours: orgRoom(world.orgs.practice.orgId), theirs: orgRoom(world.orgs.hub.orgId) });
/** Every case that the practice leads and the food hub has to do with. */
const noted = async (world: World) => {
  const cases = await world.app.views.cases.casesBetween(world.orgs.practice.orgId, world.orgs.hub.orgId);
  return Object.fromEntries(cases.map((caseId) => [caseRoom(caseId), ["agreementNoted"]]));
};

describeHouseCommand({
  command: "noteAgreement",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: (await aCase(world)).roomId,
    input: {
      orgId: world.orgs.hub.orgId,
      agreementId: nobody(),
      validFrom: "2026-01-01T00:00:00.000Z",
      validTo: "2027-01-01T00:00:00.000Z",
    },
  }),
  caused: {
    "an agreement that both sides signed reaches the case that stands on it": async (world) => {
      await aCase(world);
      const { ours, theirs } = both(world);
      const { ian, hana } = world.people;
      const agreementId = nobody();
      const at = (ms: number) => new Date(world.clock.now() + ms).toISOString();
      const input = { agreementId, withOrgId: hana.orgId, dpiaRef: "DPIA-2", validFrom: at(-day), validTo: at(90 * day) };
      await actAs(world, ian, { roomId: ours, type: "proposeAgreement", input });
      return {
        act: () => actAs(world, hana, { roomId: theirs, type: "signAgreement", input: { agreementId } }),
        added: { [ours]: ["agreementSigned"], [theirs]: ["agreementSigned"], ...(await noted(world)) },
      };
    },
    "an agreement that ends reaches it too": async (world) => {
      const agreementId = await agree(world, world.people.ian, world.people.hana);
      await aCase(world);
      const { ours, theirs } = both(world);
      return {
        act: () => actAs(world, world.people.ian, { roomId: ours, type: "endAgreement", input: { agreementId } }),
        added: { [ours]: ["agreementEnded"], [theirs]: ["agreementEnded"], ...(await noted(world)) },
      };
    },
  },
});
