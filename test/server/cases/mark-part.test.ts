import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { asked, did } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const scene =
  (as: "ian" | "rhona" | "hana" = "ian", change: object = {}, ready = false) =>
  async (world: World): Promise<Scene> => {
    const built = await aCase(world);
    const { seq } = await did("tariq", "postMessage", { text: "Her neighbour said so." })(world, built);
    const requestId = await asked(world, built);
    const roomId = requestsRoom(built.caseId);
    if (ready) await actAs(world, world.people.ian, { roomId, type: "moveRequest", input: { requestId, to: "ready" } });
    const withheld = { why: "otherPerson", words: "the neighbour" };
    return { as: world.people[as], roomId, input: { requestId, compartment: "general", seq, withheld, ...change } };
  };

describeCommand({
  command: "markPart",
  allowed: {
    "the information lead keeps a message back, with a reason": { given: scene(), here: ["partMarked"] },
    "and gives it after all": { given: scene("ian", { withheld: null }), here: ["partMarked"] },
  },
  refused: {
    "the link worker, who starts it and does not review it": { given: scene("rhona"), refusal: "FORBIDDEN InfoLeadOnly" },
    "another organisation's information lead": { given: scene("hana"), refusal: "NOT_FOUND NotFound" },
    "something that is no message": { given: scene("ian", { seq: 1 }), refusal: "BAD_REQUEST UnknownReference seq" },
    "a message of a place where there is none": {
      given: scene("ian", { compartment: "health" }),
      refusal: "BAD_REQUEST UnknownReference seq",
    },
    "once it was said to be ready": { given: scene("ian", {}, true), refusal: "CONFLICT WrongState requestId" },
    "a request that isn't there": { given: scene("ian", { requestId: nobody() }), refusal: "BAD_REQUEST UnknownReference requestId" },
    "without a reason": {
      given: scene("ian", { withheld: { why: "rude", words: "x" } }),
      refusal: "BAD_REQUEST BadInput input.withheld.why",
    },
  },
  other: (input) => ({ ...input, withheld: null }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, { ...one, input: { ...one.input, withheld: null } }];
    },
    outcomes: ["written", "written"],
    here: ["partMarked", "partMarked"],
  },
});
