import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { aboutMessage, did, inCase, speechRefused } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const it = (messageSeq: number) => ({ messageSeq });
const pinned = async (world: World, built: BuiltCase) => {
  const messageSeq = await world.app.log.headSeq(built.roomId);
  await did("rhona", "pinMessage", { messageSeq, versionSeq: messageSeq })(world, built);
};

describeCommand({
  command: "unpinMessage",
  allowed: {
    "words leave the agreed summary": { given: aboutMessage("tariq", "rhona", it, { first: pinned }), here: ["messageUnpinned"] },
  },
  refused: {
    ...speechRefused(it(1)),
    "what was never pinned": { given: aboutMessage("tariq", "rhona", it), refusal: "CONFLICT WrongState" },
    "what isn't there": { given: inCase("tariq", it(999)), refusal: "CONFLICT WrongState" },
  },
  other: () => it(1),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "rhona", it, { first: pinned })(world);
      return [one, { ...one, as: world.people.rhona }];
    },
    outcomes: ["written", "WrongState"],
    here: ["messageUnpinned"],
  },
});
