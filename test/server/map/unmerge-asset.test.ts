import { describeCommand } from "../../kit/given.ts";
import { anotherAsset, both, did, hide, inAsset, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "They are two." };
const first = did("ina", "mergeAsset", async (at) => ({ into: await anotherAsset(at), words: "Two entries of one thing." }));
const told = { elsewhere: both(stirs, tells("tariq")) };
describeCommand({
  command: "unmergeAsset",
  readBy: "house",
  hidden: inAsset("ina", words, { first: inTurn(first, hide) }),
  stranger: some("jean"),
  allowed: { "a steward takes them apart again": { given: inAsset("cora", words, { ...told, first }), here: ["assetUnmerged"] } },
  refused: {
    "what stands by itself": { given: inAsset("ina", words), refusal: "CONFLICT AssetMoved" },
    "who works somewhere": { given: inAsset("rhona", words, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("ina", words, { first }), { as: "cora" }), outcomes: ["AssetMoved", "written"], here: ["assetUnmerged"] },
});
