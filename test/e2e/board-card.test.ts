import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { ask, card, fill, type Joint, jointBoard, list } from "./boards.ts";
import { askHttp, focused, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const opened = (page: Page, title: string): Locator => page.getByRole("dialog", { name: title });
const part = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

async function bothAt(title: string): Promise<{ rhona: Page; tariq: Page; address: string; joint: Joint }> {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const joint = await jointBoard(rhona, tariq, title);
  const { cards } = await fill(rhona, joint, { "To do": ["Find two drivers", "Ask the library"], Doing: [], Done: [] });
  await Promise.all([rhona, tariq].map((page) => open(page, `/boards/${joint.boardId}`, title)));
  return { rhona, tariq, joint, address: `/boards/${joint.boardId}?card=${cards["Find two drivers"]}` };
}

test("two who write at once lose nothing: both texts stand side by side until somebody says which holds", async () => {
  const { rhona, tariq, address } = await bothAt("Befriending pilot");
  for (const page of [rhona, tariq]) {
    await page.goto(address);
    await soon(opened(page, "Find two drivers"));
    await page.getByRole("button", { name: "Write what it is about" }).click();
  }
  await tariq.getByRole("textbox", { name: "What it is about" }).fill("Ask **the church** first.");
  await rhona.getByRole("textbox", { name: "What it is about" }).fill("Two, with low steps.\n\n- Thursdays\n- at ten");
  await soon(part(rhona, "What it is about").getByRole("listitem").filter({ hasText: "Thursdays" }));
  await tariq.getByRole("button", { name: "Save", exact: true }).click();
  await soon(part(rhona, "What it is about").page().getByText("Two, with low steps.").first());
  await gone(tariq.getByText("not yet shared").first());
  await rhona.getByRole("button", { name: "Save", exact: true }).click();
  for (const page of [rhona, tariq]) {
    await soon(page.getByText("Two people wrote at once."));
    await soon(page.getByText("Ask the church first."));
    await soon(page.getByText("Two, with low steps."));
  }
  await forEverybody(rhona, "a card with two texts");
  await tariq.getByRole("button", { name: "Use this one" }).click();
  for (const page of [rhona, tariq]) {
    await gone(page.getByText("Two people wrote at once."));
    await soon(page.getByText("Ask the church first."));
    await gone(page.getByText("Two, with low steps."));
  }
});

test("one of both is begun over what stands by then, and with it whatever its author has half written", async () => {
  const { rhona, tariq, address } = await bothAt("Friday walks");
  for (const page of [rhona, tariq]) {
    await page.goto(address);
    await soon(opened(page, "Find two drivers"));
  }
  const title = (page: Page) => page.getByRole("textbox", { name: "Title" });
  const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();
  for (const page of [rhona, tariq]) await page.getByRole("button", { name: "Change the title" }).click();
  const [theirs, mine] = [
    `Find three drivers who ${"know ".repeat(10)}the way`,
    `Find a minibus that ${"goes ".repeat(10)}on Fridays`,
  ] as const;
  await title(tariq).fill(theirs);
  await save(tariq);
  await soon(opened(rhona, theirs));
  await title(rhona).fill(mine);
  await save(rhona);
  await soon(tariq.getByText("Two people wrote at once."));
  // Tariq has had the card open since before either title
  await tariq.getByRole("button", { name: "Write one of both" }).click();
  await expect.poll(() => title(tariq).inputValue()).toBe(`${mine} / ${theirs}`);
  await soon(tariq.getByText(`This has ${`${mine} / ${theirs}`.length} characters, and there is room for 120.`));
  await title(tariq).fill("Find three drivers or a minibus");
  await save(tariq);
  for (const page of [rhona, tariq]) {
    await soon(opened(page, "Find three drivers or a minibus"));
    await gone(page.getByText("Two people wrote at once."));
  }

  const about = (page: Page) => page.getByRole("textbox", { name: "What it is about" });
  for (const page of [rhona, tariq]) await page.getByRole("button", { name: "Write what it is about" }).click();
  await about(tariq).fill("Ask the church first.");
  await save(tariq);
  await gone(tariq.getByText("not yet shared").first());
  await tariq.getByRole("button", { name: "Change what it is about" }).click();
  await about(tariq).fill("Ask the church first. And the school.");
  await about(rhona).fill("Two, with low steps.");
  await save(rhona);
  await soon(tariq.getByText("Two people wrote at once."));
  await tariq.getByRole("button", { name: "Write one of both" }).click();
  await expect
    .poll(() => about(tariq).inputValue())
    .toBe("Two, with low steps.\n\nAsk the church first.\n\nAsk the church first. And the school.");
  await about(tariq).fill("Two, with low steps. Ask the church and the school.");
  await save(tariq);
  for (const page of [rhona, tariq]) {
    await gone(page.getByText("Two people wrote at once."));
    await soon(page.getByText("Two, with low steps. Ask the church and the school."));
  }
});

test("half-written words that are found again later overwrite nothing that was written meanwhile", async () => {
  const { rhona, tariq, address } = await bothAt("Warm room in May");
  for (const page of [rhona, tariq]) {
    await page.goto(address);
    await soon(opened(page, "Find two drivers"));
    await page.getByRole("button", { name: "Write what it is about" }).click();
  }
  await tariq.getByRole("textbox", { name: "What it is about" }).fill("Ask the church first.");
  await tariq.keyboard.press("Escape");
  await gone(opened(tariq, "Find two drivers"));
  await rhona.getByRole("textbox", { name: "What it is about" }).fill("Two, with low steps.");
  await rhona.getByRole("button", { name: "Save", exact: true }).click();
  await gone(rhona.getByText("not yet shared").first());
  await card(tariq, "Find two drivers").getByText("Find two drivers", { exact: true }).click();
  await soon(opened(tariq, "Find two drivers").getByText("Two, with low steps."));
  await tariq.getByRole("button", { name: "Change what it is about" }).click();
  await expect.poll(() => tariq.getByRole("textbox", { name: "What it is about" }).inputValue()).toBe("Ask the church first.");
  await tariq.getByRole("button", { name: "Save", exact: true }).click();
  for (const page of [rhona, tariq]) {
    await soon(page.getByText("Two people wrote at once."));
    await soon(page.getByText("Ask the church first."));
    await soon(page.getByText("Two, with low steps."));
  }
});

test("a card is filled, and the other reads it: points, whose turn, a day, a link, what was said; put away it comes back", async () => {
  const { rhona, tariq } = await bothAt("Shared garden");
  await card(rhona, "Find two drivers").click();
  await soon(opened(rhona, "Find two drivers"));
  expect(new URL(rhona.url()).searchParams.get("card")).not.toBe(null);
  await forEverybody(rhona, "a card with nothing on it");
  await rhona.getByRole("textbox", { name: "What is to be ticked off" }).fill("Ring the church");
  await rhona.keyboard.press("Enter");
  await rhona.getByRole("checkbox", { name: "Ring the church" }).check();
  await rhona.getByRole("combobox", { name: "Add somebody" }).selectOption({ label: "Tariq Ansari, Govan Food Hub" });
  // choosing alone gives it to nobody
  await soon(part(rhona, "Whose turn").getByText("Nobody yet"));
  await rhona.getByRole("button", { name: "Give it to them" }).click();
  await rhona.getByLabel("The day").fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await rhona.getByRole("button", { name: "Save the day" }).click();
  await rhona.getByRole("button", { name: "Add a link" }).click();
  await rhona.getByRole("textbox", { name: "Web address" }).fill("javascript:alert(1)");
  await rhona.getByRole("textbox", { name: "What it is", exact: true }).fill("Buses in Govan");
  await rhona.getByRole("button", { name: "Add a link" }).click();
  await soon(rhona.getByText("Write an address that begins with https://").first());
  await rhona.getByRole("textbox", { name: "Web address" }).fill("https://www.firstbus.co.uk/");
  await rhona.getByRole("button", { name: "Add a link" }).click();
  await soon(rhona.getByRole("link", { name: /^Buses in Govan/ }));
  await rhona.getByRole("textbox", { name: "Your comment" }).fill("CHI 010101 0101? No: 943 476 5919.");
  await soon(rhona.getByText("This looks like a CHI or NHS number.").first());
  await rhona.getByRole("textbox", { name: "Your comment" }).fill("They say yes on Sunday.");
  await rhona.getByRole("button", { name: "Say it" }).click();
  await soon(rhona.getByRole("listitem").filter({ hasText: "They say yes on Sunday." }));
  await forEverybody(rhona, "a card with much on it");

  const theirs = card(tariq, "Find two drivers");
  for (const words of ["Tariq Ansari", "due tomorrow", "1 of 1", "1 comment", "1 link"]) await soon(theirs.getByText(words).first());
  await theirs.click();
  await soon(tariq.getByText("They say yes on Sunday."));
  await tariq.getByText(/^What happened/).click();
  await soon(tariq.getByText("gave it to Tariq Ansari"));
  await rhona.getByRole("button", { name: "Take it back" }).click();
  await gone(tariq.getByText("They say yes on Sunday."));

  // moved from where it is open, it stays open, and the focus goes back to it when it is closed
  await opened(rhona, "Find two drivers").getByRole("button", { name: "Move…" }).click();
  await rhona.getByRole("combobox", { name: "To which list" }).selectOption({ label: "Doing" });
  await rhona.getByRole("button", { name: "Move it" }).click();
  await soon(rhona.getByText("In “Doing”"));
  await soon(tariq.getByText("In “Doing”"));
  await rhona.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => focused(card(rhona, "Find two drivers"))).toBe(true);
  await card(rhona, "Find two drivers").click();
  await rhona.getByRole("button", { name: "Put it away" }).click();
  await soon(tariq.getByText("This card was put away."));
  await gone(card(rhona, "Find two drivers"));
  await rhona.getByRole("button", { name: "More" }).last().click();
  await rhona.getByRole("menuitem", { name: "Cards that were put away…" }).click();
  await rhona.getByRole("button", { name: "Bring back Find two drivers" }).click();
  await gone(tariq.getByText("This card was put away."));
});

