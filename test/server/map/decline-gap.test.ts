import { describeCommand } from "../../kit/given.ts";
import { both, heldGap, inGap, stirs, tells, twice, validated } from "./scenes.ts";

const words = { from: "raised", words: "It is on the map: the library's evenings." };
describeCommand({
  command: "declineGap",
  readBy: "house",
  hidden: heldGap("ina", { ...words, from: "held" }),
  allowed: {
    "a steward turns it down with a reason that everybody reads": {
      given: inGap("carol", words, { elsewhere: both(stirs, tells("jean")) }),
      here: ["gapDeclined"],
    },
    "what was suggested without an account": { given: inGap("ina", { ...words, from: "held" }, { by: null }), here: ["gapDeclined"] },
  },
  refused: {
    "no reason": { given: inGap("ina", { from: "raised", words: "" }), refusal: "BAD_REQUEST BadInput input.words" },
    "what both sides have spoken for": {
      given: inGap("ina", { ...words, from: "validated" }, { first: validated }),
      refusal: "CONFLICT GapMoved",
    },
    "who works somewhere": { given: inGap("rhona", words), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("ina", words), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["gapDeclined"] },
});
