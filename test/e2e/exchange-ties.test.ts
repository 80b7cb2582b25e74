import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { jointBoard } from "./boards.ts";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, nextRound, soon, stageFor } from "./kit.ts";

const { stage, page: tariqs } = stageFor("Tariq Ansari");
const facts = (page: Page) => page.getByRole("region", { name: "Given and received, in twelve months" });
const listed = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");

test("both organisations see in hours what they gave each other, and nobody sees another pair, a sum or an order by size", async () => {
  const tariq = tariqs();
  await open(tariq, "/exchange/hosting", "What we host");
  const gave = facts(tariq);
  await soon(gave.getByText("you gave 2 hours"));
  await soon(gave.getByText("Ropeworks Lane Surgery"));
  await forEverybody(tariq, "given and received, at who gave");
  const callum = await comeIn(await stage().device(), "Callum Reid");
  await open(callum, "/exchange/hosting", "What we host");
  await soon(facts(callum).getByText("received 2 hours"));
  await soon(facts(callum).getByText("Govan Food Hub"));
  const names = await facts(callum).locator("dt").allInnerTexts();
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  expect(await facts(callum).innerText()).not.toMatch(/total|balance|owe you|rank|first place/i);
  // who had nothing to do with these two reads nothing of them
  const grace = await comeIn(await stage().device(), "Grace Okafor");
  await open(grace, "/exchange/hosting", "What we host");
  expect(await grace.getByText("Ropeworks Lane Surgery").count()).toBe(0);
});

test("what a visit taught somebody begins a card on a joint board: the card leads to the note, and the note to the card", async () => {
  const rhona = await comeIn(await stage().device(), "Rhona MacLeod");
  const tariq = tariqs();
  await jointBoard(rhona, tariq, "Through the door");
  await open(rhona, "/exchange/learning", "Learning");
  const note = listed(rhona, "Notes, the newest first").filter({ hasText: "ring Davie" }).getByRole("link");
  const title = "An afternoon in the Men's Shed";
  await note.click();
  await soon(h1(rhona, title));
  const address = new URL(rhona.url()).pathname;
  await rhona.getByRole("button", { name: "Start a card from it" }).click();
  const asks = rhona.getByRole("dialog", { name: "Start a card from this note" });
  await soon(asks);
  const board = asks.getByRole("combobox", { name: "On which board" });
  const choices = await board.getByRole("option").allInnerTexts();
  await board.selectOption({ label: choices.find((each) => each.includes("Through the door")) ?? "" });
  await asks.getByRole("button", { name: "Start the card" }).click();
  await soon(asks.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(rhona, "a card from a note, with what is missing");
  const lists = asks.getByRole("combobox", { name: "In which list" });
  await lists.selectOption({ index: 1 });
  await asks.getByRole("textbox", { name: "What is to be done" }).fill("Ring before we send somebody");
  await asks.getByRole("button", { name: "Start the card" }).click();
  await gone(asks);
  const card = listed(rhona, "Cards that came of it").filter({ hasText: "Ring before we send somebody" });
  await soon(card, nextRound);
  await forEverybody(rhona, "a note with the card that came of it");
  await card.getByRole("link").click();
  const opened = rhona.getByRole("dialog", { name: "Ring before we send somebody" });
  await soon(opened);
  await opened.getByRole("link", { name: title }).click();
  await soon(h1(rhona, title));
  expect(new URL(rhona.url()).pathname).toBe(address);
  // the other sector finds the same on both ends
  await open(tariq, address, title);
  await soon(listed(tariq, "Cards that came of it").filter({ hasText: "Ring before we send somebody" }));
});

test("who was noted as there and wasn't says so; the host reads it and says the same, and the visit counts for neither any more", async () => {
  const visit = "Filling in a form together";
  const isla = await comeIn(await stage().device(), "Isla Fraser");
  await open(isla, "/exchange/mine", "My visits");
  const row = listed(isla, "Over").filter({ hasText: visit });
  await row.getByRole("button", { name: /^I wasn't there/ }).click();
  const says = isla.getByRole("dialog", { name: "They have noted that you came" });
  await soon(says);
  await forEverybody(isla, "before one says that one wasn't there");
  await says.getByRole("textbox", { name: /^What would you like to tell them/ }).fill("I was ill that day.");
  await says.getByRole("button", { name: "I wasn't there" }).click();
  await gone(says);
  await soon(row.getByText("they noted that you came"));

  const desk = await comeIn(await stage().device(), "Agnieszka Nowak");
  await soon(desk.getByText("Somebody says that they were not there."));
  await open(desk, "/exchange/hosting", "What we host");
  await soon(facts(desk).getByText("Southside Practice"));
  await desk.getByRole("link", { name: visit }).first().click();
  await soon(h1(desk, visit));
  const hers = listed(desk, "Who comes and who waits").filter({ hasText: "Isla Fraser" });
  await soon(hers.getByText("I was ill that day."));
  await soon(hers.getByText("you noted that they came"));
  await forEverybody(desk, "who says that they weren't there");
  await hers.getByRole("button", { name: /^They didn't come/ }).click();
  const sure = desk.getByRole("alertdialog", { name: "Note that Isla Fraser didn't come?" });
  await soon(sure.getByText("that is settled", { exact: false }));
  await sure.getByRole("button", { name: "They didn't come" }).click();
  await gone(sure);
  await soon(row.getByText("You both say that you weren't there.", { exact: false }), nextRound);
  await open(desk, "/exchange/hosting", "What we host");
  await gone(facts(desk).getByText("Southside Practice"));
});

test("whoever should receive a visitor has left: the visitor reads who stands in, who stands in takes it over, and the visitor hears of it", async () => {
  const visit = "A Tuesday with a link worker";
  const tariq = tariqs();
  await open(tariq, "/exchange/mine", "My visits");
  await listed(tariq, "To come").getByRole("link", { name: visit }).click();
  await soon(tariq.getByText("Isla Fraser; Rhona MacLeod when they are away"));
  const moira = await comeIn(await stage().device(), "Moira Sinclair");
  await open(moira, "/organisation", "Southside Practice");
  await moira.getByRole("button", { name: "End access of Isla Fraser" }).click();
  await moira.getByRole("button", { name: "Isla Fraser leaves Southside Practice" }).click();
  await gone(moira.getByRole("button", { name: "End access of Isla Fraser" }));
  await tariq.reload();
  await soon(tariq.getByText("Isla Fraser doesn't work there any more; Rhona MacLeod receives you until you hear otherwise"));
  await forEverybody(tariq, "a visit whose contact has left");

  const rhona = await comeIn(await stage().device(), "Rhona MacLeod");
  await rhona.getByRole("link", { name: `Isla Fraser has left. Who receives the visitors now? ${visit}` }).click();
  await soon(h1(rhona, visit));
  await rhona.getByRole("button", { name: "Hand it over" }).click();
  const hands = rhona.getByRole("dialog", { name: `Hand over ${visit}?` });
  await hands.getByRole("combobox", { name: "Who receives the visitors from now on?" }).selectOption({ label: "Rhona MacLeod" });
  await hands.getByRole("button", { name: "Hand it over" }).click();
  await gone(hands);
  await tariq
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: /^Today/ })
    .click();
  await soon(h1(tariq, greeting));
  await tariq.getByRole("link", { name: "Somebody else will receive you." }).click();
  await listed(tariq, "To come").getByRole("link", { name: visit }).click();
  await soon(tariq.getByText("Rhona MacLeod", { exact: true }));
});
