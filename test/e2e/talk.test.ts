import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { askHttp, askSocket, box, choose, message, openCase, replyBox, thread, write } from "./deeds.ts";
import { forEverybody, gone, openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;
let rhonasDevice: BrowserContext;
let tariqsDevice: BrowserContext;
let rhona: Page;
let tariq: Page;
/** The address of the case that these two talk in, from the first test on. */
let address = "";

const label = "M.L.";
const need = "cooking for one";
const title = `${label} · ${need}`;
const foodHub = organisations.foodHub.orgId;

beforeAll(async () => {
  stage = await openStage();
  [rhonasDevice, tariqsDevice] = await Promise.all([stage.device(), stage.device()]);
  [rhona, tariq] = await Promise.all([signIn(rhonasDevice, "Rhona MacLeod"), signIn(tariqsDevice, "Tariq Ansari")]);
});
afterAll(() => stage?.close());

const both = async (check: (page: Page) => Promise<void>): Promise<void> => {
  await Promise.all([check(rhona), check(tariq)]);
};

test("Rhona opens a case, and beside her questions grows the paper that the person takes home", async () => {
  await openCase(rhona, { name: "Morag Lindsay", label, need });
  address = new URL(rhona.url()).pathname;
  await soon(replyBox(rhona).getByText("Only you will read this"));
  await write(rhona, "Second meeting. She would like to cook with others again.");
  await soon(message(rhona, "cook with others"));

  await rhona.getByRole("link", { name: `Ask ${label}, and note what they agree to` }).click();
  const paper = rhona.getByRole("region", { name: `What ${label} takes home` });
  const on = () => rhona.getByRole("button", { name: "Continue" }).click();
  await soon(paper.getByText("You told Rhona MacLeod at Southside Practice that …"));
  await rhona.getByRole("checkbox", { name: "Govan Food Hub" }).check();
  await soon(paper.getByText("Govan Food Hub may know, for food"));
  await on();
  await rhona.getByRole("radio", { name: "Company and friendship" }).check();
  await soon(paper.getByText("Govan Food Hub may know, for company and friendship:"));
  await on();
  await soon(paper.getByText("what is written between them about you"));
  // loaded again, as a phone does it beside the person, it goes on at the question where they were
  await rhona.reload();
  await soon(paper.getByText("Govan Food Hub may know, for company and friendship:"));
  await rhona.getByRole("checkbox", { name: "What they need" }).check();
  await soon(paper.getByText("what you need", { exact: true }));
  await on();
  await rhona.getByRole("radio", { name: "3 months" }).check();
  await rhona.getByRole("radio", { name: "All of it, also what was written before" }).check();
  await soon(paper.getByText("Also what was written before."));
  await on();
  await rhona.getByRole("radio", { name: "Face to face" }).check();
  await rhona.getByRole("textbox", { name: "Who interpreted" }).fill("Samira");
  await soon(paper.getByText("Samira interpreted."));
  await rhona
    .getByRole("group", { name: `Can ${label} decide this?` })
    .getByRole("radio", { name: "Yes" })
    .check();
  await on();
  // she takes it home in easy read, large
  await rhona.getByRole("combobox", { name: "How it is written" }).selectOption({ label: "Easy read" });
  await soon(paper.getByText("You do not have to say why."));
  await forEverybody(rhona, "the questions, read over beside the paper in easy read");
  const large = () => paper.evaluate((sheet) => sheet.classList.contains("large"));
  expect(await large()).toBe(true);
  const easy = await paper.innerText();
  await rhona.getByRole("combobox", { name: "How it is written" }).selectOption({ label: "Plain English" });
  await soon(paper.getByText("Samira interpreted."));
  expect(await large()).toBe(false);
  expect(easy).toContain("It may not know your health.");
  const grown = await paper.innerText();
  await rhona.getByRole("button", { name: `Record ${label}'s yes` }).click();

  await soon(rhona.getByRole("heading", { level: 1, name: `${label}'s yes is recorded` }));
  // the paper is, word for word, what was shown while the questions were asked
  expect(await paper.innerText()).toBe(grown);
  expect(grown).toMatch(/^Not your health,/m);
  expect(grown).toContain("You can stop at any time.");
  await rhona.emulateMedia({ media: "print" });
  expect(await rhona.getByRole("button").count()).toBe(0);
  expect((await rhona.locator("body").innerText()).trim()).toBe((await paper.innerText()).trim());
  await rhona.emulateMedia({ media: "screen" });
  await forEverybody(rhona, "the recorded yes");
});

test("Rhona invites the organisation, Tariq accepts, and the reply box says at once who reads now", async () => {
  const invitation = tariq.getByRole("list", { name: "Waiting for you" }).getByRole("link", { name: title });
  expect(await invitation.count()).toBe(0);
  await rhona.getByRole("button", { name: "Invite Govan Food Hub now" }).click();
  await soon(rhona.getByText("invited", { exact: true }));
  await soon(invitation);
  await rhona.getByRole("link", { name: "To the conversation" }).click();
  await soon(replyBox(rhona).getByText("Only you will read this"));

  await invitation.click();
  await soon(tariq.getByRole("heading", { level: 1, name: "Southside Practice invites Govan Food Hub" }));
  await soon(tariq.getByText("What they need"));
  expect(await tariq.getByText("cook with others").count()).toBe(0);
  await tariq.getByRole("button", { name: "Take part" }).click();
  await soon(tariq.getByRole("heading", { level: 1, name: title }));
  await both((page) => soon(replyBox(page).getByText("2 people will read this")));
  await both((page) => soon(replyBox(page).getByText("Southside Practice and Govan Food Hub")));
  await soon(message(tariq, "cook with others"));
  await both((page) => soon(page.getByText("Live", { exact: true })));
  await soon(replyBox(rhona).getByText("Tariq Ansari is here"));
});

test("what one writes stands on the other's screen at once: words, replies, names, reactions, changes, pins, topics", async () => {
  await write(rhona, "Is there a quiet table on Tuesdays?");
  await soon(message(tariq, "quiet table").getByText("Rhona MacLeod", { exact: true }));
  // read out to who doesn't see it
  await tariq.locator("[aria-live=polite]").getByText("Rhona MacLeod: Is there a quiet table on Tuesdays?").waitFor({ state: "attached" });
  await soon(message(rhona, "quiet table").getByText("seen by Govan Food Hub"));

  await box(tariq).pressSequentially("The window");
  await soon(replyBox(rhona).getByText("Tariq Ansari is writing…"));
  await box(tariq).fill("");
  await message(tariq, "quiet table").hover();
  await message(tariq, "quiet table").getByRole("button", { name: "Reply to what Rhona MacLeod wrote" }).click();
  await write(tariq, "The table by the window is hers.");
  await soon(message(rhona, "by the window").getByRole("button", { name: /^Answers: Rhona MacLeod: Is there a quiet table/ }));

  await box(rhona).pressSequentially("Thank you, @Tar");
  await rhona
    .getByRole("listbox", { name: "People you can name" })
    .getByRole("option", { name: /Tariq Ansari/ })
    .click();
  await box(rhona).pressSequentially("and the others.");
  await rhona.getByRole("button", { name: "Send" }).click();
  await soon(message(tariq, "and the others").getByText("@Tariq Ansari"));

  await choose(tariq, { words: "and the others", button: /^React/, entry: /Thank you/ });
  await soon(message(tariq, "and the others").getByRole("button", { name: "Thank you: you", pressed: true }));
  await soon(message(rhona, "and the others").getByRole("button", { name: "Thank you: Tariq Ansari", pressed: false }));
  await message(tariq, "and the others").getByRole("button", { name: "Thank you: you" }).click();
  await gone(message(rhona, "and the others").getByRole("button", { name: "Thank you: Tariq Ansari" }));

  await choose(tariq, { words: "by the window", button: /^More/, entry: /^Change/ });
  await tariq.getByRole("alertdialog").getByRole("textbox", { name: "Your message" }).fill("The table at the back is hers.");
  await tariq.getByRole("button", { name: "Save the change" }).click();
  await both((page) => soon(message(page, "at the back").getByText("edited")));
  expect(await message(rhona, "by the window").count()).toBe(0);
  await choose(rhona, { words: "at the back", button: /^More/, entry: /said before/ });
  await soon(rhona.getByRole("dialog", { name: "What it said before" }).getByText("The table by the window is hers."));
  await forEverybody(rhona, "what a message said before");
  await rhona.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  // somebody else's words are not theirs to change
  await message(rhona, "at the back").hover();
  await message(rhona, "at the back").getByRole("button", { name: /^More/ }).click();
  await soon(rhona.getByRole("menuitem", { name: "Put into the agreed summary" }));
  expect(await rhona.getByRole("menuitem", { name: /^Change/ }).count()).toBe(0);
  await rhona.getByRole("menuitem", { name: "Put into the agreed summary" }).click();
  await both((page) => soon(page.getByRole("region", { name: "Agreed summary" }).getByText("The table at the back is hers.")));

  await rhona.getByRole("button", { name: /^Topic.*open a new one$/ }).click();
  await rhona.getByRole("dialog", { name: "New topic" }).getByRole("textbox").fill("First visit");
  await rhona.getByRole("button", { name: "Open the topic" }).click();
  await soon(rhona.getByText("What you write here belongs to this topic."));
  await both((page) =>
    soon(page.getByRole("navigation", { name: "Parts of the conversation" }).getByRole("link", { name: "First visit" })),
  );
  await write(rhona, "Tuesday at 9:45, at the door.");
  await soon(message(tariq, "9:45").getByText("First visit"));
  await rhona.getByRole("link", { name: "All", exact: true }).click();
});

test("the moment the person withdraws, the other side's open screen closes kindly, and every other door says not found", async () => {
  const half = "I could also ask Davie whether he would";
  await box(tariq).fill(half);
  // a change that is half written is no less theirs, and a reload loses none of it
  const change = "The table by the stove is hers, and Davie's beside";
  const changing = tariq.getByRole("alertdialog", { name: "Change your message" }).getByRole("textbox");
  const begin = () => choose(tariq, { words: "at the back", button: /^More/, entry: /^Change/ });
  await begin();
  await changing.fill(change);
  await tariq.reload();
  const begun = tariq.getByRole("region", { name: "Your text was not sent" }).getByText(`“${change}”`);
  await soon(begun);
  await begin();
  await expect.poll(() => changing.inputValue()).toBe(change);
  await gone(begun);
  await rhona.getByRole("button", { name: `${label} withdraws` }).click();
  const dialog = rhona.getByRole("alertdialog", { name: `${label} stops sharing` });
  await soon(dialog.getByText("The conversation closes at once for Tariq Ansari at Govan Food Hub."));
  const closed = thread(tariq).getByText(`${label} has decided to stop sharing with Govan Food Hub.`);
  const pressed = performance.now();
  await dialog.getByRole("button", { name: `${label} withdraws from Govan Food Hub` }).click();
  await soon(closed);
  const took = Math.round(performance.now() - pressed);
  console.log(`e2e: the other side's screen closed ${took} ms after the press`);
  await soon(tariq.getByText(/right, and it says nothing about you or your service/));
  // and whoever doesn't see it is told at once
  await tariq.locator("[aria-live=assertive]").getByText("has decided to stop sharing").waitFor({ state: "attached" });
  expect(await tariq.getByText("cook with others").count()).toBe(0);
  expect(await tariq.getByText("at the back").count()).toBe(0);
  expect(await box(tariq).count()).toBe(0);
  for (const words of [half, change]) await soon(tariq.getByText(`“${words}”`));
  await forEverybody(tariq, "the closed conversation");
  await soon(replyBox(rhona).getByText("Only you will read this"));
  await soon(thread(rhona).getByText(`${label} stopped sharing`));

  const orgId = foodHub;
  const caseId = address.split("/").at(-1) ?? "";
  const nobodys = "01999999-0000-7000-8000-000000000000";
  const doors = async (id: string) => {
    const roomId = `case:${id}:general`;
    const post = { roomId, id: nobodys.replace("0000-7", "0001-7"), input: { text: "still there?" } };
    return [
      await askHttp(tariq, { orgId, path: "room.since", input: { roomId, afterSeq: null } }),
      await askHttp(tariq, { orgId, path: "room.since", input: { roomId: `case:${id}:access`, afterSeq: null } }),
      await askHttp(tariq, { orgId, path: "cases.client", input: { roomId } }),
      await askHttp(tariq, { orgId, path: "cases.seen", input: { roomId } }),
      await askHttp(tariq, { orgId, path: "cases.postMessage", input: post, change: true }),
      await askSocket(tariq, { orgId, event: "subscribe", input: { roomId, afterSeq: 0 } }),
      await askSocket(tariq, { orgId, event: "call", input: { path: "cases.postMessage", input: post } }),
    ];
  };
  const answers = await doors(caseId);
  for (const answer of answers.slice(2)) expect(JSON.stringify(answer)).toContain('"NotFound"');
  // and in the very words in which it speaks of a case that never was
  expect(answers).toEqual(await doors(nobodys));
  const list = await askHttp(tariq, { orgId, path: "cases.list", input: undefined });
  expect(list.status).toBe(200);
  expect(JSON.stringify(list.body)).not.toContain(caseId);

  const tab = await tariqsDevice.newPage();
  const nothing = async (page: Page) => {
    await soon(page.getByRole("heading", { level: 1 }));
    await soon(page.getByText(/can't find this|stop(ped)? sharing/).first());
    for (const words of ["cook with others", "at the back", "Morag", need]) expect(await page.getByText(words).count()).toBe(0);
    expect(await box(page).count()).toBe(0);
  };
  await tariq.reload();
  await nothing(tariq);
  for (const words of [half, change]) await soon(tariq.getByText(`“${words}”`));
  await tab.goto(address);
  await nothing(tab);
  await tab.goto(`${address}/people`);
  await nothing(tab);
  await tariq.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Today" }).click();
  await soon(tariq.getByRole("list", { name: "What changed" }).getByText("stop sharing with Govan Food Hub").first());
  await tariq.goBack();
  await nothing(tariq);
});
