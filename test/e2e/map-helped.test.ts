import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const gap = "Nothing to eat out on a Sunday";
const title = "A Sunday table";
const day = 86_400_000;
/** of the gap: what is closed is in no list any more */
let path = "";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const days = (on: number): string => new Date(Date.now() + on * day).toISOString().slice(0, 10);

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
const box = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const line = (page: Page, words: string | RegExp) =>
  page.getByRole("list", { name: "What became of it" }).getByRole("listitem").filter({ hasText: words });
const who = async (name: string, like = {}) => await comeIn(await stage().device(like), name);

/** From the list of what is missing to its page. */
async function toGap(page: Page): Promise<void> {
  await open(page, "/map?kind=gaps", "What's here, and what's missing");
  await page.getByRole("link", { name: gap }).click();
  await soon(h1(page, gap));
}

/** The charter of a project that two own, as short as one can be. */
async function propose(page: Page): Promise<void> {
  const on = () => press(page, "Go on");
  await box(page, "What is it called?").fill(title);
  await page.getByLabel("When would it start?").fill(days(14));
  await on();
  await page.getByRole("checkbox", { name: "Govan Food Hub" }).check();
  await on();
  for (const org of ["Southside Practice", "Govan Food Hub"]) {
    const part = page.getByRole("region", { name: `${org} brings` });
    await part.getByRole("button", { name: `${org} brings` }).click();
    await part.getByRole("combobox", { name: "What is it?" }).selectOption({ label: "time" });
    await part.getByRole("textbox", { name: "In a few words" }).fill("two people on a Sunday");
  }
  await on();
  await on();
  await press(page, "What should be better, and for whom?");
  await box(page, /^What should be better/).fill("nobody eats alone on a Sunday");
  await box(page, /^How will you know/).fill("we ask at the table");
  await box(page, /^What do you hope for/).fill("twenty come");
  await on();
  await page.getByRole("radio", { name: "Befriending" }).check();
  await on();
  await press(page, "Propose it");
  await soon(h1(page, title));
}

test("a gap becomes a project of two sectors: it begins from the gap's page with the gap's own words, and once both have said yes it stands there", async () => {
  const rhona = rhonas();
  await toGap(rhona);
  await soon(rhona.getByText("Both sides have spoken.", { exact: false }));
  await press(rhona, "Link what is done about it");
  await rhona.getByRole("dialog").getByRole("link", { name: "Propose a project from this" }).click();
  await soon(h1(rhona, "Propose a project"));
  await soon(rhona.getByText("It begins from what is missing:"));
  await expect.poll(() => box(rhona, "What did people say is missing?").inputValue()).toContain("closed on Sundays");
  await propose(rhona);
  const tariq = await who("Tariq Ansari");
  await tariq.getByRole("link", { name: `Southside Practice asks you to own “${title}” with them` }).click();
  await press(tariq, "Yes, we own it with you");
  await soon(rhona.getByRole("navigation", { name: "Parts of the project" }).getByRole("link", { name: "Board" }));
  await toGap(rhona);
  path = new URL(rhona.url()).pathname;
  await soon(rhona.getByRole("link", { name: title, exact: true }));
  await soon(line(rhona, `linked “${title}”`));
  await forEverybody(rhona, "a gap with its project");
});

test("it is taken on and closed as met, and whoever raised it hears of it", async () => {
  const [callum, jean] = await Promise.all([who("Callum Reid"), who("Jean Paterson", phone)]);
  await toGap(callum);
  await press(callum, "Take it on");
  const taking = callum.getByRole("dialog");
  await taking.getByRole("textbox").fill("We cook with the Food Hub, and say at Easter how it goes.");
  await taking.getByRole("button", { name: "Take it on" }).click();
  await gone(taking);
  await press(callum, "Close it");
  const closing = callum.getByRole("dialog");
  await soon(closing);
  await closing.getByRole("button", { name: "Close it" }).click();
  await soon(closing.getByText("Choose how it ends.").first());
  await forEverybody(callum, "closing a gap, with what is missing");
  await closing.getByRole("radio", { name: "met" }).check();
  await closing.getByRole("textbox").fill("The table has stood for four Sundays.");
  await closing.getByRole("button", { name: "Close it" }).click();
  await gone(closing);
  await soon(callum.getByText("The table has stood for four Sundays.").first());
  await jean.goto("/");
  await soon(h1(jean, greeting));
  await jean.getByRole("link", { name: "Something has become of a gap of yours." }).first().click();
  await soon(jean.locator("h1"));
  await open(jean, path, gap);
  await soon(jean.getByText("Closed: met", { exact: true }));
  expect(await jean.getByRole("button", { name: "No", exact: true }).count()).toBe(0);
  await forEverybody(jean, "a gap that is met");
});

test("four weeks later whoever raised it is asked whether it helped, and a no with a word opens it again", async () => {
  await stage().product().stop();
  await stage().startAgain(29 * day);
  const jean = await who("Jean Paterson", phone);
  await jean.getByRole("link", { name: "Did it help?" }).first().click();
  await soon(jean.locator("h1"));
  await open(jean, path, gap);
  await soon(jean.getByRole("heading", { name: "You spoke up for this. Did it help?" }));
  await forEverybody(jean, "did it help?");
  await jean.getByRole("button", { name: "No", exact: true }).click();
  const dialog = jean.getByRole("dialog", { name: "It didn't help" });
  await soon(dialog);
  await dialog.getByRole("button", { name: "No, open it again" }).click();
  await soon(dialog.getByText("Write a few words.").first());
  await dialog.getByRole("textbox").fill("It is only every second Sunday now.");
  await dialog.getByRole("button", { name: "No, open it again" }).click();
  await gone(dialog);
  await soon(jean.getByText("confirmed by both sides, opened again"));
  await soon(line(jean, "It is only every second Sunday now."));
  await forEverybody(jean, "a gap that was opened again");
  // it waits for somebody who takes it on, and the project is still linked to it
  const callum = await who("Callum Reid");
  await toGap(callum);
  await soon(callum.getByRole("button", { name: "Take it on" }));
  await soon(callum.getByText("confirmed by both sides, opened again"));
  await soon(callum.getByText(title, { exact: true }));
});
