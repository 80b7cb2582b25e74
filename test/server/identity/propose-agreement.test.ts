import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene =
  (as: "ian" | "rhona" = "ian", change: (world: World) => Record<string, unknown> = () => ({})) =>
  (world: World): Scene => {
    const { orgs, people } = world;
    return {
      as: people[as],
      roomId: orgRoom(orgs.practice.orgId),
      input: {
        agreementId: nobody(),
        withOrgId: orgs.hub.orgId,
        dpiaRef: "DPIA-7",
        validFrom: "2026-01-01T00:00:00.000Z",
        validTo: "2028-01-01T00:00:00.000Z",
        ...change(world),
      },
      readers: [people.ian, people.rhona],
      elsewhere: { [orgRoom(orgs.hub.orgId)]: ["agreementReceived"] },
    };
  };
const there = nobody();

describeCommand({
  command: "proposeAgreement",
  allowed: {
    "the information lead proposes, and the other side receives it": { given: scene(), here: ["agreementProposed"] },
  },
  refused: {
    "a member who is no information lead": { given: scene("rhona"), refusal: "FORBIDDEN NotYourRole" },
    "one that is there already": {
      given: async (world) => {
        const made = scene("ian", () => ({ agreementId: there }))(world);
        await (await world.as(made.as)).act(made.roomId, "proposeAgreement", made.input);
        return made;
      },
      refusal: "CONFLICT AlreadyThere",
    },
    "with an organisation that isn't there": {
      given: scene("ian", () => ({ withOrgId: nobody() })),
      refusal: "BAD_REQUEST BadInput withOrgId",
    },
    "with itself": {
      given: scene("ian", (w) => ({ withOrgId: w.orgs.practice.orgId })),
      refusal: "BAD_REQUEST BadInput withOrgId",
    },
    "an end before its start": {
      given: scene("ian", () => ({ validTo: "2025-01-01T00:00:00.000Z" })),
      refusal: "BAD_REQUEST BadInput input.validTo",
    },
    "a name of its own for the other side": { given: scene("ian", () => ({ withName: "x" })), refusal: "BAD_REQUEST BadInput input" },
  },
  other: (input) => ({ ...input, dpiaRef: "DPIA-8" }),
  raced: {
    given: async (world) => {
      const one = scene()(world);
      return [one, { ...one, input: { ...one.input, dpiaRef: "DPIA-8" } }];
    },
    outcomes: ["written", "AlreadyThere"],
    here: ["agreementProposed"],
  },
});
