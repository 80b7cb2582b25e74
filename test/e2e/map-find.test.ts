import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { chromiumPath, launchArgs } from "../kit/browser.ts";
import { h1, open, tabTo } from "./deeds.ts";
import { forEverybody, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "What's here, and what's missing";
const postcode = "G51 3UU";
const browsers: Browser[] = [];
afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

const rows = (page: Page) => page.locator("ul.things > li");
const counted = (page: Page) => page.locator(".map-counts [role='status']");
/** A device whose browser was started with a switch of its own. */
async function deviceWith(flag: string): Promise<Page> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...launchArgs, flag] });
  browsers.push(browser);
  const context = await browser.newContext({
    baseURL: stage().product().origin,
    viewport: { width: 1280, height: 800 },
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(10_000);
  return await context.newPage();
}

test("a link worker finds, by keyboard alone, what has places now within 1.5 km of a postcode; the postcode stays out of the address", async () => {
  const rhona = rhonas();
  await open(rhona, "/map", title);
  await tabTo(rhona, rhona.getByRole("textbox", { name: "Where" }));
  await rhona.keyboard.type(postcode);
  await rhona.keyboard.press("Enter");
  await soon(rhona.getByText(/near Govan and Ibrox/));
  expect(await rhona.getByRole("combobox", { name: "How far" }).inputValue()).toBe("1.5");
  const places = rhona.getByRole("button", { name: "has places now" });
  await tabTo(rhona, places);
  await rhona.keyboard.press("Enter");
  await expect.poll(() => places.getAttribute("aria-pressed")).toBe("true");
  const first = rows(rhona).first().getByRole("link");
  await soon(first);
  await expect.poll(async () => (await rows(rhona).filter({ hasText: "places now" }).count()) === (await rows(rhona).count())).toBe(true);
  for (const far of await rows(rhona).locator(".far").allInnerTexts()) expect(far).toMatch(/^(\d+ m|1\.[0-5] km)/);
  expect(await counted(rhona).innerText()).toContain(`${await rows(rhona).count()} thing`);
  expect(rhona.url()).not.toMatch(/3UU/i);
  await forEverybody(rhona, "what has places near a postcode");
  const name = await first.innerText();
  await tabTo(rhona, first);
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, name));
  await soon(rhona.getByRole("heading", { name: "How sure is that?" }));
  await soon(rhona.getByRole("heading", { name: "Has it places?" }));
  await forEverybody(rhona, "something that is there");
});

test("without an account and without WebGL the list says why there is no map, and counts the same as with one", async () => {
  const plain = await deviceWith("--disable-3d-apis");
  const drawn = await deviceWith("--enable-unsafe-swiftshader");
  await Promise.all([open(plain, "/explore", title), open(drawn, "/explore", title)]);
  await soon(plain.getByText(/^This browser can't draw a map/));
  await soon(drawn.getByRole("region", { name: "Map", exact: true }).last());
  expect(await counted(plain).innerText()).toBe(await counted(drawn).innerText());
  expect(await rows(plain).count()).toBe(await rows(drawn).count());
  expect(await rows(plain).count()).toBeGreaterThan(10);
  expect(await plain.getByText(/places now|has places now/).count()).toBe(0);
  await forEverybody(plain, "the public map without a map");
  await forEverybody(drawn, "the public map");
});

test("the drawn map is not blank, and says whose land and names it shows", async () => {
  const page = await deviceWith("--enable-unsafe-swiftshader");
  const refused: string[] = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  await open(page, "/explore", title);
  await soon(page.getByText("Land: Natural Earth · Place names: GeoNames, CC BY 4.0"));
  // WebGL keeps no picture once it is shown: what is looked at is the screen
  const colours = async (): Promise<number> => {
    const picture = (await page.locator(".maplibregl-canvas").screenshot()).toString("base64");
    return await page.evaluate(async (png) => {
      const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}` });
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const pen = canvas.getContext("2d");
      pen?.drawImage(image, 0, 0);
      const pixels = pen?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
      const seen = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4)
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      return seen.size;
    }, picture);
  };
  await expect.poll(colours).toBeGreaterThan(30);
  expect(refused).toEqual([]);
});

test("what became of it can be found without an account: what is met and what ended otherwise apart, and only what residents told", async () => {
  const page = await (await stage().device()).newPage();
  await open(page, "/explore", title);
  await soon(counted(page).getByText(/^ · Of what was missing, \d+ met and \d+ ended otherwise$/));
  const still = await rows(page).count();
  await page.getByText("Narrow down further").click();
  const stands = page.getByRole("combobox", { name: "How gaps stand" });
  await stands.selectOption({ label: "met" });
  await soon(rows(page).getByText("closed: met").first());
  expect(await rows(page).count()).toBeLessThan(still);
  await forEverybody(page, "what was missing and is met");
  await stands.selectOption({ label: "open" });
  await page.getByRole("button", { name: "told by residents" }).click();
  await expect.poll(() => page.url()).toMatch(/voice=true/);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(0);
});
