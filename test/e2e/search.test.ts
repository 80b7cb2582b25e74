import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { askHttp, box, focused, h1, message, open, openCase, openFromList, tabTo, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, offline, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let rhonasDevice: BrowserContext;
let tariqsDevice: BrowserContext;
let rhona: Page;
let tariq: Page;

beforeAll(async () => {
  // a year of talk is written in a few seconds here
  stage = await openStage({ keepsShell: true, env: { CALLS_PER_MINUTE: "60000", CALL_BURST: "6000" } });
  [rhonasDevice, tariqsDevice] = await Promise.all([stage.device(), stage.device()]);
  [rhona, tariq] = await Promise.all([comeIn(rhonasDevice, "Rhona MacLeod"), comeIn(tariqsDevice, "Tariq Ansari")]);
});
afterAll(() => stage?.close());

const field = (page: Page) => page.getByRole("searchbox", { name: "Words to look for" });
const hits = (page: Page) => page.getByRole("list", { name: "Places where it stands" }).getByRole("listitem");
const polite = (page: Page) => page.locator("[aria-live=polite] p");
const look = async (page: Page, words: string) => {
  await field(page).fill(words);
  await page.keyboard.press("Enter");
};

/** How many conversations the device keeps. */
const copies = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    const keys = await new Promise<IDBValidKey[]>((done) => {
      const asked = db.transaction("rows").objectStore("rows").getAllKeys();
      asked.onsuccess = () => done(asked.result);
    });
    db.close();
    return keys.filter((key) => /\/copy\/.*\/case:/.test(String(key))).length;
  });

test("a link worker finds what was said by keyboard alone: from the cases to the words, to the message, and back", async () => {
  await open(rhona, "/cases", "Cases");
  await tabTo(rhona, rhona.getByRole("main").getByRole("link", { name: "Search" }));
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, "Search"));
  await expect.poll(() => focused(field(rhona))).toBe(true);
  await forEverybody(rhona, "the search, before anything is looked for");
  await rhona.keyboard.press("Enter");
  await soon(rhona.getByText("Write at least two letters or figures."));
  await forEverybody(rhona, "the search, with what is missing");

  await rhona.keyboard.type("WINDOW tab");
  await rhona.keyboard.press("Enter");
  await soon(hits(rhona).filter({ hasText: "I'll keep the window table." }));
  expect(await hits(rhona).locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["window", "tab"]));
  const told = polite(rhona).filter({ hasText: /^\d+ places? found\.$/ });
  await told.waitFor({ state: "attached", timeout: 10_000 }).catch(async () => {
    // the live region forgets after ten seconds; what is drawn says the same
    await soon(rhona.getByText(/^\d+ places? found\.$/).first());
  });
  await forEverybody(rhona, "the search, with what was found");
  // the words are in no address and in no store of the browser
  expect(rhona.url()).toMatch(/\/search$/);
  const kept = await rhona.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  expect(kept).not.toMatch(/window/i);

  const hit = hits(rhona).filter({ hasText: "I'll keep the window table." }).getByRole("link").first();
  await tabTo(rhona, hit);
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, /^M\.K\. /));
  await expect.poll(() => rhona.evaluate(() => document.activeElement?.textContent ?? "")).toContain("I'll keep the window table.");
  await rhona.goBack();
  await soon(hits(rhona).filter({ hasText: "I'll keep the window table." }));
  expect(await field(rhona).inputValue()).toBe("WINDOW tab");
  await expect.poll(() => focused(hit)).toBe(true);

  await look(rhona, "zzyzx");
  await soon(rhona.getByRole("heading", { name: "Nothing in the cases that you can read" }));
  await forEverybody(rhona, "the search, with nothing found");
  await look(rhona, "company");
  await soon(rhona.getByRole("list", { name: "Cases" }).getByRole("link", { name: "M.K. · looking for company" }));
});

test("the / key leads to the search from any page, writes a stroke where text is written, and can be turned off", async () => {
  await openFromList(rhona, "M.K. · looking for company");
  await soon(box(rhona));
  await box(rhona).click();
  await rhona.keyboard.type("Tuesday/Wednesday");
  expect(await box(rhona).inputValue()).toBe("Tuesday/Wednesday");
  await box(rhona).fill("");
  await rhona.getByRole("heading", { level: 1 }).click();
  await rhona.keyboard.press("/");
  await soon(h1(rhona, "Search"));
  await expect.poll(() => focused(field(rhona))).toBe(true);
  await rhona.getByRole("checkbox", { name: "/ brings me here" }).uncheck();
  await open(rhona, "/cases", "Cases");
  await rhona.keyboard.press("/");
  await rhona.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Today" }).click();
  await soon(h1(rhona, /^Good /));
  await open(rhona, "/search", "Search");
  await rhona.getByRole("checkbox", { name: "/ brings me here" }).check();
});

