import { describeCommand } from "../../kit/given.ts";
import { type At, both, claimed, hide, inAsset, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const theirs = ({ who }: At) => ({ orgId: who.carol.orgId, words: "Another does it now." });
describeCommand({
  command: "endClaim",
  readBy: "house",
  hidden: inAsset("carol", theirs, { first: inTurn(claimed, hide) }),
  stranger: some("jean"),
  allowed: {
    "an organisation says that it runs it no more": { given: inAsset("carol", theirs, { first: claimed }), here: ["claimEnded"] },
    "who looks after the map does, and the organisation hears that": {
      given: inAsset("cora", theirs, { first: claimed, elsewhere: both(stirs, tells("carol")) }),
      here: ["claimEnded"],
    },
  },
  refused: {
    "where there is none": { given: inAsset("cora", theirs), refusal: "CONFLICT NoClaim" },
    "another organisation": { given: inAsset("tess", theirs, { first: claimed }), refusal: "FORBIDDEN NotYours" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: {
    given: twice(inAsset("carol", theirs, { first: claimed }), { as: "cora" }),
    outcomes: ["NoClaim", "written"],
    here: ["claimEnded"],
  },
});
