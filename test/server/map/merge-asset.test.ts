import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  type At,
  anAsset,
  anotherAsset,
  atRoom,
  both,
  did,
  hide,
  inAsset,
  inTurn,
  part,
  some,
  stirs,
  subject,
  tells,
  twice,
} from "./scenes.ts";

const words = "Two entries of one thing.";
const into = async (at: At) => ({ into: await anotherAsset(at), words });
const told = { elsewhere: both(stirs, tells("tariq")) };
describeCommand({
  command: "mergeAsset",
  readBy: "house",
  hidden: inAsset("ina", into, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "a steward puts two together, and who follows the one is told": { given: inAsset("ina", into, told), here: ["assetMerged"] },
    "what was closed": {
      given: inAsset("cora", into, { ...told, first: did("cora", "closeAsset", { words: "Moved.", noneKnown: true }) }),
      here: ["assetMerged"],
    },
  },
  refused: {
    "into itself": { given: inAsset("ina", (at) => ({ into: subject(at), words })), refusal: "BAD_REQUEST MergedInCircles into" },
    "into what was merged into it": {
      given: inAsset("ina", async (at) => {
        const other = await anotherAsset(at);
        await did("ina", "mergeAsset", { into: subject(at), words })(atRoom(at.world, at.who, assetRoom(other)));
        return { into: other, words };
      }),
      refusal: "BAD_REQUEST MergedInCircles into",
    },
    "into what isn't there": { given: inAsset("ina", { into: part(), words }), refusal: "BAD_REQUEST UnknownOther into" },
    "into what waits for a steward": {
      given: inAsset("ina", async (at) => ({ into: await anotherAsset(at, { by: "rab" }), words })),
      refusal: "BAD_REQUEST UnknownOther into",
    },
    "who works somewhere": { given: inAsset("rhona", into), refusal: "FORBIDDEN StewardsOnly" },
    "what waits for a steward": { given: inAsset("ina", into, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inAsset("ina", into), { as: "cora" }), outcomes: ["AssetMoved", "written"], here: ["assetMerged"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("two that are merged into each other at one moment: one of them stands afterwards", async () => {
  const at = await anAsset(world);
  const other = atRoom(world, at.who, assetRoom(await anotherAsset(at)));
  await Promise.all([
    did("ina", "mergeAsset", { into: subject(other), words })(at),
    did("cora", "mergeAsset", { into: subject(at), words })(other),
  ]).catch(() => undefined);
  await world.app.effects.settled();
  const both = [await at.asset(), await other.asset()];
  expect(both.map(({ status }) => status).sort()).toEqual(["live", "merged"]);
  expect(both.find(({ status }) => status === "merged")?.into).toBe(both.find(({ status }) => status === "live")?.assetId);
});
test("three that are merged in a circle at one moment: one of them stands afterwards", async () => {
  const at = await anAsset(world);
  const [second, third] = [
    atRoom(world, at.who, assetRoom(await anotherAsset(at))),
    atRoom(world, at.who, assetRoom(await anotherAsset(at))),
  ];
  await Promise.allSettled([
    did("ina", "mergeAsset", { into: subject(second), words })(at),
    did("cora", "mergeAsset", { into: subject(third), words })(second),
    did("carol", "mergeAsset", { into: subject(at), words })(third),
  ]);
  await world.app.effects.settled();
  const all = [await at.asset(), await second.asset(), await third.asset()];
  expect(all.map(({ status }) => status).sort()).toEqual(["live", "merged", "merged"]);
});
test("what is put together and taken apart stands as it stood before, with its claims and followers", async () => {
  const at = await anAsset(world);
  const before = await at.asset();
  await inTurn(did("ina", "mergeAsset", into), did("cora", "unmergeAsset", { words: "They are two." }))(at);
  const { head: _head, modifiedAt: _at, ...after } = await at.asset();
  expect(before).toMatchObject(after);
});
