import { describeCommand } from "../../kit/given.ts";
import { both, did, inAsset, stirs, tells, twice } from "./scenes.ts";

const held = { by: "rab", elsewhere: both(stirs, tells("rab")) } as const;
describeCommand({
  command: "acceptAsset",
  readBy: "house",
  allowed: {
    "a steward lets in what a resident has added, who hears of it": { given: inAsset("ina", { words: "" }, held), here: ["assetAccepted"] },
    "a partners' steward does, too": { given: inAsset("carol", { words: "" }, held), here: ["assetAccepted"] },
    "what was suggested without an account": { given: inAsset("cora", { words: "I rang them." }, { by: null }), here: ["assetAccepted"] },
    "what was turned down goes in after all": {
      given: inAsset("cora", { words: "" }, { ...held, first: did("ina", "rejectAsset", { words: "Is it still there?" }) }),
      here: ["assetAccepted"],
    },
  },
  refused: {
    "whoever added it": { given: inAsset("rab", { words: "" }, { by: "rab" }), refusal: "FORBIDDEN StewardsOnly" },
    "what is on the map already": { given: inAsset("ina", { words: "" }), refusal: "CONFLICT AssetMoved" },
    "a number of the health service in the reason": {
      given: inAsset("ina", { words: "943 476 5919 told me" }, { by: "rab" }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: () => ({ words: "Otherwise." }),
  raced: {
    given: twice(inAsset("ina", { words: "" }, held), { as: "cora" }),
    outcomes: ["AssetMoved", "written"],
    here: ["assetAccepted"],
  },
});
