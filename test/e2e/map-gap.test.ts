import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let jean: Page;
let sadia: Page;
let callum: Page;
const title = "Nowhere to sit by the bus station";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(phone), stage.device(), stage.device()]);
  [jean, sadia, callum] = (await Promise.all(
    ["Jean Paterson", "Sadia Rehman", "Callum Reid"].map((name, i) => comeIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page, Page];
});
afterAll(() => stage?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const line = (page: Page, words: string | RegExp) =>
  page.getByRole("list", { name: "What became of it" }).getByRole("listitem").filter({ hasText: words });

/** As everybody meets it, and then on the phone again. */
async function onPhone(screen: string): Promise<void> {
  await forEverybody(jean, screen);
  await jean.setViewportSize(phone.viewport);
}

/** Answers the question that a button opens, in a few words. */
async function say(page: Page, opens: string, { words, press }: { words: string; press: string }): Promise<void> {
  await button(page, opens).click();
  const dialog = page.getByRole("dialog");
  await soon(dialog);
  await dialog.getByRole("textbox").fill(words);
  await forEverybody(page, opens);
  await dialog.getByRole("button", { name: press }).click();
  await gone(dialog);
}

test("a resident says on a phone what is missing; what looks like somebody's is marked, and the words stay until it is nobody's any more", async () => {
  await open(jean, "/map", "What's here, and what's missing");
  await onPhone("the map on a phone");
  await jean.getByRole("link", { name: "Say what's missing" }).first().click();
  await soon(h1(jean, "Say what's missing"));
  await button(jean, "Go on").click();
  await soon(jean.getByRole("heading", { name: "Something needs mending first" }));
  await onPhone("what is missing, with what has to be mended");
  await jean.getByRole("textbox", { name: /^What is missing, in one line/ }).fill(title);
  await jean.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "getting about" });
  await jean
    .getByRole("textbox", { name: /^Tell it in your own words/ })
    .fill("My mum can't walk from the stop to the surgery in one go. Ring me on 0141 496 0123.");
  await button(jean, "Go on").click();
  await soon(jean.getByRole("heading", { level: 2, name: "Where" }));
  await onPhone("where something is missing");
  // on the device a moment later, as another tab sees
  const tab = await jean.context().newPage();
  const there = async () => {
    await tab.goto("/map/missing");
    const step = tab.getByRole("heading", { level: 2, name: "Where" });
    return await step.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(there, { timeout: 90_000 }).toBe(true);
  await tab.close();
  await jean.reload();
  await soon(jean.getByRole("heading", { level: 2, name: "Where" }));
  const where = jean.getByRole("textbox", { name: /^Postcode, or name of a place/ });
  await where.fill("g51 3uu");
  await where.press("Enter");
  await expect.poll(() => jean.getByRole("combobox", { name: "Area" }).locator("option:checked").textContent()).toMatch(/^Govan and Ibrox/);
  await button(jean, "Go on").click();
  await soon(jean.getByRole("heading", { level: 2, name: "Look and send" }));
  await soon(jean.getByText("It is shown as raised by a resident. Your name isn't shown."));
  await onPhone("what is missing, before it is sent");
  await button(jean, "Send it").click();
  await soon(jean.getByText("This looks like somebody's telephone number or e-mail address."));
  expect(await jean.locator("mark").textContent()).toContain("0141 496 0123");
  await onPhone("what looks like somebody's");
  await button(jean, "Go back").click();
  await button(jean, "Go back").click();
  const story = jean.getByRole("textbox", { name: /^Tell it in your own words/ });
  await story.fill((await story.inputValue()).replace(" Ring me on 0141 496 0123.", ""));
  await button(jean, "Go on").click();
  await button(jean, "Go on").click();
  await button(jean, "Send it").click();
  await soon(h1(jean, title));
  await soon(line(jean, "Raised by you"));
  await onPhone("a gap, for who raised it");
});

test("the residents' steward confirms the need and the partners' steward says what they know and takes it on; neither can do the other's part, and both screens follow", async () => {
  const path = new URL(jean.url()).pathname;
  await Promise.all([open(sadia, path, title), open(callum, path, title)]);
  expect(await button(callum, "It is needed").count()).toBe(0);
  expect(await button(sadia, "Say what you know").count()).toBe(0);
  await soon(sadia.getByText("That is you."));
  await say(sadia, "It is needed", { words: "Six of us have stood there with bags.", press: "Confirm that it is needed" });
  await soon(line(callum, "confirmed that it is needed"));
  await say(callum, "Say what you know", { words: "A bench costs £1,400, and the north pavement is too narrow.", press: "Say so" });
  await soon(line(sadia, "A bench costs £1,400"));
  await soon(sadia.getByText("confirmed by both sides"));
  expect(await button(sadia, "Take it on").count()).toBe(0);
  await say(callum, "Take it on", { words: "We ask the council, and say at Easter how it goes.", press: "Take it on" });
  await soon(line(jean, "We ask the council"));
  await soon(line(sadia, "Taken on by"));
  await forEverybody(callum, "a gap that is taken on");
  await onPhone("a gap that is taken on, on a phone");
});

test("what others need too is counted on their own side", async () => {
  await button(sadia, "Me too: I stand behind it").click();
  await soon(sadia.getByText("You stand behind it as a resident."));
  await soon(callum.getByText("1 resident", { exact: true }));
  await button(callum, "Me too: I stand behind it").click();
  await soon(sadia.getByText("1 partner", { exact: true }));
  expect(await button(jean, "Me too: I stand behind it").count()).toBe(0);
});
