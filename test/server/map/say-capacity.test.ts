import { capacityNow } from "@linkwork/shared/map/rules-fresh.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { anAsset, claimed, did, hide, inAsset, some, twice } from "./scenes.ts";

const full = { status: "noCapacity", wait: "months", urgent: null, note: "" };
describeCommand({
  command: "sayCapacity",
  readBy: "house",
  hidden: inAsset("rhona", full, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who works somewhere has asked": { given: inAsset("rhona", full), here: ["capacitySaid"] },
    "who runs it": { given: inAsset("carol", full, { first: claimed }), here: ["capacitySaid"] },
    "who coordinates": { given: inAsset("cora", full, { first: claimed }), here: ["capacitySaid"] },
  },
  refused: {
    "somebody who lives there": { given: inAsset("jean", full), refusal: "FORBIDDEN WorkersOnly" },
    "who works elsewhere, where an organisation runs it": {
      given: inAsset("rhona", full, { first: claimed }),
      refusal: "FORBIDDEN NotYours",
    },
    "what was closed": {
      given: inAsset("rhona", full, { first: did("cora", "closeAsset", { words: "It is over.", noneKnown: true }) }),
      refusal: "CONFLICT AssetMoved",
    },
    "a telephone number in the note, unasked": {
      given: inAsset("rhona", { ...full, note: "Ask Jim, 07700 900123" }),
      refusal: "BAD_REQUEST LooksLikeSomebody note",
    },
  },
  other: (input) => ({ ...input, status: "capacity" }),
  raced: { given: twice(inAsset("rhona", full), { as: "tess" }), outcomes: ["written", "written"], here: ["capacitySaid", "capacitySaid"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("what was said of places holds for 21 days, and then nobody knows any more", async () => {
  const at = await anAsset(world, { first: did("rhona", "sayCapacity", full) });
  const { capacity } = await at.asset();
  const day = 24 * 3600_000;
  const then = (days: number) => new Date(Date.parse(capacity?.at ?? "") + days * day).toISOString();
  expect([20, 21, 22].map((days) => capacityNow(capacity, then(days)))).toEqual(["noCapacity", "unknown", "unknown"]);
});