test("what lies far up in a long conversation is found page by page, and the conversation opens there", async () => {
  await openCase(rhona, { name: "Ada Long", label: "A.L.", need: "a long story" });
  await write(rhona, "The very first word about the lighthouse.");
  await soon(message(rhona, "lighthouse"));
  const caseId = new URL(rhona.url()).pathname.split("/").at(-1);
  // nobody looks on: a screen that shows each of so many as it comes proves nothing here
  await open(rhona, "/search", "Search");
  const orgId = organisations.southside.orgId;
  const post = (text: string) =>
    askHttp(rhona, {
      orgId,
      path: "cases.postMessage",
      input: { roomId: `case:${caseId}:general`, id: crypto.randomUUID(), input: { text } },
      change: true,
    });
  for (let i = 0; i < 320; i++) expect((await post(i % 8 === 0 ? `Number ${i} of the steps.` : `Another day, ${i}.`)).status).toBe(200);
  await look(rhona, "steps number");
  // forty in all: a page at least, and less than two, as how much of the second one comes along lies with the server's time
  const more = rhona.getByRole("button", { name: /^(Show older ones|Look further back)$/ });
  await soon(more);
  const shown = await hits(rhona).count();
  expect(shown).toBeGreaterThanOrEqual(20);
  expect(shown).toBeLessThan(40);
  await soon(
    rhona.getByText(new RegExp(`^(The newest ${shown} places\\. There are more\\.|${shown} places so far\\. Searched back to )`)).first(),
  );
  await more.click();
  await expect.poll(() => hits(rhona).count()).toBe(40);
  await expect.poll(() => focused(hits(rhona).nth(shown).getByRole("link"))).toBe(true);

  await look(rhona, "lighthouse");
  await hits(rhona).first().getByRole("link").click();
  await soon(message(rhona, "lighthouse"));
  await expect.poll(() => rhona.evaluate(() => document.activeElement?.textContent ?? "")).toContain("lighthouse");
  await expect.poll(() => message(rhona, "lighthouse").evaluate((e) => Math.abs(e.getBoundingClientRect().top) < innerHeight)).toBe(true);
});

test("when a person stops sharing, what was found of them is gone from the screen, and is found no more", async () => {
  await openFromList(tariq, "M.K. · looking for company");
  await soon(thread(tariq));
  await open(tariq, "/search", "Search");
  await look(tariq, "window");
  await soon(hits(tariq).filter({ hasText: "window table" }).first());
  await openFromList(rhona, "M.K. · looking for company");
  await rhona.getByRole("button", { name: "M.K. withdraws" }).click();
  const dialog = rhona.getByRole("alertdialog");
  await rhona.getByRole("radio", { name: "Govan Food Hub" }).check();
  await dialog.getByRole("combobox", { name: "How did M.K. say it?" }).selectOption({ label: "by phone" });
  await dialog.getByRole("button", { name: /^M\.K\. withdraws/ }).click();
  await gone(hits(tariq).filter({ hasText: "window table" }).first());
  await soon(tariq.getByRole("heading", { name: "Nothing in the cases that you can read" }));
});

test("offline it looks through what the device keeps and says so; back again it looks everywhere", async () => {
  await openFromList(rhona, "M.K. · looking for company");
  await soon(message(rhona, "I'll keep the window table."));
  await expect.poll(() => copies(rhona)).toBeGreaterThan(0);
  await rhona.getByRole("link", { name: "Search" }).click();
  await soon(h1(rhona, "Search"));
  await look(rhona, "choir");
  await soon(hits(rhona).first());
  await offline(rhonasDevice, true);
  await look(rhona, "window table");
  await soon(rhona.getByText(/^You are not live\. This is only what this device keeps/));
  await soon(hits(rhona).filter({ hasText: "I'll keep the window table." }));
  await forEverybody(rhona, "the search, offline");
  await offline(rhonasDevice, false);
  await gone(rhona.getByText(/^You are not live\. This is only what/));
  await soon(hits(rhona).filter({ hasText: "I'll keep the window table." }));
});
