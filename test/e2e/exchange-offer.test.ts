import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: tariqs } = stageFor("Tariq Ansari");
const title = "A Saturday at our food hub";
const day = 86_400_000;
const dayIn = (from: string | number, days: number): string =>
  new Date((typeof from === "number" ? from : Date.parse(`${from}T12:00:00Z`)) + days * day).toISOString().slice(0, 10);
const asked = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const seen = (page: Page) => asked(page, "What will visitors see and do?");

test("a visit is posted from the start: kept while it is written, missing things listed at once, weekly without the school holidays, and published", async () => {
  const page = tariqs();
  await open(page, "/exchange/hosting", "What we host");
  await page.getByRole("link", { name: "Offer a visit" }).click();
  await soon(h1(page, "Offer a visit"));
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(page.getByRole("heading", { name: "Something needs mending first" }));
  await asked(page, "What do you call it?").fill(title);
  await page.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "food and cooking" });
  await seen(page).fill("The van comes at nine, and everything has to be somewhere by ten.");

  // on the device a moment later, as another tab sees; the page is loaded anew, and nothing that was written is lost
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await expect.poll(() => seen(tab).inputValue()).toBe("The van comes at nine, and everything has to be somewhere by ten.");
  await tab.close();
  await page.reload();
  await soon(h1(page, "Offer a visit"));
  await expect.poll(() => seen(page).inputValue()).toBe("The van comes at nine, and everything has to be somewhere by ten.");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(h1(page, title));
  for (const item of ["whom they meet", "where it is", "when it is", "what could go wrong there"])
    await soon(page.getByRole("listitem").filter({ hasText: item }));
  expect(await page.getByRole("button", { name: "Publish it" }).count()).toBe(0);

  await page.getByRole("link", { name: "Go on writing" }).click();
  await soon(h1(page, "What you offer"));
  await asked(page, "Whom do they meet?").fill("Tariq, Davie and the driver.");
  await asked(page, "Where is it?").fill("12 Mafeking Street, the side door");
  // a Saturday: on office days Tariq may receive somebody already, whatever day the story is walked on
  const first = dayIn(Date.now(), 14 + 6 - new Date().getUTCDay());
  await page.getByLabel("First day").fill(first);
  await page.getByRole("combobox", { name: "Does it come again?" }).selectOption({ label: "each week" });
  await page.getByLabel("Until", { exact: true }).fill(dayIn(first, 7 * 20));
  const dates = page.getByRole("group", { name: /^These are the dates/ });
  await expect.poll(() => dates.getByRole("checkbox").count()).toBe(21);
  for (const week of [2, 3]) await dates.getByRole("checkbox").nth(week).uncheck();
  await page.getByRole("combobox", { name: "Who receives the visitors?" }).selectOption({ label: "Tariq Ansari" });
  await page.getByRole("combobox", { name: "Who stands in for them?" }).selectOption({ label: "Davie Kerr" });
  await asked(page, /^What could go wrong there/).fill("The van backs in without looking.");
  await page.getByRole("checkbox", { name: "We show them around before they begin" }).check();
  await page.getByRole("spinbutton", { name: "For how many months does that hold?" }).fill("6");
  await page.getByText("More rules").click();
  await page.getByRole("spinbutton", { name: "When is the list closed, in hours before it begins?" }).fill("48");
  await forEverybody(page, "an offer with all its rules");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(page.getByRole("heading", { name: "Something needs mending first" }));
  await page.getByRole("spinbutton", { name: "When is the list closed, in hours before it begins?" }).fill("2");
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(h1(page, title));
  await page.getByRole("button", { name: "Publish it" }).click();
  await soon(page.getByRole("heading", { name: "Who comes and who waits" }));
  expect(await page.getByText("Nobody has asked yet.").count()).toBe(19);
});

test("of two who change its words at once neither loses any: what the other changed is shown, what one wrote stays, and a word can be mended whatever its rules", async () => {
  const page = tariqs();
  const nasreen = await comeIn(await stage().device(), "Nasreen Malik");
  await open(nasreen, new URL(page.url()).pathname, title);
  for (const each of [page, nasreen]) {
    await each.getByRole("link", { name: "Change the words" }).click();
    await soon(h1(each, "What you offer"));
  }
  await seen(page).fill("The van comes at nine, and you help to carry.");
  await seen(nasreen).fill("The van comes at nine, and there is tea.");
  await asked(nasreen, "Where is it?").fill("12 Mafeking Street, the front door");
  await nasreen.getByRole("button", { name: "Keep this" }).click();
  await soon(h1(nasreen, title));
  await soon(nasreen.getByText("The van comes at nine, and there is tea."));

  await page.getByRole("button", { name: "Keep this" }).click();
  const told = page.getByRole("status").filter({ hasText: "A colleague changed this while you were writing" });
  await soon(told);
  await soon(told.getByText("The van comes at nine, and there is tea."));
  await soon(told.getByRole("listitem").filter({ hasText: "Where is it?" }).filter({ hasText: "as they left it" }));
  expect(await seen(page).inputValue()).toBe("The van comes at nine, and you help to carry.");
  expect(await asked(page, "Where is it?").inputValue()).toBe("12 Mafeking Street, the front door");
  await forEverybody(page, "an offer that a colleague changed meanwhile");
  await page.getByRole("button", { name: "Keep this" }).click();
  await soon(h1(page, title));
  await soon(page.getByText("The van comes at nine, and you help to carry."));
  await soon(page.getByText("12 Mafeking Street, the front door"));

  // half-written words can be thrown away, and what is there stays
  await page.getByRole("link", { name: "Change the words" }).click();
  await soon(h1(page, "What you offer"));
  await seen(page).fill("No");
  await page.getByRole("button", { name: "Throw away what I wrote" }).click();
  const asks = page.getByRole("alertdialog", { name: "Throw away what you wrote here?" });
  await asks.getByRole("button", { name: "Throw away what I wrote" }).click();
  await gone(asks);
  await expect.poll(() => seen(page).inputValue()).toBe("The van comes at nine, and you help to carry.");
});
