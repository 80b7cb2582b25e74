import { actAs } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

const scene =
  (as: "sadia" | "morag" | "jean" = "sadia") =>
  async (world: World): Promise<Scene> => {
    const panel = await aPanel(world);
    const { posterId } = await aPoster(world, panel);
    return { as: panel[as], roomId: panel.roomId, input: { posterId }, readers: [panel.morag, panel.jean] };
  };

describeCommand({
  command: "endPoster",
  allowed: {
    "a panel's steward ends it": { given: scene(), here: ["posterEnded"] },
    "so does its manager": { given: scene("morag"), here: ["posterEnded"] },
  },
  refused: {
    "a resident who is no steward": { given: scene("jean"), refusal: "FORBIDDEN NotSteward" },
    "one that was never there": {
      given: async (world) => ({ ...(await scene()(world)), input: { posterId: nobody() } }),
      refusal: "CONFLICT NotThere posterId",
    },
    "one that has ended": {
      given: async (world) => {
        const made = await scene()(world);
        await actAs(world, made.as, { roomId: made.roomId, type: "endPoster", input: made.input });
        return made;
      },
      refusal: "CONFLICT NotThere posterId",
    },
  },
  other: () => ({ posterId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["NotThere", "written"],
    here: ["posterEnded"],
  },
});
