import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aColleague, hears, hubs, inHosting, says } from "./ready-scenes.ts";
import { aResident } from "./scenes.ts";

/** Somebody new asks, so that each test is the first time. */
const asked =
  ({ could = "couldHost", first }: { could?: "couldHost" | "notNow"; first?: (world: World) => Promise<unknown> } = {}) =>
  async (world: World) => {
    const scene = await inHosting("rhona", {})(world);
    await says(world, could);
    const { tariq, tess } = world.people;
    await first?.(world);
    return { ...scene, as: await aColleague(world), elsewhere: { ...hears(tariq), ...hears(tess) } };
  };

describeCommand({
  command: "askToHost",
  stranger: aResident,
  allowed: {
    "whoever answers for an organisation that could host hears that somebody would like to come": {
      given: asked(),
      here: ["hostingAsked"],
    },
  },
  refused: {
    "one that said not now isn't there": { given: asked({ could: "notNow" }), refusal: "NOT_FOUND NotFound" },
    "nor one that said so more than 90 days ago": {
      given: asked({ first: (world) => world.later(90 * day) }),
      refusal: "NOT_FOUND NotFound",
    },
    "nor one's own": { given: async (world) => ({ ...(await asked()(world)), as: world.people.hana }), refusal: "NOT_FOUND NotFound" },
    "twice in a month": {
      given: async (world) => {
        const scene = await asked()(world);
        await actAs(world, scene.as, { roomId: hubs(world), type: "askToHost", input: {} });
        return scene;
      },
      refusal: "CONFLICT AskedThem",
    },
  },
  raced: {
    given: async (world) => {
      const one = await asked()(world);
      return [one, { ...one, as: await aColleague(world) }];
    },
    outcomes: ["written", "written"],
    here: ["hostingAsked", "hostingAsked"],
  },
});
