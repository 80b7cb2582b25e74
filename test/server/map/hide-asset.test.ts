import { describeCommand } from "../../kit/given.ts";
import { did, hide, inAsset, some, twice } from "./scenes.ts";

const words = { words: "Somebody could be found there." };
describeCommand({
  command: "hideAsset",
  readBy: "house",
  hidden: inAsset("ina", words, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "a steward hides it": { given: inAsset("ina", words), here: ["assetHidden"] },
    "what the house has hidden for what it is about: it stays so, and no area hears of it": {
      given: inAsset("ina", words, {
        first: did("rhona", "reviseAsset", { base: 1, changes: { themes: ["safety"] } }),
        elsewhere: () => ({}),
      }),
      here: ["assetHidden"],
    },
    "what still waits": { given: inAsset("cora", words, { by: "rab" }), here: ["assetHidden"] },
  },
  refused: {
    "what is hidden": { given: inAsset("ina", words, { first: hide }), refusal: "CONFLICT NothingChanged" },
    "what the house has hidden, once a steward has said that it stays so": {
      given: inAsset("cora", words, { change: { themes: ["safety"] }, first: did("ina", "hideAsset", words) }),
      refusal: "CONFLICT NothingChanged",
    },
    "who works somewhere": { given: inAsset("rhona", words), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("ina", words), { as: "cora" }), outcomes: ["NothingChanged", "written"], here: ["assetHidden"] },
});