test("what is refused is said with its words and what to do, and nothing stays as if it had been done", async () => {
  const { rhona, tariq, address } = await bothAt("Warm room");
  await tariq.goto(address);
  await soon(opened(tariq, "Find two drivers"));
  await tariq.context().setOffline(true);
  await tariq.getByRole("textbox", { name: "Your comment" }).fill("I can drive myself.");
  await tariq.getByRole("button", { name: "Say it" }).click();
  await soon(tariq.getByText("You · not yet shared"));
  await tariq.getByRole("button", { name: "Add a link" }).click();
  await tariq.getByRole("textbox", { name: "Web address" }).fill("https://www.firstbus.co.uk/");
  await tariq.getByRole("textbox", { name: "What it is", exact: true }).fill("Buses in Govan");
  await tariq.getByRole("button", { name: "Add a link" }).click();
  await soon(tariq.getByRole("link", { name: /^Buses in Govan/ }));
  await card(rhona, "Find two drivers").click();
  await rhona.getByRole("button", { name: "Put it away" }).click();
  await gone(card(rhona, "Find two drivers"));
  await tariq.context().setOffline(false);
  await soon(tariq.getByText("This card was put away."));
  await tariq.getByRole("button", { name: "Close" }).click();
  const refused = tariq.getByRole("alert").filter({ hasText: "This could not be done: a comment" });
  await soon(refused.getByText("I can drive myself."));
  await forEverybody(tariq, "a board with something refused");
  await refused.getByRole("button", { name: "I have seen it" }).click();
  await gone(refused);
  // and where the board may be closed to its author by then, it says as much
  await open(tariq, "/unsent", "Not sent from this device");
  const kept = tariq.getByRole("listitem").filter({ hasText: "a link" });
  await soon(kept.getByText("“Buses in Govan: https://www.firstbus.co.uk/”"));
  await forEverybody(tariq, "what was not sent from a board");
});

