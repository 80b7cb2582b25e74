import { describeCommand } from "../../kit/given.ts";
import { inOpportunity } from "./scenes.ts";

const begun = { published: true, steps: ["pauseOpportunity"], elsewhere: ["opportunityFollowed"] };

describeCommand({
  command: "resumeOpportunity",
  allowed: {
    "it is open again, and each of its sessions follows": { given: inOpportunity("tariq", {}, begun), here: ["opportunityResumed"] },
    "any colleague may": { given: inOpportunity("tess", {}, begun), here: ["opportunityResumed"] },
  },
  refused: {
    "what is not paused": { given: inOpportunity("tariq", {}, { published: true }), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("otto", {}, begun), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", {}, begun)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["OpportunityMoved", "written"],
    here: ["opportunityResumed"],
  },
});
