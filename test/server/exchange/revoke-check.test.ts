import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aColleague, agrees, asking, books, confirms, hears, inReadiness, own } from "./ready-scenes.ts";

const confirmed = async (world: World) => inReadiness({}, { as: "maggie", first: confirms, elsewhere: (_world, who) => hears(who) })(world);

describeCommand({
  command: "revokeCheck",
  allowed: {
    "what was confirmed holds no more, and the person hears of it; why is written nowhere": { given: confirmed, here: ["checkRevoked"] },
    "what was only asked is answered so too": {
      given: inReadiness({}, { as: "ian", elsewhere: (_world, who) => hears(who) }),
      here: ["checkRevoked"],
    },
    "a place that needs it is on hold at once, and kept; both sides hear of it": {
      given: async (world) => {
        let session = "" as RoomId;
        const scene = await inReadiness(
          {},
          {
            as: "maggie",
            first: async (_world, who) => {
              session = await asking(world);
              await agrees(world, who);
              await confirms(world, who);
              await books(world, who, session);
            },
          },
        )(world);
        const [who] = scene.readers ?? [];
        const twice = who ? hears(who, 2) : {};
        return { ...scene, elsewhere: { [session]: ["readinessHeard", "bookingHeld"], ...twice, ...hears(world.people.tariq) } };
      },
      here: ["checkRevoked"],
    },
  },
  refused: {
    "what was neither asked nor confirmed": {
      given: async (world) => {
        const who = await aColleague(world);
        return { as: world.people.maggie, roomId: own(who), input: {} };
      },
      refusal: "CONFLICT NoCheck",
    },
    "who looks after people elsewhere": { given: inReadiness({}, { as: "hana" }), refusal: "NOT_FOUND NotFound" },
    "one's own": { given: inReadiness({}), refusal: "FORBIDDEN NotYourOwn" },
    "with a reason": { given: inReadiness({ why: "a conviction" }, { as: "maggie" }), refusal: "BAD_REQUEST BadInput input" },
  },
  raced: {
    given: async (world) => {
      const one = await confirmed(world);
      return [one, { ...one, as: world.people.ian }];
    },
    outcomes: ["NoCheck", "written"],
    here: ["checkRevoked"],
  },
});
