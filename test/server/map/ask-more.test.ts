import { describeCommand } from "../../kit/given.ts";
import { both, heldGap, inGap, stirs, tells, twice, validated } from "./scenes.ts";

const asks = { from: "raised", words: "On which evenings?" };
const told = { elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "askMore",
  readBy: "house",
  hidden: heldGap("ina", asks),
  allowed: {
    "a steward asks whoever raised it, who hears that": { given: inGap("ina", asks, told), here: ["moreAsked"] },
    "who coordinates does": { given: inGap("cora", asks, told), here: ["moreAsked"] },
  },
  refused: {
    "who works somewhere": { given: inGap("rhona", asks), refusal: "FORBIDDEN StewardsOnly" },
    "what both sides have spoken for": { given: inGap("ina", asks, { first: validated }), refusal: "CONFLICT GapMoved" },
    "who saw it stand otherwise": { given: inGap("ina", { ...asks, from: "needsInfo" }), refusal: "CONFLICT GapMoved" },
    "a number of the health service in the words": {
      given: inGap("ina", { ...asks, words: "Is it 943 476 5919?" }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("ina", asks), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["moreAsked"] },
});
