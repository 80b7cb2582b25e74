import { describeCommand } from "../../kit/given.ts";
import { inOpportunity } from "./scenes.ts";

const begun = {};

describeCommand({
  command: "archiveOpportunity",
  allowed: {
    "a draft is put away": { given: inOpportunity("tariq", {}, begun), here: ["opportunityArchived"] },
    "any colleague may": { given: inOpportunity("tess", {}, begun), here: ["opportunityArchived"] },
  },
  refused: {
    "with dates to come": {
      given: inOpportunity("tariq", {}, { published: true, steps: ["closeOpportunity"] }),
      refusal: "CONFLICT DatesAhead",
    },
    "what is open": { given: inOpportunity("tariq", {}, { published: true }), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("otto", {}, begun), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", {}, begun)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["OpportunityMoved", "written"],
    here: ["opportunityArchived"],
  },
});
