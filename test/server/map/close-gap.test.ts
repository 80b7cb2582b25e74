import { describeCommand } from "../../kit/given.ts";
import { both, did, heldGap, inGap, inTurn, linked, stirs, takenOn, tells, twice, validated } from "./scenes.ts";

const addressed = { from: "beingAddressed", reason: "addressed", words: "It is open on four evenings.", decidedBy: "" };
const gone = { from: "validated", reason: "needGone", words: "They have moved on.", decidedBy: "" };
const first = inTurn(takenOn, linked);
const told = both(stirs, tells("jean"));
describeCommand({
  command: "closeGap",
  readBy: "house",
  hidden: heldGap("carol", gone),
  allowed: {
    "what something addresses is closed as solved, and who raised it and stands behind it hears that": {
      given: inGap("carol", addressed, {
        first: inTurn(first, did("ailsa", "endorseGap", { on: true })),
        elsewhere: both(stirs, tells("jean", "ailsa")),
      }),
      here: ["gapClosed"],
    },
    "what isn't needed any more": { given: inGap("ina", gone, { first: validated, elsewhere: told }), here: ["gapClosed"] },
    "what can't be done, with who decided that": {
      given: inGap(
        "cora",
        { ...gone, reason: "notPossible", decidedBy: "The council's housing committee" },
        { first: validated, elsewhere: told },
      ),
      here: ["gapClosed"],
    },
  },
  refused: {
    "as solved, with nothing that addresses it": {
      given: inGap("carol", addressed, { first: takenOn }),
      refusal: "PRECONDITION_FAILED NothingAddressesIt",
    },
    "what can't be done, without who decided that": {
      given: inGap("carol", { ...gone, reason: "notPossible" }, { first: validated }),
      refusal: "BAD_REQUEST BadInput decidedBy",
    },
    "what one side alone has spoken for": { given: inGap("carol", { ...gone, from: "raised" }), refusal: "CONFLICT GapMoved" },
    "who works somewhere": { given: inGap("rhona", gone, { first: validated }), refusal: "FORBIDDEN StewardsOnly" },
    "who saw it stand otherwise": { given: inGap("carol", gone, { first }), refusal: "CONFLICT GapMoved" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("carol", addressed, { first }), { as: "ina" }), outcomes: ["GapMoved", "written"], here: ["gapClosed"] },
});
