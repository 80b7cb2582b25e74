import { describeCommand } from "../../kit/given.ts";
import { hide, inAsset, some, twice } from "./scenes.ts";

const on = { on: true };
const quiet = { elsewhere: () => ({}) };
describeCommand({
  command: "followAsset",
  readBy: "house",
  hidden: inAsset("rhona", on, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "anybody who sees it follows it": { given: inAsset("jean", on, quiet), here: ["assetFollowed"] },
    "who follows it stops": { given: inAsset("tariq", { on: false }, quiet), here: ["assetFollowed"] },
  },
  refused: {
    "who follows it already": { given: inAsset("tariq", on), refusal: "CONFLICT NothingChanged" },
    "who doesn't, and stops": { given: inAsset("jean", { on: false }), refusal: "CONFLICT NothingChanged" },
    "what waits, and is another's": { given: inAsset("jean", on, { by: "rab" }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ on: false }),
  raced: { given: twice(inAsset("jean", on)), outcomes: ["NothingChanged", "written"], here: ["assetFollowed"] },
});
