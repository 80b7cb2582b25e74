import { newId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { areaOf, govan, pointIn } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { castIn, type Who } from "./scenes.ts";

let codes = 0;
const square = (size: number, turned: readonly number[] = [0, 1, 2, 3, 0]): [number, number][] => {
  const { lon, lat } = pointIn();
  const corners: [number, number][] = [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
  ];
  return turned.map((corner) => corners[corner] as [number, number]);
};
/** An area that nobody has drawn yet. */
const fresh =
  (as: Who, change: Partial<Area> = {}) =>
  async (world: World): Promise<Scene> => {
    const who = await castIn(world);
    const code = `G${70 + codes++}`;
    const area: Area = {
      ...{ areaId: areaOf(code), code, name: "Somewhere", middle: pointIn(), outline: null, residents: null, districts: [] },
      ...change,
    };
    return { as: who[as], roomId: areaRoom(area.areaId), input: area, elsewhere: {} };
  };
describeCommand({
  command: "setArea",
  makesRoom: true,
  readBy: "everybody",
  allowed: {
    "who coordinates draws it": { given: fresh("cora"), here: ["areaSet"] },
    "with an outline": { given: fresh("cora", { outline: [square(0.01)] }), here: ["areaSet"] },
    anew: {
      given: async (world) => ({ ...(await fresh("cora", { areaId: govan, code: "G51", name: "Govan and around" })(world)) }),
      here: ["areaSet"],
    },
  },
  refused: {
    "a steward": { given: fresh("ina"), refusal: "FORBIDDEN CoordinatorsOnly" },
    "an id that doesn't follow from its code": { given: fresh("cora", { code: "G12" }), refusal: "BAD_REQUEST WrongArea areaId" },
    "a room of another name": {
      given: async (world) => ({ ...(await fresh("cora")(world)), roomId: areaRoom(newId(Date.now())) }),
      refusal: "BAD_REQUEST WrongArea areaId",
    },
    "a middle in the sea": { given: fresh("cora", { middle: { lon: 0, lat: 0 } }), refusal: "BAD_REQUEST OutOfBounds middle" },
    "an outline that isn't closed": {
      given: fresh("cora", { outline: [square(0.01, [0, 1, 2, 3])] }),
      refusal: "BAD_REQUEST BadOutline outline.0",
    },
    "one that crosses itself": {
      given: fresh("cora", { outline: [square(0.01, [0, 2, 1, 3, 0])] }),
      refusal: "BAD_REQUEST BadOutline outline.0",
    },
    "one with no inside": {
      given: fresh("cora", { outline: [square(0.01, [0, 1, 0, 1, 0])] }),
      refusal: "BAD_REQUEST BadOutline outline.0",
    },
    "one that leaves the map": { given: fresh("cora", { outline: [square(30)] }), refusal: "BAD_REQUEST OutOfBounds outline.0" },
    "what stands there already": {
      given: async (world) => {
        const scene = await fresh("cora", { areaId: areaOf("G52"), code: "G52", name: "Ibrox" })(world);
        return { ...scene, input: { ...scene.input, middle: pointIn(0.02), residents: 12_000, districts: ["G52"] } };
      },
      refusal: "CONFLICT NothingChanged",
    },
  },
  other: (input) => ({ ...input, name: "Otherwise" }),
  raced: {
    given: async (world) => {
      const one = await fresh("cora")(world);
      return [one, one];
    },
    outcomes: ["NothingChanged", "written"],
    here: ["areaSet"],
  },
});
