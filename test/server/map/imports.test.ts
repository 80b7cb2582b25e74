import { hash } from "node:crypto";
import { type AssetId, newId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { contentKey } from "@linkwork/shared/map/rules-import.ts";
import type { ResultRow } from "@linkwork/shared/map/schema-import.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { assetIdOf } from "../../../apps/server/src/map/imports-rows.ts";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import { actAs } from "../../kit/build.ts";
import { full } from "../../kit/depth.ts";
import { bringIn, head, line, previewOf, resultOf, sendDirectory, startOf, system, tableOf } from "../../kit/imports.ts";
import { addAsset, govan, readAll, toldTo } from "../../kit/map.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
let cora: Client;
beforeAll(async () => {
  world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": { lon: -4.31, lat: 55.862 } }) });
  who = await castIn(world);
  cora = await world.as(who.cora);
});
afterAll(() => world?.stop());
const stateOf = (assetId: AssetId | null | undefined) => world.app.rooms.ask<AssetState>(assetRoom(assetId as AssetId));

describe("I4: each row ends as one of five, and the same once more changes nothing", () => {
  test("created, then unchanged without an event, then updated where the source says something else", async () => {
    const of = system();
    const rows = [head, line("1", "Lunch club", { Category: "Food" }), line("2", "Café for carers")];
    const first = await bringIn(world, cora, tableOf(rows), { system: of });
    expect(first.row.counts).toEqual({ created: 2, updated: 0, unchanged: 0, duplicate: 0, rejected: 0 });
    await world.app.effects.settled();
    const before = await world.book();
    expect((await bringIn(world, cora, tableOf(rows), { system: of })).row.counts).toMatchObject({ unchanged: 2, created: 0 });
    expect(await world.added(before)).toEqual({});
    const changed = [head, rows[1] as string[], line("2", "Café for carers", { Description: "Now on Fridays too" })];
    const third = await bringIn(world, cora, tableOf(changed), { system: of });
    expect(third.rows.map(({ outcome }) => outcome)).toEqual(["unchanged", "updated"]);
    expect((await stateOf(third.rows[1]?.assetId)).details?.summary).toBe("Now on Fridays too");
  });

  test("whatever a table holds, outcomes add up to its rows, and the second time nothing is made or changed", async () => {
    const cell = fc.oneof(
      fc.constantFrom("", "G51 3UU", "0", "55.86", "-4.31", "259000", "665000", "Food", "=1+1", "\u202eabc", "x".repeat(3_000)),
      fc.string(),
    );
    const row = fc.array(cell, { minLength: 0, maxLength: head.length + 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (some) => {
        const rows = some
          .map((cells) => (cells.every((one) => one === "") ? ["1", "Something"] : cells))
          .map((cells) => cells.map((one) => one.replaceAll("\u0000", "")));
        const of = system();
        const bytes = tableOf([head, ...rows]);
        const first = await bringIn(world, cora, bytes, { system: of, areaId: govan, takeDuplicates: true });
        const second = await bringIn(world, cora, bytes, { system: of, areaId: govan, takeDuplicates: true });
        expect(second.row.counts.created + second.row.counts.updated).toBe(0);
        expect(second.row.counts.unchanged).toBe(first.row.counts.created);
        expect(second.row.counts.rejected).toBe(first.row.counts.rejected);
      }),
      { numRuns: full ? 60 : 10 },
    );
  });

  test("the same row twice in one file is one thing: the second is a duplicate of the first", async () => {
    const { rows } = await bringIn(world, cora, tableOf([head, line("1", "Choir"), line("1", "Choir again")]), { system: system() });
    expect(rows.map(({ outcome, other }) => [outcome, other?.assetId ?? null])).toEqual([
      ["created", null],
      ["duplicate", rows[0]?.assetId],
    ]);
  });

  test("without numbers of the source, things are known again by name and postcode", async () => {
    const of = system();
    const rows = [head.slice(1), line("", "The Repair Café").slice(1)];
    await bringIn(world, cora, tableOf(rows), { system: of });
    const again = [head.slice(1), line("", "Repair café, the", { Postcode: "g513uu", Description: "Mend it" }).slice(1)];
    expect((await bringIn(world, cora, tableOf(again), { system: of })).row.counts).toMatchObject({ updated: 1 });
  });

  const unnumbered = (...some: [name: string, change: Partial<Record<string, string>>][]) =>
    tableOf([head.slice(1), ...some.map(([name, change]) => line("", name, change).slice(1))]);
  const bench = (Lat: string, Postcode = ""): [string, Partial<Record<string, string>>] => ["Bench", { Lat, Lon: "-4.31", Postcode }];
  const alone = { areaId: govan, takeDuplicates: true };
  const ids = ({ rows }: { rows: ResultRow[] }) => rows.map(({ assetId }) => assetId);

  test("of one name and other places, or with other figures in their names, they are different things, and each is known again in any order", async () => {
    for (const some of [
      [bench("55.862"), bench("55.863")],
      [bench("55.862", "G51 3UU"), bench("55.863", "G51 3UU"), ["Bench", { Postcode: "G51 3UU" }] as const],
      [["Over 50s club", {}] as const, ["Over 60s club", {}] as const],
      [["Club", {}] as const, ["Club 2", {}] as const],
    ] as [string, Partial<Record<string, string>>][][]) {
      const choices = { ...alone, system: system() };
      const first = await bringIn(world, cora, unnumbered(...some), choices);
      expect(first.row.counts).toMatchObject({ created: some.length, duplicate: 0 });
      expect(new Set(ids(first)).size).toBe(some.length);
      const again = await bringIn(world, cora, unnumbered(...some), choices);
      const swapped = await bringIn(world, cora, unnumbered(...some.toReversed()), choices);
      for (const { row } of [again, swapped]) expect(row.counts).toMatchObject({ unchanged: some.length });
      expect(ids(swapped)).toEqual(ids(first).toReversed());
      // one at a time they are still the same
      for (const [at, one] of some.entries()) expect(ids(await bringIn(world, cora, unnumbered(one), choices))).toEqual([ids(first)[at]]);
    }
  });

  test("one whose place is put right stays the same thing, also where another of its name has come beside it by then", async () => {
    const choices = { ...alone, system: system() };
    const { rows } = await bringIn(world, cora, unnumbered(bench("55.862", "G51 3UU")), choices);
    const moved = await bringIn(world, cora, unnumbered(bench("55.8625", "G51 3UU")), choices);
    expect(moved.rows).toMatchObject([{ outcome: "updated", assetId: rows[0]?.assetId }]);
    const both = await bringIn(world, cora, unnumbered(bench("55.87", "G51 3UU"), bench("55.8625", "G51 3UU")), choices);
    expect(both.rows).toMatchObject([{ outcome: "created" }, { outcome: "unchanged", assetId: rows[0]?.assetId }]);
  });

  test("what came in when names were known without their figures and places is found again by what it is, and no other takes it", async () => {
    const of = system();
    const choices = { ...alone, system: of };
    const once = async (name: string, postcode: string, from: Uint8Array) => {
      const { rows } = await bringIn(world, cora, from, { ...choices, system: system() });
      const { details, source } = await stateOf(rows[0]?.assetId);
      const externalId = `content:${hash("sha256", contentKey(name, postcode), "hex").slice(0, 32)}`;
      const assetId = assetIdOf(of, externalId);
      const input = { assetId, details, source: { ...source, system: of, externalId } };
      await world.app.rooms.act(systemActor, assetRoom(assetId), { id: newId(Date.now()), type: "importAsset", input } as never);
      return assetId;
    };
    const club = await once("Over 50s club", "G51 3UU", unnumbered(["Over 50s club", {}]));
    const clubs = unnumbered(["Over 60s club", {}], ["Over 50s club", {}]);
    expect(ids(await bringIn(world, cora, clubs, choices))[1]).toBe(club);
    const old = await once("Bench", "", unnumbered(bench("55.863")));
    const benches = await bringIn(world, cora, unnumbered(bench("55.862"), bench("55.863"), bench("55.864")), choices);
    expect(ids(benches)[1]).toBe(old);
    expect(benches.row.counts).toMatchObject({ created: 2 });
    expect((await bringIn(world, cora, clubs, choices)).row.counts).toMatchObject({ unchanged: 2 });
  });
});

test("I3: an import verifies nothing, unless its source says when it was last sure; and never for less than what somebody found out", async () => {
  const of = system();
  const rows = [head, line("1", "Walking football"), line("2", "Sure of it", { "Last checked": "2026-01-15" })];
  const { rows: made } = await bringIn(world, cora, tableOf(rows), { system: of });
  expect((await stateOf(made[0]?.assetId)).verified).toBeNull();
  expect((await stateOf(made[1]?.assetId)).verified).toEqual({ at: "2026-01-15T00:00:00.000Z", method: "source", org: null });
  const roomId = assetRoom(made[1]?.assetId as AssetId);
  await actAs(world, who.carol, { roomId, type: "verifyAsset", input: { method: "phoned", words: "" } });
  const { verified } = await stateOf(made[1]?.assetId);
  rows[2] = line("2", "Sure of it", { "Last checked": "2026-01-16", Description: "Changed" });
  await bringIn(world, cora, tableOf(rows), { system: of });
  expect((await stateOf(made[1]?.assetId)).verified).toEqual(verified);
});

describe("1. and 2. rows in the wrong place are turned down with the reason, or put right", () => {
  const places: Record<string, [Partial<Record<string, string>>, Partial<ResultRow>]> = {
    "the other way round": [
      { Lat: "-4.31", Lon: "55.862" },
      { outcome: "rejected", reason: "swapped" },
    ],
    "0, 0": [
      { Lat: "0", Lon: "0" },
      { outcome: "rejected", reason: "zero" },
    ],
    "figures with the noise of a computer's arithmetic": [
      { Lat: "55.862000000000002", Lon: "-4.3099999999999996" },
      { outcome: "created" },
    ],
    "in France": [
      { Lat: "48.1", Lon: "2.3" },
      { outcome: "rejected", reason: "offMap" },
    ],
    "metres of the National Grid in the columns for degrees": [
      { Lat: "665000", Lon: "255500" },
      { outcome: "created", notes: ["grid", "costUnknown"] },
    ],
    "metres that are on no grid": [
      { Lat: "665000", Lon: "12" },
      { outcome: "rejected", reason: "offMap" },
    ],
  };
  for (const [title, [change, expected]] of Object.entries(places))
    test(title, async () => {
      const { rows } = await bringIn(world, cora, tableOf([head, line("1", `Something ${title}`, change)]), {
        system: system(),
        takeDuplicates: true,
      });
      expect(rows[0]).toMatchObject(expected);
      if (rows[0]?.outcome !== "created") return;
      const { details } = await stateOf(rows[0].assetId);
      expect(details?.place.point?.lat).toBeCloseTo(55.86, 1);
      expect(details?.place.point?.lon).toBeCloseTo(-4.31, 1);
    });
});

test("3. a postcode that nobody knows is kept, and waits for a place", async () => {
  const rows = [head, line("1", "New estate club", { Postcode: "G51 9ZZ" })];
  const {
    rows: [row],
  } = await bringIn(world, cora, tableOf(rows), { system: system() });
  expect(row).toMatchObject({ outcome: "created", notes: ["postcodeUnknown", "costUnknown"] });
  expect((await stateOf(row?.assetId)).details?.place).toEqual({ precision: "postcode", address: "", postcode: "G51 9ZZ" });
});

test("4. a refuge that comes in is kept off the map, and nobody outside is told where it is", async () => {
  const many = "Counselling; Accommodation; Domestic abuse; Legal advice; Health; Community support; Benefits";
  const rows = [
    head,
    line("1", "A safe house", { Category: "Domestic abuse", Lat: "55.862", Lon: "-4.31" }),
    line("2", "Rooms with a lock", { Category: many, Lat: "55.862", Lon: "-4.31" }),
  ];
  const { rows: came } = await bringIn(world, cora, tableOf(rows), { system: system() });
  for (const row of came) {
    expect(row).toMatchObject({ outcome: "created", notes: expect.arrayContaining(["hidden"]) });
    expect(await stateOf(row.assetId)).toMatchObject({ hidden: true, details: { place: { precision: "hidden" } } });
  }
});

test("4. what an import brings in hidden waits for a steward: of all of it they hear once, and who brought it in doesn't", async () => {
  await world.app.effects.settled();
  await readAll(world, who.ina, who.cora);
  const before = await Promise.all([who.ina, who.cora].map((one) => toldTo(world, one)));
  const houses = 105;
  const rows = [head, ...Array.from({ length: houses }, (_, n) => line(String(n), `Safe house ${n}`, { Category: "Domestic abuse" }))];
  const { id } = await sendDirectory(world, cora, tableOf(rows));
  await startOf(cora, id, { system: system(), takeDuplicates: true });
  await world.app.importer.go();
  const heard = await Promise.all([who.ina, who.cora].map((one) => toldTo(world, one)));
  expect(heard.map((kinds, i) => kinds.slice(before[i]?.length))).toEqual([["mapWaits"], []]);
  const ina = await world.as(who.ina);
  const { data } = (await ina.call("map.queue")) as unknown as { data: QueueShown };
  expect(data.waiting.guarded).toBeGreaterThanOrEqual(houses);
  expect(data.assets.filter(({ waits }) => waits.includes("guarded"))).toHaveLength(100);
  // none of them keeps from being seen what waits for something else
  const claimed = await addAsset(world, who.tariq, { name: "Claimed since" });
  await actAs(world, who.tariq, { roomId: claimed, type: "claimAsset", input: { words: "" } });
  const after = ((await ina.call("map.queue")) as unknown as { data: QueueShown }).data;
  expect(after.assets.find(({ asset }) => asset.roomId === claimed)?.waits).toEqual(["claim"]);
});

test("13. formulas, scripts and signs that turn the reading direction are kept as the text that they are", async () => {
  const names = ["=HYPERLINK(1)", "<script>alert(1)</script>", "\u202eevil", "@SUM(A1)"];
  const { rows } = await bringIn(world, cora, tableOf([head, ...names.map((name, at) => line(String(at), name))]), {
    system: system(),
    takeDuplicates: true,
  });
  expect(rows.map(({ outcome, name }) => [outcome, name])).toEqual(names.map((name) => ["created", name]));
  const { details } = await stateOf(rows[2]?.assetId);
  expect(details?.name).toBe("\u202eevil");
});

test("12. what was read in the wrong encoding is turned down, and U+FFFD is never kept; chosen rightly, it is as it was meant", async () => {
  const bytes = Uint8Array.from([...Buffer.from(tableOf([head, line("1", "Caf# Zo#")])).map((byte) => (byte === 0x23 ? 0xe9 : byte))]);
  const { id } = await sendDirectory(world, cora, bytes);
  expect((await previewOf(cora, id)).rows).toMatchObject([{ name: "Café Zoé" }]);
  expect(await previewOf(cora, id, { encoding: "utf-8" })).toMatchObject({ rows: [{ reason: "badText" }] });
  await startOf(cora, id, { system: system() });
  await world.app.importer.go();
  const { rows, row } = await resultOf(cora, id);
  expect(row.choices).toMatchObject({ encoding: "windows-1252", delimiter: "," });
  expect(rows).toMatchObject([{ outcome: "created", name: "Café Zoé" }]);
});

describe("what looks like another is not made", () => {
  test("nearly the same name within 150 metres, or under the same postcode, from elsewhere: with a link to it; made only if the coordinator says so", async () => {
    const roomId = await addAsset(world, who.carol, {
      name: "The Govan Tool Library",
      place: { precision: "exact", point: { lon: -4.305, lat: 55.87 }, address: "" },
    });
    const other = roomId.split(":")[1];
    const near = { Lat: "55.8701", Lon: "-4.3052", Postcode: "" };
    const rows = [head, line("1", "Govan Tool Library Ltd", near), line("2", "Govan Tool Library", { ...near, Lat: "55.88" })];
    const of = system();
    const first = await bringIn(world, cora, tableOf(rows), { system: of });
    expect(first.rows).toMatchObject([
      { outcome: "duplicate", assetId: null, other: { assetId: other, name: "The Govan Tool Library" } },
      { outcome: "created", other: null },
    ]);
    expect((await bringIn(world, cora, tableOf(rows), { system: of, takeDuplicates: true })).row.counts).toMatchObject({
      created: 1,
      unchanged: 1,
    });
  });
});
