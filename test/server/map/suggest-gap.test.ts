import { type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { gapDetails } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { castIn, inGap, subject } from "./scenes.ts";

const suggested = (change: Parameters<typeof gapDetails>[0]) => async (world: World) => {
  const { cora } = await castIn(world);
  const gapId = newId<GapId>(world.clock.now());
  return { as: cora, roomId: gapRoom(gapId), input: { gapId, details: gapDetails(change) } };
};
const taken = inGap("cora", (at) => ({ gapId: subject(at), details: gapDetails() }));
describeHouseCommand({
  command: "suggestGap",
  insider: taken,
  caused: {},
  refused: {
    "an id that is taken": { given: taken, refusal: "BAD_REQUEST WrongGap gapId" },
    "a telephone number in its words, as long as its author wasn't asked": {
      given: suggested({ statement: "Ring 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.statement",
    },
  },
});
