import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { anAsset, both, claimed, did, hide, inAsset, inTurn, later, some, stirs, tells, twice } from "./scenes.ts";

const words = { words: "They have begun again." };
const shut = { words: "The door is shut.", noneKnown: true };
const first = did("cora", "closeAsset", shut);
const verified = did("rhona", "verifyAsset", { method: "phoned", words: "" });
const told = { elsewhere: both(stirs, tells("tariq")) };
describeCommand({
  command: "reopenAsset",
  readBy: "house",
  hidden: inAsset("cora", words, { first: inTurn(first, hide) }),
  stranger: some("jean"),
  allowed: {
    "who looks after the map opens it again": { given: inAsset("ina", words, { ...told, first }), here: ["assetReopened"] },
    "who was told that it closes because they had made sure of it, and doesn't follow it, hears that it goes on": {
      given: inAsset("ina", words, { first: inTurn(verified, first), elsewhere: both(stirs, tells("tariq", "rhona")) }),
      here: ["assetReopened"],
    },
    "who runs it": {
      given: inAsset("carol", words, { ...told, first: inTurn(claimed, did("carol", "closeAsset", shut)) }),
      here: ["assetReopened"],
    },
  },
  refused: {
    "what was never closed": { given: inAsset("ina", words), refusal: "CONFLICT AssetMoved" },
    "who works elsewhere": { given: inAsset("rhona", words, { first }), refusal: "FORBIDDEN NotYours" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: { given: twice(inAsset("cora", words, { first }), { as: "ina" }), outcomes: ["AssetMoved", "written"], here: ["assetReopened"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
const places = did("rhona", "sayCapacity", { status: "capacity", wait: "none", urgent: null, note: "" });
const hour = 3600_000;
test("what is opened again after two days has to be made sure of afresh, and nobody knows whether it has places", async () => {
  const at = await anAsset(world, { first: inTurn(places, first, later(48 * hour + 1000)) });
  await did("ina", "reopenAsset", words)(at);
  expect(await at.asset()).toMatchObject({ status: "live", verified: null, capacity: null });
});
test("within two days a closing is undone: what was known of it holds as it did, and who made sure of it when", async () => {
  const at = await anAsset(world, { first: places });
  const { verified: sure, capacity } = await at.asset();
  await inTurn(first, later(47 * hour), hide, did("ina", "reopenAsset", words))(at);
  expect(await at.asset()).toMatchObject({ status: "live", verified: sure, capacity, closing: null, closedAt: "" });
});
