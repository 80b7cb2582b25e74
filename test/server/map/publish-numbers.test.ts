import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import type { Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import { areaOf, govan, ibrox } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { castIn } from "./scenes.ts";

const numbers = (weekOf: string): Numbers => ({
  weekOf,
  k: 8,
  orgsAtLeast: 3,
  rows: [
    { theme: "company", published: 10 },
    { theme: "food", published: "fewer" },
  ],
});
const publishing = async (world: World): Promise<Scene> => ({
  ...{ as: (await castIn(world)).cora, roomId: areaRoom(govan), input: numbers("2027-01-04") },
});
describeHouseCommand({
  command: "publishNumbers",
  insider: publishing,
  caused: {},
  refused: {
    "an area that nobody has drawn": {
      given: async (world) => ({ ...(await publishing(world)), roomId: areaRoom(areaOf("G98")) }),
      refusal: "NOT_FOUND NotFound",
    },
    "an older week than the one that stands": {
      given: async (world) => {
        const scene = { ...(await publishing(world)), roomId: areaRoom(ibrox) };
        await house(world, areaRoom(ibrox), "publishNumbers", numbers("2027-01-11"));
        return scene;
      },
      refusal: "CONFLICT NothingChanged",
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("everybody who is signed in reads the numbers of the week, with those of the week before", async () => {
  const { jean } = await castIn(world);
  for (const week of ["2027-01-04", "2027-01-11"]) await house(world, areaRoom(govan), "publishNumbers", numbers(week));
  const { state } = await (await world.as(jean)).since(areaRoom(govan), null);
  expect(state as AreaState).toMatchObject({ numbers: { weekOf: "2027-01-11" }, before: { weekOf: "2027-01-04" } });
});
