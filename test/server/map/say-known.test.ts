import { describeCommand } from "../../kit/given.ts";
import { both, confirmed, heldGap, inGap, known, stirs, tells, twice } from "./scenes.ts";

const words = { words: "Two rooms stand empty in the evening." };
describeCommand({
  command: "sayKnown",
  readBy: "house",
  hidden: heldGap("carol", words),
  allowed: {
    "the partners' steward says what they know, and the residents' hears that their word is waited for": {
      given: inGap("carol", words, { elsewhere: both(stirs, tells("ina")) }),
      here: ["knownSaid"],
    },
    "as the second of both, and whoever raised it hears that it moves": {
      given: inGap("carol", words, { first: confirmed, elsewhere: both(stirs, tells("jean")) }),
      here: ["knownSaid"],
    },
  },
  refused: {
    "the residents' steward": { given: inGap("ina", words), refusal: "FORBIDDEN PartnerStewardsOnly" },
    "who coordinates": { given: inGap("cora", words), refusal: "FORBIDDEN PartnerStewardsOnly" },
    "who works somewhere and is no steward": { given: inGap("rhona", words), refusal: "FORBIDDEN PartnerStewardsOnly" },
    "what was said before": { given: inGap("pat", words, { first: known }), refusal: "CONFLICT SaidAlready" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inGap("carol", words), { as: "pat" }), outcomes: ["SaidAlready", "written"], here: ["knownSaid"] },
});
