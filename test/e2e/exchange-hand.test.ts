import { expect, test } from "vitest";
import { focused, h1, open } from "./deeds.ts";
import { forEverybody, gone, soon, stageFor } from "./kit.ts";

const { page: tariqs } = stageFor("Tariq Ansari");

test("who leaves hands over all that they receive in one step, each visit to whoever stands in there; whoever presses is left at a place", async () => {
  const page = tariqs();
  await open(page, "/exchange/hosting", "What we host");
  await page.getByRole("button", { name: "Hand over all that I receive" }).click();
  const asks = page.getByRole("dialog", { name: /^Hand over the (visit|\d+ visits) that you receive\?/ });
  await soon(asks);
  await soon(asks.getByRole("listitem").filter({ hasText: "A morning at our food hub: Davie Kerr" }));
  await forEverybody(page, "all is handed over");
  await asks.getByRole("button", { name: "Hand it over" }).click();
  await gone(asks);
  await gone(page.getByRole("button", { name: "Hand over all that I receive" }));
  await expect.poll(() => focused(h1(page, "What we host")), { timeout: 10_000 }).toBe(true);
  await page.getByRole("link", { name: "A morning at our food hub" }).click();
  await soon(page.getByText("Davie Kerr", { exact: true }));

  await page.getByRole("button", { name: "Pause it: nobody new can book" }).click();
  await soon(page.getByRole("button", { name: "Open it again" }));
  await expect.poll(() => focused(h1(page, "A morning at our food hub")), { timeout: 10_000 }).toBe(true);
  await page.getByRole("button", { name: "Open it again" }).click();
  await soon(page.getByRole("button", { name: "Pause it: nobody new can book" }));
});
