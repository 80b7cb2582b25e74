import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
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
/** Published, and now in other words. */
const inOtherWords =
  (change: Parameters<typeof termsOf>[2], elsewhere: string[] = []) =>
  async (world: World) => {
    const scene = await inOpportunity("tariq", {}, { published: true, elsewhere })(world);
    const { terms } = await world.app.rooms.ask<OpportunityState>(scene.roomId);
    const rules = { ...terms?.rules, ...change?.rules };
    return { ...scene, input: { heard: published, terms: { ...terms, ...change, rules } } };
  };
const anotherDay = ({ clock }: World, heard?: number) => to({ when: { starts: wallIn(clock.now(), 200) } }, heard);

describeCommand({
  command: "reviseOpportunity",
  allowed: {
    "a draft is written anew, days and all": {
      given: inOpportunity("tess", (world) => anotherDay(world)(world)),
      here: ["opportunityRevised"],
    },
    "once it is published its words change, and each of its sessions follows": {
      given: inOtherWords({ seen: "The pantry, and now the garden too." }, ["opportunityFollowed"]),
      here: ["opportunityRevised"],
    },
  },
  refused: {
    "another day, once people may have booked": {
      given: inOpportunity("tariq", (world) => anotherDay(world, published)(world), { published: true }),
      refusal: "CONFLICT TimesStand terms.when",
    },
    "more places, once people may have booked": {
      given: inOtherWords({ rules: { capacity: 9 } }),
      refusal: "CONFLICT TimesStand terms.rules",
    },
    "without what was asked for": {
      given: inOtherWords({ risk: " " }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with people present who are helped, and nobody decided whether a check is needed": {
      given: inOtherWords({ clients: true, permission: "May somebody watch?" }),
      refusal: "PRECONDITION_FAILED NotReady",
    },
    "with an agreement that nobody has written": {
      given: inOtherWords({ asks: { agreement: true } }),
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
