import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { agree, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const before = (world: World) => ({ from: world.clock.now() - 2 * day, to: world.clock.now() + day });
/** The sweep after the night in which what these two signed has run out; the last thing that it wrote for the first. */
async function night(world: World, one: Person) {
  await world.later(2 * day);
  await world.app.tidy();
  await world.app.effects.settled();
  const { events } = await world.app.log.read(orgRoom(one.orgId), 0);
  return events.at(-1) as never;
}

describeHouseCommand({
  command: "noteLapse",
  insider: ({ people, orgs }) => ({ as: people.ian, roomId: orgRoom(orgs.practice.orgId), input: { agreementId: nobody() } }),
  caused: {
    "an agreement runs out: it is noted on both sides, and both information leads are told": async (world) => {
      const { otto, olga } = world.people;
      await agree(world, otto, olga, before(world));
      return {
        act: () => night(world, otto),
        added: {
          ...Object.fromEntries([otto, olga].map(({ orgId }) => [orgRoom(orgId), ["agreementLapsed"]])),
          ...Object.fromEntries([otto, olga].map(({ personId }) => [personRoom(personId), ["noticeDelivered"]])),
        },
      };
    },
    "where a later one holds, it is noted and nobody is told": async (world) => {
      const { otto, hana } = world.people;
      await agree(world, otto, hana, before(world));
      await agree(world, otto, hana);
      return {
        act: () => night(world, otto),
        added: Object.fromEntries([otto, hana].map(({ orgId }) => [orgRoom(orgId), ["agreementLapsed"]])),
      };
    },
  },
  refused: {
    "an agreement that still holds": {
      given: async (world) => ({
        as: world.people.ian,
        roomId: orgRoom(world.orgs.practice.orgId),
        input: { agreementId: await agree(world, world.people.ian, world.people.otto) },
      }),
      refusal: "CONFLICT NotThere agreementId",
    },
  },
});
