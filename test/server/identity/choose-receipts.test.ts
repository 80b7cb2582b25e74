import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene = (world: World): Scene => {
  const { tariq } = world.people;
  return { as: tariq, roomId: personRoom(tariq.personId), input: { shown: false }, readers: [tariq] };
};

describeCommand({
  command: "chooseReceipts",
  allowed: { "whether others learn how far I have read is mine to choose": { given: scene, here: ["receiptsChosen"] } },
  refused: {
    "for somebody else, also of the same organisation": {
      given: (world) => ({ ...scene(world), as: world.people.tess }),
      refusal: "NOT_FOUND NotFound",
    },
    "neither yes nor no": {
      given: (world) => ({ ...scene(world), input: { shown: "maybe" } }),
      refusal: "BAD_REQUEST BadInput input.shown",
    },
  },
  other: () => ({ shown: true }),
  raced: {
    given: async (world) => [scene(world), { ...scene(world), input: { shown: true } }],
    outcomes: ["written", "written"],
    here: ["receiptsChosen", "receiptsChosen"],
  },
});
