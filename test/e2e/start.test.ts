import { afterAll, beforeAll, expect, test } from "vitest";
import { message, openFromList, write } from "./deeds.ts";
import { openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ findsEngine: true, keepsShell: true });
});
afterAll(() => stage?.close());

test("started, stopped and started again, everything is still there and the invented community moves in only once", async () => {
  const product = stage.product();
  expect(product.output()).toContain("a small invented community moves in");
  await expect.poll(() => product.output()).toMatch(/Database engine: \S.*rhona@southside\.demo.*password: /s);
  expect(product.output()).toContain(`Linkwork is at ${product.origin}`);

  const device = await stage.device();
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

  expect(await product.stop()).toBe(0);
  const began = performance.now();
  await stage.startAgain();
  const took = performance.now() - began;
  expect(stage.product().output()).not.toContain("moves in");
  expect(took).toBeLessThan(30_000);

  // the same tab, still signed in
  expect((await cases()).toSorted()).toEqual(before.toSorted());
  await openFromList(rhona, "M.K. ");
  await soon(message(rhona, words).getByText("Southside Practice"), 10_000);
  expect(await message(rhona, words).count()).toBe(1);
});
