import { describeCommand } from "../../kit/given.ts";
import { both, inAsset, stirs, tells, twice } from "./scenes.ts";

const words = { words: "It closed two years ago." };
const held = { by: "rab", elsewhere: both(stirs, tells("rab")) } as const;
describeCommand({
  command: "rejectAsset",
  readBy: "house",
  allowed: {
    "a steward turns it down, with a reason that whoever added it reads": { given: inAsset("ina", words, held), here: ["assetRejected"] },
    "what was suggested without an account": { given: inAsset("cora", words, { by: null }), here: ["assetRejected"] },
  },
  refused: {
    "whoever added it": { given: inAsset("rab", words, { by: "rab" }), refusal: "FORBIDDEN StewardsOnly" },
    "what is on the map": { given: inAsset("ina", words), refusal: "CONFLICT AssetMoved" },
    "no reason": { given: inAsset("ina", { words: " " }, { by: "rab" }), refusal: "BAD_REQUEST BadInput input.words" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("ina", words, held), { as: "cora" }), outcomes: ["AssetMoved", "written"], here: ["assetRejected"] },
});
