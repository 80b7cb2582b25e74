import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  type At,
  aGap,
  anotherGap,
  atRoom,
  both,
  confirmed,
  did,
  heldGap,
  inGap,
  part,
  stirs,
  subject,
  takenOn,
  tells,
  twice,
} from "./scenes.ts";

const words = "Both say the same.";
const into = async (at: At) => ({ from: "raised", into: await anotherGap(at), words });
const told = { elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "mergeGap",
  readBy: "house",
  hidden: heldGap("ina", into),
  allowed: {
    "a steward puts two together": { given: inGap("ina", into, told), here: ["gapMerged"] },
    "into one that is taken on": {
      given: inGap("carol", async (at) => ({ from: "raised", into: await anotherGap(at, { first: takenOn }), words }), told),
      here: ["gapMerged"],
    },
    "what everybody sees, into what everybody sees": {
      given: inGap("ina", async (at) => ({ from: "raised", into: await anotherGap(at, { first: confirmed }), words }), {
        ...told,
        first: confirmed,
      }),
      here: ["gapMerged"],
    },
  },
  refused: {
    "into itself": {
      given: inGap("ina", (at) => ({ from: "raised", into: subject(at), words })),
      refusal: "BAD_REQUEST MergedInCircles into",
    },
    "into what isn't there": { given: inGap("ina", { from: "raised", into: part(), words }), refusal: "BAD_REQUEST UnknownOther into" },
    "into what waits for a steward": {
      given: inGap("ina", async (at) => ({ from: "raised", into: await anotherGap(at, { by: null }), words })),
      refusal: "BAD_REQUEST UnknownOther into",
    },
    "into what was merged into it": {
      given: inGap("ina", async (at) => {
        const other = await anotherGap(at);
        await did("ina", "mergeGap", { from: "raised", into: subject(at), words })(atRoom(at.world, at.who, gapRoom(other)));
        return { from: "raised", into: other, words };
      }),
      refusal: "BAD_REQUEST MergedInCircles into",
    },
    "what everybody sees, into what no steward has looked at": {
      given: inGap("ina", into, { first: confirmed }),
      refusal: "CONFLICT NotLookedAt into",
    },
    "what is taken on": {
      given: inGap("ina", async (at) => ({ ...(await into(at)), from: "beingAddressed" }), { first: takenOn }),
      refusal: "CONFLICT GapMoved",
    },
    "who works somewhere": { given: inGap("rhona", into), refusal: "FORBIDDEN StewardsOnly" },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inGap("ina", into), { as: "cora" }), outcomes: ["GapMoved", "written"], here: ["gapMerged"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("two that are merged into each other at one moment: one of them stands afterwards", async () => {
  const at = await aGap(world);
  const other = atRoom(world, at.who, gapRoom(await anotherGap(at)));
  await Promise.allSettled([
    did("ina", "mergeGap", { from: "raised", into: subject(other), words })(at),
    did("cora", "mergeGap", { from: "raised", into: subject(at), words })(other),
  ]);
  await world.app.effects.settled();
  expect([await at.gap(), await other.gap()].map(({ status }) => status).sort()).toEqual(["merged", "raised"]);
});
test("three that are merged in a circle at one moment: one of them stands afterwards", async () => {
  const at = await aGap(world);
  const [second, third] = [atRoom(world, at.who, gapRoom(await anotherGap(at))), atRoom(world, at.who, gapRoom(await anotherGap(at)))];
  await Promise.allSettled([
    did("ina", "mergeGap", { from: "raised", into: subject(second), words })(at),
    did("cora", "mergeGap", { from: "raised", into: subject(third), words })(second),
    did("carol", "mergeGap", { from: "raised", into: subject(at), words })(third),
  ]);
  await world.app.effects.settled();
  const all = [await at.gap(), await second.gap(), await third.gap()];
  expect(all.map(({ status }) => status).sort()).toEqual(["merged", "merged", "raised"]);
});
test("what is merged into one that is taken back at the same moment stands again, or keeps what it leads to", async () => {
  const written: boolean[] = [];
  for (let round = 0; round < 20 && written.filter(Boolean).length < 5; round++) {
    const at = await aGap(world, { by: "rhona" });
    const other = atRoom(world, at.who, gapRoom(await anotherGap(at)));
    const both = await Promise.allSettled([
      did("ina", "mergeGap", { from: "raised", into: subject(other), words })(at),
      did("jean", "withdrawGap", { words: "" })(other),
    ]);
    await world.app.effects.settled();
    const ends = [(await at.gap()).status, (await other.gap()).status];
    expect([
      ["raised", "withdrawn"],
      ["merged", "raised"],
    ]).toContainEqual(ends);
    written.push(both.every(({ status }) => status === "fulfilled"));
  }
  expect(written, "both were written at one moment").toContain(true);
});
test("what was merged when whoever took the other one back couldn't see that yet stands again too", async () => {
  const at = await aGap(world, { by: "rhona" });
  const other = atRoom(world, at.who, gapRoom(await anotherGap(at)));
  await did("ina", "mergeGap", { from: "raised", into: subject(other), words })(at);
  await world.app.effects.settled();
  // as if its row, by which that is looked up, were written a moment later
  const rows = world.database.collection<{ _id: string }>("mapGaps");
  const row = await rows.findOneAndDelete({ _id: subject(at) });
  await did("jean", "withdrawGap", { words: "" })(other);
  await world.app.effects.settled();
  await rows.insertOne(row ?? { _id: subject(at) });
  const { seq = 0 } = (await world.app.log.read(other.roomId, 0)).events.at(-1) ?? {};
  await world.database.collection("commits").updateMany({ room: other.roomId, seq }, { $set: { due: true } });
  await world.app.effects.sweep();
  expect((await at.gap()).status).toBe("raised");
});
