import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { eventually, hour } from "../../kit/clock.ts";
import { aColleague } from "../../kit/factors.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { askForLink } from "../../kit/passwords.ts";
import type { World } from "../../kit/world.ts";
import { aMember } from "./scenes.ts";

/** Somebody who was sent so many links in this hour. */
const after = (links: number) => async (world: World) => {
  const nora = await aMember(world, world.people.rhona, "Nora", "linkWorker");
  const roomId = personRoom(nora.personId);
  for (let i = 0; i < links; i++) await house(world, roomId, "askForPasswordLink", {});
  return { as: nora, roomId, input: {} };
};

describeHouseCommand({
  command: "askForPasswordLink",
  insider: after(0),
  caused: {
    "somebody says that they can't remember the password of an account": async (world) => {
      const who = await aColleague(world, world.people.rhona);
      const room = personRoom(who.personId);
      return {
        async act() {
          await askForLink(world, who.email);
          await eventually("the link", async () => (await world.app.log.read(room, 0)).events.at(-1)?.type === "passwordLinkMade");
          return (await world.app.log.read(room, 0)).events.at(-1) as AnyEvent;
        },
        added: { [room]: ["passwordLinkMade"] },
      };
    },
    "the sixth, when the hour of the first is over": async (world) => {
      const { roomId } = await after(5)(world);
      await world.later(hour);
      return { act: () => house(world, roomId, "askForPasswordLink", {}), added: { [roomId]: ["passwordLinkMade"] } };
    },
  },
  refused: {
    "the sixth within an hour": { given: after(5), refusal: "TOO_MANY_REQUESTS AskedOften" },
    "somebody whose access has ended": {
      given: async (world) => {
        const scene = await after(0)(world);
        await house(world, orgRoom(scene.as.orgId), "endMembership", { personId: scene.as.personId });
        await world.app.effects.settled();
        return scene;
      },
      refusal: "CONFLICT NotThere",
    },
  },
});
