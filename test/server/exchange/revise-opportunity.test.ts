import { describeCommand } from "../../kit/given.ts";
import { termsOf, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inOpportunity } from "./scenes.ts";

const to =
  (change: Parameters<typeof termsOf>[2] = {}) =>
  ({ clock, people }: World) => ({ terms: termsOf(clock.now(), { contact: people.tariq, deputy: people.tess }, change) });
const anotherDay = ({ clock }: World) => to({ when: { starts: wallIn(clock.now(), 20) } });

describeCommand({
  command: "reviseOpportunity",
  allowed: {
    "a draft is written anew, days and all": {
      given: inOpportunity("tess", (world) => anotherDay(world)(world)),
      here: ["opportunityRevised"],
    },
    "once it is published its words change, and each of its sessions follows": {
      given: inOpportunity("tariq", to({ seen: "The pantry, and now the garden too." }), {
        published: true,
        elsewhere: ["opportunityFollowed"],
      }),
      here: ["opportunityRevised"],
    },
  },
  refused: {
    "another day, once people may have booked": {
      given: inOpportunity("tariq", (world) => anotherDay(world)(world), { published: true }),
      refusal: "CONFLICT TimesStand terms.when",
    },
    "more places, once people may have booked": {
      given: inOpportunity("tariq", to({ rules: { capacity: 9 } }), { published: true }),
      refusal: "CONFLICT TimesStand terms.rules",
    },
    "without what was asked for": {
      given: inOpportunity("tariq", to({ risk: " " }), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with people present who are helped, and nobody decided whether a check is needed": {
      given: inOpportunity("tariq", to({ clients: true, permission: "May somebody watch?" }), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with an agreement that nobody has written": {
      given: inOpportunity("tariq", to({ asks: { agreement: true } }), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "what was put away": { given: inOpportunity("tariq", to(), { steps: ["archiveOpportunity"] }), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("rhona", to(), { published: true }), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ terms: { ...(input.terms as object), title: "another" } }),
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", to({ title: "one" }))(world);
      return [one, { ...one, as: world.people.tess, input: to({ title: "two" })(world) }];
    },
    outcomes: ["written", "written"],
    here: ["opportunityRevised", "opportunityRevised"],
  },
});
