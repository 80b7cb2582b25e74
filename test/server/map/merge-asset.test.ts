import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  type At,
  anAsset,
  announced,
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
const verified = did("rhona", "verifyAsset", { method: "phoned", words: "" });
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
    "what closes: who was told so because they had made sure of it, and doesn't follow it, hears that it leads on": {
      given: inAsset("ina", into, { first: inTurn(verified, announced()), elsewhere: both(stirs, tells("tariq", "rhona")) }),
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

/** What these people were told by it, by name. */
async function news({ who }: At, act: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const all = Object.values(who);
  const before = await Promise.all(all.map((one) => toldTo(world, one)));
  await act();
  await world.app.effects.settled();
  const after = await Promise.all(all.map((one) => toldTo(world, one)));
  const since = all.map(({ name }, i): [string, string[]] => [name, (after[i] ?? []).slice(before[i]?.length).sort()]);
  return Object.fromEntries(since.filter(([, kinds]) => kinds.length > 0));
}
const follows = did("ailsa", "followAsset", { on: true });
/** Somebody's, merged into another's that closes; Ailsa follows both, Rhona has made sure of the first one. */
async function mergedIntoClosing(): Promise<{ at: At; other: At; heard: Record<string, string[]> }> {
  const at = await anAsset(world, { first: inTurn(verified, follows) });
  const other = atRoom(world, at.who, assetRoom(await anotherAsset(at, { by: "pat", first: inTurn(follows, announced()) })));
  await world.app.effects.settled();
  return { at, other, heard: await news(at, () => did("ina", "mergeAsset", { into: subject(other), words })(at)) };
}
test("what leads from now on to something that closes: who relies on it is told so there, nobody twice, and hears what becomes of that", async () => {
  const { at, other, heard } = await mergedIntoClosing();
  expect(heard).toEqual({ Tariq: ["assetCloses", "assetMoved"], Rhona: ["assetCloses"], Ailsa: ["assetMoved"] });
  const names = new Map(Object.values(at.who).map(({ personId, name }) => [personId, name]));
  const told = (await other.asset()).closing?.told.map(({ personId, why }): [string, string] => [names.get(personId) ?? "", why]) ?? [];
  expect(told).toHaveLength(4);
  expect(Object.fromEntries(told)).toEqual({ Pat: "follows", Ailsa: "follows", Rhona: "verified", Tariq: "follows" });
  await did("rhona", "readClosing")(other);
  expect(await news(at, () => did("cora", "cancelClosing", { words: "It goes on." })(other))).toEqual(
    Object.fromEntries(["Tariq", "Rhona", "Ailsa", "Pat"].map((name) => [name, ["assetMoved"]])),
  );
});
test("taken apart again, who relies on it and was told that what it led to closes hears that, whether that was announced before or after the merge", async () => {
  const apart = did("cora", "unmergeAsset", { words: "They are two." });
  const heard = Object.fromEntries(["Tariq", "Rhona", "Ailsa"].map((name) => [name, ["assetMoved"]]));
  const { at } = await mergedIntoClosing();
  expect(await news(at, () => apart(at))).toEqual(heard);
  const one = await anAsset(world, { first: inTurn(verified, follows) });
  const other = atRoom(world, at.who, assetRoom(await anotherAsset(at, { by: "pat" })));
  await inTurn(did("ina", "mergeAsset", { into: subject(other), words }), () => announced()(other))(one);
  await world.app.effects.settled();
  expect(await news(one, () => apart(one))).toEqual(heard);
});
test("who merges something, or takes it apart, isn't given the list of whom it concerns", async () => {
  const at = await anAsset(world, { first: inTurn(verified, announced()) });
  const other = await anotherAsset(at, { first: announced() });
  const ina = await world.as(at.who.ina);
  const people = (event: unknown) => JSON.stringify(event).includes(at.who.rhona.personId);
  expect(people(await ina.act(at.roomId, "mergeAsset", { into: other, words }))).toBe(false);
  expect(people(await ina.act(at.roomId, "unmergeAsset", { words }))).toBe(false);
});
