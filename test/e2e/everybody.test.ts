import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoPeople } from "../../apps/server/src/seed/people.ts";
import { box, enter, focused, h1, message, open, openFromList, replyBox, tabTo, thread, write } from "./deeds.ts";
import { gone, greeting, offline, openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;

const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  rhona = await signIn(await stage.device(), "Rhona MacLeod");
});
afterAll(() => stage?.close());

/** How much of it can be seen, nothing lying over it, of nine spots: 0 is hidden, 1 wholly seen. */
const seenOf = (what: Locator): Promise<number> =>
  what.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const spots = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
    );
    const seen = spots.filter(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there !== null && (element.contains(there) || there.contains(element));
    });
    return seen.length / spots.length;
  });

/** Goes on with a key and says which stops were seen less than they have to be. */
async function badStops(page: Page, { key, steps, least }: { key: "Tab" | "Shift+Tab"; steps: number; least: number }) {
  const bad: string[] = [];
  const names = new Set<string>();
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press(key);
    const stop = page.locator(":focus");
    if ((await stop.count()) === 0) continue;
    const name = await stop.evaluate((e) => `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent}`.slice(0, 60));
    names.add(name);
    if ((await seenOf(stop)) < least) bad.push(name);
  }
  return { bad: [...new Set(bad)], names };
}

test("with the keyboard alone: sign in, open a case, write and send, and leave a question without an answer", async () => {
  const own = await stage.device();
  const page = await own.newPage();
  await page.goto("/");
  const [who] = demoPeople;
  await tabTo(page, page.getByRole("textbox", { name: "E-mail" }));
  await page.keyboard.type(who?.email ?? "");
  await tabTo(page, page.getByRole("textbox", { name: "Password" }));
  await page.keyboard.type(who?.password ?? "");
  await page.keyboard.press("Enter");
  await soon(h1(page, greeting));
  await page.reload();
  await soon(h1(page, greeting));
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page.getByRole("link", { name: /^Skip to/ }))).toBe(true);
  await tabTo(page, page.getByRole("link", { name: "Cases" }));
  await page.keyboard.press("Enter");
  await soon(h1(page, "Cases"));
  await expect.poll(() => focused(h1(page, "Cases"))).toBe(true);
  await tabTo(page, page.getByRole("link", { name: title }));
  await page.keyboard.press("Enter");
  await soon(h1(page, title));

  await tabTo(page, box(page));
  await page.keyboard.type("Written without a mouse, @Tar");
  await soon(page.getByRole("option", { name: /Tariq Ansari/ }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await soon(message(page, "without a mouse").getByText("Southside Practice"));
  expect(await box(page).inputValue()).toBe("");
  await expect.poll(() => focused(box(page))).toBe(true);

  const more = message(page, "without a mouse").getByRole("button", { name: /^More/ });
  await tabTo(page, more, "Shift+Tab");
  await enter(page, /^Change/);
  const words = page.getByRole("alertdialog", { name: "Change your message" }).getByRole("textbox");
  await soon(words);
  await expect.poll(() => focused(words)).toBe(true);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Changed without a mouse.");
  await page.keyboard.press("Control+Enter");
  await soon(message(page, "Changed without").getByText("edited"));

  const withdraws = page.getByRole("button", { name: "M.K. withdraws" });
  await tabTo(page, withdraws, "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "M.K. stops sharing" });
  await soon(dialog);
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await gone(dialog);
  await expect.poll(() => focused(withdraws)).toBe(true);
  await own.close();
});

test("at 400 % every stop of the Tab key in a conversation can be seen, and one can write and send", async () => {
  await openFromList(rhona, title);
  await rhona.setViewportSize({ width: 320, height: 256 });
  await rhona.reload();
  await soon(h1(rhona, title));
  await thread(rhona).getByRole("listitem").last().waitFor();
  const { bad, names } = await badStops(rhona, { key: "Tab", steps: 80, least: 0.1 });
  expect(bad).toEqual([]);
  expect(names.size).toBeGreaterThan(15);
  await tabTo(rhona, box(rhona));
  await rhona.keyboard.type("Written at 400 %.");
  await rhona.keyboard.press("Control+Enter");
  await soon(message(rhona, "Written at 400 %."));
  await rhona.setViewportSize({ width: 1280, height: 800 });
});

test("in the middle of a long conversation one sees whether one is live and can withdraw, and what is focused is never covered", async () => {
  const own = await stage.device();
  const page = await signIn(own, "Rhona MacLeod");
  await openFromList(page, title);
  for (let n = 1; n <= 20; n++)
    await write(page, `Long talk ${n}. We had tea first and talked about the hall, and who keeps the window table.`);
  await message(page, "Long talk 4.")
    .getByRole("button", { name: /^Reply/ })
    .click();
  await write(page, "That is the one I meant.");
  await soon(message(page, "That is the one I meant.").getByText("Southside Practice"));
  // opened anew, all of it is there again, and one is at its end
  await page.reload();
  await thread(page).getByText("Case opened for M.K.").waitFor({ state: "attached" });
  await expect.poll(() => seenOf(message(page, "That is the one I meant."))).toBe(1);
  const live = page.locator("main").getByText("Live", { exact: true });
  const withdraws = page.getByRole("button", { name: "M.K. withdraws" });
  const middle = message(page, "Long talk 10.");
  const place = () => page.evaluate(() => window.scrollY);
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    const at = `at ${size.width} px`;
    await middle.evaluate((line) => line.scrollIntoView({ block: "center" }));
    expect(await h1(page, title).evaluate((element) => element.getBoundingClientRect().bottom > 0), at).toBe(size.width > 960);
    const three = [live, withdraws, replyBox(page).getByText("people will read this")];
    await expect.poll(() => Promise.all(three.map(seenOf)), { message: at }).toEqual([1, 1, 1]);
    await withdraws.click();
    const dialog = page.getByRole("alertdialog", { name: "M.K. stops sharing" });
    await soon(dialog);
    await page.keyboard.press("Escape");
    await gone(dialog);

    // to write, or to withdraw, does not take the reader elsewhere
    const before = await place();
    await box(page).click();
    await page.keyboard.type("And then");
    await withdraws.focus();
    expect(await place(), at).toBe(before);
    await box(page).fill("");

    for (const key of ["Tab", "Shift+Tab"] as const) {
      await middle.getByRole("button", { name: /^Reply/ }).focus();
      const { bad, names } = await badStops(page, { key, steps: 30, least: 1 });
      expect(bad, `${at}, ${key}`).toEqual([]);
      expect(names.size).toBeGreaterThan(2);
    }
    await page.getByRole("button", { name: /^Answers: Rhona MacLeod: Long talk 4\./ }).click();
    expect(await focused(message(page, "Long talk 4.").first()), at).toBe(true);
    expect(await seenOf(message(page, "Long talk 4.").first()), at).toBe(1);
  }
  await offline(own, true);
  const notLive = page.locator("main").getByText(/^Not live since \d\d:\d\d$/);
  await soon(notLive);
  await middle.evaluate((line) => line.scrollIntoView({ block: "center" }));
  expect([await seenOf(notLive), await seenOf(withdraws)]).toEqual([1, 1]);

  // where there is little height, the words have it
  await page.setViewportSize({ width: 320, height: 256 });
  await middle.evaluate((line) => line.scrollIntoView({ block: "center" }));
  const words = await page.evaluate(() =>
    [8, 64, 128, 192, 248].map((y) => document.elementFromPoint(160, y)?.closest(".thread") !== null),
  );
  expect(words).toEqual([true, true, true, true, true]);
  await own.close();
});

