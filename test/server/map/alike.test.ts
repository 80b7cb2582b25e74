import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Alike } from "../../../apps/server/src/map/router-alike.ts";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import type { Person } from "../../kit/build.ts";
import { govan, ibrox, pointIn, suggestAsset, suggestGap } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { aGap, anAsset, type Cast, castIn, did, hide, validated } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());

const asked = async <T>(as: Person | null, path: string, input: Record<string, unknown>): Promise<T> =>
  as === null ? outsider<T>(world, path, input) : ((await (await world.as(as)).call(`map.${path}`, input)) as unknown as { data: T }).data;
const like = async (as: Person | null, what: "assets" | "gaps", name: string, more: Record<string, unknown> = {}): Promise<string[]> => {
  const found = await asked<Alike[]>(as, "alike", { what, name, themes: ["transport"], areaId: govan, ...more });
  return found.map((one) => one.name);
};

test("whoever is about to say what is missing is offered what is like it and near, and is open, as far as they may see it", async () => {
  const bench = { title: "Nowhere to sit by the bus station", theme: "transport" as const };
  const about = (change: object) => ({ change: { ...bench, ...change } });
  await aGap(world, { ...about({}), first: validated });
  await aGap(world, {
    ...about({ title: "A seat at the bus station, over there", areaId: ibrox, point: pointIn(0.001) }),
    first: validated,
  });
  await aGap(world, about({ title: "No bench at the bus station, says somebody" }));
  await aGap(world, { ...about({ title: "Far away by a bus station", areaId: ibrox }), first: validated });
  await aGap(world, {
    ...about({ title: "The bus station has no seats, not taken up" }),
    first: did("ina", "declineGap", { from: "raised", words: "No." }),
  });
  await aGap(world, { ...about({ title: "A hidden bus station" }), first: did("ina", "hideGap", { words: "It tells of one family." }) });
  await suggestGap(world, { ...bench, title: "Bus station, suggested" });
  const near = { point: pointIn() };
  const open = [bench.title, "A seat at the bus station, over there"];
  const unlooked = "No bench at the bus station, says somebody";
  expect((await like(null, "gaps", "A bench by the bus station", near)).sort()).toEqual([...open].sort());
  expect((await like(who.rab, "gaps", "A bench by the bus station", near)).sort()).toEqual([...open, unlooked].sort());
  expect(await like(who.rab, "gaps", "Somewhere to sing")).toEqual([]);
});

test("whoever is about to add something is offered what is called nearly so in its area; what is hidden only to who would find it there anyway", async () => {
  await anAsset(world, { change: { name: "Slow walk along the river", themes: ["moving"] } });
  await anAsset(world, { change: { name: "Slow walk, kept secret", themes: ["moving"] }, first: hide });
  const walk = { themes: ["moving"] };
  expect(await like(null, "assets", "The slow river walk", walk)).toEqual(["Slow walk along the river"]);
  expect(await like(who.jean, "assets", "The slow river walk", walk)).toEqual(["Slow walk along the river"]);
  expect(await like(null, "assets", "The slow river walk", { themes: ["moving"], areaId: ibrox })).toEqual([]);
});

test("who looks after the map sees what may be told of twice: what waits with what it is like, and what is there beside what was there before", async () => {
  const first = await aGap(world, { change: { title: "No lunch club on Saturdays", theme: "food" }, first: validated });
  await world.later(60_000);
  const second = await aGap(world, { change: { title: "A lunch club on Saturdays, please", theme: "food" } });
  const held = await suggestGap(world, { title: "Saturday lunch club", theme: "food" });
  const shed = await anAsset(world, { change: { name: "The Elder Street shed" } });
  await world.later(60_000);
  const again = await anAsset(world, { change: { name: "Elder Street Shed" } });
  const waiting = await suggestAsset(world, { name: "Elder Street shed, Govan" });
  const { gaps, assets, twins } = await asked<QueueShown>(who.ina, "queue", undefined as never);
  const subject = ({ roomId }: { roomId: Parameters<typeof subjectOf>[0] }) => subjectOf(roomId);
  expect(twins.gaps).toContainEqual(
    expect.objectContaining({ id: subject(second), other: expect.objectContaining({ id: subject(first) }) }),
  );
  expect(twins.assets.filter(({ id }) => id === subject(again) || id === subject(shed))).toHaveLength(1);
  const heldAlike = gaps.find(({ gap }) => gap.gapId === subjectOf(held))?.alike.map(({ id }) => id);
  expect(heldAlike).toContain(subject(first));
  expect(assets.find(({ asset }) => asset.assetId === subjectOf(waiting))?.alike.map(({ id }) => id)).toContain(subject(shed));
  await did("ina", "mergeGap", { from: "raised", into: subject(first), words: "The same." })(second);
  expect((await asked<QueueShown>(who.ina, "queue", undefined as never)).twins.gaps.map(({ id }) => id)).not.toContain(subject(second));
});
