import type { ConcernId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, type BuiltCase, consentInput } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { did, paused, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";
import { type Leads, leadsIn, raising } from "./scenes.ts";

type Change = (leads: Leads, world: World) => Record<string, unknown>;
const scene =
  (as: keyof Leads | "tariq" | "rhona", change: Change = () => ({}), first?: (world: World, built: BuiltCase) => Promise<unknown>) =>
  async (world: World): Promise<Scene> => {
    const [built, leads] = [await aCase(world), await leadsIn(world)];
    await first?.(world, built);
    await world.app.effects.settled();
    const second = as === "sorcha" ? leads.ada : leads.sorcha;
    const input = { ...raising(built, second), ...change(leads, world) };
    return {
      as: as === "tariq" || as === "rhona" ? world.people[as] : leads[as],
      roomId: concernRoom(input.concernId),
      input,
      elsewhere: { [personRoom(second.personId)]: ["noticeDelivered"] },
    };
  };
const second =
  (who: keyof Leads): Change =>
  (leads) => ({ second: { orgId: leads[who].orgId, personId: leads[who].personId } });

describeCommand({
  command: "raiseConcern",
  makesRoom: true,
  allowed: {
    "a safeguarding lead of an organisation in the case raises a worry, and the second person hears of it": {
      given: scene("ada"),
      here: ["concernRaised"],
    },
    "whatever became of the consent: it was withdrawn": { given: scene("ada", undefined, withdrawn), here: ["concernRaised"] },
    "whatever became of the consent: it is paused": { given: scene("ada", undefined, paused), here: ["concernRaised"] },
    "the practice's own lead may, with the other organisation's": { given: scene("sorcha"), here: ["concernRaised"] },
  },
  refused: {
    "a worker of the case who is no safeguarding lead": { given: scene("tariq"), refusal: "NOT_FOUND NotFound" },
    "the link worker who leads the case": { given: scene("rhona"), refusal: "NOT_FOUND NotFound" },
    "a safeguarding lead of an organisation that was never in it": { given: scene("odd"), refusal: "NOT_FOUND NotFound" },
    "whom the person wants kept away": {
      given: async (world) => {
        const { ada } = await leadsIn(world);
        const excluded = [{ kind: "person", personId: ada.personId }];
        return scene(
          "ada",
          undefined,
          did("rhona", "recordConsent", consentInput(world.clock, [world.orgs.cafe.orgId], { excluded })),
        )(world);
      },
      refusal: "NOT_FOUND NotFound",
    },
    "oneself as the second person": { given: scene("ada", second("ada")), refusal: "FORBIDDEN SamePerson second" },
    "a second person who is no lead of an organisation in it": {
      given: scene("ada", second("odd")),
      refusal: "BAD_REQUEST NotALead second",
    },
    "a second person who is no safeguarding lead": {
      given: scene("ada", (_, { people }) => ({ second: { orgId: people.rhona.orgId, personId: people.rhona.personId } })),
      refusal: "BAD_REQUEST NotALead second",
    },
    "no reason": { given: scene("ada", () => ({ reason: " " })), refusal: "BAD_REQUEST BadInput input.reason" },
    "consent as the authority": { given: scene("ada", () => ({ authority: "consent" })), refusal: "BAD_REQUEST BadInput input.authority" },
    "another room than its own": {
      given: async (world) => {
        const one = await scene("ada")(world);
        return { ...one, roomId: concernRoom(nobody<ConcernId>()) };
      },
      refusal: "BAD_REQUEST WrongConcern concernId",
    },
  },
  other: (input) => ({ ...input, reason: "something else" }),
  raced: {
    given: async (world) => {
      const one = await scene("ada")(world);
      return [one, { ...one, input: { ...one.input, reason: "the same worry, told twice" } }];
    },
    outcomes: ["WrongConcern", "written"],
    here: ["concernRaised"],
  },
});
