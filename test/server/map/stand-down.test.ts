import { describeCommand } from "../../kit/given.ts";
import { both, heldGap, inGap, stirs, takenOn, tells, twice, validated } from "./scenes.ts";

const words = { from: "beingAddressed", words: "The money didn't come." };
const first = takenOn;
describeCommand({
  command: "standDown",
  readBy: "house",
  hidden: heldGap("carol", words),
  allowed: {
    "partners give it back, and whoever raised it hears that": {
      given: inGap("carol", words, { first, elsewhere: both(stirs, tells("jean")) }),
      here: ["stoodDown"],
    },
    "who coordinates does so for them, and the organisation hears that": {
      given: inGap("cora", words, { first, elsewhere: both(stirs, tells("jean", "carol")) }),
      here: ["stoodDown"],
    },
  },
  refused: {
    "what nobody has taken on": {
      given: inGap("carol", { ...words, from: "validated" }, { first: validated }),
      refusal: "CONFLICT GapMoved",
    },
    "the steward of an organisation that hasn't taken it on": {
      given: inGap("pat", words, { first }),
      refusal: "FORBIDDEN OthersTookItOn",
    },
    "the residents' steward": { given: inGap("ina", words, { first }), refusal: "FORBIDDEN PartnerStewardsOnly" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("carol", words, { first }), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["stoodDown"] },
});
