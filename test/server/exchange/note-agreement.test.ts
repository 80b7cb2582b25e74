import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { aColleague, asking, books, hears, hubs, inReadiness, isReady, own, wrote } from "./ready-scenes.ts";

describeHouseCommand({
  command: "noteAgreement",
  insider: inReadiness({}),
  refused: {
    "to who has agreed to none: they are asked for the newest anyway": {
      given: async (world) => {
        const { orgId, name, sector } = world.orgs.hub;
        return { ...(await inReadiness({})(world)), input: { host: { orgId, name, sector }, version: 2 } };
      },
      refusal: "CONFLICT NothingDue",
    },
  },
  caused: {
    "new words reach who has a place by older ones": async (world) => {
      const session = await asking(world);
      const who = await aColleague(world);
      await isReady(world, who);
      await books(world, who, session);
      return {
        act: () => wrote(world, `Other words. ${nobody()}`),
        added: { [hubs(world)]: ["agreementWritten"], [own(who)]: ["agreementNoted"], [session]: ["readinessHeard"], ...hears(who) },
      };
    },
  },
});
