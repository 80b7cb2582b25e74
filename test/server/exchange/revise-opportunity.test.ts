import { actAs } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { termsOf, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { inOpportunity } from "./scenes.ts";

const to =
  (change: Parameters<typeof termsOf>[2] = {}, heard = 1) =>
  ({ clock, people }: World) => ({ terms: termsOf(clock.now(), { contact: people.tariq, deputy: people.tess }, change), heard });
/** The number of what there is to have heard of: it was drafted, and published. */
const published = 2;
const anotherDay = ({ clock }: World, heard?: number) => to({ when: { starts: wallIn(clock.now(), 20) } }, heard);

describeCommand({
  command: "reviseOpportunity",
  allowed: {
    "a draft is written anew, days and all": {
      given: inOpportunity("tess", (world) => anotherDay(world)(world)),
      here: ["opportunityRevised"],
    },
    "once it is published its words change, and each of its sessions follows": {
      given: inOpportunity("tariq", to({ seen: "The pantry, and now the garden too." }, published), {
        published: true,
        elsewhere: ["opportunityFollowed"],
      }),
      here: ["opportunityRevised"],
    },
  },
  refused: {
    "another day, once people may have booked": {
      given: inOpportunity("tariq", (world) => anotherDay(world, published)(world), { published: true }),
      refusal: "CONFLICT TimesStand terms.when",
    },
    "more places, once people may have booked": {
      given: inOpportunity("tariq", to({ rules: { capacity: 9 } }, published), { published: true }),
      refusal: "CONFLICT TimesStand terms.rules",
    },
    "without what was asked for": {
      given: inOpportunity("tariq", to({ risk: " " }, published), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with people present who are helped, and nobody decided whether a check is needed": {
      given: inOpportunity("tariq", to({ clients: true, permission: "May somebody watch?" }, published), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with an agreement that nobody has written": {
      given: inOpportunity("tariq", to({ asks: { agreement: true } }, published), { published: true }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "words over those that a colleague changed meanwhile": {
      given: async (world) => {
        const scene = await inOpportunity("tariq", to({ title: "one" }))(world);
        await actAs(world, world.people.tess, { roomId: scene.roomId, type: "reviseOpportunity", input: to({ title: "two" })(world) });
        return scene;
      },
      refusal: "CONFLICT OpportunityMoved",
    },
    "words of before it was handed over, which would undo that": {
      given: async (world) => {
        const scene = await inOpportunity("tariq", to({ title: "one" }))(world);
        await actAs(world, world.people.tariq, { roomId: scene.roomId, type: "handOver", input: { contact: world.people.tess.personId } });
        return scene;
      },
      refusal: "CONFLICT OpportunityMoved",
    },
    "what was put away": { given: inOpportunity("tariq", to(), { steps: ["archiveOpportunity"] }), refusal: "CONFLICT OpportunityMoved" },
    "somebody of another organisation": { given: inOpportunity("rhona", to(), { published: true }), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, terms: { ...(input.terms as object), title: "another" } }),
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", to({ title: "one" }))(world);
      return [one, { ...one, as: world.people.tess, input: to({ title: "two" })(world) }];
    },
    outcomes: ["written", "OpportunityMoved"],
    here: ["opportunityRevised"],
  },
});
