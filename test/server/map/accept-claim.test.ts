import { describeCommand } from "../../kit/given.ts";
import { type At, both, did, hide, inAsset, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const first = did("tess", "claimAsset", { words: "" });
const theirs = ({ who }: At) => ({ orgId: who.tess.orgId });
const told = { first, elsewhere: both(stirs, tells("tess", "tariq")) };
describeCommand({
  command: "acceptClaim",
  readBy: "house",
  hidden: inAsset("cora", theirs, { first: inTurn(first, hide) }),
  stranger: some("jean"),
  allowed: {
    "who looks after the map says that they run it, and they hear that": { given: inAsset("cora", theirs, told), here: ["claimAccepted"] },
  },
  refused: {
    "where nobody has asked": { given: inAsset("cora", theirs), refusal: "CONFLICT NoClaim" },
    "for an organisation of their own": {
      given: inAsset("carol", ({ who }) => ({ orgId: who.carol.orgId }), { first: did("carol", "claimAsset", { words: "" }) }),
      refusal: "FORBIDDEN StewardsOnly",
    },
    "who works somewhere": { given: inAsset("rhona", theirs, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: ({ orgId }) => ({ orgId: String(orgId).replace(/^./, (first) => (first === "0" ? "1" : "0")) }),
  raced: { given: twice(inAsset("cora", theirs, { first }), { as: "ina" }), outcomes: ["NoClaim", "written"], here: ["claimAccepted"] },
});
