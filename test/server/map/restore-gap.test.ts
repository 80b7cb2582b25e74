import { describeCommand } from "../../kit/given.ts";
import { both, did, heldGap, inGap, inTurn, stirs, tells, twice } from "./scenes.ts";

const words = { words: "It was turned down too soon." };
const first = did("carol", "declineGap", { from: "raised", words: "Not ours." });
const told = { first, elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "restoreGap",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "the other side's steward brings it back": { given: inGap("ina", words, told), here: ["gapRestored"] },
    "who stands behind it hears it, too": {
      given: inGap("cora", words, {
        first: inTurn(did("ailsa", "endorseGap", { on: true }), first),
        elsewhere: both(stirs, tells("jean", "ailsa")),
      }),
      here: ["gapRestored"],
    },
  },
  refused: {
    "what wasn't turned down": { given: inGap("ina", words), refusal: "CONFLICT GapMoved" },
    "whoever raised it": { given: inGap("jean", words, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("ina", words, { first }), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["gapRestored"] },
});
