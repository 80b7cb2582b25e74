import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import type { AssetPage } from "../../../apps/server/src/map/router-reading.ts";
import { actAs } from "../../kit/build.ts";
import { addAsset, aMapCast, type MapCast, pointIn } from "../../kit/map.ts";
import { createWorld, type Node, startNode, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";

let world: World;
let other: Node;
let who: World["people"] & MapCast;
beforeAll(async () => {
  world = await createWorld();
  who = { ...world.people, ...(await aMapCast(world)) };
  other = await startNode({ database: world.database, masterKey: world.masterKey, clock: world.clock });
});
afterAll(async () => {
  await other?.app.stop();
  await world?.stop();
});

/** Asks a node until it says so: it looks at what others wrote at most four times a second. */
async function until(node: Pick<Node, "base">, input: unknown, fits: (page: AssetPage) => boolean): Promise<AssetPage> {
  for (let i = 0; i < 400; i++) {
    const page = await outsider<AssetPage>(node, "assets", input);
    if (fits(page)) return page;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it never came");
}

test("what one node writes is in its own list at once and soon in every other's, also when it moves, is hidden, or is shown again; both then say that they have the same rows", async () => {
  await outsider<AssetPage>(other, "assets");
  const roomId = await addAsset(world, who.carol, { name: "Ferry steps" });
  const here = { where: { near: pointIn(), km: 1 } };
  const mine = await outsider<AssetPage>(world, "assets", here);
  expect(mine.rows.map(({ name }) => name)).toEqual(["Ferry steps"]);
  expect((await until(other, here, ({ total }) => total === 1)).rev).toBe(mine.rev);
  const place = { precision: "exact", point: pointIn(0.1), address: "" };
  await actAs(world, who.carol, { roomId, type: "reviseAsset", input: { base: 1, changes: { place } } });
  expect((await outsider<AssetPage>(world, "assets", here)).total).toBe(0);
  await until(other, here, ({ total }) => total === 0);
  expect((await until(other, { where: { near: pointIn(0.1), km: 1 } }, ({ total }) => total === 1)).rows[0]?.at).toEqual(pointIn(0.1));
  await actAs(world, who.cora, { roomId, type: "hideAsset", input: { words: "Somebody could be found there." } });
  expect((await outsider<AssetPage>(world, "assets")).total).toBe(0);
  await until(other, {}, ({ total }) => total === 0);
  await actAs(world, who.cora, { roomId, type: "showAsset", input: { words: "It is safe again." } });
  await until(other, {}, ({ total }) => total === 1);
});

test("rows that were dropped and written anew from the log say what they said before, to a node that has just started too", async () => {
  await addAsset(world, who.carol, { name: "Second thing", fundingEnds: "2031-01-01" });
  const before = await outsider<AssetPage>(world, "assets");
  const { log, rooms, views } = world.app;
  await rebuildViews({ log, rooms, tables: [views.map] });
  expect(await outsider<AssetPage>(world, "assets")).toEqual(before);
  const third = await startNode({ database: world.database, masterKey: world.masterKey, clock: world.clock });
  try {
    expect(await outsider<AssetPage>(third, "assets")).toEqual(before);
  } finally {
    await third.app.stop();
  }
});

test("I5: a thief of the rows reads neither places, nor money, nor anything of what is held or hidden, nor a finer point than everybody is told", async () => {
  const point = { lon: -4.317_777, lat: 55.861_111 };
  const secret = {
    name: "Secret refuge",
    themes: ["safety" as const],
    place: { precision: "exact" as const, point, address: "Hidden Close" },
  };
  await addAsset(world, who.carol, secret);
  await addAsset(world, who.jean, { name: "Held bench" });
  const rough = await addAsset(world, who.carol, {
    name: "Rough place",
    place: { precision: "postcode", point, address: "Hidden Close", postcode: "G51 3UU" },
  });
  await actAs(world, who.carol, {
    roomId: rough,
    type: "sayCapacity",
    input: { status: "noCapacity", wait: "longer", urgent: null, note: "" },
  });
  const all = JSON.stringify(await world.database.collection("mapAssets").find({}).toArray());
  expect(all).toContain("Rough place");
  for (const word of ["Secret", "Held", "Close", "noCapacity", "2031", "-4.3177", "55.8611", "3UU"]) expect(all).not.toContain(word);
});