test("on a phone one comes in, finds a case, looks at the summary, answers and leaves, with one thumb", async () => {
  const phone = await stage.device({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await signIn(phone, "Tariq Ansari");
  await page.getByRole("link", { name: "Cases" }).tap();
  await page.getByRole("link", { name: title }).tap();
  await soon(h1(page, title));
  await page.getByRole("link", { name: "Summary" }).tap();
  await soon(page.getByText(/^put here by Rhona MacLeod/).first());
  await page.getByRole("link", { name: "All", exact: true }).tap();
  await message(page, "We've met five times now")
    .getByRole("button", { name: /^Reply/ })
    .tap();
  await box(page).fill("Answered on the bus.");
  await page.getByRole("button", { name: "Send" }).tap();
  await soon(message(page, "Answered on the bus.").getByRole("button", { name: /^Answers: Rhona MacLeod: We've met/ }));
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Sign out" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).tap();
  await soon(h1(page, "Sign in"));
  await phone.close();
});

test("who asked for less motion gets none, the dark stays dark, and of a receipt only the paper is printed", async () => {
  const page = rhona;
  await openFromList(page, title);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.getByRole("button", { name: "M.K. withdraws" }).click();
  await soon(page.getByRole("alertdialog"));
  const longest = await page.evaluate(() => {
    const seconds = (value: string) =>
      Math.max(...value.split(",").map((part) => Number.parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
    const styles = [...document.querySelectorAll("*")].map((element) => getComputedStyle(element));
    return Math.max(...styles.map((style) => Math.max(seconds(style.animationDuration), seconds(style.transitionDuration))));
  });
  expect(longest).toBeLessThan(0.02);
  await page.keyboard.press("Escape");

  await open(page, "/account", "My account");
  await page.getByRole("radio", { name: "Dark" }).check();
  await open(page, "/cases", "Cases");
  const brightness = () =>
    page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      if (!canvas) return Number.NaN;
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return (red + green + blue) / 3;
    });
  expect(await brightness()).toBeLessThan(60);
  await page.reload();
  await soon(h1(page, "Cases"));
  expect(await brightness()).toBeLessThan(60);

  await openFromList(page, title);
  await page.getByRole("link", { name: "People and agreements" }).click();
  await page
    .getByRole("link", { name: /^Receipt/ })
    .first()
    .click();
  const paper = page.getByRole("region", { name: "Receipt for M.K." });
  await soon(paper);
  const words = (await paper.innerText()).trim();
  await page.emulateMedia({ media: "print" });
  expect((await page.locator("body").innerText()).trim()).toBe(words);
  expect(await page.getByRole("button").or(page.getByRole("link")).or(page.getByRole("radio")).count()).toBe(0);
  // black on white, also for who works in the dark
  expect(await paper.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgb(255, 255, 255)");
  await page.emulateMedia({ media: "screen" });
});
