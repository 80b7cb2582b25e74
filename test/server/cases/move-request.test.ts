import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { asked } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const scene =
  (as: "ian" | "rhona" | "tariq", to: string, ...before: string[]) =>
  async (world: World): Promise<Scene> => {
    const built = await aCase(world);
    const requestId = await asked(world, built);
    const roomId = requestsRoom(built.caseId);
    for (const step of before) await actAs(world, world.people.ian, { roomId, type: "moveRequest", input: { requestId, to: step } });
    return { as: world.people[as], roomId, input: { requestId, to } };
  };
const moved = ["requestMoved"];

describeCommand({
  command: "moveRequest",
  allowed: {
    "the information lead says that it is ready": { given: scene("ian", "ready"), here: moved },
    "and goes through it again": { given: scene("ian", "review", "ready"), here: moved },
    "the link worker gives it to the person": { given: scene("rhona", "given", "ready"), here: moved },
    "the person doesn't want it any more, at any time": { given: scene("rhona", "withdrawn"), here: moved },
  },
  refused: {
    "the link worker says that it is ready": { given: scene("rhona", "ready"), refusal: "FORBIDDEN InfoLeadOnly" },
    "given before it was gone through": { given: scene("ian", "given"), refusal: "CONFLICT WrongState to" },
    "after it was given": { given: scene("ian", "review", "ready", "given"), refusal: "CONFLICT WrongState to" },
    "after the person took it back": { given: scene("ian", "ready", "withdrawn"), refusal: "CONFLICT WrongState to" },
    "a partner": { given: scene("tariq", "withdrawn"), refusal: "NOT_FOUND NotFound" },
    "up to where, as who asks would like it": {
      given: async (world) => {
        const one = await scene("ian", "ready")(world);
        return { ...one, input: { ...one.input, through: { general: 1 } } };
      },
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, to: "withdrawn" }),
  raced: {
    given: async (world) => {
      const one = await scene("ian", "ready")(world);
      return [one, { ...one, input: { ...one.input } }];
    },
    outcomes: ["written", "WrongState"],
    here: moved,
  },
});
