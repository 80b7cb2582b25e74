import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";

describeHouseCommand({
  command: "receiveInvitation",
  insider: ({ people, orgs }) => ({
    as: people.tariq,
    roomId: orgRoom(orgs.hub.orgId),
    input: { caseId: nobody(), participationId: nobody(), fromOrgId: orgs.practice.orgId, fromName: "Southside Practice" },
  }),
  caused: {
    "an invitation reaches the organisation in its own room": async (world) => {
      const { roomId, consentId } = await aCase(world, { invited: false, joined: false });
      const input = { participationId: nobody(), orgId: world.orgs.hub.orgId, consentId };
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "inviteOrganisation", input }),
        added: { [roomId]: ["organisationInvited"], [orgRoom(world.orgs.hub.orgId)]: ["invitationReceived"] },
      };
    },
  },
});
