import { describeCommand } from "../../kit/given.ts";
import { addressed, did, heldGap, inGap, twice } from "./scenes.ts";

const on = { on: true };
const first = did("ailsa", "endorseGap", on);
describeCommand({
  command: "endorseGap",
  readBy: "house",
  hidden: heldGap("ailsa", on),
  allowed: {
    "who lives there stands behind it": { given: inGap("ailsa", on), here: ["gapEndorsed"] },
    "so does who works somewhere": { given: inGap("rhona", on), here: ["gapEndorsed"] },
    "who did so takes it back": { given: inGap("ailsa", { on: false }, { first }), here: ["gapEndorsed"] },
  },
  refused: {
    "I7: whoever raised it": { given: inGap("jean", on), refusal: "FORBIDDEN OwnGap" },
    twice: { given: inGap("ailsa", on, { first }), refusal: "CONFLICT SaidAlready" },
    "what they never did": { given: inGap("ailsa", { on: false }), refusal: "CONFLICT NothingChanged" },
    "what is closed": { given: inGap("ailsa", on, { first: addressed }), refusal: "CONFLICT GapMoved" },
  },
  other: () => ({ on: false }),
  raced: { given: twice(inGap("ailsa", on), { as: "rhona" }), outcomes: ["written", "written"], here: ["gapEndorsed", "gapEndorsed"] },
});
