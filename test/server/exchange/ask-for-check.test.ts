import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aColleague, agrees, hears, hubs, inReadiness, own, wrote } from "./ready-scenes.ts";
import { aNewcomer } from "./scenes.ts";

/** Somebody who has agreed to something, and asked for nothing. */
const input = { kind: "pvg" };
const asked = async (world: World) => {
  const { versions } = await world.app.rooms.ask<{ versions: unknown[] }>(hubs(world));
  if (versions.length === 0) await wrote(world);
  const who = await aColleague(world);
  await agrees(world, who);
  await world.app.effects.settled();
  const { ian, maggie } = world.people;
  return { as: who, roomId: own(who), input, readers: [who], elsewhere: { ...hears(ian), ...hears(maggie) } };
};

describeCommand({
  command: "askForCheck",
  allowed: { "whoever manages people there, or answers for information, is asked to confirm it": { given: asked, here: ["checkAsked"] } },
  refused: {
    twice: { given: inReadiness(input), refusal: "CONFLICT CheckAskedAlready" },
    "where nobody else could confirm it": {
      given: async (world) => {
        const as = await aNewcomer(world, "Solo", { role: "linkWorker" });
        return { as, roomId: own(as), input };
      },
      refusal: "PRECONDITION_FAILED NobodyConfirms",
    },
    "for a colleague": { given: inReadiness(input, { as: "maggie" }), refusal: "NOT_FOUND NotFound" },
    "with a number": { given: inReadiness({ ...input, number: "001234567890" }), refusal: "BAD_REQUEST BadInput input" },
  },
  other: () => ({ kind: "dbsBasic" }),
  raced: {
    given: async (world) => {
      const one = await asked(world);
      return [one, one];
    },
    outcomes: ["CheckAskedAlready", "written"],
    here: ["checkAsked"],
  },
});
