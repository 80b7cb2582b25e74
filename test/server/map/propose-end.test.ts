import { describeCommand } from "../../kit/given.ts";
import { did, heldGap, inGap, takenOn, twice } from "./scenes.ts";

const ends = { reason: "needGone", words: "The hall is open again." };
describeCommand({
  command: "proposeEnd",
  readBy: "house",
  hidden: heldGap("rhona", ends),
  allowed: {
    "who works somewhere proposes that it ends": { given: inGap("rhona", ends), here: ["endProposed"] },
    "who lives there, of what is taken on": { given: inGap("ailsa", ends, { first: takenOn }), here: ["endProposed"] },
    "for another reason": {
      given: inGap("rhona", ends, { first: did("rhona", "proposeEnd", { ...ends, reason: "outOfArea" }) }),
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
  raced: { given: twice(inGap("rhona", ends), { as: "isla" }), outcomes: ["SaidAlready", "written"], here: ["endProposed"] },
});
