import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { actAs } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { agrees, asking, books, confirms, hears, hubs, inReadiness, own, wrote } from "./ready-scenes.ts";

const words = async (world: World): Promise<void> => {
  const { versions } = await world.app.rooms.ask<{ versions: unknown[] }>(hubs(world));
  if (versions.length === 0) await wrote(world);
};
const to = (version: number) => (world: World) => ({ hostOrgId: world.orgs.hub.orgId, version });

describeCommand({
  command: "agreeTo",
  allowed: {
    "one agrees to the words in force, by their version": { given: inReadiness(to(1), { first: words }), here: ["agreedTo"] },
    "a session in which one waits hears that all is in place, and what is free is offered": {
      given: async (world) => {
        let session = "";
        const scene = await inReadiness(to(1), {
          first: async (_world, who) => {
            session = await asking(world, { rules: { mode: "instant" } });
            const { rhona } = world.people;
            await agrees(world, rhona).catch(() => undefined);
            await confirms(world, rhona);
            const { body } = await books(world, rhona, session as RoomId);
            await confirms(world, who);
            await books(world, who, session as RoomId);
            await world.app.effects.settled();
            await actAs(world, rhona, { roomId: session as RoomId, type: "cancelBooking", input: { bookingId: body.bookingId } });
          },
        })(world);
        return { ...scene, elsewhere: { [session]: ["readinessHeard", "placeOffered"], ...hears(scene.as) } };
      },
      here: ["agreedTo"],
    },
  },
  refused: {
    "a version that is not in force": { given: inReadiness(to(7), { first: words }), refusal: "CONFLICT AgreementMoved version" },
    "one of an organisation that has written none": {
      given: inReadiness((world) => ({ hostOrgId: world.orgs.cafe.orgId, version: 1 }), { first: words }),
      refusal: "CONFLICT AgreementMoved version",
    },
    twice: {
      given: inReadiness(to(1), { first: async (world, who) => words(world).then(() => agrees(world, who)) }),
      refusal: "CONFLICT AgreedAlready",
    },
    "one's own organisation's": {
      given: async (world) => ({
        ...(await inReadiness(to(1), { first: words })(world)),
        as: world.people.tariq,
        roomId: own(world.people.tariq),
      }),
      refusal: "BAD_REQUEST OwnOrganisation hostOrgId",
    },
    "for a colleague": { given: inReadiness(to(1), { first: words, as: "isla" }), refusal: "NOT_FOUND NotFound" },
    "for a colleague, by who looks after people": {
      given: inReadiness(to(1), { first: words, as: "maggie" }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, version: 2 }),
  raced: {
    given: async (world) => {
      const one = await inReadiness(to(1), { first: words })(world);
      return [one, one];
    },
    outcomes: ["AgreedAlready", "written"],
    here: ["agreedTo"],
  },
});
