import { describeCommand } from "../../kit/given.ts";
import { announced, did, hide, inAsset, inTurn, some, twice } from "./scenes.ts";

const quiet = { elsewhere: () => ({}) };
const followed = inTurn(did("jean", "followAsset", { on: true }), announced());
describeCommand({
  command: "readClosing",
  readBy: "house",
  hidden: inAsset("tariq", {}, { first: inTurn(announced(), hide) }),
  stranger: some("jean"),
  allowed: {
    "who was told says that they have read it": {
      given: inAsset("tariq", {}, { ...quiet, first: followed, also: "jean" }),
      here: ["closingRead"],
    },
    "somebody who lives there and follows it": { given: inAsset("jean", {}, { ...quiet, first: followed }), here: ["closingRead"] },
  },
  refused: {
    "who wasn't told": { given: inAsset("rhona", {}, { first: announced() }), refusal: "CONFLICT NotAsked" },
    "where nothing was announced": { given: inAsset("tariq"), refusal: "CONFLICT NotAsked" },
    "who has said so before": {
      given: inAsset("tariq", {}, { first: inTurn(announced(), did("tariq", "readClosing")) }),
      refusal: "CONFLICT SaidAlready",
    },
  },
  raced: { given: twice(inAsset("tariq", {}, { first: announced() })), outcomes: ["SaidAlready", "written"], here: ["closingRead"] },
});
