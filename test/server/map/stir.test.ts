import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand, nobody, type Scene } from "../../kit/given.ts";
import { addAsset, areaOf, govan, suggestGap } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { castIn, tells } from "./scenes.ts";

const stirring = async (world: World): Promise<Scene> => ({
  ...{ as: (await castIn(world)).cora, roomId: areaRoom(govan), input: { what: "queue" } },
});
describeHouseCommand({
  command: "stir",
  insider: stirring,
  caused: {
    "what is added": async (world) => {
      const { cora } = await castIn(world);
      let roomId = "";
      const added: Record<string, string[]> = { [areaRoom(govan)]: ["stirred"] };
      return {
        async act() {
          roomId = await addAsset(world, cora);
          added[roomId] = ["assetAdded"];
          return (await world.app.log.read(areaRoom(govan), 0)).events.at(-1) as never;
        },
        added,
      };
    },
    "what was suggested stirs the queue alone, and the stewards hear that something waits": async (world) => {
      const who = await castIn(world);
      const added: Record<string, string[]> = { [areaRoom(govan)]: ["stirred"], ...tells("ina", "cora")({ who }) };
      return {
        async act() {
          added[await suggestGap(world)] = ["gapSuggested"];
          return (await world.app.log.read(areaRoom(govan), 0)).events.at(-1) as never;
        },
        added,
      };
    },
  },
  refused: {
    "an area that nobody has drawn": {
      given: async (world) => ({
        ...(await stirring(world)),
        roomId: areaRoom(areaOf("G98")),
        input: { what: "asset", assetId: nobody() },
      }),
      refusal: "NOT_FOUND NotFound",
    },
  },
});
