import { describeCommand } from "../../kit/given.ts";
import { inOpportunity } from "./scenes.ts";

const begun = { published: true, steps: ["pauseOpportunity"], elsewhere: ["opportunityFollowed"] };

describeCommand({
  command: "resumeOpportunity",
  allowed: {
    "it is open again, and each of its sessions follows": { given: inOpportunity("tariq", {}, begun), here: ["opportunityResumed"] },
    "also what was closed": {
      given: inOpportunity("tariq", {}, { ...begun, steps: ["closeOpportunity"] }),
      here: ["opportunityResumed"],
    },
    "any colleague may": { given: inOpportunity("tess", {}, begun), here: ["opportunityResumed"] },
  },
  refused: {
    "what is open": { given: inOpportunity("tariq", {}, { published: true }), refusal: "CONFLICT OpportunityMoved" },
    "what was put away": {
      given: inOpportunity("tariq", {}, { steps: ["archiveOpportunity"] }),
      refusal: "CONFLICT OpportunityMoved",
    },
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
