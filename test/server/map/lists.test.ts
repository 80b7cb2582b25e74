import type { AssetId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AssetShown } from "../../../apps/server/src/map/present.ts";
import type { AssetPageShown } from "../../../apps/server/src/map/router-pages.ts";
import type { AssetPage, FeaturePage } from "../../../apps/server/src/map/router-reading.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { addAsset, aMapCast, govan, ibrox, type MapCast, pointIn } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";

let world: World;
let who: World["people"] & MapCast;
beforeAll(async () => {
  world = await createWorld();
  who = { ...world.people, ...(await aMapCast(world)) };
});
afterAll(() => world?.stop());

type Asked = Record<string, unknown>;
const asked = async <T>(as: Person | null, path: string, input: Asked = {}): Promise<T> => {
  if (as === null) return outsider<T>(world, path, input);
  const answer = await (await world.as(as)).call(`map.${path}`, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return (answer as unknown as { data: T }).data;
};
const list = (as: Person | null, input: Asked = {}) => asked<AssetPage>(as, "assets", input);
const page = async (as: Person | null, roomId: RoomId): Promise<AssetShown> => {
  const got = await asked<AssetPageShown | AssetShown>(as, "asset", { assetId: subjectOf(roomId) });
  return "asset" in got ? got.asset : got;
};
const names = ({ rows }: AssetPage) => rows.map(({ name }) => name);
const add = (change: Partial<AssetDetails>, by: Person = who.tariq) => addAsset(world, by, change);
const here = (east: number, precision: AssetDetails["place"]["precision"] = "exact") => ({ precision, point: pointIn(east), address: "" });
const say = (roomId: RoomId, status: string) =>
  actAs(world, who.tariq, { roomId, type: "sayCapacity", input: { status, wait: "none", urgent: null, note: "" } });

describe("the list, the map and an export", () => {
  test("I10: count the same for the same question, whoever asks and however it is narrowed, and are made of the same rows", async () => {
    await add({ name: "Near choir", themes: ["arts"], place: here(0.5) });
    await add({ name: "Far choir", themes: ["arts"], place: here(0.52), areaId: ibrox });
    await add({ name: "Online choir", kind: "online", themes: ["arts", "company"], place: { precision: "exact", address: "" } });
    const questions: Asked[] = [
      {},
      { themes: ["arts"] },
      { themes: ["arts"], where: { near: pointIn(0.5), km: 0.5 } },
      { where: { bbox: [-4.31 + 0.4, 55.8, -4.31 + 0.6, 55.9] } },
      { areaIds: [ibrox] },
      { text: "CHOIR" },
      { kinds: ["online"], where: { nowhere: true } },
    ];
    const counts = await Promise.all(
      questions.map(async (question) => {
        const of = await Promise.all(
          [who.rhona, who.jean, who.cora, null].map(
            async (as) => [await list(as, question), await asked<FeaturePage>(as, "features", question)] as const,
          ),
        );
        for (const [rows, features] of of) {
          expect(features.total).toBe(rows.total);
          expect(features.features.length + features.unplaced).toBe(rows.total);
          expect(features.rev).toBe(rows.rev);
          expect(rows.rows.length).toBe(rows.total);
        }
        return of[0]?.[0].total;
      }),
    );
    expect(counts).toEqual([3, 3, 1, 2, 1, 3, 1]);
  });

  test("nearest first, with how far it is as the crow flies and about how long on foot; what is stale comes last, however near, and is never gone", async () => {
    const at = { themes: ["moving"], where: { near: pointIn(0.7), km: 5 } };
    await add({ name: "Old walk", themes: ["moving"], place: here(0.7) });
    await world.later(400 * day);
    await add({ name: "Walk", themes: ["moving"], place: here(0.72) });
    await add({ name: "Nearer walk", themes: ["moving"], place: here(0.71) });
    const { rows, total } = await list(who.rhona, at);
    expect(total).toBe(3);
    expect(rows.map(({ name, fresh }) => [name, fresh])).toEqual([
      ["Nearer walk", "fresh"],
      ["Walk", "fresh"],
      ["Old walk", "stale"],
    ]);
    expect(rows[0]?.km).toBeCloseTo(kmBetween(pointIn(0.7), pointIn(0.71)), 1);
    expect(rows[0]?.minutes).toBeGreaterThan(5);
    expect(names(await list(null, { ...at, sort: "name" }))).toEqual(["Nearer walk", "Old walk", "Walk"]);
    expect(names(await list(null, { ...at, fresh: ["stale"] }))).toEqual(["Old walk"]);
  });

  test("places: said for 21 days and then unknown; who may not see them isn't told, can't ask by them, and finds nothing of what was said before", async () => {
    const room = await add({ name: "Bike shed", themes: ["learning"], place: here(0.8) });
    await say(room, "waitlist");
    await say(room, "capacity");
    const at = { themes: ["learning"] };
    expect((await list(who.rhona, { ...at, places: true })).rows).toMatchObject([{ name: "Bike shed", capacity: { status: "capacity" } }]);
    expect((await list(who.jean, at)).rows).toMatchObject([{ capacity: null }]);
    expect((await list(null, at)).rows).toMatchObject([{ capacity: null }]);
    await expect(list(who.jean, { places: true })).rejects.toThrow("WorkersOnly");
    await expect(list(null, { places: true })).rejects.toThrow("WorkersOnly");
    await world.later(22 * day);
    expect((await list(who.rhona, { ...at, places: true })).total).toBe(0);
    expect((await list(who.rhona, at)).rows).toMatchObject([{ capacity: { status: "unknown", at: null } }]);
    expect((await page(who.rhona, room)).capacity).toMatchObject({ status: "unknown", note: "", at: null, org: "" });
    const whole = await asked<AssetPageShown>(who.cora, "asset", { assetId: subjectOf(room) });
    expect(JSON.stringify(whole), "past values are shown to nobody").not.toMatch(/waitlist|capacitySaid/);
  });

  test("ranking is the same whether something is free or full", async () => {
    const full = await add({ name: "A", themes: ["work"], place: here(0.9) });
    await world.later(1_000);
    const free = await add({ name: "B", themes: ["work"], place: here(0.91) });
    const at = { themes: ["work"], where: { near: pointIn(0.9), km: 5 } };
    const orders = async () => [names(await list(who.rhona, at)), names(await list(who.rhona, { ...at, sort: "fresh" }))];
    const before = await orders();
    await say(full, "noCapacity");
    await say(free, "capacity");
    expect(await orders()).toEqual(before);
  });

  test("I8: what was merged or closed keeps answering, with its reason and where it leads, and stands in no list", async () => {
    const kept = await add({ name: "Kept", themes: ["faith"] });
    const gone = await add({ name: "Double", themes: ["faith"] });
    const over = await add({ name: "Over", themes: ["faith"] });
    await actAs(world, who.cora, { roomId: gone, type: "mergeAsset", input: { into: subjectOf(kept), words: "It is there twice." } });
    await actAs(world, who.cora, { roomId: over, type: "closeAsset", input: { words: "The hall was sold.", noneKnown: true } });
    expect(names(await list(null, { themes: ["faith"] }))).toEqual(["Kept"]);
    for (const as of [null, who.jean, who.rhona]) {
      expect(await page(as, gone)).toMatchObject({ status: "merged", into: subjectOf(kept) as AssetId, words: "It is there twice." });
      expect(await page(as, over)).toMatchObject({ status: "closed", words: "The hall was sold." });
    }
  });

  test("more than two thousand are sent as clusters that add up to the same total", async () => {
    const { table } = world.app.views.map.index;
    const { rows } = await list(who.rhona, { themes: ["arts"] });
    expect(rows.length).toBeGreaterThan(0);
    for (let i = 0; i < 2_500; i++) {
      const id = `00000000-0000-7000-8000-${String(i).padStart(12, "0")}` as AssetId;
      const row = {
        name: `Stall ${i}`,
        summary: "",
        kind: i % 2 ? "service" : "group",
        themes: ["transport"],
        audiences: [],
        access: [],
        cost: "free",
        status: "live",
      } as const;
      const more = {
        areaId: govan,
        reach: null,
        precision: "exact",
        point: pointIn(i / 5_000, (i % 50) / 500),
        lost: false,
        verifiedAt: null,
        method: null,
      } as const;
      table().put(
        id,
        {
          ...row,
          themes: [...row.themes],
          audiences: [],
          access: [],
          ...more,
          closesOn: null,
          into: null,
          modifiedAt: "2026-01-01T00:00:00.000Z",
          capacity: null,
          fundingEnds: null,
        },
        1,
      );
    }
    const map = await asked<FeaturePage>(null, "features", { themes: ["transport"] });
    expect(map).toMatchObject({ total: 2_500, unplaced: 0, features: [] });
    expect(map.clusters.length).toBeLessThan(1_000);
    expect(map.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(2_500);
    expect(map.clusters.reduce((sum, { kinds }) => sum + (kinds.group ?? 0), 0)).toBe(1_250);
    const second = await list(null, { themes: ["transport"], page: 2, sort: "name" });
    expect([second.total, second.rows.length, second.rows[0]?.name]).toEqual([2_500, 200, "Stall 200"]);
  });
});
