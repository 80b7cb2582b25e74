import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { box, h1, message, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, greeting, offline, openStage, type Stage, shellKept, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  rhona = await comeIn(await stage.device(), "Rhona MacLeod");
  await shellKept(rhona);
});
afterAll(() => stage?.close());

/** From now on nothing on the page happens later, as on a page that is about to go. */
const noLater = (page: Page) => page.evaluate(() => void Object.assign(window, { setTimeout: () => 0 }));
/** How many boxes the device holds words of. */
const boxes = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open("linkwork");
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const keys = await new Promise<string[]>((done) => {
      const asked = db.transaction("rows").objectStore("rows").getAllKeys();
      asked.onsuccess = () => done(asked.result as string[]);
    });
    db.close();
    return keys.filter((key) => key.includes("/text/")).length;
  });

test("half a line in a reply box is on the device at once, without waiting for anything: loading the page again loses none of it, nor which message it answers", async () => {
  await openFromList(rhona, "M.K. · looking for company");
  await message(rhona, "I'll keep the window table.").hover();
  await message(rhona, "I'll keep the window table.")
    .getByRole("button", { name: /^Reply/ })
    .click();
  await expect.poll(() => boxes(rhona)).toBe(1);
  const before = await boxes(rhona);
  await noLater(rhona);
  await box(rhona).fill("She said that the stairs");
  await expect.poll(() => boxes(rhona)).toBe(before + 1);
  await rhona.reload();
  await expect.poll(() => box(rhona).inputValue()).toBe("She said that the stairs");
  await soon(rhona.getByText(/^You answer/));
});

test("so is what stands in a form", async () => {
  await rhona.goto("/map/missing");
  const what = rhona.getByRole("textbox", { name: "What is missing, in one line?" });
  await soon(what);
  const before = await boxes(rhona);
  await noLater(rhona);
  await what.fill("A bench on the hill");
  await expect.poll(() => boxes(rhona)).toBe(before + 1);
  await rhona.reload();
  await expect.poll(() => what.inputValue()).toBe("A bench on the hill");
});

test("words that aren't with the server yet when another hat is put on are told to it under the hat that they were written under", async () => {
  await openFromList(rhona, "M.K. · looking for company");
  await soon(rhona.getByText("Live", { exact: true }));
  // the moment after which they are told doesn't come before the hat is changed
  await rhona.evaluate(() => {
    const after = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (work: () => void, ms?: number) => (ms === 1_500 ? 0 : after(work, ms)) });
  });
  const hats = () => rhona.getByRole("banner").getByRole("button", { name: /Rhona MacLeod/ });
  await box(rhona).fill("She said that the stairs are steep");
  const told = rhona.waitForRequest((request) => request.url().includes("cases.saveDraft"));
  await hats().click();
  await rhona.getByRole("menuitem", { name: "Act for Ropeworks Lane Surgery" }).click();
  const request = await told;
  expect(request.headers()["x-linkwork-org"]).toBe(organisations.southside.orgId);
  expect((await request.response())?.status()).toBe(200);
  await soon(h1(rhona, greeting));
  await hats().click();
  await rhona.getByRole("menuitem", { name: "Act for Southside Practice" }).click();
  await soon(h1(rhona, greeting));
  await openFromList(rhona, "M.K. · looking for company");
  await expect.poll(() => box(rhona).inputValue()).toBe("She said that the stairs are steep");
});

test("where the people whom a practice knows can't be looked up, nobody is written down a second time; once they are there, one is found by a part of the name", async () => {
  await rhona.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Cases" }).click();
  await soon(h1(rhona, "Cases"));
  await offline(rhona.context(), true);
  await rhona.getByRole("link", { name: "Open a case" }).click();
  await soon(rhona.getByText("The people you know can't be looked up just now."));
  expect(await rhona.getByRole("textbox", { name: "Full name" }).count()).toBe(0);
  await forEverybody(rhona, "opening a case, where nobody answers");
  await offline(rhona.context(), false);
  await rhona.getByRole("button", { name: "Try again" }).click();
  const person = rhona.getByRole("combobox", { name: "Person" });
  await soon(person);
  const all = await person.getByRole("option").count();
  await rhona.getByRole("searchbox", { name: "Find by name" }).fill("doch");
  await soon(rhona.getByText("1 person to choose from"));
  expect(await person.getByRole("option").allInnerTexts()).toEqual(["Choose a person", expect.stringContaining("Docherty")]);
  await forEverybody(rhona, "opening a case, with somebody found by name");
  await rhona.getByRole("searchbox", { name: "Find by name" }).fill("");
  expect(await person.getByRole("option").count()).toBe(all);
});

test("of a case that is refused nobody is left behind: what stands in its way is said before the person is written down", async () => {
  await rhona.reload();
  const person = rhona.getByRole("combobox", { name: "Person" });
  await soon(person);
  const all = await person.getByRole("option").count();
  await rhona.getByRole("radio", { name: "Somebody new" }).check();
  await rhona.getByRole("textbox", { name: "Full name" }).fill("Ishbel Crerar");
  const need = rhona.getByRole("textbox", { name: "What is it about, in a few words?" });
  await need.fill("a lift, her NHS number is 999 000 1235");
  await rhona.getByRole("combobox", { name: "What kind of help?" }).selectOption({ index: 1 });
  await rhona.getByRole("button", { name: "Open the case" }).click();
  await soon(rhona.getByRole("link", { name: /There is a CHI or NHS number in this/ }));
  await rhona.reload();
  await soon(person);
  expect(await person.getByRole("option").count()).toBe(all);
});
