import { describeCommand } from "../../kit/given.ts";
import { both, confirmed, heldGap, inGap, stirs, tells, twice, validated } from "./scenes.ts";

const takes = { from: "validated", words: "We open one by spring, and say in May how it goes." };
const told = { first: validated, elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "takeOn",
  readBy: "house",
  hidden: heldGap("carol", takes),
  allowed: {
    "a partner takes on what both sides have spoken for, and whoever raised it hears that": {
      given: inGap("pat", takes, told),
      here: ["takenOn"],
    },
  },
  refused: {
    "what one side has spoken for": {
      given: inGap("carol", { ...takes, from: "raised" }, { first: confirmed }),
      refusal: "PRECONDITION_FAILED OneSideMissing",
    },
    "the residents' steward": { given: inGap("ina", takes, { first: validated }), refusal: "FORBIDDEN PartnerStewardsOnly" },
    "who coordinates": { given: inGap("cora", takes, { first: validated }), refusal: "FORBIDDEN PartnerStewardsOnly" },
    "who saw it stand otherwise": {
      given: inGap("carol", { ...takes, from: "raised" }, { first: validated }),
      refusal: "CONFLICT GapMoved",
    },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("carol", takes, { first: validated }), { as: "pat" }), outcomes: ["GapMoved", "written"], here: ["takenOn"] },
});
