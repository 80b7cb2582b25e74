import { describeCommand } from "../../kit/given.ts";
import { both, claimed, hide, inAsset, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "We have run it for six years." };
const told = { elsewhere: both(stirs, tells("cora")) };
describeCommand({
  command: "claimAsset",
  readBy: "house",
  hidden: inAsset("tess", words, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "an organisation says that it runs it, and who coordinates hears that": { given: inAsset("tess", words, told), here: ["assetClaimed"] },
    "a second one does, too": { given: inAsset("tess", words, { ...told, first: claimed }), here: ["assetClaimed"] },
  },
  refused: {
    "what they have claimed": { given: inAsset("carol", words, { first: claimed }), refusal: "CONFLICT ClaimedAlready" },
    "somebody who lives there": { given: inAsset("jean", words), refusal: "FORBIDDEN WorkersOnly" },
    "what waits for a steward": { given: inAsset("carol", words, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("tess", words), { as: "tariq" }), outcomes: ["ClaimedAlready", "written"], here: ["assetClaimed"] },
});
