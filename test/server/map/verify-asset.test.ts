import { describeCommand } from "../../kit/given.ts";
import { announced, hide, inAsset, some, twice } from "./scenes.ts";

const visited = { method: "visited", words: "" };
describeCommand({
  command: "verifyAsset",
  readBy: "house",
  hidden: inAsset("rhona", visited, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who was there says that it still is": { given: inAsset("jean", visited), here: ["assetVerified"] },
    "who works somewhere may have rung": {
      given: inAsset("rhona", { method: "phoned", words: "They answer after ten." }),
      here: ["assetVerified"],
    },
    "while its end is announced": {
      given: inAsset("rhona", visited, {
        first: announced(),
      }),
      here: ["assetVerified"],
    },
  },
  refused: {
    "somebody who lives there, by telephone": {
      given: inAsset("jean", { method: "phoned", words: "" }),
      refusal: "FORBIDDEN WorkersOnly method",
    },
    "as who runs it, by who doesn't": { given: inAsset("rhona", { method: "runsIt", words: "" }), refusal: "FORBIDDEN NotYours method" },
    "what waits for a steward": { given: inAsset("ina", visited, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
    "a telephone number in the words, unasked": {
      given: inAsset("jean", { method: "visited", words: "Jim has 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: () => ({ method: "visited", words: "In the afternoon." }),
  raced: {
    given: twice(inAsset("rhona", visited), { as: "jean" }),
    outcomes: ["written", "written"],
    here: ["assetVerified", "assetVerified"],
  },
});
