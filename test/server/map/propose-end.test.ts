import { describeCommand } from "../../kit/given.ts";
import { both, did, heldGap, inGap, stirs, takenOn, tells, twice } from "./scenes.ts";

const ends = { reason: "needGone", words: "The hall is open again." };
const told = { elsewhere: both(stirs, tells("ina", "cora")) };
describeCommand({
  command: "proposeEnd",
  readBy: "house",
  hidden: heldGap("rhona", ends),
  allowed: {
    "who works somewhere proposes that it ends": { given: inGap("rhona", ends, told), here: ["endProposed"] },
    "who lives there, of what is taken on: who took it on hears it as well": {
      given: inGap("ailsa", ends, { first: takenOn, elsewhere: both(stirs, tells("ina", "cora", "carol")) }),
      here: ["endProposed"],
    },
    "for another reason": {
      given: inGap("rhona", ends, { ...told, first: did("rhona", "proposeEnd", { ...ends, reason: "outOfArea" }) }),
      here: ["endProposed"],
    },
  },
  refused: {
    "the same once more": { given: inGap("isla", ends, { first: did("rhona", "proposeEnd", ends) }), refusal: "CONFLICT SaidAlready" },
    "a telephone number, unasked": {
      given: inGap("rhona", { ...ends, words: "Ring 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
    "what was declined": {
      given: inGap("rhona", ends, { first: did("ina", "declineGap", { from: "raised", words: "No." }) }),
      refusal: "CONFLICT GapMoved",
    },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("rhona", ends, told), { as: "isla" }), outcomes: ["SaidAlready", "written"], here: ["endProposed"] },
});
