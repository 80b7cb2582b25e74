import { describeCommand } from "../../kit/given.ts";
import { both, did, heldGap, inGap, stirs, tells, twice } from "./scenes.ts";

const words = { words: "It tells of one family." };
const hidden = did("cora", "hideGap", words);
const told = { elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "hideGap",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "a steward hides it, and whoever raised it hears that": { given: inGap("ina", words, told), here: ["gapHidden"] },
    "also what was turned down": {
      given: inGap("carol", words, { ...told, first: did("ina", "declineGap", { from: "raised", words: "No." }) }),
      here: ["gapHidden"],
    },
  },
  refused: {
    "what is hidden": { given: inGap("ina", words, { first: hidden }), refusal: "CONFLICT NothingChanged" },
    "what waits for a steward is there for nobody yet": { given: heldGap("ina", words), refusal: "CONFLICT GapMoved" },
    "whoever raised it": { given: inGap("jean", words), refusal: "FORBIDDEN StewardsOnly" },
    "a number of the health service in the words": {
      given: inGap("ina", { words: "It names 943 476 5919." }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("ina", words), { as: "cora" }), outcomes: ["NothingChanged", "written"], here: ["gapHidden"] },
});
