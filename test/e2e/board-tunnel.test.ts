import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { card, drag, fill, jointBoard, titlesIn } from "./boards.ts";
import { open } from "./deeds.ts";
import { comeIn, forEverybody, gone, offline, openStage, type Stage, shellKept, soon } from "./kit.ts";

let stage: Stage;
let device: BrowserContext;
let rhona: Page;
let tariq: Page;
beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  device = await stage.device();
  [rhona, tariq] = await Promise.all([comeIn(await stage.device(), "Rhona MacLeod"), comeIn(device, "Tariq Ansari")]);
  await shellKept(tariq);
});
afterAll(() => stage?.close());

test("what is done in a tunnel is shown as not yet shared, is there after loading the page again, and is shared in its order once back", async () => {
  const joint = await jointBoard(rhona, tariq, "Walking group");
  await fill(rhona, joint, { "To do": ["Choose a path"], Doing: ["Ask the doctor"], Done: [] });
  await Promise.all([rhona, tariq].map((page) => open(page, `/boards/${joint.boardId}`, "Walking group")));
  await soon(card(tariq, "Choose a path"));
  await offline(device, true);
  await soon(tariq.getByText("You are not live. What you do is kept on this device"));
  await tariq.getByRole("button", { name: "Add a card to To do" }).click();
  await tariq.getByRole("textbox", { name: "What is to be done" }).fill("Bring tea");
  await tariq.keyboard.press("Enter");
  await tariq.keyboard.press("Escape");
  await drag(tariq, card(tariq, "Bring tea"), card(tariq, "Ask the doctor"), "top");
  await expect.poll(() => titlesIn(tariq, "Doing")).toEqual(["Bring tea", "Ask the doctor"]);
  await soon(card(tariq, "Bring tea").getByText("not yet shared"));
  await forEverybody(tariq, "a board, not live");
  await tariq.reload();
  await soon(card(tariq, "Bring tea").getByText("not yet shared"));
  expect(await titlesIn(tariq, "Doing")).toEqual(["Bring tea", "Ask the doctor"]);
  // meanwhile the other moves, too
  await drag(rhona, card(rhona, "Choose a path"), card(rhona, "Ask the doctor"), "top");
  await expect.poll(() => titlesIn(rhona, "Doing")).toEqual(["Choose a path", "Ask the doctor"]);
  await offline(device, false);
  for (const page of [rhona, tariq])
    await expect.poll(async () => (await titlesIn(page, "Doing")).toSorted()).toEqual(["Ask the doctor", "Bring tea", "Choose a path"]);
  expect(await titlesIn(tariq, "Doing")).toEqual(await titlesIn(rhona, "Doing"));
  await gone(tariq.getByText("not yet shared"));
});
