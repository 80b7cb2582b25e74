import { type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { areaOf, gapDetails, readAll } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { castIn, heldGap, type Input, inGap, stirs, subject, tells, type Who } from "./scenes.ts";

const fresh =
  (as: Who, change: Partial<GapDetails> = {}, more: Input = {}) =>
  async (world: World): Promise<Scene> => {
    const who = await castIn(world);
    const gapId = newId<GapId>(world.clock.now());
    await readAll(world, ...Object.values(who));
    const elsewhere = as === "ina" ? stirs() : { ...stirs(), ...tells("ina")({ who }) };
    return { as: who[as], roomId: gapRoom(gapId), input: { gapId, details: gapDetails(change), ...more }, elsewhere };
  };
describeCommand({
  command: "raiseGap",
  makesRoom: true,
  readBy: "house",
  hidden: heldGap("ina", (at) => ({ gapId: subject(at), details: gapDetails() })),
  allowed: {
    "who lives there says what is missing, and the residents' steward hears that it waits": { given: fresh("jean"), here: ["gapRaised"] },
    "a link worker found nothing for somebody, and says no more of it": {
      given: fresh("rhona", {}, { found: "nothingSuitable" }),
      here: ["gapRaised"],
    },
    "a steward writes down what was said at a meeting": { given: fresh("ina", {}, { heardAt: "Panel, 3 March" }), here: ["gapRaised"] },
    "what looks like an address, by whoever was asked": {
      given: fresh("jean", { statement: "The hall at 12 Harmony Row is shut." }, { anyway: true }),
      here: ["gapRaised"],
    },
  },
  refused: {
    "a room of another name": {
      given: async (world) => ({ ...(await fresh("jean")(world)), roomId: gapRoom(newId<GapId>(Date.now())) }),
      refusal: "BAD_REQUEST WrongGap gapId",
    },
    "an id that is taken": {
      given: inGap("rab", (at) => ({ gapId: subject(at), details: gapDetails() })),
      refusal: "BAD_REQUEST WrongGap gapId",
    },
    "an area that nobody has drawn": { given: fresh("jean", { areaId: areaOf("G99") }), refusal: "BAD_REQUEST UnknownArea details.areaId" },
    "a point in the sea": { given: fresh("jean", { point: { lon: 0, lat: 0 } }), refusal: "BAD_REQUEST OutOfBounds details.point" },
    "a telephone number, unasked": {
      given: fresh("rhona", { statement: "Ask Jean on 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.statement",
    },
    "a number of the health service, whatever was asked": {
      given: fresh("rhona", { title: "Nothing for 943 476 5919" }, { anyway: true }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.title",
    },
    "what was found for a client, by who has none": {
      given: fresh("jean", {}, { found: "nothingSuitable" }),
      refusal: "FORBIDDEN WorkersOnly found",
    },
    "what was heard at a meeting, by somebody who is no steward": {
      given: fresh("jean", {}, { heardAt: "Panel" }),
      refusal: "FORBIDDEN StewardsOnly heardAt",
    },
  },
  other: (input) => ({ ...input, details: gapDetails({ title: "No bench" }) }),
  raced: {
    given: async (world) => {
      const one = await fresh("jean")(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["WrongGap", "written"],
    here: ["gapRaised"],
  },
});
