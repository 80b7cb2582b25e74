import { describeCommand } from "../../kit/given.ts";
import { inConcern } from "./scenes.ts";

describeCommand({
  command: "confirmConcern",
  allowed: {
    "the second person confirms it, with a word of their own": {
      given: inConcern("sorcha", { note: "I rang Ada. It belongs here." }, { confirmed: false }),
      here: ["concernConfirmed"],
    },
    "or without": { given: inConcern("sorcha", {}, { confirmed: false }), here: ["concernConfirmed"] },
  },
  refused: {
    "the one who raised it": { given: inConcern("ada", {}, { confirmed: false }), refusal: "FORBIDDEN SamePerson" },
    "a second time": { given: inConcern("sorcha", {}), refusal: "CONFLICT AlreadyConfirmed" },
    "another lead of the same organisation, who was not named": {
      given: inConcern("bo", {}, { confirmed: false }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: () => ({ note: "another word" }),
  raced: {
    given: async (world) => {
      const one = await inConcern("sorcha", {}, { confirmed: false })(world);
      return [one, { ...one, input: { note: "and again" } }];
    },
    outcomes: ["AlreadyConfirmed", "written"],
    here: ["concernConfirmed"],
  },
});