test("a file that could be put to no card, as that was put away while it came, doesn't stay on the board", async () => {
  const { rhona, tariq, joint, address } = await bothAt("Lunch club");
  await tariq.goto(address);
  await soon(opened(tariq, "Find two drivers"));
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await tariq.route(/\/files\?/, async (route) => {
    await held;
    await route.continue();
  });
  await tariq.getByLabel("Add a photo or file").setInputFiles({ name: "rota.txt", mimeType: "text/plain", buffer: Buffer.from("Mondays") });
  await tariq.getByRole("button", { name: "Put them on the card" }).click();
  await card(rhona, "Find two drivers").click();
  await rhona.getByRole("button", { name: "Put it away" }).click();
  await soon(tariq.getByText("This card was put away."));
  letGo();
  const refused = opened(tariq, "Find two drivers").getByRole("alert").filter({ hasText: "This could not be done: a file" });
  await soon(refused);
  const input = { roomId: joint.roomId, afterSeq: null, limit: 1 };
  const files = async () => {
    const { body } = await askHttp(rhona, { orgId: organisations.southside.orgId, path: "room.since", input });
    return Object.keys((body as { result: { data: { state: { files: object } } } }).result.data.state.files);
  };
  expect(await files()).toHaveLength(1);
  await refused.getByRole("button", { name: "I have seen it" }).click();
  await expect.poll(files).toEqual([]);
});

