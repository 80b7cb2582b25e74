import { describeCommand } from "../../kit/given.ts";
import { heldGap, inGap, twice } from "./scenes.ts";

const on = { on: true };
const quiet = { elsewhere: () => ({}) };
describeCommand({
  command: "followGap",
  readBy: "house",
  hidden: heldGap("rhona", on),
  allowed: {
    "anybody who sees it follows it": { given: inGap("rhona", on, quiet), here: ["gapFollowed"] },
    "who raised it stops": { given: inGap("jean", { on: false }, quiet), here: ["gapFollowed"] },
  },
  refused: {
    "who follows it already": { given: inGap("jean", on), refusal: "CONFLICT NothingChanged" },
    "who doesn't, and stops": { given: inGap("rhona", { on: false }), refusal: "CONFLICT NothingChanged" },
  },
  other: () => ({ on: false }),
  raced: { given: twice(inGap("rhona", on)), outcomes: ["NothingChanged", "written"], here: ["gapFollowed"] },
});
