import { actAs } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { aColleague, asking, books, inReadiness, own } from "./ready-scenes.ts";

describeHouseCommand({
  command: "noteInduction",
  insider: inReadiness({}),
  caused: {
    "whoever was shown around keeps that for their next visit there": async (world) => {
      const session = await asking(world, { asks: { induction: { months: 12 } } });
      const who = await aColleague(world);
      const { body } = await books(world, who, session);
      return {
        act: () => actAs(world, world.people.tess, { roomId: session, type: "recordInduction", input: { bookingId: body.bookingId } }),
        added: { [session]: ["inductionRecorded"], [own(who)]: ["inductionNoted"] },
      };
    },
  },
});
