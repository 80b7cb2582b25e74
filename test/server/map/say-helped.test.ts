import { describeCommand } from "../../kit/given.ts";
import { addressed, both, caused, did, heldGap, inGap, inTurn, later, month, stirs, tells, twice } from "./scenes.ts";

const no = { helped: false, words: "The doors shut again after two weeks." };
const again = { words: "It is still missing." };
const yes = { helped: true, words: "" };
/** Endorsed by two, closed as addressed, and asked about four weeks later. */
const asked = inTurn(
  ...(["ailsa", "senga", "ina"] as const).map((as) => did(as, "endorseGap", { on: true })),
  addressed,
  later(month),
  caused("askHelped"),
);
const told = { first: asked, elsewhere: both(stirs, tells("ailsa", "senga", "ina", "carol")) };
describeCommand({
  command: "sayHelped",
  readBy: "house",
  hidden: heldGap("ina", yes),
  allowed: {
    "a no of whoever raised it opens it again, and the others hear that": { given: inGap("jean", no, told), here: ["helpedSaid"] },
    "a yes": { given: inGap("jean", yes, { first: asked }), here: ["helpedSaid"] },
    "a no of somebody who stands behind it": { given: inGap("ailsa", no, { first: asked }), here: ["helpedSaid"] },
    "the third no of those opens it again": {
      given: inGap("ina", no, {
        first: inTurn(asked, did("ailsa", "sayHelped", no), did("senga", "sayHelped", no)),
        elsewhere: both(stirs, tells("jean", "ailsa", "senga", "carol")),
      }),
      here: ["helpedSaid"],
    },
    "two asked that it be opened again: the third no opens it": {
      given: inGap("ina", no, {
        first: inTurn(asked, did("ailsa", "reopenGap", again), did("senga", "reopenGap", again)),
        elsewhere: both(stirs, tells("jean", "ailsa", "senga", "carol")),
      }),
      here: ["helpedSaid"],
    },
    "whoever asked and says no is one, and it stays closed": {
      given: inGap("ailsa", no, { first: inTurn(asked, did("ailsa", "reopenGap", again), did("senga", "reopenGap", again)) }),
      here: ["helpedSaid"],
    },
  },
  refused: {
    "before it was asked": { given: inGap("jean", yes, { first: addressed }), refusal: "CONFLICT NotAsked" },
    "a no without a word": { given: inGap("jean", { helped: false, words: "" }, { first: asked }), refusal: "BAD_REQUEST BadInput words" },
    twice: { given: inGap("jean", yes, { first: inTurn(asked, did("jean", "sayHelped", yes)) }), refusal: "CONFLICT SaidAlready" },
    "who neither raised it nor stands behind it": { given: inGap("rhona", yes, { first: asked }), refusal: "FORBIDDEN NotYours" },
    "what is open": { given: inGap("jean", yes), refusal: "CONFLICT GapMoved" },
  },
  other: () => ({ helped: true, words: "Much." }),
  raced: { given: twice(inGap("jean", no, { first: asked })), outcomes: ["GapMoved", "written"], here: ["helpedSaid"] },
});
