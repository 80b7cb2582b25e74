import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWebClient } from "../../scripts/web-client.ts";
import { type MapHost, mapHost } from "../kit/basemaps.ts";
import { chromiumPath, launchArgs } from "../kit/browser.ts";
import { createWorld, type World } from "../kit/world.ts";
import { castIn } from "../server/map/scenes.ts";
import { forEverybody, soon } from "./kit.ts";

const webDir = join(import.meta.dirname, "../../apps/web/dist");
let world: World;
let host: MapHost;
let browser: Browser;
/** What a host of pictures has: one colour everywhere, which is in none of our own. */
const colour = { r: 200, g: 30, b: 160 };

beforeAll(async () => {
  if (!buildWebClient((line) => console.log(line))) throw new Error("the web client does not build");
  host = await mapHost();
  const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: colour } })
    .png()
    .toBuffer();
  host.answer = (path) => {
    if (path !== "/style.json") return { body: tile };
    const sources = {
      photos: { type: "raster", tileSize: 256, attribution: "© Those who flew over it", tiles: [`${host.at}/{z}/{x}/{y}.png`] },
    };
    return { body: JSON.stringify({ version: 8, sources, layers: [{ id: "photos", type: "raster", source: "photos" }] }) };
  };
  world = await createWorld({ webDir, basemap: { styleUrl: `${host.at}/style.json`, near: [host.name] } });
  await castIn(world);
  browser = await chromium.launch({ executablePath: chromiumPath(), args: [...launchArgs, "--enable-unsafe-swiftshader"] });
});
afterAll(async () => {
  await browser?.close();
  host?.stop();
  await world?.stop();
});

const explore = async () => {
  const context = await browser.newContext({ baseURL: world.base, viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/explore");
  await soon(page.locator(".maplibregl-canvas"));
  return { page, asked };
};

test("the operator's own map is drawn, says whose it is, and the browser asks nobody but us for it", async () => {
  await world.app.basemap.load();
  const { page, asked } = await explore();
  await soon(page.getByText("© Those who flew over it"));
  await soon(page.getByText("GeoNames, CC BY 4.0"));
  // the colour in most of the picture, whatever lies on it
  const share = async (): Promise<number> => {
    const { data, info } = await sharp(await page.locator(".maplibregl-canvas").screenshot())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let same = 0;
    for (let at = 0; at < data.length; at += 3)
      if (Math.abs((data[at] ?? 0) - colour.r) + Math.abs((data[at + 1] ?? 0) - colour.g) + Math.abs((data[at + 2] ?? 0) - colour.b) < 12)
        same++;
    return same / (info.width * info.height);
  };
  await expect.poll(share).toBeGreaterThan(0.5);
  expect(asked.filter((url) => !url.startsWith(world.base) && !/^(?:blob|data):/.test(url))).toEqual([]);
  expect(await page.getByText("The map of streets can't be had").count()).toBe(0);
  await page.context().close();
});

test("where it can't be had the built-in one is drawn, and a line says so", async () => {
  const fresh = await createWorld({ webDir, basemap: { styleUrl: `${host.at}/gone`, near: [host.name] } });
  await fresh.app.basemap.load();
  const context = await browser.newContext({ baseURL: fresh.base, viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto("/explore");
  await soon(page.getByText("The map of streets can't be had just now."));
  await soon(page.getByText("Land: Natural Earth · Place names: GeoNames, CC BY 4.0"));
  await forEverybody(page, "the built-in map in the place of another");
  await context.close();
  await fresh.stop();
});
