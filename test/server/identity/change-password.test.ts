import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { aColleague, aDevice, password, setUpAuthenticator } from "../../kit/factors.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { nextPassword } from "../../kit/passwords.ts";
import type { World } from "../../kit/world.ts";
import { aMember } from "./scenes.ts";

const input = { since: 0, keeps: "0".repeat(24) };
const nora = async (world: World) => {
  const as = await aMember(world, world.people.rhona, "Nora", "linkWorker");
  return { as, roomId: personRoom(as.personId), input };
};

describeHouseCommand({
  command: "changePassword",
  insider: nora,
  caused: {
    "who is in gives the old password and a new one": async (world) => {
      const who = await aColleague(world, world.people.rhona);
      const room = personRoom(who.personId);
      const device = aDevice(world, who);
      await device.signIn();
      await setUpAuthenticator(device, world.clock.now());
      return {
        async act() {
          await device.get("passwords.change", { current: password, password: nextPassword });
          return (await world.app.log.read(room, 0)).events.at(-1) as AnyEvent;
        },
        added: { [room]: ["passwordChanged"] },
      };
    },
  },
  refused: {
    "by an old password that is not the old one any more": {
      given: async (world) => {
        const scene = await nora(world);
        await house(world, scene.roomId, "changePassword", { ...input });
        return { ...scene, input: { ...input, keeps: "1".repeat(24) } };
      },
      refusal: "CONFLICT NotThere",
    },
  },
});
