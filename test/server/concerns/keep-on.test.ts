import type { Scene } from "../../kit/given.ts";
import { describeCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aPlannedEnd, inConcern, inDate, type Leads } from "./scenes.ts";

const why = { why: "The court still waits for it." };
const planned =
  (as: keyof Leads, input: Record<string, unknown> = why) =>
  async (world: World): Promise<Scene> => {
    const { leads, roomId } = await aPlannedEnd(world);
    return { as: leads[as], roomId, input, readers: [leads.ada, leads.sorcha] };
  };

describeCommand({
  command: "keepOn",
  allowed: {
    "a lead who is named keeps on what would be destroyed, and says why": { given: planned("sorcha"), here: ["keptOn"] },
  },
  refused: {
    "while nothing is planned": {
      given: async (world) => {
        await inDate(world);
        return inConcern("ada", why)(world);
      },
      refusal: "CONFLICT NothingPlanned",
    },
    "a lead who was not named": { given: planned("bo"), refusal: "NOT_FOUND NotFound" },
    "without a word of why": { given: planned("ada", {}), refusal: "BAD_REQUEST BadInput input.why" },
  },
  other: () => ({ why: "something else" }),
  raced: {
    given: async (world) => {
      const one = await planned("ada")(world);
      return [one, { ...one, input: { why: "and again" } }];
    },
    outcomes: ["NothingPlanned", "written"],
    here: ["keptOn"],
  },
});
