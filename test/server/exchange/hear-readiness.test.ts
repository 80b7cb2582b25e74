import { actAs } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { aColleague, asking, books, hears, isReady, own } from "./ready-scenes.ts";
import { inSession, until } from "./scenes.ts";

const heard = { ok: false, heard: 3 };
const ofAnna = (at: { visitors: { anna: { personId: string } } }) => ({ personId: at.visitors.anna.personId, ready: heard });

describeHouseCommand({
  command: "hearReadiness",
  insider: inSession("tariq", ofAnna, { booked: ["anna"] }),
  caused: {
    "what is no longer in place holds the place, and both sides hear of it": async (world) => {
      const session = await asking(world);
      const who = await aColleague(world);
      await isReady(world, who);
      await books(world, who, session);
      return {
        act: () => actAs(world, world.people.maggie, { roomId: own(who), type: "revokeCheck", input: {} }),
        added: {
          [own(who)]: ["checkRevoked"],
          [session]: ["readinessHeard", "bookingHeld"],
          ...hears(who, 2),
          ...hears(world.people.tariq),
        },
      };
    },
  },
  refused: {
    "of somebody who has no booking": { given: inSession("tariq", ofAnna, { booked: ["ben"] }), refusal: "CONFLICT NothingDue" },
    "once it has begun": { given: inSession("tariq", ofAnna, { booked: ["anna"], first: until(0) }), refusal: "CONFLICT NothingDue" },
  },
});
