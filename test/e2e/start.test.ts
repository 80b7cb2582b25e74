import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { message, openFromList, write } from "./deeds.ts";
import { newDevice, openBrowser, type Product, signIn, soon, startProduct } from "./kit.ts";

let browser: Browser;
let dataDir: string;
let product: Product;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "linkwork-e2e-"));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("started, stopped and started again, everything is still there and the invented community moves in only once", async () => {
  product = await startProduct({ dataDir });
  expect(product.output()).toContain("a small invented community moves in");
  expect(product.output()).toMatch(/Database engine: \S/);
  expect(product.output()).toContain(`Linkwork is at ${product.origin}`);

  const device = await newDevice(browser, product);
  const page = await device.newPage();
  await page.goto("/");
  await soon(page.getByRole("heading", { level: 1, name: "Sign in" }), 10_000);
  await soon(page.getByRole("heading", { name: "This is a demonstration" }));
  for (const name of ["Rhona MacLeod", "Tariq Ansari", "Isla Fraser", "Grace Okafor"]) await soon(page.getByRole("button", { name }));
  await page.close();

  const rhona = await signIn(device, "Rhona MacLeod");
  await openFromList(rhona, "M.K. ");
  const words = "This line is written before the machine stops.";
  await write(rhona, words);
  await soon(message(rhona, words).getByText("Southside Practice"));
  const cases = async () => {
    await rhona.goto("/cases");
    await rhona.getByRole("list", { name: "Conversations" }).waitFor();
    return await rhona.getByRole("list", { name: "Conversations" }).getByRole("listitem").getByRole("link").allTextContents();
  };
  const before = await cases();
  expect(before.length).toBeGreaterThan(2);

  const port = Number(new URL(product.origin).port);
  expect(await product.stop()).toBe(0);
  const began = performance.now();
  product = await startProduct({ dataDir, port });
  const took = performance.now() - began;
  expect(product.output()).not.toContain("moves in");
  expect(took).toBeLessThan(30_000);

  // the same tab, still signed in
  expect((await cases()).toSorted()).toEqual(before.toSorted());
  await openFromList(rhona, "M.K. ");
  await soon(message(rhona, words).getByText("Southside Practice"), 10_000);
  expect(await message(rhona, words).count()).toBe(1);
});
