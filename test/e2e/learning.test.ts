import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { calendarOf } from "../../apps/server/src/seed/calendar.ts";
import { focused, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, nextRound, signIn, soon, stageFor } from "./kit.ts";

const { stage } = stageFor("Rhona MacLeod");
const visit = "A Tuesday with a link worker";
const waiting = (page: Page) => page.getByRole("list", { name: "Waiting for you" });
const listed = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");
const answer = (page: Page, name: RegExp) => page.getByRole("textbox", { name });

test("after the morning both sides say how it was; one sentence with a surname goes back and is mended; it becomes a note that a third person finds, and stays without its author", async () => {
  // the date for which Tariq's yes stands, an hour after it
  const over = Date.parse(`${calendarOf(inject("seeded").now).dayOf(3, "tue")}T14:00:00Z`);
  await stage().product().stop();
  await stage().startAgain(over - Date.now());
  const isla = await signIn(await stage().device(), "Isla Fraser");
  await open(isla, "/exchange/hosting", "What we host");
  await isla.getByRole("link", { name: visit }).first().click();
  // people who are helped may have been there: that they were asked comes first
  await isla
    .getByRole("button", { name: /^Yes, and all may still refuse/ })
    .first()
    .click();
  await listed(isla, "Who comes and who waits")
    .filter({ hasText: "Tariq Ansari" })
    .getByRole("button", { name: /^They came/ })
    .click();

  // Tariq writes, on his phone, and is warned before he sends it
  const tariq = await signIn(await stage().device(), "Tariq Ansari");
  await soon(waiting(tariq).getByRole("link", { name: `How was it? ${visit}` }), nextRound);
  await forEverybody(tariq, "Today, with a visit to write about");
  await waiting(tariq)
    .getByRole("link", { name: `How was it? ${visit}` })
    .click();
  await soon(h1(tariq, `How was it? ${visit}`));
  await forEverybody(tariq, "how was it, with nothing in it");
  await tariq.getByRole("button", { name: "Send it to the host" }).click();
  await soon(tariq.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(tariq, "how was it, with what is missing");
  await answer(tariq, /^What will you do differently/).fill("I ask 943 476 5919 first.");
  await tariq.getByRole("radio", { name: "Yes, as a learning note" }).check();
  await tariq.getByRole("radio", { name: "With my name" }).check();
  await tariq.getByRole("button", { name: "Send it to the host" }).click();
  await soon(tariq.getByText("There is a CHI or NHS number in this.").first());
  await answer(tariq, /^What will you do differently/).fill("I ring the practice on the day somebody comes, not the week after.");
  await answer(tariq, /^What did you see/).fill("How long Mrs Gallacher waits before she says what it is about.");
  await soon(tariq.getByText("Look once more:"));
  await tariq.getByRole("checkbox", { name: "listening" }).check();
  await tariq.getByRole("checkbox", { name: "confidentiality" }).check();
  // called away, he finds what he wrote where he left it
  await tariq.getByRole("link", { name: "My visits" }).click();
  await soon(h1(tariq, "My visits"));
  await listed(tariq, "After your visits").filter({ hasText: "yours" }).getByRole("link", { name: visit }).click();
  await expect.poll(() => answer(tariq, /^What did you see/).inputValue()).toContain("Gallacher");
  await tariq.getByRole("button", { name: "Send it to the host" }).click();
  const sure = tariq.getByRole("alert").filter({ hasText: "this could tell who somebody is (a name)" });
  await soon(sure);
  await forEverybody(tariq, "how was it, with what could tell who somebody is");
  await sure.getByRole("button", { name: "Let me change it" }).click();
  await expect.poll(() => focused(answer(tariq, /^What did you see/))).toBe(true);
  await tariq.getByRole("button", { name: "Send it to the host" }).click();
  await sure.getByRole("button", { name: "It is nobody who is helped: send it" }).click();
  await soon(tariq.getByText("The host is looking at it."));
  await forEverybody(tariq, "what waits for the host");

  // the host's other one looks at it, and sends it back
  const rhona = await signIn(await stage().device(), "Rhona MacLeod");
  const check = () => waiting(rhona).getByRole("link", { name: `A reflection waits for your check: ${visit}` });
  await soon(check(), nextRound);
  await check().click();
  await soon(rhona.getByRole("heading", { name: "Could anybody recognise a person who is helped here?" }));
  await soon(rhona.locator("mark", { hasText: "Mrs Gallacher" }));
  await forEverybody(rhona, "what the host looks at");
  await rhona.getByRole("button", { name: "Yes: ask to take it out" }).click();
  const why = rhona.getByRole("alertdialog", { name: "What should be taken out?" });
  await soon(why);
  await why.getByRole("combobox", { name: "Why?" }).selectOption({ label: "somebody who is helped is named" });
  await why.getByRole("textbox", { name: /^A kind word/ }).fill("The first sentence, please. The rest is lovely.");
  await forEverybody(rhona, "what should be taken out");
  await why.getByRole("button", { name: "Yes: ask to take it out" }).click();
  await gone(why);
  await soon(rhona.getByText("It is with its author now."), nextRound);
  expect(await rhona.getByText("Gallacher").count()).toBe(0);
  await forEverybody(rhona, "what is with its author");

  // nobody finds a word of it as long as it isn't mended
  const grace = await comeIn(await stage().device(), "Grace Okafor");
  await open(grace, "/exchange/learning", "Learning");
  await grace.getByRole("searchbox", { name: "Words to look for" }).fill("practice day week");
  await soon(grace.getByText("Nothing has all of that in it."));

  await open(tariq, "/", /^Good /);
  await waiting(tariq)
    .getByRole("link", { name: `Something is to be taken out of what you wrote: ${visit}` })
    .click();
  await soon(tariq.getByRole("heading", { name: "The host asks you to take something out" }));
  await soon(tariq.getByText("The first sentence, please."));
  await forEverybody(tariq, "what is to be mended");
  await answer(tariq, /^What did you see/).fill("How long people wait before they say what it is about.");
  await tariq.getByRole("button", { name: "Send it to the host" }).click();
  await soon(tariq.getByText("The host is looking at it."));

  await open(rhona, "/", /^Good /);
  await soon(check(), nextRound);
  await check().click();
  await rhona.getByRole("button", { name: /^No, nobody: let it through/ }).click();
  await soon(rhona.getByRole("link", { name: "Read the note" }), nextRound);

  // the host's own side, which somebody else of theirs looks at
  await open(isla, "/", /^Good /);
  await waiting(isla)
    .getByRole("link", { name: `How was it? ${visit}` })
    .click();
  await answer(isla, /^What will you do differently/).fill("We say on the phone what somebody can eat.");
  await isla.getByRole("radio", { name: "Only the two organisations" }).check();
  await isla.getByRole("radio", { name: "Without it" }).check();
  await isla.getByRole("button", { name: "Send it to the host" }).click();
  await soon(isla.getByText("Somebody else of your organisation looks at it.").or(isla.getByText("Somebody else of yours looks at it.")));

  // a third person finds it by its words
  await grace.getByRole("searchbox", { name: "Words to look for" }).fill("");
  await grace.getByRole("searchbox", { name: "Words to look for" }).fill("before they say");
  const found = listed(grace, "Notes, the newest first").filter({ hasText: visit });
  await soon(found, nextRound);
  await forEverybody(grace, "what was found among the notes");
  await soon(found.getByText("Written by Tariq Ansari, Govan Food Hub").last());
  await found.getByRole("link", { name: visit }).click();
  await soon(h1(grace, visit));
  await soon(grace.getByText("I ring the practice on the day somebody comes, not the week after."));
  expect(await grace.getByText("Gallacher").count()).toBe(0);
  expect(await grace.getByRole("button", { name: "Take words out" }).count()).toBe(0);
  await forEverybody(grace, "a note");
  const address = new URL(grace.url()).pathname;
  await grace.getByRole("link", { name: "The visit" }).click();
  await soon(listed(grace, "What others took home from it").filter({ hasText: "I ring the practice" }));
  await forEverybody(grace, "a visit with what others took home from it");

  // it counts for himself alone
  await open(tariq, "/exchange/training", "My training record");
  await soon(tariq.getByRole("listitem").filter({ hasText: "listening" }).getByText("1 visit, 4 hours"));
  await forEverybody(tariq, "a training record");
  const [file] = await Promise.all([
    tariq.waitForEvent("download"),
    tariq.getByRole("button", { name: "Download it as a table (CSV)" }).click(),
  ]);
  expect(await readFile(await file.path(), "utf8")).toContain(
    `"${visit}","Southside Practice","you came","240","confidentiality, listening"`,
  );

  // he takes it back: the note stays, and says no name
  await open(tariq, "/exchange/mine", "My visits");
  await forEverybody(tariq, "my visits, with what was written after them");
  await listed(tariq, "After your visits").filter({ hasText: "yours" }).getByRole("link", { name: visit }).click();
  await tariq.getByRole("button", { name: "Take it back" }).click();
  const takes = tariq.getByRole("alertdialog", { name: "Take back what you wrote?" });
  await soon(takes);
  await forEverybody(tariq, "before it is taken back");
  await takes.getByRole("button", { name: "Take it back" }).click();
  await gone(takes);
  await soon(tariq.getByText("It was taken back."));
  await open(grace, address, visit);
  await soon(grace.getByText("Its author is not named any more."));
  await soon(grace.getByText("I ring the practice on the day somebody comes, not the week after."));
  expect(await grace.getByText("Tariq").count()).toBe(0);
});

test("the host's information lead takes words out of a note, and nothing can be put in their place", async () => {
  const nasreen = await comeIn(await stage().device(), "Nasreen Malik");
  await open(nasreen, "/exchange/learning", "Learning");
  await forEverybody(nasreen, "the notes");
  await listed(nasreen, "Notes, the newest first").filter({ hasText: "ring Davie" }).getByRole("link").click();
  await nasreen.getByRole("button", { name: "Take words out" }).click();
  const dialog = nasreen.getByRole("alertdialog", { name: "Take words out of this note" });
  await soon(dialog);
  await dialog.getByRole("combobox", { name: "Which answer?" }).selectOption({ label: "What they do differently now" });
  const left = dialog.getByRole("textbox", { name: "What stays" });
  const before = await left.inputValue();
  await left.fill(before.replace("Davie", "him"));
  await dialog.getByRole("combobox", { name: "Why?" }).selectOption({ label: "it is about somebody who works there" });
  await dialog.getByRole("button", { name: "Take it out for good" }).click();
  await soon(dialog.getByText("Words can be left out here, and none can be added.").first());
  await forEverybody(nasreen, "words are taken out");
  await left.fill(before.replace("Davie", "…"));
  await dialog.getByRole("button", { name: "Take it out for good" }).click();
  await gone(dialog);
  await soon(nasreen.getByText("Words were taken out here."));
  await soon(nasreen.getByText("and ring … while they are still with me."));

  // all of an answer goes, and the next press is about one that is there
  const chosen = dialog.getByRole("combobox", { name: "Which answer?" });
  await nasreen.getByRole("button", { name: "Take words out" }).click();
  await soon(dialog);
  const went = (await chosen.getByRole("option").allTextContents()).find((label) => label !== "What they do differently now") ?? "";
  await chosen.selectOption({ label: went });
  await left.fill("");
  await dialog.getByRole("combobox", { name: "Why?" }).selectOption({ label: "it is about somebody who works there" });
  await dialog.getByRole("button", { name: "Take it out for good" }).click();
  await gone(dialog);
  await nasreen.getByRole("button", { name: "Take words out" }).click();
  await soon(dialog);
  expect(await chosen.getByRole("option").allTextContents()).not.toContain(went);
  await expect.poll(() => left.inputValue()).not.toBe("");
  await dialog.getByRole("button", { name: "Leave it as it is" }).click();
  await gone(dialog);
});

test("who only lives beside an organisation reads no note, and nobody reads another one's record", async () => {
  const jean = await comeIn(await stage().device(), "Jean Paterson");
  await jean.goto("/exchange/learning");
  await soon(h1(jean, "Learning"));
  expect(await jean.getByRole("list", { name: "Notes, the newest first" }).count()).toBe(0);
});
