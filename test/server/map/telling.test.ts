import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { mostAnHour, type Telling } from "@linkwork/shared/map/rules.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { addAsset, assetDetails, gapDetails, raiseGap } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
  // what they change is another's, which is for those of whom something was accepted
  for (const as of [who.jean, who.ailsa])
    await actAs(world, who.ina, { roomId: await addAsset(world, as), type: "acceptAsset", input: { words: "" } });
  await world.later(3600_000 + 1);
});
afterAll(() => world?.stop());

type Told = { id: string; roomId: RoomId; input: object };
const tellings: Record<Telling, { command: string; one: (under: RoomId) => Told | Promise<Told> }> = {
  gaps: {
    command: "raiseGap",
    one: () => {
      const gapId = newId<never>(Date.now());
      return { id: newId(Date.now()), roomId: gapRoom(gapId), input: { gapId, details: gapDetails() } };
    },
  },
  assets: {
    command: "addAsset",
    one: () => {
      const assetId = newId<never>(Date.now());
      return { id: newId(Date.now()), roomId: assetRoom(assetId), input: { assetId, details: assetDetails() } };
    },
  },
  doubts: {
    command: "doubtAsset",
    one: async () => ({
      id: newId(Date.now()),
      roomId: await addAsset(world, who.cora),
      input: { doubtId: newId(Date.now()), what: "gone", words: "The door is boarded up." },
    }),
  },
  changes: {
    command: "reviseAsset",
    one: async () => ({
      id: newId(Date.now()),
      roomId: await addAsset(world, who.cora, { kind: "place" }),
      input: { base: 1, changes: { when: "On Mondays." } },
    }),
  },
  evidence: {
    command: "addEvidence",
    one: (under) => ({ id: newId(Date.now()), roomId: under, input: { evidenceId: newId(Date.now()), text: "I saw it too." } }),
  },
};
test.for(Object.keys(tellings) as Telling[])(
  "of %s one person tells so much in an hour and no more; what was sent twice is one, who looks after the map has no end, and an hour later it goes on",
  async (what) => {
    const under = await raiseGap(world, who.cora);
    const { command, one } = tellings[what];
    const say = async (as: Person, told: Told): Promise<string> => {
      const answer = await (await world.as(as)).call(`map.${command}`, told);
      return answer.ok ? "written" : answer.error.code;
    };
    const first = await one(under);
    expect(await say(who.jean, first)).toBe("written");
    const many = (as: Person, count: number) => Promise.all(Array.from({ length: count }, async () => say(as, await one(under))));
    expect(new Set(await many(who.jean, mostAnHour[what] - 1))).toEqual(new Set(["written"]));
    expect(await say(who.jean, await one(under))).toBe("TooManyPins");
    expect(await say(who.jean, first)).toBe("written");
    expect(await say(who.ailsa, await one(under))).toBe("written");
    expect(new Set(await many(who.ina, mostAnHour[what] + 1))).toEqual(new Set(["written"]));
    await world.later(3600_000 + 1);
    expect(await say(who.jean, await one(under))).toBe("written");
  },
);
