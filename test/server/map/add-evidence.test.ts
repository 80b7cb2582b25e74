import { evidenceMix } from "@linkwork/shared/map/rules-gap.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aGap, did, heldGap, inGap, inTurn, part, twice } from "./scenes.ts";

const evidence = () => ({ evidenceId: part(), text: "Three people asked me for this in a month." });
const taken = part();
describeCommand({
  command: "addEvidence",
  readBy: "house",
  hidden: heldGap("rhona", evidence()),
  allowed: {
    "a link worker says what they see": { given: inGap("rhona", evidence), here: ["evidenceAdded"] },
    "who lives there tells of it": { given: inGap("ailsa", evidence), here: ["evidenceAdded"] },
  },
  refused: {
    "an id that is taken": {
      given: inGap(
        "rhona",
        { ...evidence(), evidenceId: taken },
        { first: did("tess", "addEvidence", { ...evidence(), evidenceId: taken }) },
      ),
      refusal: "BAD_REQUEST TakenOnMap evidenceId",
    },
    "a number of the health service": {
      given: inGap("rhona", { ...evidence(), text: "943 476 5919 waits", anyway: true }),
      refusal: "BAD_REQUEST LooksLikeSomebody text",
    },
    "what was declined": {
      given: inGap("rhona", evidence, { first: did("ina", "declineGap", { from: "raised", words: "No." }) }),
      refusal: "CONFLICT GapMoved",
    },
  },
  other: (input) => ({ ...input, text: "Otherwise." }),
  raced: {
    given: twice(inGap("rhona", { ...evidence(), evidenceId: part() }), { as: "tess" }),
    outcomes: ["TakenOnMap", "written"],
    here: ["evidenceAdded"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("each piece says from whom it is by the hat that it was given under, and the mix is never one number", async () => {
  const first = inTurn(
    ...(["ailsa", "rhona", "tess"] as const).map((as) => did(as, "addEvidence", evidence)),
    did("senga", "endorseGap", { on: true }),
  );
  const at = await aGap(world, { first });
  expect(evidenceMix(await at.gap())).toEqual({ residentStory: 2, linkWorkerSaw: 1, partnerData: 1, residents: 1, partners: 0 });
});
