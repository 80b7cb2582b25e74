import { actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { frees, inSession, of, tells } from "./scenes.ts";

describeHouseCommand({
  command: "dropTime",
  insider: async (world) => ({ ...(await inSession("anna")(world)), input: { claimId: nobody() } }),
  caused: {
    "who gives a place back has their time again": async (world) => {
      let added: Record<string, string[]> = {};
      const follow = {
        booked: ["anna" as const],
        elsewhere: (at: Parameters<ReturnType<typeof frees>>[0]) => (added = { ...tells("tariq")(at), ...frees("anna")(at) }),
      };
      const scene = await inSession("anna", of("anna"), follow)(world);
      const act = () => actAs(world, scene.as, { roomId: scene.roomId, type: "cancelBooking", input: scene.input });
      return { act, added: { ...added, [scene.roomId]: ["bookingCancelled"] } };
    },
  },
});
