import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { received } from "../../kit/handing.ts";
import { withdrawn } from "../../kit/scenes.ts";

describeHouseCommand({
  command: "receiveExport",
  insider: (world) => ({ as: world.people.hana, roomId: orgRoom(world.orgs.hub.orgId), input: { exportId: nobody() } }),
  caused: {
    "an organisation that has written something is removed: its own words wait for it": async (world) => {
      const built = await aCase(world);
      const { tariq } = world.people;
      await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday" } });
      return {
        act: () => withdrawn(world, built),
        added: {
          [built.roomId]: ["consentWithdrawn"],
          [personRoom(tariq.personId)]: ["noticeDelivered"],
          [orgRoom(tariq.orgId)]: ["exportReceived"],
        },
      };
    },
  },
  refused: {
    twice: {
      given: async (world) => ({
        as: world.people.hana,
        roomId: orgRoom(world.orgs.hub.orgId),
        input: { exportId: await received(world) },
      }),
      refusal: "CONFLICT AlreadyThere",
    },
  },
});
