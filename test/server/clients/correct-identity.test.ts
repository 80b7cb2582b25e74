import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene =
  (as: "rhona" | "isla" | "ian" | "tariq" = "rhona", identity: Record<string, unknown> = { name: "Mohammed A. Khan" }) =>
  async (world: World): Promise<Scene> => {
    const { clientId } = await aCase(world);
    const { rhona, isla } = world.people;
    return { as: world.people[as], roomId: clientRoom(clientId), input: { identity }, readers: [rhona, isla] };
  };

describeCommand({
  command: "correctIdentity",
  allowed: {
    "the link worker puts right who the person is": { given: scene(), here: ["identityCorrected"] },
    "so does a colleague of the same practice": { given: scene("isla"), here: ["identityCorrected"] },
  },
  refused: {
    "another organisation, also one that is in the conversation": { given: scene("tariq"), refusal: "NOT_FOUND NotFound" },
    "a colleague who is no link worker": { given: scene("ian"), refusal: "NOT_FOUND NotFound" },
    "somebody who isn't there": {
      given: async (world) => ({ ...(await scene()(world)), roomId: clientRoom(nobody()) }),
      refusal: "NOT_FOUND NotFound",
    },
    "an operator where a name belongs": {
      given: scene("rhona", { name: { $ne: null } }),
      refusal: "BAD_REQUEST BadInput input.identity.name",
    },
  },
  other: () => ({ identity: { name: "Somebody Else" } }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, { ...one, as: world.people.isla, input: { identity: { name: "M. Khan" } } }];
    },
    outcomes: ["written", "written"],
    here: ["identityCorrected", "identityCorrected"],
  },
});