test("a card that is sent to another board of the project comes there with what it says; what was said about it and put to it is read on both, and one is told before", async () => {
  const { rhona, tariq, joint } = await bothAt("Walking group");
  const boardId = newId<never>(Date.now());
  const input = { boardId, title: "Summer walks", template: "empty" };
  const { southside } = organisations;
  await ask(rhona, southside.orgId, "projects.addBoard", { id: newId<never>(Date.now()), roomId: `project:${joint.projectId}`, input });
  await card(rhona, "Ask the library").click();
  await rhona.getByLabel("Your comment").fill("They are open on Sundays.");
  await rhona.getByRole("button", { name: "Say it" }).click();
  await rhona
    .getByLabel("Add a photo or file")
    .first()
    .setInputFiles({ name: "hours.txt", mimeType: "text/plain", buffer: Buffer.from("ten to four\n") });
  await rhona.getByRole("button", { name: "Put them on the card" }).click();
  await soon(rhona.getByRole("button", { name: "Download hours.txt" }));
  await rhona.getByRole("button", { name: "Send to another board…" }).click();
  await soon(rhona.getByText("1 comment and 1 file are kept on this board."));
  await rhona.getByRole("combobox", { name: "To which board" }).selectOption({ label: "Summer walks" });
  await rhona.getByRole("combobox", { name: "To which list" }).selectOption({ label: "Doing" });
  await forEverybody(rhona, "sending a card");
  await rhona.getByRole("button", { name: "Send it" }).click();
  await rhona.locator("[aria-live]", { hasText: "Ask the library is on the other board now" }).waitFor({ state: "attached" });
  for (const page of [rhona, tariq]) await gone(card(page, "Ask the library"));
  await open(tariq, `/boards/${boardId}`, "Summer walks");
  await soon(list(tariq, "Doing").getByRole("row", { name: "Ask the library" }));
  // on the card where it is now
  await card(tariq, "Ask the library").click();
  const kept = part(tariq, "Kept on “Walking group”");
  await soon(kept.getByText("They are open on Sundays."));
  await soon(kept.getByRole("button", { name: "Download hours.txt" }));
  await forEverybody(tariq, "a card that came from another board");
  // and where it left
  await rhona.getByRole("button", { name: "More" }).click();
  await rhona.getByRole("menuitem", { name: "Cards that were put away…" }).click();
  await rhona.getByRole("button", { name: "Look where it is Ask the library" }).click();
  await soon(opened(rhona, "Ask the library").getByText("This card went to “Summer walks”."));
  await soon(opened(rhona, "Ask the library").getByText("They are open on Sundays."));
  await forEverybody(rhona, "a card that went to another board");
});
