import { actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { asksFor, inSession, takes, tells } from "./scenes.ts";

describeHouseCommand({
  command: "confirmTime",
  insider: async (world) => ({ ...(await inSession("anna")(world)), input: { claimId: nobody() } }),
  caused: {
    "who has a place has given their time to it": async (world) => {
      let added: Record<string, string[]> = {};
      const scene = await inSession(
        "anna",
        {},
        { elsewhere: (at) => (added = { ...tells("tariq")(at), ...takes("anna")(at), ...asksFor("anna")(at) }) },
      )(world);
      const act = () => actAs(world, scene.as, { roomId: scene.roomId, type: "book", input: {} });
      return { act, added: { ...added, [scene.roomId]: ["bookingConfirmed"] } };
    },
  },
});
