import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { govan, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  anAsset,
  announced,
  anotherAsset,
  both,
  claimed,
  dayAhead,
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

const words = { words: "The door is shut for good.", alternatives: [], noneKnown: true };
/** It is announced for today, and over: its area hears both. */
const stirsTwice = () => ({ [areaRoom(govan)]: ["stirred", "stirred"] });
const told = { elsewhere: both(stirsTwice, tells("tariq")) };
const closed = ["closingAnnounced", "assetClosed"];
describeCommand({
  command: "closeAsset",
  readBy: "house",
  hidden: inAsset("cora", words, { first: hide }),
  stranger: some("jean"),
  allowed: {
    "who looks after the map closes it, and who follows it is told once": { given: inAsset("ina", words, told), here: closed },
    "with what there is instead": {
      given: inAsset("ina", async (at) => ({ words: "Moved.", alternatives: [await anotherAsset(at)] }), told),
      here: closed,
    },
    "who runs it": { given: inAsset("carol", words, { ...told, first: claimed }), here: closed },
    "before the day that was announced, to those who were told then": {
      given: inAsset("cora", { words: "The door is shut." }, { first: announced(), elsewhere: both(stirs, tells("tariq")) }),
      here: ["assetClosed"],
    },
  },
  refused: {
    "without a word of what there is instead": {
      given: inAsset("ina", { words: "It is shut." }),
      refusal: "BAD_REQUEST AlternativeMissing alternatives",
    },
    "with something instead that isn't there": {
      given: inAsset("ina", { words: "It is shut.", alternatives: [part()] }),
      refusal: "BAD_REQUEST UnknownOther alternatives",
    },
    "who works elsewhere": { given: inAsset("rhona", words), refusal: "FORBIDDEN NotYours" },
    "who works elsewhere, where an organisation runs it": {
      given: inAsset("rhona", words, { first: claimed }),
      refusal: "FORBIDDEN NotYours",
    },
    "who looks after the map, where another organisation runs it: they hear it first": {
      given: inAsset("cora", words, { first: claimed }),
      refusal: "CONFLICT ToldFirst",
    },
    "who looks after the map, before the last day that whoever runs it has announced": {
      given: inAsset("ina", { words: "The door is shut." }, { first: inTurn(claimed, announced("carol")) }),
      refusal: "CONFLICT ToldFirst",
    },
    "somebody who lives there, and has added it": { given: inAsset("jean", words, { by: "tess" }), refusal: "FORBIDDEN NotYours" },
    "what waits for a steward": { given: inAsset("ina", words, { by: "rab" }), refusal: "CONFLICT AssetMoved" },
  },
  other: () => ({ ...words, words: "Otherwise." }),
  raced: { given: twice(inAsset("cora", words), { as: "ina" }), outcomes: ["AssetMoved", "written"], here: closed },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("what is closed unannounced tells those whom an announcement tells, once each, and who hasn't read it is shown on its page after the last day", async () => {
  const at = await anAsset(world, {
    first: inTurn(did("jean", "followAsset", { on: true }), did("pat", "verifyAsset", { method: "visited", words: "" })),
  });
  const { who } = at;
  const people = [who.jean, who.pat, who.tariq, who.ailsa];
  await world.app.effects.settled();
  const before = await Promise.all(people.map((one) => toldTo(world, one)));
  await did("cora", "closeAsset", words)(at);
  await world.app.effects.settled();
  const after = await Promise.all(people.map((one) => toldTo(world, one)));
  expect(after.map((all, i) => all.slice(before[i]?.length))).toEqual([["assetCloses"], ["assetCloses"], ["assetCloses"], []]);
  await did("jean", "readClosing")(at);
  const page = (await (await world.as(who.cora)).call("map.asset", { assetId: subject(at) })) as {
    data?: { asset: { status: string; closing: { closesOn: string; told: { read: boolean }[] } } };
  };
  expect(page.data?.asset.status).toBe("closed");
  expect(page.data?.asset.closing.closesOn).toBe(dayAhead(world.clock.now(), 0));
  expect(page.data?.asset.closing.told.map(({ read }) => read).sort()).toEqual([false, false, true]);
});
