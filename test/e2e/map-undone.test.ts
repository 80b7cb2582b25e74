import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { askHttp, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const fresh = (): string => newId<string & never>(Date.now());
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const { southside } = organisations;
const orchard = "Backcourt orchard";

/** Asks as Rhona's practice, past the screens. */
async function asked<T>(page: Page, path: string, input: object, change = false): Promise<T> {
  const { status, body } = await askHttp(page, { orgId: southside.orgId, path, input, change });
  expect({ status, ...(status === 200 ? {} : { body }) }).toEqual({ status: 200 });
  return (body as { result: { data: T } }).result.data;
}
type Shown = { asset: { roomId: string; assetId: string; base: number } };
/** What is called so, with the number to change it by. */
async function named(page: Page, text: string): Promise<Shown["asset"]> {
  const { rows } = await asked<{ rows: { assetId: string }[] }>(page, "map.assets", { text });
  return (await asked<Shown>(page, "map.asset", { assetId: rows[0]?.assetId })).asset;
}
const revise = ({ roomId, base }: Shown["asset"], page: Page, changes: object) =>
  asked(page, "map.reviseAsset", { roomId, id: fresh(), input: { base, changes } }, true);

test("two correct the same line at once: both texts stand side by side, and the one that is chosen is kept", async () => {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const asset = await named(rhona, orchard);
  await open(tariq, `/map/assets/${asset.assetId}/edit`, "Correct it");
  const summary = tariq.getByRole("textbox", { name: /^What is it, in a few words/ });
  await summary.fill("Nine apple trees.");
  await revise(asset, rhona, { summary: "Eight apple trees and a pear." });
  await button(tariq, "Keep the changes").click();
  await soon(tariq.getByText("Eight apple trees and a pear."));
  expect(await summary.inputValue()).toBe("Nine apple trees.");
  await forEverybody(tariq, "two who correct one line");
  await tariq.getByRole("radio", { name: /^Theirs/ }).check();
  await button(tariq, /^Keep/).click();
  await soon(h1(tariq, orchard));
  await soon(tariq.getByText("Eight apple trees and a pear.").first());
});

test("who looks after the map takes back one change with all else that whoever made it has changed, without being told who that is", async () => {
  const rhona = rhonas();
  const sadia = await comeIn(await stage().device(), "Sadia Rehman");
  const things = [orchard, "Recovery café"];
  for (const text of things) await revise(await named(rhona, text), rhona, { summary: "Buy watches here." });
  const [trees, cafe] = [await named(rhona, orchard), await named(rhona, "Recovery café")];
  await open(sadia, `/map/assets/${trees.assetId}`, orchard);
  await button(sadia, "And all else that they changed…").first().click();
  const dialog = sadia.getByRole("dialog");
  await soon(dialog.getByRole("radio", { name: "in the last 24 hours" }));
  await forEverybody(sadia, "taking back all that somebody changed");
  await dialog.getByRole("radio", { name: "in the last 24 hours" }).check();
  await dialog.getByRole("button", { name: "Take it all back" }).click();
  await gone(dialog);
  await soon(sadia.getByText(/^\d+ changes are taken back\./).first());
  expect(await sadia.locator(".map-words").innerText()).not.toContain("watches");
  await open(sadia, `/map/assets/${cafe.assetId}`, "Recovery café");
  expect(await sadia.locator(".map-words").innerText()).not.toContain("watches");
});
