import { stat } from "node:fs/promises";
import { join } from "node:path";
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
  await soon(page.getByRole("heading", { level: 1, name: "Sign in" }));
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
  await stage.startAgain();
  expect(stage.product().output()).not.toContain("moves in");

  // the same tab, still signed in
  expect((await cases()).toSorted()).toEqual(before.toSorted());
  await openFromList(rhona, "M.K. ");
  await soon(message(rhona, words).getByText("Southside Practice"));
  expect(await message(rhona, words).count()).toBe(1);
});

test("the keys that it made for itself are its own user's alone, and with PUBLIC_URL that one Origin is let in and no other", async () => {
  for (const name of ["master.key", "session.key"])
    expect([name, (await stat(join(stage.dataDir, name))).mode & 0o777]).toEqual([name, 0o600]);
  const { origin } = stage.product();
  /** what a page at this address is told, who is signed in nowhere */
  const told = async (from: string) => {
    const headers = { origin: from, "content-type": "application/json", "x-linkwork": "1" };
    return (await fetch(`${origin}/trpc/cases.postMessage`, { method: "POST", headers, body: "{}" })).status;
  };
  const [here, alike, ours] = [origin, origin.replace("localhost", "127.0.0.1"), "https://linkwork.example"];
  expect(await Promise.all([here, alike, ours].map(told))).toEqual([401, 401, 403]);
  await stage.product().stop();
  await stage.startAgain(0, true, { PUBLIC_URL: ours });
  expect(await Promise.all([here, alike, ours].map(told))).toEqual([403, 403, 401]);
});
