import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { cafeIsIn, onTheirWord, withScopes } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

/** A case with a place for health notes, which the food hub may read. */
async function scene(world: World) {
  const built = await aCase(world, withScopes("health"));
  const health = caseRoom(built.caseId, "health");
  await actAs(world, world.people.rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
  return { built, health };
}
const decision = (type: string, event: string) => async (world: World) => {
  const { built, health } = await scene(world);
  const input = type === "narrowConsent" ? { ...onTheirWord(built), scopes: ["message", "health"] } : onTheirWord(built);
  return {
    act: () => actAs(world, world.people.rhona, { roomId: built.roomId, type, input }),
    added: { [built.roomId]: [event], [health]: [event, "sharingFollowed"] },
  };
};
/** What ends a sharing is told to who was in it, too. */
const ending = (type: string, event: string) => async (world: World) => {
  const { act, added } = await decision(type, event)(world);
  return { act, added: { ...added, [`person:${world.people.tariq.personId}`]: ["noticeDelivered"] } };
};

describeHouseCommand({
  command: "followSharing",
  insider: async (world) => ({ as: world.people.rhona, roomId: (await scene(world)).health, input: {} }),
  caused: {
    "a withdrawal reaches every place of the case": ending("withdrawConsent", "consentWithdrawn"),
    "so does a pause": ending("pauseConsent", "consentPaused"),
    "and a consent that shares less": decision("narrowConsent", "consentNarrowed"),
    "and who comes in": async (world) => {
      const { built, health } = await scene(world);
      const input = { participationId: built.leadId, personId: world.people.isla.personId };
      return {
        act: () => actAs(world, world.people.rhona, { roomId: built.roomId, type: "addColleague", input }),
        added: { [built.roomId]: ["colleagueAdded"], [health]: ["colleagueAdded", "sharingFollowed"] },
      };
    },
    "more decisions than fit into one commit are followed in their order": async (world) => {
      const built = await aCase(world, withScopes("health"));
      const health = caseRoom(built.caseId, "health");
      await cafeIsIn(world, built);
      const turns = Array.from({ length: 50 }, () => ["pauseConsent", "resumeConsent"]).flat();
      for (const type of turns) await actAs(world, world.people.rhona, { roomId: built.roomId, type, input: onTheirWord(built) });
      const first = ["consentGiven", "organisationInvited", "participationJoined"];
      const all = [...first, ...first, ...turns.map((t) => (t === "pauseConsent" ? "consentPaused" : "consentResumed"))];
      const copies = [...all.slice(0, 100), "sharingFollowed", ...all.slice(100), "sharingFollowed"];
      return {
        act: () => actAs(world, world.people.rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } }),
        added: { [health]: ["compartmentOpened", ...copies], [`person:${world.people.tariq.personId}`]: ["noticeDelivered"] },
      };
    },
  },
  refused: {
    "a place that nobody has begun": {
      given: async (world) => ({
        as: world.people.rhona,
        roomId: caseRoom((await aCase(world)).caseId, "health"),
        input: {},
      }),
      refusal: "NOT_FOUND NotFound",
    },
    "nothing was decided since": {
      given: async (world) => ({ as: world.people.rhona, roomId: (await scene(world)).health, input: {} }),
      refusal: "CONFLICT WrongState",
    },
    "the general room, which follows nobody": {
      given: async (world) => ({ as: world.people.rhona, roomId: (await aCase(world)).roomId, input: {} }),
      refusal: "NOT_FOUND NotFound",
    },
  },
});
