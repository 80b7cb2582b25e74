import { describeCommand } from "../../kit/given.ts";
import { announced, both, claimed, hide, inAsset, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "The door is shut for good." };
const told = { elsewhere: both(stirs, tells("tariq")) };
describeCommand({
  command: "closeAsset",
  readBy: "house",
  hidden: inAsset("cora", words, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who looks after the map closes it, and who follows it is told": { given: inAsset("ina", words, told), here: ["assetClosed"] },
    "who runs it": { given: inAsset("carol", words, { ...told, first: claimed }), here: ["assetClosed"] },
    "somebody else closes it, and who runs it is told": {
      given: inAsset("cora", words, { first: claimed, elsewhere: both(stirs, tells("tariq", "carol")) }),
      here: ["assetClosed"],
    },
    "before the day that was announced": { given: inAsset("cora", words, { ...told, first: announced() }), here: ["assetClosed"] },
  },
  refused: {
    "who works elsewhere": { given: inAsset("rhona", words), refusal: "FORBIDDEN NotYours" },
    "who works elsewhere, where an organisation runs it": {
      given: inAsset("rhona", words, { first: claimed }),
      refusal: "FORBIDDEN NotYours",
    },
    "somebody who lives there, and has added it": { given: inAsset("jean", words, { by: "tess" }), refusal: "FORBIDDEN NotYours" },
    "what waits for a steward": { given: inAsset("ina", words, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("cora", words), { as: "ina" }), outcomes: ["AssetMoved", "written"], here: ["assetClosed"] },
});
