import { describeCommand } from "../../kit/given.ts";
import { both, did, heldGap, inGap, inTurn, stirs, takenOn, tells, twice } from "./scenes.ts";

const words = { words: "People still come and ask for it." };
const proposed = did("rhona", "proposeEnd", { reason: "needGone", words: "The hall is open again." });
const told = { first: proposed, elsewhere: both(stirs, tells("rhona")) };
describeCommand({
  command: "keepGap",
  readBy: "house",
  hidden: heldGap("rhona", words),
  allowed: {
    "a steward keeps open what somebody proposed to close, and whoever proposed it hears that": {
      given: inGap("ina", words, told),
      here: ["gapKept"],
    },
    "so does who coordinates, of what is taken on": {
      given: inGap("cora", words, { ...told, first: inTurn(takenOn, proposed) }),
      here: ["gapKept"],
    },
  },
  refused: {
    "what nobody proposed to close": { given: inGap("ina", words), refusal: "CONFLICT NothingChanged" },
    "who proposed it": { given: inGap("rhona", words, { first: proposed }), refusal: "FORBIDDEN StewardsOnly" },
    "without a word": { given: inGap("ina", { words: "" }, { first: proposed }), refusal: "BAD_REQUEST BadInput input.words" },
    "what is closed by now": {
      given: inGap("ina", words, {
        first: inTurn(
          takenOn,
          proposed,
          did("ina", "closeGap", { from: "beingAddressed", reason: "needGone", words: "So it is.", decidedBy: "" }),
        ),
      }),
      refusal: "CONFLICT GapMoved",
    },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("ina", words, told), { as: "cora" }), outcomes: ["NothingChanged", "written"], here: ["gapKept"] },
});
