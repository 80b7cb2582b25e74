import { describeCommand } from "../../kit/given.ts";
import { type At, both, did, hide, inAsset, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const first = did("tess", "claimAsset", { words: "" });
const theirs = ({ who }: At) => ({ orgId: who.tess.orgId, words: "It is the library's own." });
const told = { first, elsewhere: both(stirs, tells("tess", "tariq")) };
describeCommand({
  command: "refuseClaim",
  readBy: "house",
  hidden: inAsset("cora", theirs, { first: inTurn(first, hide) }),
  stranger: some("jean"),
  allowed: { "who looks after the map says that they don't, and why": { given: inAsset("ina", theirs, told), here: ["claimRefused"] } },
  refused: {
    "where nobody has asked": { given: inAsset("cora", theirs), refusal: "CONFLICT NoClaim" },
    "who works somewhere": { given: inAsset("rhona", theirs, { first }), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inAsset("cora", theirs, { first }), { as: "ina" }), outcomes: ["NoClaim", "written"], here: ["claimRefused"] },
});
