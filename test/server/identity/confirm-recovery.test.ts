import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { about, aLostFactor, aMember, anotherHat, yes } from "./scenes.ts";

// R15, ASVS 6.4.4: a lost factor takes two people who know that it is them
describeCommand({
  command: "confirmRecovery",
  allowed: {
    "a manager says that it is them": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        return { ...about(world, lost, world.people.maggie), readers: [lost.nora] };
      },
      here: ["recoveryConfirmed"],
    },
    "where there is one manager, the information lead is the second": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await yes(world, world.people.maggie, lost);
        return about(world, lost, world.people.ian);
      },
      here: ["recoveryConfirmed"],
    },
    "the information lead may be the first": {
      given: async (world) => about(world, await aLostFactor(world), world.people.ian),
      here: ["recoveryConfirmed"],
    },
    "the manager of another organisation of theirs": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        const { tariq } = world.people;
        await anotherHat(world, lost.nora, tariq, "worker");
        const hers = about(world, lost, await aMember(world, tariq, "Mina", "manager"));
        return { ...hers, elsewhere: { ...hers.elsewhere, [`org:${tariq.orgId}`]: ["recoveryNoted"] } };
      },
      here: ["recoveryConfirmed"],
    },
  },
  refused: {
    "a link worker, to whom it isn't there": {
      given: async (world) => about(world, await aLostFactor(world), world.people.isla),
      refusal: "NOT_FOUND NotFound",
    },
    "the manager of an organisation that isn't theirs, to whom it isn't there": {
      given: async (world) => about(world, await aLostFactor(world), await aMember(world, world.people.tariq, "Mina", "manager")),
      refusal: "NOT_FOUND NotFound",
    },
    "the person themselves": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        return about(world, lost, lost.nora);
      },
      refusal: "FORBIDDEN NotYourself",
    },
    "the person themselves, as a manager": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        return about(world, lost, await anotherHat(world, lost.nora, world.people.tariq, "manager"));
      },
      refusal: "FORBIDDEN NotYourself",
    },
    "the same person again": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await yes(world, world.people.maggie, lost);
        return about(world, lost, world.people.maggie);
      },
      refusal: "CONFLICT SaidAlready",
    },
    "the same person with another hat": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        const { tariq, ian } = world.people;
        await yes(world, ian, lost);
        await anotherHat(world, lost.nora, tariq, "worker");
        return about(world, lost, await anotherHat(world, ian, tariq, "manager"));
      },
      refusal: "CONFLICT SaidAlready",
    },
    "a second one who is no manager": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await yes(world, world.people.ian, lost);
        return about(world, lost, await aMember(world, world.people.rhona, "Ivy", "infoLead"));
      },
      refusal: "FORBIDDEN ManagersFirst",
    },
    "the information lead, where there are two managers": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        const { tariq, hana } = world.people;
        await anotherHat(world, lost.nora, tariq, "worker");
        await aMember(world, tariq, "Mina", "manager");
        return about(world, lost, hana);
      },
      refusal: "FORBIDDEN ManagersFirst",
    },
    "a third yes": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        for (const who of [world.people.maggie, world.people.ian]) await yes(world, who, lost);
        return about(world, lost, await aMember(world, world.people.rhona, "Mona", "manager"));
      },
      refusal: "CONFLICT NotThere recoveryId",
    },
    "another request than the one that is open": {
      given: async (world) => ({ ...about(world, await aLostFactor(world), world.people.maggie), input: { recoveryId: nobody() } }),
      refusal: "CONFLICT NotThere recoveryId",
    },
    "after seven days": {
      given: async (world) => {
        const lost = await aLostFactor(world);
        await world.later(7 * day);
        return about(world, lost, world.people.maggie);
      },
      refusal: "CONFLICT NotThere recoveryId",
    },
  },
  other: () => ({ recoveryId: nobody() }),
  raced: {
    given: async (world) => {
      const lost = await aLostFactor(world);
      const mina = await aMember(world, world.people.rhona, "Mina", "manager");
      return [about(world, lost, world.people.maggie), about(world, lost, mina)];
    },
    outcomes: ["written", "written"],
    here: ["recoveryConfirmed", "recoveryConfirmed"],
  },
});
