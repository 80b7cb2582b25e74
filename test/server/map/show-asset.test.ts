import { describeCommand } from "../../kit/given.ts";
import { hide, inAsset, some, twice } from "./scenes.ts";

const words = { words: "An office that anybody may know." };
describeCommand({
  command: "showAsset",
  readBy: "house",
  stranger: some("jean"),
  allowed: {
    "a steward shows what was hidden": { given: inAsset("ina", words, { first: hide }), here: ["assetShown"] },
    "what came in hidden, for what it is about": {
      // where it is, is still told to nobody: no area hears of it
      given: inAsset("carol", words, { change: { themes: ["safety"] }, elsewhere: () => ({}) }),
      here: ["assetShown"],
    },
  },
  refused: {
    "what isn't hidden": { given: inAsset("ina", words), refusal: "CONFLICT NothingChanged" },
    "who works somewhere": { given: inAsset("rhona", words, { first: hide }), refusal: "FORBIDDEN StewardsOnly" },
    "somebody who lives there": { given: inAsset("jean", words, { first: hide }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: {
    given: twice(inAsset("ina", words, { first: hide }), { as: "cora" }),
    outcomes: ["NothingChanged", "written"],
    here: ["assetShown"],
  },
});
