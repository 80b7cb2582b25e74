import { afterAll, beforeAll, expect, test } from "vitest";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { addressed, aGap, caused, dayAhead, inGap } from "./scenes.ts";

describeHouseCommand({
  command: "reopenByNumbers",
  insider: inGap("cora", { weekOf: "2999-01-04" }, { first: addressed }),
  caused: {},
  refused: {
    "of a week before it was closed": {
      given: inGap("cora", { weekOf: "2020-01-06" }, { first: addressed }),
      refusal: "CONFLICT NothingChanged",
    },
    "what isn't closed": { given: inGap("cora", { weekOf: "2999-01-04" }), refusal: "CONFLICT NothingChanged" },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("numbers of a week after it was closed open it again, in a new round", async () => {
  const at = await aGap(world, { first: addressed });
  await caused("reopenByNumbers", { weekOf: dayAhead(world.clock.now(), 7) })(at);
  expect(await at.gap()).toMatchObject({ status: "validated", cycle: 2, closure: null, asked: false });
});
