import { describeCommand } from "../../kit/given.ts";
import { did, inGap, twice } from "./scenes.ts";

const held = { by: null };
describeCommand({
  command: "acceptGap",
  readBy: "house",
  allowed: {
    "a steward lets in what was suggested without an account": {
      given: inGap("ina", {}, { ...held, also: "cora" }),
      here: ["gapAccepted"],
    },
    "a partners' steward does, too": { given: inGap("carol", {}, held), here: ["gapAccepted"] },
  },
  refused: {
    "who works somewhere doesn't know of it": { given: inGap("rhona", {}, held), refusal: "NOT_FOUND NotFound" },
    "what is in already": { given: inGap("ina"), refusal: "CONFLICT GapMoved" },
    "what was declined": {
      given: inGap("ina", {}, { ...held, first: did("cora", "declineGap", { from: "held", words: "An advertisement." }) }),
      refusal: "CONFLICT GapMoved",
    },
  },
  raced: { given: twice(inGap("ina", {}, held), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["gapAccepted"] },
});
