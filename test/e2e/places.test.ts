import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, h1, message, open, openFromList, replyBox, tabTo, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
let tariq: Page;
let grace: Page;
const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(), stage.device(), stage.device()]);
  [rhona, tariq, grace] = (await Promise.all(
    ["Rhona MacLeod", "Tariq Ansari", "Grace Okafor"].map((name, i) => comeIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page, Page];
});
afterAll(() => stage?.close());

const places = (page: Page) => page.getByRole("navigation", { name: "Places of this case" });

test("a place for health notes is there for those to whom the person agreed to show them, and for nobody else", async () => {
  await Promise.all([rhona, tariq, grace].map((page) => openFromList(page, title)));
  await places(tariq).getByRole("link", { name: "Health" }).click();
  await soon(h1(tariq, "M.K. · health"));
  await soon(message(tariq, "light-headed"));
  await soon(replyBox(tariq).getByText("Southside Practice and Govan Food Hub"));
  await forEverybody(tariq, "a place for health notes");
  await places(rhona).getByRole("link", { name: "Health" }).click();
  await soon(message(rhona, "light-headed"));
  await write(tariq, "She sat for the whole hour and nobody asked why.");
  await soon(message(rhona, "She sat for the whole hour"));
  expect(await places(grace).count()).toBe(0);
  expect(await grace.getByText(/more private notes|light-headed/).count()).toBe(0);
});

test("a link worker begins another one, by keyboard alone, and is told before who will read it", async () => {
  const begin = rhona.getByRole("button", { name: /more private notes/ });
  await tabTo(rhona, begin, "Shift+Tab");
  await enter(rhona, "Mental health");
  const dialog = rhona.getByRole("dialog", { name: "A place for notes about mental health" });
  await soon(dialog.getByText("Southside Practice will read it, as M.K. agreed."));
  await forEverybody(rhona, "before a place is begun");
  await tabTo(rhona, dialog.getByRole("button", { name: "Begin it" }));
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, "M.K. · mental health"));
  await write(rhona, "The nights are better since Samira rings at nine.");
  await soon(message(rhona, "The nights are better"));
  expect(await places(tariq).getByRole("link", { name: "Mental health" }).count()).toBe(0);
});

test("the person shares less: the place closes on the other's open screen with a kind word, what was half written stays, and the conversation goes on", async () => {
  const box = tariq.getByRole("textbox", { name: "Your message" });
  await box.fill("half a thought about the stool");
  await open(rhona, `${new URL(rhona.url()).pathname}/people`, /./);
  const card = rhona.getByRole("article").filter({ hasText: "Govan Food Hub" }).first();
  await card.getByRole("button", { name: "Share less" }).click();
  const dialog = rhona.getByRole("alertdialog", { name: /less/ });
  await dialog.getByRole("checkbox", { name: /^Health/ }).uncheck();
  await dialog.getByRole("button", { name: /less/ }).click();
  await soon(thread(tariq).getByText("M.K. no longer shares this part with Govan Food Hub."));
  await soon(tariq.getByText("half a thought about the stool"));
  await forEverybody(tariq, "a place that closed");
  await tariq.getByRole("link", { name: "Back to the conversation" }).click();
  await soon(thread(tariq).getByText("rice spoon"));
  await gone(places(tariq));
  await write(tariq, "See you on Tuesday, then.");
  await soon(message(grace, "See you on Tuesday, then."));
});
