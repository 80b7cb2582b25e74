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
  },
  refused: {
    "what nobody has taken on": {
      given: inGap("carol", { ...words, from: "validated" }, { first: validated }),
      refusal: "CONFLICT GapMoved",
    },
    "the residents' steward": { given: inGap("ina", words, { first }), refusal: "FORBIDDEN PartnerStewardsOnly" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("carol", words, { first }), { as: "pat" }), outcomes: ["GapMoved", "written"], here: ["stoodDown"] },
});
