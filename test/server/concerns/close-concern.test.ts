import { describeCommand } from "../../kit/given.ts";
import { inConcern } from "./scenes.ts";

const outcome = { outcome: "Social work has it. She has a room of her own." };

describeCommand({
  command: "closeConcern",
  allowed: {
    "a lead who is named closes it, and says what became of it": { given: inConcern("sorcha", outcome), here: ["concernClosed"] },
  },
  refused: {
    "before the second person has looked at it": {
      given: inConcern("ada", outcome, { confirmed: false }),
      refusal: "PRECONDITION_FAILED SecondPersonNeeded",
    },
    "a lead who was not named": { given: inConcern("bo", outcome), refusal: "NOT_FOUND NotFound" },
    "without a word of what became of it": { given: inConcern("ada", {}), refusal: "BAD_REQUEST BadInput input.outcome" },
  },
  other: () => ({ outcome: "something else" }),
  raced: {
    given: async (world) => {
      const one = await inConcern("ada", outcome)(world);
      return [one, { ...one, input: { outcome: "and again" } }];
    },
    outcomes: ["ConcernClosed", "written"],
    here: ["concernClosed"],
  },
});
