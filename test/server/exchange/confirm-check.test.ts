import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { actAs } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { agrees, asking, books, confirms, dayIn, hears, inReadiness, own, seen } from "./ready-scenes.ts";

const told = (_world: World, who: Parameters<typeof hears>[0]) => hears(who);

describeCommand({
  command: "confirmCheck",
  allowed: {
    "who manages people says what they have seen, and the person hears of it": {
      given: inReadiness((world) => seen(world), { as: "maggie", elsewhere: told }),
      here: ["checkConfirmed"],
    },
    "so does who answers for information": {
      given: inReadiness((world) => seen(world), { as: "ian", elsewhere: told }),
      here: ["checkConfirmed"],
    },
    "a place that was on hold is theirs again": {
      given: async (world) => {
        let session = "" as RoomId;
        const scene = await inReadiness((world) => seen(world), {
          as: "maggie",
          first: async (_world, who) => {
            session = await asking(world);
            await agrees(world, who);
            await confirms(world, who);
            await books(world, who, session);
            await world.app.effects.settled();
            await actAs(world, world.people.ian, { roomId: own(who), type: "revokeCheck", input: {} });
          },
        })(world);
        const [who] = scene.readers ?? [];
        const twice = who ? hears(who, 2) : {};
        return { ...scene, elsewhere: { [session]: ["readinessHeard", "bookingResumed"], ...twice, ...hears(world.people.tariq) } };
      },
      here: ["checkConfirmed"],
    },
  },
  refused: {
    "one's own": {
      given: async (world) => ({
        ...(await inReadiness((world) => seen(world))(world)),
        as: world.people.maggie,
        roomId: own(world.people.maggie),
      }),
      refusal: "FORBIDDEN NotYourOwn",
    },
    "one's own, without anybody to look after": { given: inReadiness((world) => seen(world)), refusal: "FORBIDDEN NotYourOwn" },
    "a colleague who looks after nobody": { given: inReadiness((world) => seen(world), { as: "isla" }), refusal: "NOT_FOUND NotFound" },
    "who looks after people elsewhere": { given: inReadiness((world) => seen(world), { as: "hana" }), refusal: "NOT_FOUND NotFound" },
    "seen tomorrow": {
      given: inReadiness((world) => ({ ...seen(world), seenOn: dayIn(world, 2) }), { as: "maggie" }),
      refusal: "BAD_REQUEST DaysDontFit seenOn",
    },
    "to be looked at again yesterday": {
      given: inReadiness((world) => seen(world, -1), { as: "maggie" }),
      refusal: "BAD_REQUEST DaysDontFit review",
    },
    "in four years": { given: inReadiness((world) => seen(world, 4 * 365), { as: "maggie" }), refusal: "BAD_REQUEST DaysDontFit review" },
    "with its number": {
      given: inReadiness((world) => ({ ...seen(world), certificate: "001234567890" }), { as: "maggie" }),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, kind: "dbsBasic" }),
  raced: {
    given: async (world) => {
      const one = await inReadiness((world) => seen(world), { as: "maggie" })(world);
      return [one, { ...one, as: world.people.ian }];
    },
    outcomes: ["written", "written"],
    here: ["checkConfirmed", "checkConfirmed"],
  },
});
