import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { did } from "../../kit/scenes.ts";

describeHouseCommand({
  command: "deliverNotice",
  insider: ({ people, orgs }) => ({
    as: people.tariq,
    roomId: personRoom(people.tariq.personId),
    input: { kind: "mentioned", caseId: nobody(), orgId: orgs.practice.orgId },
  }),
  caused: {
    "who was in is told once that the sharing ended": async (world) => {
      const { roomId, consentId } = await aCase(world);
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } }),
        added: { [roomId]: ["consentWithdrawn"], [personRoom(world.people.tariq.personId)]: ["noticeDelivered"] },
      };
    },
    "who had left before is not told what the person decided afterwards": async (world) => {
      const built = await aCase(world);
      const { roomId, consentId, participationId } = built;
      await did("tariq", "leaveCase", { participationId })(world, built);
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } }),
        added: { [roomId]: ["consentWithdrawn"] },
      };
    },
    "a whole organisation that is named is told, each member once, the author not": async (world) => {
      const built = await aCase(world);
      const { roomId, participationId } = built;
      const { tariq, tess } = world.people;
      await did("tariq", "addColleague", { participationId, personId: tess.personId })(world, built);
      const mentions = [
        { kind: "org", orgId: tariq.orgId },
        { kind: "person", personId: tess.personId },
      ];
      return {
        act: () => actAs(world, tariq, { roomId, type: "postMessage", input: { text: "All of us?", mentions } }),
        added: { [roomId]: ["messagePosted"], [personRoom(tess.personId)]: ["noticeDelivered"] },
      };
    },
  },
});
