import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { day } from "../../kit/clock.ts";
import { aColleague, aDevice, setUpAuthenticator } from "../../kit/factors.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { about, aLostFactor, yes } from "./scenes.ts";

/** Nora's request after both have said yes, so many milliseconds later. */
const after = (ms: number) => async (world: World) => {
  const lost = await aLostFactor(world);
  for (const who of [world.people.maggie, world.people.ian]) await yes(world, who, lost);
  await world.later(ms);
  return about(world, lost, lost.nora);
};

describeHouseCommand({
  command: "useRecovery",
  insider: after(day),
  caused: {
    "who gave the password once the day is over": async (world) => {
      const who = await aColleague(world, world.people.rhona);
      const device = aDevice(world, who);
      await device.signIn();
      await setUpAuthenticator(device, world.clock.now());
      await device.signIn();
      const [id, room] = [newId(world.clock.now()), personRoom(who.personId)];
      await device.get("recovery.ask", { id });
      for (const each of [world.people.maggie, world.people.ian]) await yes(world, each, { nora: who, room, recoveryId: id });
      await world.later(day);
      await device.signIn();
      return {
        async act() {
          await device.get("recovery.begin");
          return (await world.app.log.read(room, 0)).events.at(-1) as AnyEvent;
        },
        added: { [room]: ["recoveryUsed"], [orgRoom(who.orgId)]: ["recoveryNoted"] },
      };
    },
  },
  refused: {
    "a moment before the day is over": { given: after(day - 1), refusal: "PRECONDITION_FAILED TooEarly" },
    "with one yes": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await yes(world, world.people.maggie, lost);
        await world.later(2 * day);
        return about(world, lost, lost.nora);
      },
      refusal: "PRECONDITION_FAILED TooEarly",
    },
    "after seven days": { given: after(7 * day), refusal: "CONFLICT NotThere recoveryId" },
    "another than the one that is open": {
      given: async (world) => ({ ...(await after(day)(world)), input: { recoveryId: nobody() } }),
      refusal: "CONFLICT NotThere recoveryId",
    },
  },
});
