import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { about, aLostFactor, anotherHat, yes } from "./scenes.ts";

// R15: whose account it is, and whoever is asked, stops it with one press
describeCommand({
  command: "stopRecovery",
  allowed: {
    "whose account it is": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        return { ...about(world, lost, lost.nora), readers: [lost.nora] };
      },
      here: ["recoveryStopped"],
    },
    "a manager": { given: async (world) => about(world, await aLostFactor(world), world.people.maggie), here: ["recoveryStopped"] },
    "one of the two, after the second yes and after the day": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        for (const who of [world.people.ian, world.people.maggie]) await yes(world, who, lost);
        await world.later(day);
        return about(world, lost, world.people.ian);
      },
      here: ["recoveryStopped"],
    },
    "an information lead who could not say yes": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        const { tariq, hana } = world.people;
        await anotherHat(world, lost.nora, tariq, "worker");
        await anotherHat(world, tariq, tariq, "manager");
        const hers = about(world, lost, hana);
        return { ...hers, elsewhere: { ...hers.elsewhere, [`org:${tariq.orgId}`]: ["recoveryNoted"] } };
      },
      here: ["recoveryStopped"],
    },
  },
  refused: {
    "a colleague, to whom it isn't there": {
      given: async (world) => about(world, await aLostFactor(world), world.people.isla),
      refusal: "NOT_FOUND NotFound",
    },
    "one that was stopped": {
      given: async (world) => {
        const scene = about(world, await aLostFactor(world), world.people.maggie);
        await (await world.as(scene.as)).act(scene.roomId, "stopRecovery", scene.input);
        return scene;
      },
      refusal: "CONFLICT NotThere recoveryId",
    },
    "one that lapsed": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await world.later(7 * day);
        return about(world, lost, lost.nora);
      },
      refusal: "CONFLICT NotThere recoveryId",
    },
  },
  other: () => ({ recoveryId: nobody() }),
  raced: {
    given: async (world) => {
      const lost = await aLostFactor(world);
      return [about(world, lost, lost.nora), about(world, lost, world.people.maggie)];
    },
    outcomes: ["NotThere", "written"],
    here: ["recoveryStopped"],
  },
});
