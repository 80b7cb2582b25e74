import { type AssetId, newId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { assetDetails } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { castIn, inAsset, subject } from "./scenes.ts";

const suggested = (change: Parameters<typeof assetDetails>[0]) => async (world: World) => {
  const { cora } = await castIn(world);
  const assetId = newId<AssetId>(world.clock.now());
  return { as: cora, roomId: assetRoom(assetId), input: { assetId, details: assetDetails(change) } };
};

describeHouseCommand({
  command: "suggestAsset",
  insider: inAsset("cora", (at) => ({ assetId: subject(at), details: assetDetails() })),
  caused: {},
  refused: {
    "an id that is taken": {
      given: inAsset("cora", (at) => ({ assetId: subject(at), details: assetDetails() })),
      refusal: "BAD_REQUEST WrongAsset assetId",
    },
    "a telephone number in its words, as long as its author wasn't asked": {
      given: suggested({ summary: "Ring 07700 900123." }),
      refusal: "BAD_REQUEST LooksLikeSomebody details.summary",
    },
    "a point in the sea": {
      given: suggested({ place: { precision: "exact", point: { lon: 0, lat: 0 }, address: "" } }),
      refusal: "BAD_REQUEST OutOfBounds details.place.point",
    },
  },
});
