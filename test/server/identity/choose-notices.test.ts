import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const scene = (world: World): Scene => {
  const { tariq } = world.people;
  return { as: tariq, roomId: personRoom(tariq.personId), input: { ...usualWishes, digestHour: 9 }, readers: [tariq] };
};
const but = (change: Record<string, unknown>) => ({ given: (world: World) => ({ ...scene(world), input: { ...usualWishes, ...change } }) });

describeCommand({
  command: "chooseNotices",
  allowed: {
    "where notices reach me is mine to choose": { given: scene, here: ["noticesChosen"] },
    "also nowhere but here": {
      ...but({ by: Object.fromEntries(Object.keys(usualWishes.by).map((kind) => [kind, "product"])) }),
      here: ["noticesChosen"],
    },
  },
  refused: {
    "for somebody else, also of the same organisation": {
      given: (world) => ({ ...scene(world), as: world.people.tess }),
      refusal: "NOT_FOUND NotFound",
    },
    "a way that there isn't": { ...but({ by: { ...usualWishes.by, named: "text" } }), refusal: "BAD_REQUEST BadInput input.by.named" },
    "quiet hours that end when they begin": {
      ...but({ quiet: { hours: { from: 8, to: 8 }, daysOff: [] } }),
      refusal: "BAD_REQUEST BadInput input.quiet.hours.to",
    },
    "no day at all on which mail may come": {
      ...but({ quiet: { hours: null, daysOff: [1, 2, 3, 4, 5, 6, 7] } }),
      refusal: "BAD_REQUEST BadInput input.quiet.daysOff",
    },
    "an hour that there isn't": { ...but({ digestHour: 24 }), refusal: "BAD_REQUEST BadInput input.digestHour" },
  },
  other: (input) => ({ ...input, digestHour: 10 }),
  raced: {
    given: async (world) => [scene(world), { ...scene(world), input: usualWishes }],
    outcomes: ["written", "written"],
    here: ["noticesChosen", "noticesChosen"],
  },
});
