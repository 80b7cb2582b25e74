import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MapHost, mapHost, pmtilesFile } from "../../kit/basemaps.ts";
import { day } from "../../kit/clock.ts";
import { createWorld, type World } from "../../kit/world.ts";

type Told = {
  base: string;
  trouble?: boolean;
  fonts?: string[];
  style: {
    glyphs: string;
    sprite: { id: string; url: string }[];
    sources: Record<string, Record<string, unknown>>;
    layers: Record<string, unknown>[];
  };
};
let world: World;
let host: MapHost;
let other: MapHost;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

const get = (path: string, init?: RequestInit) => fetch(`${world.base}${path}`, init);
const told = async (): Promise<Told> => (await get("/basemap/map.json")).json() as Promise<Told>;
/** A tile's address with us. */
const tileOf = ({ sources }: Told["style"], source: string, zxy: string): string => {
  const [template = ""] = (sources[source]?.tiles ?? []) as string[];
  return template.replace("{z}/{x}/{y}", zxy);
};
const aStyle = (change: Record<string, unknown> = {}) => ({
  version: 8,
  name: "Streets",
  metadata: { secret: "of theirs" },
  glyphs: `${host.at}/fonts/{fontstack}/{range}.pbf?key=abc`,
  sprite: `${host.at}/sprites/day?key=abc`,
  sources: {
    streets: { type: "vector", url: `${host.at}/streets.json?key=abc` },
    photos: { type: "raster", tiles: [`${other.at}/photos/{z}/{x}/{y}.png`], tileSize: 256 },
    parks: { type: "geojson", data: "parks.geojson" },
  },
  layers: [
    { id: "things", type: "background", paint: { "background-color": "#123456" } },
    { id: "names", type: "symbol", source: "streets", "source-layer": "place", layout: { "text-font": ["Noto Sans Regular"] } },
  ],
  ...change,
});
const tileJson = { minzoom: 0, maxzoom: 14, attribution: "© Those who drew it" };
/** A host that has all of it. */
function whole(style: unknown = aStyle()): void {
  host.answer = (path) => {
    if (path === "/style.json") return { body: JSON.stringify(style) };
    if (path.startsWith("/streets.json")) return { body: JSON.stringify({ ...tileJson, tiles: [`${host.at}/t/{z}/{x}/{y}.pbf`] }) };
    if (path.startsWith("/t/3/")) return { body: "a tile", gzip: true };
    if (path.startsWith("/fonts/")) return { body: "letters" };
    if (path.startsWith("/sprites/")) return path.includes(".json") ? { body: "{}" } : { body: png };
    if (path === "/parks.geojson") return { body: '{"type":"FeatureCollection","features":[]}' };
    return { status: 404 };
  };
}

beforeAll(async () => {
  [host, other] = await Promise.all([mapHost(), mapHost()]);
  world = await createWorld({ basemap: { styleUrl: `${host.at}/style.json`, near: [host.name, other.name] } });
});
afterAll(async () => {
  host?.stop();
  other?.stop();
  await world?.stop();
});

