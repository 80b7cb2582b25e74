import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { afterAVisit, both, checked, inNote, inReflection, sent, tellsOf } from "./learning-scenes.ts";

const again = async (world: World) => {
  const scene = await inReflection("otto", {}, { steps: [sent(), checked], note: true })(world);
  const { about, says } = await world.app.rooms.ask<LearningState>(scene.roomId);
  return { ...scene, input: { ...about, says } };
};

describeHouseCommand({
  command: "publishNote",
  insider: again,
  caused: {
    "what was checked is published, once": async (world) => {
      const after = await afterAVisit(world);
      await sent()(after);
      const input = { version: await after.version(), nobodyRecognised: true };
      return {
        act: () => after.act(world.people.tess, "checkReflection", input),
        added: { [after.roomId]: ["reflectionChecked"], ...both(tellsOf("anna"), inNote("notePublished", "noteSigned"))(after) },
      };
    },
  },
  refused: { "a note that is there": { given: again, refusal: "CONFLICT NothingDue" } },
});
