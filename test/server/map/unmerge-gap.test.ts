import { describeCommand } from "../../kit/given.ts";
import { anotherGap, both, did, heldGap, inGap, stirs, tells, twice } from "./scenes.ts";

const words = { words: "They are two." };
const first = did("ina", "mergeGap", async (at) => ({ from: "raised", into: await anotherGap(at), words: "Both say the same." }));
describeCommand({
  command: "unmergeGap",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "a steward takes them apart again": {
      given: inGap("cora", words, { first, elsewhere: both(stirs, tells("jean")) }),
      here: ["gapUnmerged"],
    },
  },
  refused: {
    "what stands by itself": { given: inGap("ina", words), refusal: "CONFLICT GapMoved" },
    "who works somewhere": { given: inGap("rhona", words, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("ina", words, { first }), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["gapUnmerged"] },
});
