import { expect, test } from "vitest";
import { h1, open, openFromList } from "./deeds.ts";
import { forEverybody, soon, stageFor } from "./kit.ts";

const { page: rhonas } = stageFor("Rhona MacLeod");
/** An invented interpreter's words for each line of the paper; they stand for no real translation. */
const words = (place: number): string => `یہ کاغذ کی سطر ہے، نمبر ${place}۔`;

test("N10: an interpreter writes the paper in the person's language, and it is kept, shown and printed in theirs", async () => {
  const page = rhonas();
  await openFromList(page, "M.K. · looking for company");
  const conversation = new URL(page.url()).pathname;
  await open(page, `${conversation}/people`, "People and agreements");
  await page
    .getByRole("link", { name: /^Receipt/ })
    .first()
    .click();
  await soon(h1(page, "What M.K. takes home"));
  await page.getByRole("button", { name: "In another language" }).click();
  await soon(h1(page, "M.K.'s paper in another language"));
  await page.getByRole("combobox", { name: "Which language?" }).selectOption({ label: "Urdu (اردو)" });
  const title = page.getByRole("textbox", { name: "What you agreed to" });
  await soon(title);
  expect(await title.evaluate((box) => ["lang", "dir"].map((name) => box.getAttribute(name)))).toEqual(["ur", "rtl"]);
  await title.fill("آپ نے کس بات کی اجازت دی");
  await page.getByRole("button", { name: "Keep this paper" }).click();
  await soon(page.getByRole("link", { name: "Write what line 1 says." }));
  await forEverybody(page, "the paper in another language, with what is missing");
  const lines = page.locator("form textarea");
  const count = await lines.count();
  for (let place = 0; place < count; place++) await lines.nth(place).fill(words(place + 1));
  await page.getByRole("textbox", { name: "Who translates?" }).fill("Parveen Akhtar");
  await page.getByRole("textbox", { name: /^Who read it back/ }).fill("Samina Bibi");

  // half written, it waits on the device
  await page.waitForTimeout(600);
  await page.reload();
  await soon(h1(page, "What M.K. takes home"));
  await page.getByRole("button", { name: "In another language" }).click();
  await page.getByRole("combobox", { name: "Which language?" }).selectOption({ label: "Urdu (اردو)" });
  await expect.poll(() => lines.last().inputValue()).toBe(words(count));
  await page.getByRole("button", { name: "Keep this paper" }).click();

  await soon(h1(page, "What M.K. takes home"));
  const sheet = page.getByRole("region", { name: "Receipt for M.K." });
  await soon(sheet.getByRole("heading", { name: "آپ نے کس بات کی اجازت دی" }));
  expect(await sheet.evaluate((paper) => ["lang", "dir"].map((name) => paper.getAttribute(name)))).toEqual(["ur", "rtl"]);
  for (let place = 1; place <= count; place++) await soon(sheet.getByText(words(place), { exact: true }));
  await soon(sheet.getByText(/^Translated by Parveen Akhtar, read back by Samina Bibi, on \d+ \w+ \d{4}\.$/));
  await page.getByRole("button", { name: "Write this one anew" }).click();
  await expect.poll(() => lines.last().inputValue()).toBe(words(count));
  await page.getByRole("button", { name: "Back to the paper" }).click();
  await page.getByRole("combobox", { name: "Print size" }).selectOption("large");
  await forEverybody(page, "the receipt in Urdu");
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "Print", exact: true }).isVisible()).toBe(false);
  expect(await sheet.isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });

  // the English one is there as it was, and who reads the conversation is told
  await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Plain English" });
  await soon(sheet.getByRole("heading", { name: "What you agreed to" }));
  await soon(page.getByRole("button", { name: "In another language" }));
  await open(page, conversation, "M.K. · looking for company");
  await soon(page.getByText("M.K.'s paper is in Urdu too"));
});
