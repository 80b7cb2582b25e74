import { describeCommand } from "../../kit/given.ts";
import { bursting, heldGap, inGap, twice } from "./scenes.ts";

const keeps = { keep: false, words: "Sixty of one address." };
const first = bursting;
describeCommand({
  command: "settleBurst",
  readBy: "house",
  hidden: heldGap("ina", keeps),
  allowed: {
    "a steward says that the newest don't count": { given: inGap("ina", keeps, { first }), here: ["burstSettled"] },
    "a steward says that they do": { given: inGap("cora", { ...keeps, keep: true }, { first }), here: ["burstSettled"] },
  },
  refused: {
    "where there was none": { given: inGap("ina", keeps), refusal: "CONFLICT NothingChanged" },
    "who works somewhere": { given: inGap("rhona", keeps, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: (input) => ({ ...input, keep: true }),
  raced: { given: twice(inGap("ina", keeps, { first }), { as: "cora" }), outcomes: ["NothingChanged", "written"], here: ["burstSettled"] },
});
