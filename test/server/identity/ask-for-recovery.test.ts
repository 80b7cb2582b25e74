import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aColleague, aDevice, setUpAuthenticator } from "../../kit/factors.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { about, aLostFactor, type Lost } from "./scenes.ts";

describeHouseCommand({
  command: "askForRecovery",
  insider: async (world) => {
    const { people } = world;
    return { as: people.isla, roomId: personRoom(people.isla.personId), input: {} };
  },
  caused: {
    "somebody who gave the password, and has a second factor that they can't use": async (world) => {
      const who = await aColleague(world, world.people.rhona);
      const device = aDevice(world, who);
      await device.signIn();
      await setUpAuthenticator(device, world.clock.now());
      await device.signIn();
      const room = personRoom(who.personId);
      const id = newId<EventId>(world.clock.now());
      return {
        async act() {
          await device.get("recovery.ask", { id });
          return (await world.app.log.find(room, id)) as AnyEvent;
        },
        added: { [room]: ["recoveryAsked"], [orgRoom(who.orgId)]: ["recoveryNoted"] },
      };
    },
  },
  refused: {
    "while one is open": {
      given: async (world) => ({ ...about(world, await aLostFactor(world), world.people.maggie), input: {} }),
      refusal: "CONFLICT AskedAlready",
    },
    "a fourth time within a week, though each was stopped": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        const stop = ({ room, recoveryId, nora }: Lost) =>
          actAs(world, nora, { roomId: room, type: "stopRecovery", input: { recoveryId } });
        await stop(lost);
        for (let i = 0; i < 2; i++) {
          await world.later(2 * day);
          await stop({ ...lost, recoveryId: (await house(world, lost.room, "askForRecovery", {})).id });
        }
        return { as: lost.nora, roomId: lost.room, input: {} };
      },
      refusal: "TOO_MANY_REQUESTS AskedOften",
    },
    "somebody who works nowhere": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await house(world, orgRoom(lost.nora.orgId), "endMembership", { personId: lost.nora.personId });
        await world.app.effects.settled();
        await world.later(7 * day);
        return { as: lost.nora, roomId: lost.room, input: {} };
      },
      refusal: "PRECONDITION_FAILED NobodyToAsk",
    },
  },
});
