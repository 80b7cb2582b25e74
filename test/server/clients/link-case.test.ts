import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "linkCase",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: clientRoom((await aCase(world)).clientId),
    input: { caseId: nobody(), leadOrgId: world.orgs.practice.orgId },
  }),
  caused: {
    "a case that is opened is noted with the person": async (world) => {
      const { clientId } = await aCase(world);
      const caseId = nobody<CaseId>();
      const roomId = caseRoom(caseId);
      const input = { caseId, clientId, label: "M.K.", need: "company", purpose: "company", jurisdiction: "SCT" };
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "openCase", input }),
        added: { [roomId]: ["caseOpened"], [clientRoom(clientId)]: ["caseLinked"] },
      };
    },
  },
});
