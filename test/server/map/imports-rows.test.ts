import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, assetRoom } from "@linkwork/shared/kernel/room.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import { bringIn, tableOf } from "../../kit/imports.ts";
import { govan } from "../../kit/map.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { castIn } from "./scenes.ts";

let world: World;
let cora: Client;
beforeAll(async () => {
  world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": { lon: -4.31, lat: 55.862 } }) });
  cora = await world.as((await castIn(world)).cora);
});
afterAll(() => world?.stop());
const stateOf = (assetId: AssetId | null | undefined) => world.app.rooms.ask<AssetState>(assetRoom(assetId as AssetId));
const head = ["Reference", "Name", "Description", "Postcode", "Lat", "Lon", "Category", "Last checked"];
let made = 0;
const system = (): string => `Source ${++made}`;
const line = (ref: string, name: string, change: Partial<Record<string, string>> = {}): string[] =>
  head.map(
    (column) =>
      ({ Reference: ref, Name: name, Description: "What it is", Postcode: "G51 3UU", Category: "Befriending", ...change })[column] ?? "",
  );

test("whoever looks at an area hears once that things have come into it, and nothing where nothing is new", async () => {
  const of = system();
  const rows = [
    head,
    line("1", "Kite makers"),
    line("2", "Marbles for grown-ups"),
    line("3", "A house apart", { Category: "Refuge; domestic abuse" }),
  ];
  const heard = () => world.app.log.headSeq(areaRoom(govan));
  const before = await heard();
  await bringIn(world, cora, tableOf(rows), { system: of, takeDuplicates: true });
  await world.app.effects.settled();
  expect(await heard()).toBe(before + 1);
  await bringIn(world, cora, tableOf(rows), { system: of, takeDuplicates: true });
  await bringIn(world, cora, tableOf([head, rows[3] as string[]]), { system: system(), takeDuplicates: true });
  expect(await heard(), "of what is told to nobody no area hears").toBe(before + 1);
});

test("a row that its room wouldn't take is turned down or mended by itself, and those after it come in", async () => {
  const names = ["Reference", "Name", "Postcode", "Category", "Languages", "Email", "Website", "hoursfromfeed"];
  const odd = [
    ["1", "Harmonica evening", "G51 3UU", "Befriending", "constructor", "", "", ""],
    ["2", "Needle morning", "G51 3UU", "Befriending", "__proto__; Polish", "desk'@example.org", "https://example.org:99999/", ""],
    ["3", "Slow striders", "G51 3UU", "Befriending", "", "", "", '[{"days":["MO"]},null]'],
    ["4", "Noon soup", "G51 3UU", "Befriending", "", "", "", ""],
  ];
  const { row, rows } = await bringIn(world, cora, tableOf([names, ...odd]), { system: system(), takeDuplicates: true });
  expect(row.status).toBe("done");
  expect(rows.map(({ outcome }) => outcome)).toEqual(["created", "created", "created", "created"]);
  expect(rows[1]?.notes).toEqual(expect.arrayContaining(["emailLeftOut", "websiteLeftOut"]));
  expect((await stateOf(rows[1]?.assetId)).details).toMatchObject({ languages: ["pl"], contacts: [] });
});

test("a feed's hours that can't be said as ours are leave the rest of it as it is", async () => {
  const schedules = [{ freq: "MONTHLY", byday: "-2MO", opens_at: "10:00", closes_at: "12:00", description: "The last Monday but one" }];
  const service = { id: "a-1", name: "Repair evening", description: "Bring it", schedules };
  const bytes = Buffer.from(JSON.stringify({ contents: [service] }));
  const { rows } = await bringIn(world, cora, bytes, { system: system(), areaId: govan }, "feed.json");
  expect(rows.map(({ outcome }) => outcome)).toEqual(["created"]);
  expect((await stateOf(rows[0]?.assetId)).details).toMatchObject({ hours: [], when: "The last Monday but one" });
});

test("a file with cells of blanks and brackets is brought in as soon as another", async () => {
  const long = [` ${" ".repeat(60_000)}x`, "(a".repeat(30_000)].map((typed, at) => [
    String(at),
    `Blank ${at}`,
    "G51 3UU",
    "Befriending",
    `0${typed}`,
  ]);
  const started = performance.now();
  const { rows } = await bringIn(world, cora, tableOf([["Reference", "Name", "Postcode", "Category", "Phone"], ...long]), {
    ...{ system: system(), takeDuplicates: true },
  });
  expect(rows.map(({ notes }) => notes.includes("phoneLeftOut"))).toEqual([true, true]);
  expect(performance.now() - started, "milliseconds").toBeLessThan(20_000);
});
