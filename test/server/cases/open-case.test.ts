import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const about = { label: "M.K.", need: "food for the week", purpose: "food", jurisdiction: "SCT" };
const scene =
  (change: (world: World) => Partial<Scene> = () => ({}), field: Record<string, unknown> = {}) =>
  async (world: World): Promise<Scene> => {
    const { clientId } = await aCase(world, { consent: false });
    const caseId = nobody<CaseId>();
    return {
      as: world.people.rhona,
      roomId: caseRoom(caseId),
      input: { caseId, clientId, ...about, ...field },
      elsewhere: { [clientRoom(clientId)]: ["caseLinked"] },
      ...change(world),
    };
  };

describeCommand({
  command: "openCase",
  makesRoom: true,
  allowed: { "a link worker opens a case for a person whom the practice knows": { given: scene(), here: ["caseOpened"] } },
  refused: {
    "a worker who is no link worker": { given: scene((w) => ({ as: w.people.ian })), refusal: "FORBIDDEN NotYourRole" },
    "a person whom another practice knows": {
      given: scene((w) => ({ as: w.people.otto })),
      refusal: "BAD_REQUEST UnknownReference clientId",
    },
    "an id that is not the room's": { given: scene(() => ({}), { caseId: nobody() }), refusal: "BAD_REQUEST UnknownReference caseId" },
    "a case that is open already": {
      given: async (world) => {
        const { roomId, caseId, clientId } = await aCase(world, { consent: false });
        return { as: world.people.rhona, roomId, input: { caseId, clientId, ...about } };
      },
      refusal: "CONFLICT AlreadyOpen",
    },
    "a whole name where initials belong": {
      given: scene(() => ({}), { label: "Mohammed Khan" }),
      refusal: "BAD_REQUEST BadInput input.label",
    },
    "two lines where one belongs": { given: scene(() => ({}), { need: "a\nb" }), refusal: "BAD_REQUEST BadInput input.need" },
    "who leads it, said by the asker": {
      given: scene((w) => ({ as: w.people.rhona }), { lead: { orgId: nobody() } }),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, need: "something else" }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, { ...one, input: { ...one.input, need: "company" } }];
    },
    outcomes: ["written", "AlreadyOpen"],
    here: ["caseOpened"],
  },
});
