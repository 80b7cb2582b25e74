import { describeCommand } from "../../kit/given.ts";
import { announced, both, claimed, did, hide, inAsset, inTurn, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "Another funder has come." };
const first = announced();
const verified = did("rhona", "verifyAsset", { method: "phoned", words: "" });
describeCommand({
  command: "cancelClosing",
  readBy: "house",
  hidden: inAsset("cora", words, { first: inTurn(first, hide) }),
  stranger: some("jean"),
  allowed: {
    "it goes on after all, and who was told that it ends is told": {
      given: inAsset("cora", words, { first, elsewhere: both(stirs, tells("tariq")) }),
      here: ["closingCancelled"],
    },
    "who was told because they had made sure of it, and doesn't follow it": {
      given: inAsset("cora", words, { first: inTurn(verified, first), elsewhere: both(stirs, tells("tariq", "rhona")) }),
      here: ["closingCancelled"],
    },
    "who runs it says so, where somebody else had announced its end": {
      given: inAsset("carol", words, { first: inTurn(claimed, first), elsewhere: both(stirs, tells("tariq")) }),
      here: ["closingCancelled"],
    },
  },
  refused: {
    "what goes on anyway": { given: inAsset("cora", words), refusal: "CONFLICT AssetMoved" },
    "who works elsewhere": { given: inAsset("rhona", words, { first }), refusal: "FORBIDDEN NotYours" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: {
    given: twice(inAsset("cora", words, { first }), { as: "ina" }),
    outcomes: ["AssetMoved", "written"],
    here: ["closingCancelled"],
  },
});
