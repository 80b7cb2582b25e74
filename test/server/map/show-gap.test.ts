import { describeCommand } from "../../kit/given.ts";
import { both, did, inGap, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "It was about the whole street." };
const hidden = did("cora", "hideGap", { words: "It tells of one family." });
describeCommand({
  command: "showGap",
  readBy: "house",
  hidden: inGap("ina", words, { first: hidden }),
  stranger: some("ailsa"),
  allowed: {
    "a steward shows it again, and who stands behind it hears that": {
      given: inGap("ina", words, {
        first: inTurn(did("ailsa", "endorseGap", { on: true }), hidden),
        elsewhere: both(stirs, tells("jean", "ailsa")),
      }),
      here: ["gapShown"],
    },
  },
  refused: {
    "what isn't hidden": { given: inGap("ina", words), refusal: "CONFLICT NothingChanged" },
    "whoever raised it": { given: inGap("jean", words, { first: hidden }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: {
    given: twice(inGap("ina", words, { first: hidden }), { as: "cora" }),
    outcomes: ["NothingChanged", "written"],
    here: ["gapShown"],
  },
});
