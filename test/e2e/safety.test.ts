import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../kit/clock.ts";
import { h1, open, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, gone, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let anil: Page;
let nasreen: Page;
/** How the form names the case of M.K. */
let which = "";

beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(), stage.device()]);
  [anil, nasreen] = (await Promise.all(
    ["Anil Bose", "Nasreen Malik"].map((name, i) => comeIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page];
});
afterAll(() => stage?.close());

const record = (page: Page) => page.getByRole("list", { name: "The record about J.T." });

test("a worry waits for the second person, who reads it, says so, and then both go on writing", async () => {
  await anil
    .getByRole("list", { name: "Waiting for you" })
    .getByRole("link", { name: /J\.T\. · raised by Nasreen Malik/ })
    .click();
  await soon(h1(anil, "J.T. · safety"));
  await soon(anil.getByText("Nasreen Malik, Govan Food Hub; Anil Bose, Southside Practice"));
  await soon(record(anil).getByText("keeps his bank card"));
  await forEverybody(anil, "a worry that waits for the second person");

  await open(nasreen, "/safety", "Safety");
  await soon(nasreen.getByText("waits for the second person"));
  await forEverybody(nasreen, "the worries that name me");
  await nasreen.getByRole("link", { name: /J\.T\. · raised by/ }).click();
  await soon(nasreen.getByText("Anil Bose has not looked at this yet."));
  expect(await nasreen.getByRole("button", { name: "Add it" }).count()).toBe(0);

  await anil.getByRole("textbox", { name: "What do you say to it?" }).fill("We know of the nephew. It belongs here.");
  await anil.getByRole("button", { name: "I have read it, and it belongs here" }).click();
  await soon(record(nasreen).getByText("We know of the nephew."));
  await nasreen.getByRole("textbox", { name: "Add to the record" }).fill("I ring social work at two.");
  await nasreen.getByRole("button", { name: "Add it" }).click();
  await soon(record(anil).getByText("I ring social work at two."));
  await forEverybody(anil, "a worry that is open");
  await anil.getByText("Close it", { exact: true }).click();
  await anil.getByRole("textbox", { name: "What became of it?" }).fill("Social work has it.");
  await anil.getByRole("button", { name: "Close it; the record stays" }).click();
  await soon(record(nasreen).getByText("Social work has it."));
  await gone(nasreen.getByRole("button", { name: "Add it" }));
});

test("a safeguarding lead raises one by keyboard; what is missing is said at its field, and the words stay", async () => {
  await open(nasreen, "/safety/raise", "Raise a worry");
  await nasreen.getByRole("button", { name: "Raise it" }).press("Enter");
  await soon(nasreen.getByRole("link", { name: "Choose whom you are worried about." }));
  const about = nasreen.getByRole("combobox", { name: "Whom are you worried about?" });
  const words = nasreen.getByRole("textbox", { name: "What was seen or said?" });
  // by initials, whose link workers they are, and the case: two people may have the same initials
  await about
    .locator("option", { hasText: /^M\.K\./ })
    .first()
    .waitFor({ state: "attached" });
  const labels = await about.locator("option").allTextContents();
  const [hers = ""] = labels.filter((label) => label.startsWith("M.K."));
  which = / case ([0-9A-F]{6})$/.exec(hers)?.[1] ?? "none";
  await about.selectOption({ label: hers });
  await words.fill("She came without a coat, and had slept in the stairwell.");
  await nasreen.getByRole("button", { name: "Raise it" }).press("Enter");
  await soon(nasreen.getByRole("link", { name: "Choose what comes nearest." }));
  await forEverybody(nasreen, "a worry with something missing");
  // half-written words are about one person, and stand with no other
  const others = labels.filter((label) => label !== hers && label !== "Choose the person");
  await about.selectOption({ label: others[0] ?? "" });
  expect(await words.inputValue()).toBe("");
  await about.selectOption({ label: hers });
  await eventually("the words about M.K. again", async () => (await words.inputValue()).startsWith("She came without a coat"));
  await nasreen.getByRole("radio", { name: "Somebody is in danger now" }).press("Space");
  await nasreen.getByRole("combobox", { name: "Who looks at it too?" }).selectOption({ label: "Anil Bose, Southside Practice" });
  await nasreen.getByRole("button", { name: "Raise it" }).press("Enter");
  await soon(h1(nasreen, "M.K. · safety"));
  await soon(nasreen.getByText(`Case ${which}.`));
  await soon(anil.getByRole("link", { name: /^Safety ?, 1 waits for you/ }));
});

test("for everybody else there is no such place; whoever works with M.K. can say which case is meant", async () => {
  const rhona = await comeIn(await stage.device(), "Rhona MacLeod");
  await openFromList(rhona, "M.K. · looking for company");
  await soon(rhona.getByText(`This is case ${which}:`));
  expect(await rhona.getByRole("link", { name: "Safety" }).count()).toBe(0);
  await rhona.goto("/safety");
  await soon(h1(rhona, "Not here"));
  await rhona.goto(new URL(anil.url()).pathname);
  await soon(h1(rhona, "Not here"));
});
