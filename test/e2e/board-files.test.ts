import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { ask, card, fill, jointBoard, list, titlesIn } from "./boards.ts";
import { focused, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const fromMenu = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole("region").getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
};
const trello = {
  lists: [
    { id: "l1", name: "Ideas", pos: 1 },
    { id: "l2", name: "Old", pos: 2, closed: true },
  ],
  labels: [{ id: "b1", name: "Needs a room", color: "yellow" }],
  cards: [
    ...Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, name: `Idea ${i + 1}`, idList: "l1", pos: i, desc: "", idLabels: ["b1"] })),
    { id: "gone", name: "Long ago", idList: "l1", closed: true },
  ],
  actions: [
    {
      ...{ type: "commentCard", date: "2026-03-02T10:00:00.000Z", memberCreator: { fullName: "Jo Bloggs" } },
      data: { text: "The hall is free on Sundays.", card: { id: "c0" } },
    },
  ],
};
const asFile = (value: unknown) => ({ name: "board.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(value)) });

test("cards from Trello are looked at before they come, come in parts, and the same file once more changes nothing", async () => {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const joint = await jointBoard(rhona, tariq, "Warm room");
  await open(rhona, `/boards/${joint.boardId}`, "Warm room");
  await soon(list(rhona, "To do"));
  await fromMenu(rhona, "Bring cards from Trello…");
  await soon(rhona.getByRole("dialog", { name: "Bring cards from Trello" }));
  await rhona.getByLabel("Choose the file").setInputFiles({ name: "photo.json", mimeType: "application/json", buffer: Buffer.from("{]") });
  await soon(rhona.getByText("This isn't a file that Trello exports."));
  await rhona.getByLabel("Choose the file").setInputFiles(asFile(trello));
  await soon(rhona.getByText("This will bring 30 cards, 1 list and 1 label."));
  await soon(rhona.getByText("“Long ago”: it was archived in Trello"));
  await soon(rhona.getByText("1 comment, with name and day, below what the card is about"));
  await forEverybody(rhona, "bringing cards from Trello");
  await rhona.getByRole("button", { name: "Bring them" }).click();
  await soon(rhona.getByText("30 cards brought. Nothing else has changed.").last());
  await rhona.getByLabel("Choose the file").setInputFiles(asFile(trello));
  await soon(rhona.getByText("All that is in this file is here already. Nothing will change."));
  await rhona.getByRole("button", { name: "Cancel" }).click();
  // a long list shows its first cards, and the others when asked
  expect(await titlesIn(rhona, "Ideas")).toHaveLength(25);
  await rhona.getByRole("button", { name: "5 more" }).click();
  expect((await titlesIn(rhona, "Ideas")).at(-1)).toBe("Idea 30");
  // whoever moves one further down than is drawn finds the focus on it
  await open(tariq, `/boards/${joint.boardId}`, "Warm room");
  await soon(tariq.getByRole("button", { name: "5 more" }));
  await tariq.getByRole("row", { name: "Idea 2", exact: true }).focus();
  await tariq.getByRole("button", { name: "Move… Idea 2", exact: true }).click();
  await tariq.getByRole("combobox", { name: "Where in it" }).selectOption({ label: "After “Idea 28”" });
  await tariq.getByRole("button", { name: "Move it" }).click();
  await expect.poll(() => focused(tariq.getByRole("row", { name: "Idea 2", exact: true }))).toBe(true);

  await card(rhona, "Idea 1").first().click();
  await soon(rhona.getByText("The hall is free on Sundays."));
  await rhona.keyboard.press("Escape");

  const [download] = await Promise.all([
    rhona.waitForEvent("download"),
    (async () => {
      await rhona.getByRole("button", { name: "Export" }).click();
      await rhona.getByRole("menuitem", { name: /^Everything/ }).click();
    })(),
  ]);
  const packed = unzipSync(await readFile(await download.path()));
  expect(Buffer.from(packed["board.json"] ?? []).toString("utf8")).toContain("Idea 30");
});

test("a file lies on a card for both; where the project is over, the board is read and not changed, and can still be taken along", async () => {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const joint = await jointBoard(rhona, tariq, "Shared garden");
  await fill(rhona, joint, { "To do": ["Choose seeds"] });
  await Promise.all([rhona, tariq].map((page) => open(page, `/boards/${joint.boardId}`, "Shared garden")));
  await card(rhona, "Choose seeds").click();
  await rhona
    .getByLabel("Add a photo or file")
    .first()
    .setInputFiles({ name: "seeds.txt", mimeType: "text/plain", buffer: Buffer.from("peas, kale and marigolds\n") });
  await rhona.getByRole("button", { name: "Put them on the card" }).click();
  await soon(card(tariq, "Choose seeds").getByText("1 file"));
  await card(tariq, "Choose seeds").click();
  await soon(tariq.getByRole("button", { name: "Download seeds.txt" }));
  await forEverybody(tariq, "a card with a file");

  // both say that it is over
  const roomId = `project:${joint.projectId}`;
  const id = () => newId<never>(Date.now());
  const proposalId = id();
  const { southside, foodHub } = organisations;
  const question = { kind: "close", words: "It has done what it was for." };
  await ask(rhona, southside.orgId, "projects.openProposal", { id: id(), roomId, input: { proposalId, question } });
  const yes = { id: id(), roomId, input: { proposalId, yes: true, words: "" } };
  await ask(rhona, southside.orgId, "projects.vote", { ...yes, id: id() });
  await ask(tariq, foodHub.orgId, "projects.vote", yes);
  await soon(rhona.getByText("This board can be read, and nothing on it changes"));
  await gone(rhona.getByRole("button", { name: "Move…" }));
  await rhona.getByRole("button", { name: "Close" }).click();
  await gone(rhona.getByRole("button", { name: /^Add a card/ }).first());
  const [download] = await Promise.all([
    rhona.waitForEvent("download"),
    (async () => {
      await rhona.getByRole("button", { name: "Export" }).click();
      await rhona.getByRole("menuitem", { name: /^Everything/ }).click();
    })(),
  ]);
  const packed = unzipSync(await readFile(await download.path()));
  expect(Buffer.from(packed["files/001 seeds.txt"] ?? []).toString("utf8")).toBe("peas, kale and marigolds\n");
  await forEverybody(rhona, "a board that is only read");
});
