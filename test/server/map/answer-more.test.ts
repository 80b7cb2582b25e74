import { describeCommand } from "../../kit/given.ts";
import { both, confirmed, did, heldGap, inGap, inTurn, known, stirs, tells, twice } from "./scenes.ts";

const words = { words: "On all but Fridays." };
const first = did("ina", "askMore", { from: "raised", words: "On which evenings?" });
describeCommand({
  command: "answerMore",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "whoever raised it answers, and it goes on": { given: inGap("jean", words, { first }), here: ["moreAnswered"] },
    "both sides had spoken meanwhile": { given: inGap("jean", words, { first: inTurn(first, confirmed, known) }), here: ["moreAnswered"] },
    // nobody may be there any more who could: the question doesn't stand for ever
    "a steward goes on without the answer, and whoever raised it hears that": {
      given: inGap("carol", words, { first, elsewhere: both(stirs, tells("jean")) }),
      here: ["moreAnswered"],
    },
  },
  refused: {
    "somebody else": { given: inGap("ailsa", words, { first }), refusal: "FORBIDDEN NotYours" },
    "where nobody has asked": { given: inGap("jean", words), refusal: "CONFLICT GapMoved" },
    "a telephone number, unasked": {
      given: inGap("jean", { words: "Ring me, 07700 900123." }, { first }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("jean", words, { first })), outcomes: ["GapMoved", "written"], here: ["moreAnswered"] },
});
