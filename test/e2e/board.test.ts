import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { card, drag, fill, jointBoard, list, titlesIn } from "./boards.ts";
import { focused, open, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole("dialog", { name });
const said = (page: Page, words: string): Locator => page.locator("[aria-live]").getByText(words, { exact: true });

/** Both at one board with six cards: Rhona at her desk, Tariq at his device. */
async function bothAt(title: string): Promise<{ rhona: Page; tariq: Page; boardId: string; ids: Readonly<Record<string, string>> }> {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const joint = await jointBoard(rhona, tariq, title);
  const { cards } = await fill(rhona, joint, {
    "To do": ["Find two drivers", "Ask the library", "Leaflet in Urdu"],
    Doing: ["Match ten pairs", "Train volunteers"],
    Done: ["Charter agreed"],
  });
  await Promise.all([rhona, tariq].map((page) => open(page, `/boards/${joint.boardId}`, title)));
  await Promise.all([rhona, tariq].map((page) => soon(card(page, "Charter agreed"))));
  return { rhona, tariq, boardId: joint.boardId, ids: cards };
}
test("by keys alone a card is added, moved by the dialog and by dragging; each is read out, the focus stays with the card, and the other sees it", async () => {
  const { rhona, tariq } = await bothAt("Befriending pilot");
  await forEverybody(rhona, "a board");

  await tabTo(rhona, rhona.getByRole("button", { name: "Add a card to Doing" }));
  await rhona.keyboard.press("Enter");
  await rhona.keyboard.type("Book the hall");
  await rhona.keyboard.press("Enter");
  await soon(said(rhona, "Book the hall added to Doing"));
  await rhona.keyboard.press("Escape");
  await soon(card(tariq, "Book the hall"));
  expect(await titlesIn(tariq, "Doing")).toEqual(["Match ten pairs", "Train volunteers", "Book the hall"]);

  // to the card, from it to its own button, and back to it where it lies then
  await tabTo(rhona, card(rhona, "Match ten pairs"), "Shift+Tab");
  await tabTo(rhona, rhona.getByRole("button", { name: "Move… Match ten pairs" }));
  await rhona.keyboard.press("Enter");
  await soon(dialog(rhona, "Move “Match ten pairs”"));
  await forEverybody(rhona, "moving a card");
  await tabTo(rhona, rhona.getByRole("combobox", { name: "To which list" }));
  await rhona.keyboard.type("To");
  await tabTo(rhona, rhona.getByRole("combobox", { name: "Where in it" }));
  await rhona.keyboard.type("After “F");
  await tabTo(rhona, rhona.getByRole("button", { name: "Move it" }));
  await rhona.keyboard.press("Enter");
  await soon(said(rhona, "Match ten pairs moved to To do, before Ask the library"));
  await expect.poll(() => focused(card(rhona, "Match ten pairs"))).toBe(true);
  await expect.poll(() => titlesIn(tariq, "To do")).toEqual(["Find two drivers", "Match ten pairs", "Ask the library", "Leaflet in Urdu"]);

  // the same by the keys of dragging, each place by its name
  const at = () => rhona.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  await tabTo(rhona, rhona.getByRole("button", { name: "Drag Match ten pairs" }));
  await rhona.keyboard.press("Enter");
  await expect.poll(at).toMatch(/^Insert (between|before|after)/);
  await rhona.keyboard.press("Tab");
  await expect.poll(at).toMatch(/Train volunteers|Drop on/);
  await rhona.keyboard.press("Enter");
  await expect.poll(async () => (await titlesIn(tariq, "Doing")).includes("Match ten pairs")).toBe(true);
  await tabTo(rhona, rhona.getByRole("button", { name: "Undo" }));
  await rhona.keyboard.press("Enter");
  await expect.poll(() => titlesIn(tariq, "To do")).toEqual(["Find two drivers", "Match ten pairs", "Ask the library", "Leaflet in Urdu"]);
});

test("each sees who is at the board; what one drags with the mouse the other sees at once, and undoing puts it back beside whom it lay", async () => {
  const { rhona, tariq } = await bothAt("Shared garden");
  await soon(rhona.getByText("Here now: Govan Food Hub"));
  await drag(tariq, card(tariq, "Find two drivers"), card(tariq, "Train volunteers"), "top");
  await soon(said(tariq, "Find two drivers moved to Doing, before Train volunteers"));
  await expect.poll(() => titlesIn(rhona, "Doing")).toEqual(["Match ten pairs", "Find two drivers", "Train volunteers"]);
  await soon(rhona.getByText("Tariq Ansari moved “Find two drivers” to Doing, before “Train volunteers”."));
  await rhona.getByRole("button", { name: "Undo" }).click();
  for (const page of [rhona, tariq])
    await expect.poll(() => titlesIn(page, "To do")).toEqual(["Find two drivers", "Ask the library", "Leaflet in Urdu"]);
});

test("one looks for cards and is told how many are hidden, and sees them by organisation", async () => {
  const { rhona } = await bothAt("Warm room");
  await rhona.getByRole("button", { name: "Find", exact: true }).click();
  await rhona.getByRole("searchbox", { name: "Words on a card" }).fill("urdu");
  await soon(rhona.getByText("5 cards hidden"));
  expect(await titlesIn(rhona, "To do")).toEqual(["Leaflet in Urdu"]);
  await forEverybody(rhona, "a board, looking for something");
  await rhona.getByRole("button", { name: "Show all" }).click();
  await soon(card(rhona, "Ask the library"));
  await rhona.getByRole("button", { name: "By organisation" }).click();
  await soon(rhona.getByRole("heading", { level: 2, name: "Govan Food Hub" }));
  await forEverybody(rhona, "a board by organisation");
  expect(await list(rhona, "To do, Nobody's yet").getByRole("row").count()).toBe(3);
});
