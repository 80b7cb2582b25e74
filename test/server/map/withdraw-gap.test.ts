import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand } from "../../kit/given.ts";
import { anotherGap, atRoom, did, heldGap, inGap, part, subject, twice, validated } from "./scenes.ts";

const words = { words: "" };
describeCommand({
  command: "withdrawGap",
  readBy: "house",
  hidden: heldGap("jean", words),
  allowed: {
    "whoever raised it takes it back": { given: inGap("jean", words), here: ["gapWithdrawn"] },
    "nobody stands behind it any more": {
      given: inGap("jean", words, {
        first: async (at) => {
          await did("ailsa", "endorseGap", { on: true })(at);
          await did("ailsa", "endorseGap", { on: false })(at);
        },
      }),
      here: ["gapWithdrawn"],
    },
  },
  refused: {
    "what somebody else stands behind": {
      given: inGap("jean", words, { first: did("ailsa", "endorseGap", { on: true }) }),
      refusal: "CONFLICT OthersEndorsed",
    },
    "what somebody else has added to": {
      given: inGap("jean", words, { first: did("rhona", "addEvidence", { evidenceId: part(), text: "Three ask me each month." }) }),
      refusal: "CONFLICT OthersEndorsed",
    },
    "what something else was merged into": {
      given: inGap("jean", words, {
        first: async (at) => {
          const other = atRoom(at.world, at.who, gapRoom(await anotherGap(at, { by: "rhona" })));
          await did("ina", "mergeGap", { from: "raised", into: subject(at), words: "Both say the same." })(other);
        },
      }),
      refusal: "CONFLICT OthersEndorsed",
    },
    "somebody else": { given: inGap("ailsa", words), refusal: "FORBIDDEN NotYours" },
    "what both sides have spoken for": { given: inGap("jean", words, { first: validated }), refusal: "CONFLICT GapMoved" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("jean", words)), outcomes: ["GapMoved", "written"], here: ["gapWithdrawn"] },
});
