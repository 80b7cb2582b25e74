import { expect, test } from "vitest";
import { focused, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: tariqs } = stageFor("Tariq Ansari");

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
  await expect.poll(() => focused(h1(page, "What we host"))).toBe(true);
  await page.getByRole("link", { name: "A morning at our food hub" }).click();
  await soon(page.getByText("Davie Kerr", { exact: true }));

  await page.getByRole("button", { name: "Pause it: nobody new can book" }).click();
  await soon(page.getByRole("button", { name: "Open it again" }));
  await expect.poll(() => focused(h1(page, "A morning at our food hub"))).toBe(true);
  await page.getByRole("button", { name: "Open it again" }).click();
  await soon(page.getByRole("button", { name: "Pause it: nobody new can book" }));
});

test("who books is left at the visit, and not at the top of an empty page", async () => {
  const grace = await comeIn(await stage().device(), "Agnieszka Nowak");
  await open(grace, "/exchange?by=visit", "Exchange");
  await grace.getByRole("list", { name: "By visit" }).getByRole("link", { name: "A Tuesday with a link worker" }).click();
  await soon(h1(grace, "A Tuesday with a link worker"));
  await grace
    .getByRole("button", { name: /^Ask to come/ })
    .last()
    .click();
  const asking = grace.getByRole("dialog", { name: /^Ask to come / });
  await asking.getByRole("textbox", { name: /^What do you hope to learn/ }).fill("How you begin.");
  await asking.getByRole("button", { name: "Ask to come" }).click();
  await gone(asking);
  await soon(grace.getByText("waits for the host's yes"));
  await expect.poll(() => focused(h1(grace, "A Tuesday with a link worker"))).toBe(true);
});

/** The last Sunday of a month of next year. */
function lastSunday(month: 3 | 10): string {
  const last = new Date(Date.UTC(new Date().getUTCFullYear() + 1, month, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

test("where the clock never shows a time, or twice, a date that is moved is offered what there is, and a series does without that night", async () => {
  const page = tariqs();
  await open(page, "/exchange/hosting", "What we host");
  await page.getByRole("link", { name: "A morning at our food hub" }).click();
  await soon(h1(page, "A morning at our food hub"));
  await page.getByText("Change this date").last().click();
  await page.getByRole("button", { name: "Move this date" }).last().click();
  const asks = page.getByRole("dialog", { name: /^Move / });
  await asks.getByLabel("New day").fill(lastSunday(3));
  await asks.getByLabel("Begins at").fill("01:30");
  await asks.getByRole("button", { name: "Choose 02:30" }).click();
  await expect.poll(() => asks.getByLabel("Begins at").inputValue()).toBe("02:30");
  await asks.getByLabel("New day").fill(lastSunday(10));
  await asks.getByLabel("Begins at").fill("01:30");
  await asks.getByRole("radio", { name: "The second one" }).check();
  await asks.getByRole("button", { name: "Leave it as it is" }).click();
  await gone(asks);

  await open(page, "/exchange/offer", "Offer a visit");
  const night = lastSunday(3);
  const at = (days: number) => new Date(Date.parse(`${night}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("First day").fill(at(-7));
  await page.getByLabel("Begins at").fill("01:30");
  await page.getByRole("combobox", { name: "Does it come again?" }).selectOption({ label: "each week" });
  await page.getByLabel("Until", { exact: true }).fill(at(7));
  await page.getByRole("button", { name: "Leave that day out" }).click();
  const dates = page.getByRole("group", { name: /^These are the dates/ });
  await expect.poll(() => dates.getByRole("checkbox").count()).toBe(3);
  expect(await dates.getByRole("checkbox", { checked: true }).count()).toBe(2);
});