describe("R12: a style of others comes through this server alone", () => {
  beforeEach(async () => {
    whole();
    other.answer = () => ({ body: png });
    await world.app.basemap.load();
    host.asked.length = 0;
    other.asked.length = 0;
  });

  test("every address in it is one of ours; its keys, its words for itself and its names stay out of the way of ours", async () => {
    const answer = await get("/basemap/map.json");
    const text = await answer.text();
    expect(answer.headers.get("cache-control")).toBe("public, no-cache");
    expect(text).not.toMatch(/127\.0\.0\.1|abc|of theirs/);
    const { base, style, fonts } = JSON.parse(text) as Told;
    expect(base).toBe("style");
    expect(fonts).toEqual(["Noto Sans Regular"]);
    expect(style.sources["base-streets"]).toMatchObject({ attribution: "© Those who drew it", maxzoom: 14 });
    expect(style.layers.map(({ id, source }) => [id, source])).toEqual([
      ["base-things", undefined],
      ["base-names", "base-streets"],
    ]);
    for (const address of [
      ...Object.values(style.sources).flatMap(({ tiles, data }) => (tiles ?? [data]) as string[]),
      style.glyphs,
      style.sprite[0]?.url,
    ])
      expect(address).toMatch(/^\/basemap\/[\w-]{12}\//);
  });
  test("a tile, letters, signs and a file are fetched from where the style says, and again from here", async () => {
    const { style } = await told();
    const tiles = tileOf(style, "base-streets", "3/4/2");
    const tile = await get(tiles);
    expect([tile.status, await tile.text()]).toEqual([200, "a tile"]);
    expect(tile.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(tile.headers.get("access-control-allow-origin")).toBeNull();
    expect(tile.headers.get("content-security-policy")).toContain("connect-src 'self'");
    expect(await (await get(tiles)).text()).toBe("a tile");
    expect(await (await get(style.glyphs.replace("{fontstack}", "Noto Sans Regular").replace("{range}", "0-255"))).text()).toBe("letters");
    const sign = await get(`${style.sprite[0]?.url}@2x.png`);
    expect([sign.status, sign.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect((await get(String(style.sources["base-parks"]?.data))).status).toBe(200);
    const photo = tileOf(style, "base-photos", "1/0/1");
    expect((await get(photo)).headers.get("content-type")).toBe("image/png");
    expect(host.asked.map(({ path }) => path)).toEqual([
      "/t/3/4/2.pbf",
      "/fonts/Noto%20Sans%20Regular/0-255.pbf?key=abc",
      "/sprites/day@2x.png?key=abc",
      "/parks.geojson",
    ]);
    expect(other.asked.map(({ path }) => path)).toEqual(["/photos/1/0/1.png"]);
  });
  test("no host learns who looks: neither cookie nor page nor address of theirs leaves", async () => {
    const { style } = await told();
    const tile = tileOf(style, "base-streets", "3/1/1");
    await get(tile, {
      headers: {
        cookie: "session=secret",
        referer: "https://linkwork.test/map?q=G51",
        "x-forwarded-for": "203.0.113.9",
        "user-agent": "Rhona's",
      },
    });
    expect(host.asked).toHaveLength(1);
    const sent = JSON.stringify(host.asked[0]?.headers);
    expect(sent).not.toMatch(/secret|linkwork\.test|203\.0\.113|Rhona/);
    expect(Object.keys(host.asked[0]?.headers ?? {}).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
  });
  test("what the style doesn't name is asked of nobody: other numbers, other versions, paths that climb, other methods", async () => {
    const { style } = await told();
    const under = style.glyphs.split("/g/")[0] ?? "";
    for (const path of [
      ...[
        `${under}/t/9/3/1/1`,
        `${under}/t/0/3/8/1`,
        `${under}/t/0/23/1/1`,
        `${under}/t/0/3/1/1.pbf`,
        `${under}/t/0/-1/0/0`,
        `${under}/d/5`,
      ],
      ...[
        `${under}/g/..%2F..%2Fetc/0-255`,
        `${under}/g/%2e%2e/0-255`,
        `${under}/g/Noto/1-256`,
        `${under}/g/Noto/0-511`,
        `${under}/g/%ff/0-255`,
      ],
      ...[
        `${under}/s/0.exe`,
        `${under}/s/4.png`,
        "/basemap/AAAAAAAAAAAA/t/0/3/1/1",
        "/basemap/",
        "/basemap/style.json",
        `${under}/t/0/3/1/http:%2F%2Fevil`,
      ],
    ]) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await get("/basemap/map.json", { method: "POST", headers: { "x-linkwork": "1" } })).status).toBe(405);
    expect(host.asked).toEqual([]);
  });
  test("a tile that isn't there is an empty one; a host that fails is said, and not asked again at once", async () => {
    const { style } = await told();
    const at = (zxy: string) => tileOf(style, "base-streets", zxy);
    expect((await get(at("5/1/1"))).status).toBe(204);
    host.answer = () => ({ status: 500 });
    expect((await get(at("6/1/1"))).status).toBe(503);
    const asked = host.asked.length;
    expect((await get(at("6/1/1"))).status).toBe(503);
    expect(host.asked).toHaveLength(asked);
  });
  test("a redirect leads to no host that the style doesn't name, and nothing larger than it may be is taken", async () => {
    const { style } = await told();
    const at = (zxy: string) => tileOf(style, "base-streets", zxy);
    for (const [n, location] of [
      "http://169.254.169.254/latest",
      "http://127.0.0.1:1/",
      "https://example.org/",
      "file:///etc/passwd",
    ].entries()) {
      host.answer = () => ({ status: 302, location });
      expect((await get(at(`7/${n}/1`))).status, location).toBe(503);
    }
    host.answer = (path) => (path.startsWith("/moved") ? { body: "moved here" } : { status: 302, location: `${host.at}/moved` });
    expect(await (await get(at("7/9/1"))).text()).toBe("moved here");
    for (const gzip of [false, true]) {
      host.answer = () => ({ body: Buffer.alloc(5 * 1024 * 1024), gzip });
      expect((await get(at(`8/${gzip ? 1 : 2}/1`))).status).toBe(503);
    }
  });
  test("it is read anew each day; one that can't be read then leaves the one before, and open pages go on with theirs", async () => {
    const first = await told();
    host.answer = () => ({ status: 500 });
    await world.later(day);
    await world.app.basemap.keepFresh();
    expect(await told()).toEqual(first);
    whole(aStyle({ glyphs: undefined }));
    await world.later(5 * 60_000);
    await world.app.basemap.keepFresh();
    const second = await told();
    expect(second.style.glyphs).toBeUndefined();
    expect(await (await get(first.style.glyphs.replace("{fontstack}", "Noto").replace("{range}", "0-255"))).text()).toBe("letters");
  });
});

describe("a style that can't be shown", () => {
  const bad: Record<string, () => unknown> = {
    "one of another version": () => aStyle({ version: 7 }),
    "one with an address inside": () => aStyle({ sprite: "http://169.254.169.254/day" }),
    "one with a file of this machine": () => aStyle({ glyphs: "file:///etc/{fontstack}/{range}" }),
    "one with somebody's own scheme": () => aStyle({ sources: { one: { type: "vector", url: "mapbox://streets" } } }),
    "one whose tiles are asked for by a box": () =>
      aStyle({ sources: { one: { type: "raster", tiles: [`${host.at}/wms?bbox={bbox-epsg-3857}`] } } }),
    "one with a film": () => aStyle({ sources: { one: { type: "video", urls: [`${host.at}/film.mp4`] } } }),
    "one with a layer of a source that it has not": () => aStyle({ layers: [{ id: "roads", type: "line", source: "gone" }] }),
    "one that is no style": () => [],
  };
  test.each(Object.keys(bad))("%s: the built-in map, the reason in the log, and the pages are told", async (which) => {
    whole(bad[which]?.());
    const fresh = await createWorld({ basemap: { styleUrl: `${host.at}/style.json`, near: [host.name, other.name] } });
    await fresh.app.basemap.load();
    expect(await (await fetch(`${fresh.base}/basemap/map.json`)).json()).toEqual({ base: "builtIn", trouble: true });
    expect(fresh.log.some(({ message }) => message.includes("the built-in one is shown"))).toBe(true);
    await fresh.stop();
  });
  test("one on this network, where nobody said that it is near: it isn't asked", async () => {
    whole();
    host.asked.length = 0;
    const fresh = await createWorld({ basemap: { styleUrl: `https://${host.name}/style.json` } });
    await fresh.app.basemap.load();
    expect(await (await fetch(`${fresh.base}/basemap/map.json`)).json()).toEqual({ base: "builtIn", trouble: true });
    expect(host.asked).toEqual([]);
    await fresh.stop();
  });
});

describe("a file of tiles", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "linkwork-tiles-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const started = async (file: Buffer) => {
    const path = join(folder, "map.pmtiles");
    await writeFile(path, file);
    const at = await createWorld({ basemap: { pmtiles: path } });
    await at.app.basemap.load();
    const tell = async () =>
      (await fetch(`${at.base}/basemap/map.json`)).json() as Promise<{ base: string; source: { tiles: string[]; attribution: string } }>;
    return { at, path, tell, tile: (template: string, zxy: string) => fetch(`${at.base}${template.replace("{z}/{x}/{y}", zxy)}`) };
  };

  test("its tiles come unpacked, what it has not is empty, and nothing else of the disk can be asked for", async () => {
    const { at, tell, tile } = await started(pmtilesFile({ tiles: [Buffer.from("the world"), Buffer.from("a quarter")] }));
    const { base, source } = await tell();
    expect(base).toBe("tiles");
    expect(source).toMatchObject({ type: "vector", minzoom: 0, maxzoom: 1, bounds: [-11, 49, 2.5, 61.5] });
    expect(source.attribution).toContain("OpenStreetMap");
    const [template = ""] = source.tiles;
    expect(await (await tile(template, "0/0/0")).text()).toBe("the world");
    expect(await (await tile(template, "1/0/0")).text()).toBe("a quarter");
    for (const none of ["1/1/1", "9/0/0"]) expect((await tile(template, none)).status).toBe(204);
    for (const wrong of ["0/0/1", "../../etc/passwd", "1/0/0%00"]) expect((await tile(template, wrong)).status).toBe(404);
    expect((await fetch(`${at.base}${template.replace("/t/0/{z}/{x}/{y}", "/t/1/0/0/0")}`)).status).toBe(404);
    await at.stop();
  });
  test("a file that takes its place is the one that is read, from the next tile on", async () => {
    const { at, path, tell, tile } = await started(pmtilesFile({ tiles: [Buffer.from("old")], attribution: "Ours" }));
    const { source } = await tell();
    expect(source.attribution).toBe("Ours");
    const [template = ""] = source.tiles;
    expect(await (await tile(template, "0/0/0")).text()).toBe("old");
    await writeFile(path, pmtilesFile({ tiles: [Buffer.from("new and longer")] }));
    expect(await (await tile(template, "0/0/0")).text()).toBe("new and longer");
    await at.stop();
  });
  test.each([
    ["one of pictures", () => pmtilesFile({ tiles: [png], tileType: 2 })],
    ["one with other layers", () => pmtilesFile({ tiles: [png], layers: ["transportation"] })],
    ["one that is cut off", () => pmtilesFile({ tiles: [png] }).subarray(0, 140)],
    ["one that is something else", () => Buffer.from("root:x:0:0:root:/root:/bin/bash\n".repeat(20))],
  ])("%s isn't shown, and the pages are told", async (_what, made) => {
    const { at, tell } = await started(made());
    expect(await tell()).toEqual({ base: "builtIn", trouble: true });
    await at.stop();
  });
});
