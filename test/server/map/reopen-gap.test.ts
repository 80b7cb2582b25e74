import { describeCommand } from "../../kit/given.ts";
import { addressed, both, caused, did, heldGap, inGap, inTurn, later, month, stirs, tells, twice, type Who } from "./scenes.ts";

const words = { words: "It was open for two weeks." };
const first = addressed;
const twoAsked = inTurn(first, did("ailsa", "reopenGap", words), did("senga", "reopenGap", words));
const behind = inTurn(...(["ailsa", "senga"] as const).map((as) => did(as, "endorseGap", { on: true })));
const no = (as: Who) => did(as, "sayHelped", { helped: false, ...words });
describeCommand({
  command: "reopenGap",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "whoever raised it opens it again by one word": {
      given: inGap("jean", words, { first, elsewhere: both(stirs, tells("carol")) }),
      here: ["reopeningAsked"],
    },
    "somebody else who lives there asks, and it stays closed": { given: inGap("ailsa", words, { first }), here: ["reopeningAsked"] },
    "the third opens it, and whoever raised it hears that": {
      given: inGap("ina", words, { first: twoAsked, elsewhere: both(stirs, tells("jean", "carol")) }),
      here: ["reopeningAsked"],
    },
    "two residents said that it didn't help: the third who asks opens it": {
      given: inGap("rab", words, {
        first: inTurn(behind, first, later(month), caused("askHelped"), no("ailsa"), no("senga")),
        elsewhere: both(stirs, tells("jean", "ailsa", "senga", "carol")),
      }),
      here: ["reopeningAsked"],
    },
  },
  refused: {
    "who works somewhere and hasn't raised it": { given: inGap("rhona", words, { first }), refusal: "FORBIDDEN NotYours" },
    "the same person once more": { given: inGap("ailsa", words, { first: twoAsked }), refusal: "CONFLICT SaidAlready" },
    "what isn't closed": { given: inGap("jean", words), refusal: "CONFLICT GapMoved" },
    "a telephone number, unasked": {
      given: inGap("jean", { words: "Ring 07700 900123." }, { first }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("jean", words, { first })), outcomes: ["GapMoved", "written"], here: ["reopeningAsked"] },
});
