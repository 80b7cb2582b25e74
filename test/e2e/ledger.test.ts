import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedId } from "../../apps/server/src/seed/ids.ts";
import { h1, open, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, gone, offline, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
});
afterAll(() => stage?.close());

const lines = (page: Page) => page.getByRole("main").getByRole("listitem");
const line = (page: Page, words: string | RegExp) => lines(page).filter({ hasText: words });

test("the information lead finds a case by its initials, reads who has seen what, checks it with one press, and prints a page for the person", async () => {
  const [tariqs, anils] = [await stage.device(), await stage.device()];
  // Tariq reads, and tries what isn't his
  const tariq = await comeIn(tariqs, "Tariq Ansari");
  await openFromList(tariq, "M.K. · looking for company");
  const caseId = seedId<string>("case mk");
  await tariq.goto(`/cases/${caseId}/ledger`);
  await soon(h1(tariq, "Not here"));
  await tariqs.close();

  const anil = await comeIn(anils, "Anil Bose");
  await open(anil, "/cases", "Cases");
  await forEverybody(anil, "the cases of an information lead");
  const list = anil.getByRole("list", { name: "Who has seen what" });
  await anil.getByText(/^Show all \d+$/).click();
  await list.getByRole("link", { name: "M.K." }).click();
  // he is not in the case himself, so he says first why he looks
  await soon(h1(anil, "Why are you looking?"));
  await anil.getByRole("button", { name: "Look now" }).click();
  await soon(anil.getByRole("link", { name: "Choose what comes nearest." }));
  await forEverybody(anil, "why are you looking");
  await anil.getByRole("radio", { name: "They asked who has seen what" }).check();
  await anil.getByRole("button", { name: "Look now" }).click();
  await soon(h1(anil, "Who has seen what: M.K."));
  await soon(line(anil, /^\d\d:\d\d\s*Tariq Ansari, Govan Food Hub, opened the conversation and read \d+ messages$/).first());
  await soon(line(anil, "Tariq Ansari, Govan Food Hub, was refused: tried to look at who has seen what"));
  await soon(line(anil, "Rhona MacLeod, Southside Practice, noted the person's yes to sharing with Govan Food Hub").first());
  expect(await anil.getByText(/window table|cooking comes before/).count()).toBe(0);
  await forEverybody(anil, "who has seen what");

  await anil.getByRole("combobox", { name: "What" }).selectOption({ label: "who was refused" });
  await gone(line(anil, "opened the conversation").first());
  await soon(line(anil, "was refused").first());
  await anil.getByRole("combobox", { name: "Organisation" }).selectOption({ label: "Mind the Gap Choir" });
  await soon(anil.getByText("Nobody has done this yet."));
  await forEverybody(anil, "who has seen what, with nothing in it");
  await anil.getByRole("combobox", { name: "Organisation" }).selectOption({ label: "All" });

  await anil.getByRole("button", { name: "Check that nothing was changed" }).click();
  await soon(anil.getByRole("status").filter({ hasText: "Nothing was changed." }));
  await soon(anil.getByText(/^\d+ entries were checked, up to /));
  await forEverybody(anil, "checked");

  // offline it says so, and goes on afterwards
  await offline(anils, true);
  await anil.getByRole("button", { name: "Check that nothing was changed" }).click();
  await soon(anil.getByRole("heading", { name: "That didn't work" }));
  await offline(anils, false);

  await anil.getByRole("link", { name: "A page for M.K." }).click();
  await soon(h1(anil, "Who has seen what: a page for M.K."));
  const paper = anil.getByRole("region", { name: "Who has seen what, for M.K." });
  await soon(paper.getByText(/^wrote \d+ messages about you$/).first());
  await soon(paper.getByText("noted your yes to sharing with Govan Food Hub").first());
  await soon(paper.getByText("looked because you asked who has seen what"));
  expect(await paper.innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|consent|Entry/);
  await forEverybody(anil, "the page for the person");
  await anil.emulateMedia({ media: "print" });
  expect(await anil.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
  expect(await anil.getByRole("navigation", { name: "Places" }).isVisible()).toBe(false);
  expect(await paper.isVisible()).toBe(true);
  expect(await paper.evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize))).toBeGreaterThanOrEqual(20);
  const pdf = await anil.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await anil.emulateMedia({ media: "screen" });

  // a case of another practice is not there
  await anil.goto(`/cases/${seedId<string>("case gs")}/ledger`);
  await soon(h1(anil, "Not here"));
  await anils.close();
});

test("the seal of the day is taken home as a file, and a case is checked against it; another organisation's lead sees their own people alone", async () => {
  const device = await stage.device({ acceptDownloads: true });
  const nasreen = await comeIn(device, "Nasreen Malik");
  await open(nasreen, "/organisation", "Govan Food Hub");
  // the first one is kept with the first sweep after the start
  const take = nasreen.getByRole("button", { name: "Keep the seal of the day" });
  const downloaded = nasreen.waitForEvent("download", { timeout: 40_000 });
  const pressing = setInterval(() => void take.click().catch(() => undefined), 2_000);
  const file = await downloaded.finally(() => clearInterval(pressing));
  const path = await file.path();
  expect(await readFile(path, "utf8")).toContain("for Govan Food Hub");
  await forEverybody(nasreen, "the organisation, for its information lead");

  await open(nasreen, `/cases/${seedId<string>("case mk")}/ledger`, "Why are you looking?");
  await nasreen.getByRole("radio", { name: "A check that I make now and then" }).check();
  await nasreen.getByRole("button", { name: "Look now" }).click();
  await soon(h1(nasreen, "Who has seen what: M.K."));
  await soon(line(nasreen, "Tariq Ansari, Govan Food Hub").first());
  expect(await line(nasreen, /Rhona|Southside/).count()).toBe(0);
  await nasreen.getByText("Check against a seal that you kept").click();
  await nasreen
    .getByLabel("The file that you kept")
    .setInputFiles({ name: "other.txt", mimeType: "text/plain", buffer: Buffer.from("shopping") });
  await soon(nasreen.getByRole("link", { name: /This file says nothing about this case/ }));
  await nasreen.getByLabel("The file that you kept").setInputFiles(path);
  await soon(nasreen.getByText("They go through the seal that you kept."));
  await forEverybody(nasreen, "checked against a seal");
  await device.close();
});
