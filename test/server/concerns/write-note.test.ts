import { actAs } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { inConcern } from "./scenes.ts";

const note = { text: "Her sister takes her in from tonight." };

describeCommand({
  command: "writeNote",
  allowed: {
    "a lead who is named adds to it": { given: inConcern("sorcha", note), here: ["noteWritten"] },
    "so does the one who raised it": { given: inConcern("ada", note), here: ["noteWritten"] },
  },
  refused: {
    "before the second person has looked at it": {
      given: inConcern("ada", note, { confirmed: false }),
      refusal: "PRECONDITION_FAILED SecondPersonNeeded",
    },
    "after it was closed": {
      given: inConcern("ada", note, {
        first: (world, roomId, { sorcha }) => actAs(world, sorcha, { roomId, type: "closeConcern", input: { outcome: "She is safe." } }),
      }),
      refusal: "CONFLICT ConcernClosed",
    },
    "a lead who was not named": { given: inConcern("bo", note), refusal: "NOT_FOUND NotFound" },
    nothing: { given: inConcern("ada", { text: "" }), refusal: "BAD_REQUEST BadInput input.text" },
  },
  other: () => ({ text: "something else" }),
  raced: {
    given: async (world) => {
      const one = await inConcern("ada", note)(world);
      return [one, { ...one, input: { text: "The doctor was told." } }];
    },
    outcomes: ["written", "written"],
    here: ["noteWritten", "noteWritten"],
  },
});
