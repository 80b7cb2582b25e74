import { describeCommand } from "../../kit/given.ts";
import { inOpportunity } from "./scenes.ts";

const begun = { published: true, elsewhere: ["opportunityFollowed"] };

describeCommand({
  command: "pauseOpportunity",
  allowed: {
    "it is paused, and each of its sessions follows": { given: inOpportunity("tariq", {}, begun), here: ["opportunityPaused"] },
    "any colleague may": { given: inOpportunity("tess", {}, begun), here: ["opportunityPaused"] },
  },
  refused: {
    "before it is published": { given: inOpportunity("tariq"), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("otto", {}, begun), refusal: "NOT_FOUND NotFound" },
  },
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", {}, begun)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["OpportunityMoved", "written"],
    here: ["opportunityPaused"],
  },
});
