import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { h1, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const couldNot = (page: Page) => page.getByRole("button", { name: "I couldn't find something" });
const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
const days = (on: number): string => new Date(Date.now() + on * 86_400_000).toISOString().slice(0, 10);

test("a link worker says in two presses that she found nothing, sees that it is known, and raises what isn't without a word of whom she helps", async () => {
  const rhona = rhonas();
  await openFromList(rhona, "M.K. · looking for company");
  await couldNot(rhona).click();
  const asked = dialog(rhona, "What couldn't you find?");
  await soon(asked.getByRole("combobox", { name: "Where" }));
  await forEverybody(rhona, "I couldn't find something");
  // nothing says yet where: that is asked for first, and remembered
  await asked.getByRole("button", { name: "food", exact: true }).click();
  await soon(asked.getByText("Choose the area first, then what it was.").first());
  await asked.getByRole("combobox", { name: "Where" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await asked.getByRole("button", { name: "food", exact: true }).click();
  const said = dialog(rhona, "Said. Thank you.");
  await soon(said);
  await soon(said.getByRole("heading", { name: "Is it one of these?" }));
  await forEverybody(rhona, "said, with what is known");
  await said
    .getByRole("button", { name: /^I saw it too/ })
    .first()
    .click();
  await soon(said.getByText("You saw it too", { exact: true }).first());
  await said.getByRole("button", { name: "Done" }).click();
  await gone(said);

  // from now on it is two presses
  await couldNot(rhona).click();
  await dialog(rhona, "What couldn't you find?").getByRole("button", { name: "loss and grief" }).click();
  await soon(said);
  await said.getByRole("button", { name: /say what is missing$/i }).click();
  const raise = dialog(rhona, "What is missing?");
  await raise.getByRole("textbox", { name: "What is missing, in a few words" }).fill("Nobody to sit with after a funeral");
  await raise.getByRole("textbox", { name: "What would help, and why" }).fill("Mariam would come on a weekday.");
  await raise.getByRole("button", { name: "Put it on the map" }).click();
  await soon(raise.getByText("This is the name of somebody whom you help."));
  await forEverybody(rhona, "raising, with a name in it");
  await raise.getByRole("textbox", { name: "What would help, and why" }).fill("People would come on a weekday.");
  await raise.getByRole("button", { name: "Put it on the map" }).click();
  await gone(raise);
});

test("on a phone the themes are large enough, and nothing runs out of the screen", async () => {
  const rhona = await comeIn(await stage().device(phone), "Rhona MacLeod");
  await openFromList(rhona, "M.K. · looking for company");
  await couldNot(rhona).click();
  const asked = dialog(rhona, "What couldn't you find?");
  const food = asked.getByRole("button", { name: "food", exact: true });
  await soon(food);
  expect((await food.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await forEverybody(rhona, "I couldn't find something, on a phone");
});

test("a project begins from a gap: its words stand in the charter, and the gap says who does something about it", async () => {
  const rhona = rhonas();
  const gapId = await validatedGap(rhona);
  await rhona.goto(`/map/gaps/${gapId}`);
  await rhona.getByRole("link", { name: "Make it a project" }).click();
  await soon(h1(rhona, "Propose a project"));
  await soon(rhona.getByText("It begins from what is missing:"));
  await expect.poll(() => rhona.getByRole("textbox", { name: "What is it called?" }).inputValue()).not.toBe("");
  await forEverybody(rhona, "proposing from a gap");
  await rhona.getByLabel("When would it start?").fill(days(14));
});

/** One of the seeded gaps that both sides have confirmed, and that nobody has taken on. */
async function validatedGap(page: Page): Promise<string> {
  const answer = await page.evaluate(async () => {
    const input = encodeURIComponent(JSON.stringify({ statuses: ["validated"], page: 1 }));
    const found = await fetch(`/trpc/public.gaps?input=${input}`);
    return (await found.json()) as { result: { data: { rows: { gapId: string }[] } } };
  });
  const gapId = answer.result.data.rows[0]?.gapId;
  if (gapId === undefined) throw new Error("no gap that is as far");
  return gapId;
}
