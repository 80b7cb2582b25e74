import { type AssetId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { assetRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { aMapCast, assetDetails, govan, ibrox, type MapCast, pointIn } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { bytesFor } from "./reading.ts";

let world: World;
let who: World["people"] & MapCast;
beforeAll(async () => {
  world = await createWorld();
  who = { ...world.people, ...(await aMapCast(world)) };
});
afterAll(() => world?.stop());

const assetId = newId<AssetId>(Date.now());
const roomId = assetRoom(assetId);
/** Everything that can be asked, from everywhere: in boxes, around points, by words, by area, on the map, for the overlay, and the thing itself. */
const questions = (around: Point): [string, unknown][] => [
  ...[0.2, 1, 5, 40].map((km): [string, unknown] => ["assets", { where: { near: around, km } }]),
  ["assets", { where: { near: around, km: 50 }, sort: "distance", text: "house" }],
  ["assets", { where: { bbox: [around.lon - 0.01, around.lat - 0.01, around.lon + 0.01, around.lat + 0.01] } }],
  ["assets", { where: { nowhere: true } }],
  ["assets", { areaIds: [govan] }],
  ["assets", { areaIds: [ibrox] }],
  ["assets", { text: "house" }],
  ["assets", {}],
  ["features", {}],
  ["features", { where: { near: around, km: 50 } }],
  ["overlay", { areaIds: [govan, ibrox] }],
  ["near", { theme: "homes", km: 1 }],
  ["gaps", {}],
  ["areas", {}],
  ["asset", { assetId }],
];
const who2 = (): Person[] => [who.jean, who.rhona];

/** All answers to who isn't told more than everybody: an outsider's, a resident's, and those of somebody who works elsewhere; as bytes. */
async function answers(around: Point, { workers }: { workers: boolean }): Promise<string[]> {
  const all: string[] = [];
  for (const [path, input] of questions(around)) {
    all.push(`${path} ${(await bytesFor(world, path, input)).text}`);
    if (!workers) continue;
    for (const as of who2()) all.push(`${as.name} ${path} ${(await (await world.as(as)).bytes(`map.${path}`, input)).text}`);
  }
  return all.map(still);
}
/** Without what tells only how often it was changed, and when: a test changes the one thing that it asks about. */
const still = (line: string): string =>
  line
    .replace(/"(at|modifiedAt|addedAt|verifiedAt|rev)":"[^"]*"/g, '"$1":""')
    .replace(/"(seq|base)":\d+/g, '"$1":0')
    .replace(/(\{"seq":0,"at":"","what":"assetRevised"[^{}]*\},?)+/g, "");

/** The same thing with its true place elsewhere, as it would stand had it been added so. */
async function standing(details: AssetDetails, hidden: boolean): Promise<void> {
  const { head } = await world.app.rooms.ask<{ head: number }>(roomId);
  if (head === 0) await actAs(world, who.carol, { roomId, type: "addAsset", input: { assetId, details } });
  const state = await world.app.rooms.ask<{ head: number; hidden: boolean }>(roomId);
  // where nothing is new, it stands so
  await actAs(world, who.carol, { roomId, type: "reviseAsset", input: { base: state.head, changes: details } }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== "NothingChanged") throw error;
  });
  if (state.hidden !== hidden)
    await actAs(world, who.cora, { roomId, type: hidden ? "hideAsset" : "showAsset", input: { words: "Somebody could be found there." } });
}

const somewhere = fc.record({ east: fc.integer({ min: -40, max: 40 }), north: fc.integer({ min: -40, max: 40 }) });
const at = ({ east, north }: { east: number; north: number }): Point => pointIn(east / 1000, north / 1000);
const house = (point: Point, precision: AssetDetails["place"]["precision"], change: Partial<AssetDetails> = {}): AssetDetails =>
  assetDetails({
    ...{ name: "Quiet house", kind: "service", themes: ["homes"] },
    place: { precision, point, address: `${Math.round(point.lon * 1e6)} Close`, postcode: "G51 3UU", town: "Glasgow" },
    ...change,
  });

test("I5: what is told by its district or to nobody answers everybody who isn't told more with the same bytes wherever it truly is", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<"hidden" | "district">("hidden", "district"),
      somewhere,
      somewhere,
      somewhere,
      async (precision, one, other, asking) => {
        const fixed = { areaId: govan };
        await standing(house(at(one), precision, fixed), false);
        const first = await answers(at(asking), { workers: true });
        const { postcode: _none, ...elsewhere } = house(at(other), precision, fixed).place;
        // a district tells the postcode's district, and nothing of the rest of it
        await standing({ ...house(at(other), precision, fixed), place: { ...elsewhere, postcode: "G51 1AA" } }, false);
        expect(await answers(at(asking), { workers: true })).toEqual(first);
      },
    ),
    { numRuns: 4 },
  );
});

test("I5: a postcode tells its rough point and nothing finer: whoever moves it within that changes no answer", {
  timeout: 120_000,
}, async () => {
  const middle = { lon: -4.31, lat: 55.862 };
  const nudge = fc.integer({ min: -4, max: 4 });
  await fc.assert(
    fc.asyncProperty(nudge, nudge, async (east, north) => {
      await standing(house(middle, "postcode"), false);
      const first = await answers(middle, { workers: true });
      await standing(house({ lon: middle.lon + east / 10_000, lat: middle.lat + north / 20_000 }, "postcode"), false);
      const now = await answers(middle, { workers: true });
      expect(now).toEqual(first);
      expect(now.join("\n")).not.toContain("Close");
    }),
    { numRuns: 5 },
  );
});

test("16: whoever asks by distance or by area is answered the same with a refuge and without one, and its page isn't there for them", {
  timeout: 120_000,
}, async () => {
  await standing(house(pointIn(), "exact"), true);
  const refuge = newId<AssetId>(Date.now());
  const refugeRoom: RoomId = assetRoom(refuge);
  const before = await answers(pointIn(), { workers: false });
  const details = house(pointIn(), "exact", { name: "Refuge house", themes: ["safety"], audiences: ["women"] });
  await actAs(world, who.carol, { roomId: refugeRoom, type: "addAsset", input: { assetId: refuge, details } });
  await world.app.effects.settled();
  expect(await answers(pointIn(), { workers: false })).toEqual(before);
  const absent = await bytesFor(world, "asset", { assetId: newId(Date.now()) });
  expect(await bytesFor(world, "asset", { assetId: refuge })).toEqual(absent);
  const rhona = await world.as(who.rhona);
  const found = (await rhona.call("map.assets", { text: "refuge" })) as unknown as {
    data: { rows: { at: unknown; km: unknown; area: unknown; hidden: boolean }[] };
  };
  expect(found.data.rows, "people who work find it by words, without a place").toMatchObject([
    { at: null, km: null, area: null, hidden: true },
  ]);
  const near = (await rhona.call("map.assets", { text: "refuge", where: { near: pointIn(), km: 50 } })) as unknown as {
    data: { total: number };
  };
  expect(near.data.total, "and by no distance").toBe(0);
  const shown = (await rhona.bytes("map.asset", { assetId: refuge })).text;
  for (const secret of ["Close", "G51", "Glasgow", "-4.31", "55.86"]) expect(shown).not.toContain(secret);
  const resident = (await (await world.as(who.jean)).bytes("map.assets", { text: "refuge" })).text;
  expect(resident).not.toContain(subjectOf(refugeRoom));
});
