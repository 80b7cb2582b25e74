import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { aColleague } from "../../kit/factors.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { aLink, renew } from "../../kit/passwords.ts";
import type { World } from "../../kit/world.ts";
import { aMember } from "./scenes.ts";

/** Nora, who was sent a link, so many milliseconds later. */
const after = (ms: number) => async (world: World) => {
  const nora = await aMember(world, world.people.rhona, "Nora", "linkWorker");
  const roomId = personRoom(nora.personId);
  const { body } = await house(world, roomId, "askForPasswordLink", {});
  const { linkId, hash } = body as { linkId: string; hash: string };
  if (ms > 0) await world.later(ms);
  return { as: nora, roomId, input: { linkId, hash } };
};
const over = "NOT_FOUND PasswordLinkOver";

describeHouseCommand({
  command: "usePasswordLink",
  insider: after(hour - 1),
  caused: {
    "who holds the link gives a new password": async (world) => {
      const who = await aColleague(world, world.people.rhona);
      const room = personRoom(who.personId);
      const token = await aLink(world, who);
      return {
        async act() {
          await renew(world, token);
          return (await world.app.log.read(room, 0)).events.at(-1) as AnyEvent;
        },
        added: { [room]: ["passwordRenewed"] },
      };
    },
  },
  refused: {
    "when its hour is over": { given: after(hour), refusal: over },
    "another secret": {
      given: async (world) => ({ ...(await after(0)(world)), input: { linkId: nobody(), hash: "A".repeat(43) } }),
      refusal: over,
    },
    "one that was used": {
      given: async (world) => {
        const scene = await after(0)(world);
        await house(world, scene.roomId, "usePasswordLink", scene.input);
        return scene;
      },
      refusal: over,
    },
    "one of two, when the other was used": {
      given: async (world) => {
        const scene = await after(0)(world);
        const { linkId, hash } = (await house(world, scene.roomId, "askForPasswordLink", {})).body as { linkId: string; hash: string };
        await house(world, scene.roomId, "usePasswordLink", { linkId, hash });
        return scene;
      },
      refusal: over,
    },
    "one from before the password was changed": {
      given: async (world) => {
        const scene = await after(0)(world);
        await house(world, scene.roomId, "changePassword", { since: 0, keeps: "0".repeat(24) });
        return scene;
      },
      refusal: over,
    },
    "somebody whose access has ended since": {
      given: async (world) => {
        const scene = await after(0)(world);
        await house(world, orgRoom(scene.as.orgId), "endMembership", { personId: scene.as.personId });
        await world.app.effects.settled();
        return scene;
      },
      refusal: over,
    },
  },
});
