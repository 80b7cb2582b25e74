import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { askHttp, box, choose, h1, message, open, openFromList, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, offline, openStage, type Stage, shellKept, soon } from "./kit.ts";

/** What waits, what was refused and what is kept: found wherever one is, and nothing of it lost. */
let stage: Stage;
let rhonasDevice: BrowserContext;
let tariqsDevice: BrowserContext;
let rhona: Page;
let tariq: Page;
let caseId = "";
const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  [rhonasDevice, tariqsDevice] = [await stage.device(), await stage.device()];
  [rhona, tariq] = [await comeIn(rhonasDevice, "Rhona MacLeod"), await comeIn(tariqsDevice, "Tariq Ansari")];
  await Promise.all([openFromList(rhona, title), openFromList(tariq, title), shellKept(rhona), shellKept(tariq)]);
  caseId = new URL(tariq.url()).pathname.split("/").at(-1) ?? "";
});
afterAll(() => stage?.close());

const live = (page: Page) => page.getByText("Live", { exact: true });
const notLive = (page: Page) => page.getByText(/^Not live since \d\d:\d\d$/);
const isGone = async (page: Page) => {
  await offline(page.context(), true);
  await soon(notLive(page));
};
const isBack = async (page: Page) => {
  await offline(page.context(), false);
  await soon(live(page));
};
const place = (page: Page, name: string) => page.getByRole("navigation", { name: "Places" }).getByRole("link", { name });
const didNotWork = (page: Page) => page.getByRole("region", { name: "What did not work" });
test("a change, a reaction and what goes into the summary, done in the tunnel, stand at their message as waiting, through a reload, until they are there", async () => {
  await write(rhona, "The lift is being mended.");
  await write(tariq, "The door is at the bak.");
  await soon(message(tariq, "The lift"));
  await soon(message(rhona, "at the bak"));
  await isGone(tariq);
  await choose(tariq, { words: "at the bak", button: /^More/, entry: /^Change/ });
  await tariq.getByRole("alertdialog").getByRole("textbox", { name: "Your message" }).fill("The door is at the back.");
  await tariq.getByRole("button", { name: "Save the change" }).click();
  await soon(message(tariq, "at the back.").getByText("change waits to be sent"));
  await choose(tariq, { words: "The lift", button: /^React/, entry: /Thank you/ });
  await soon(message(tariq, "The lift").getByText("reaction waits to be sent"));
  await soon(message(tariq, "The lift").getByRole("button", { name: "Thank you: you", pressed: true }));
  await choose(tariq, { words: "The lift", button: /^More/, entry: /Put into the agreed summary/ });
  await soon(message(tariq, "The lift").getByText("waits to go into the agreed summary"));
  await forEverybody(tariq, "what was done to messages in the tunnel");
  await tariq.reload();
  await soon(message(tariq, "at the back.").getByText("change waits to be sent"));
  await soon(message(tariq, "The lift").getByText("reaction waits to be sent"));
  expect(await message(rhona, "at the bak.").count()).toBe(1);

  await isBack(tariq);
  await soon(message(rhona, "at the back.").getByText("edited"));
  await soon(message(rhona, "The lift").getByRole("button", { name: "Thank you: Tariq Ansari" }));
  await soon(rhona.getByRole("region", { name: "Agreed summary" }).getByText("The lift is being mended."));
  await gone(tariq.getByText(/wait(s)? to (be sent|go into)/));
});

test("in the tunnel, loaded again at Today, the conversations that the device keeps stand there and among the cases, and open", async () => {
  await isGone(tariq);
  await tariq.goto("/");
  const kept = tariq.getByRole("list", { name: "Kept on this device" });
  await soon(kept.getByRole("link", { name: title }));
  await forEverybody(tariq, "Today, where nobody answers");
  await place(tariq, "Cases").click();
  await soon(kept.getByRole("link", { name: title }));
  await forEverybody(tariq, "the cases, where nobody answers");
  await kept.getByRole("link", { name: title }).click();
  await soon(thread(tariq).getByText("The lift is being mended."));
  await write(tariq, "Written on the train.");
  await soon(message(tariq, "on the train").getByText("waiting to be sent"));
  await isBack(tariq);
  await soon(message(rhona, "on the train"));
});

test("a topic that can't be opened in the tunnel keeps its title in the question, and what else can't be done is said on the screen until it is put away", async () => {
  await isGone(tariq);
  await tariq.getByRole("button", { name: /^Topic.*open a new one$/ }).click();
  const dialog = tariq.getByRole("dialog", { name: "New topic" });
  await dialog.getByRole("textbox").fill("The bus pass");
  await dialog.getByRole("button", { name: "Open the topic" }).click();
  await soon(dialog.getByRole("region", { name: "Something needs mending first" }));
  expect(await dialog.getByRole("textbox").inputValue()).toBe("The bus pass");
  await forEverybody(tariq, "a topic that could not be opened");
  await dialog.getByRole("button", { name: "Close" }).click();
  await tariq.getByRole("navigation", { name: "Parts of the conversation" }).getByRole("link", { name: "First visit" }).click();
  await tariq.getByRole("button", { name: "Settle this topic" }).click();
  await soon(didNotWork(tariq).getByText("The topic was not settled. You are not live. Do it again when you are back.", { exact: true }));
  await forEverybody(tariq, "what did not work, as a line");
  await didNotWork(tariq)
    .getByRole("button", { name: /^Put away/ })
    .click();
  await gone(didNotWork(tariq));

  await isBack(tariq);
  await tariq.getByRole("button", { name: /^Topic.*open a new one$/ }).click();
  expect(await dialog.getByRole("textbox").inputValue()).toBe("The bus pass");
  await dialog.getByRole("button", { name: "Open the topic" }).click();
  await soon(rhona.getByRole("navigation", { name: "Parts of the conversation" }).getByRole("link", { name: "The bus pass" }));
  await soon(tariq.getByText("What you write here belongs to this topic."));
});

test("what came while one was away is counted, not read out word by word, for whoever listens", async () => {
  await isGone(tariq);
  for (const line of ["one", "two", "three", "four", "five"]) await write(rhona, `Line ${line}.`);
  // with the server, all five: before that they are only hers
  await soon(message(rhona, "Line five.").getByText("Southside Practice"));
  await isBack(tariq);
  await tariq.locator("[aria-live=polite]").getByText("5 new messages", { exact: true }).waitFor({ state: "attached" });
  expect(await tariq.locator("[aria-live=polite]").getByText("Line").count()).toBe(0);
});

test("how far others read meanwhile is shown once one is out of the tunnel", async () => {
  await open(rhona, "/", greeting);
  await write(tariq, "Zero: who has read this?");
  const sent = message(tariq, "Zero: who").getByText("Govan Food Hub");
  await soon(sent);
  await isGone(tariq);
  const roomId = `case:${caseId}:general`;
  const { orgId } = organisations.southside;
  const read = async () => {
    const { body } = await askHttp(rhona, { orgId, path: "cases.seen", input: { roomId } });
    return (body as { result: { data: { orgId: string; seq: number }[] } }).result.data.find((one) => one.orgId === orgId)?.seq ?? 0;
  };
  const before = await read();
  await openFromList(rhona, title);
  await expect.poll(read).toBeGreaterThan(before);
  await isBack(tariq);
  await soon(message(tariq, "Zero: who").getByText("seen by Southside Practice"));
});

test("refused words that come back to the box bring along what they answer and their topic", async () => {
  await rhona.getByRole("navigation", { name: "Parts of the conversation" }).getByRole("link", { name: /^All/ }).click();
  await soon(message(rhona, "on the train"));
  await isGone(rhona);
  await message(rhona, "on the train").hover();
  await message(rhona, "on the train")
    .getByRole("button", { name: /^Reply/ })
    .click();
  await rhona.getByRole("combobox", { name: "Topic" }).selectOption({ label: "The bus pass" });
  await box(rhona).pressSequentially("Ask for the form, @Tar");
  await rhona.getByRole("option", { name: /Tariq Ansari/ }).click();
  await box(rhona).pressSequentially("please.");
  await rhona.getByRole("button", { name: /^Send/ }).click();
  await soon(message(rhona, "Ask for the form").getByText("waiting to be sent"));

  // meanwhile his organisation goes; he has half a line and a whole one on the way
  await isGone(tariq);
  await write(tariq, "Six: she asked me to keep her apron.");
  await soon(message(tariq, "Six: she asked").getByText("waiting to be sent"));
  await box(tariq).fill("Seven: and her sco");
  await place(tariq, "Today").click();
  await soon(h1(tariq, greeting));
  const isla = await comeIn(await stage.device(), "Isla Fraser");
  await open(isla, `/cases/${caseId}`, title);
  await isla.getByRole("button", { name: "M.K. withdraws" }).click();
  const dialog = isla.getByRole("alertdialog", { name: "M.K. stops sharing" });
  await dialog.getByRole("radio", { name: "Govan Food Hub" }).check();
  await dialog.getByRole("button", { name: "M.K. withdraws from Govan Food Hub" }).click();
  await gone(dialog);

  await isBack(rhona);
  const unsent = rhona.getByRole("region", { name: "Your text was not sent" });
  await soon(unsent.getByText(/Ask for the form/));
  await unsent.getByRole("button", { name: "Put it back to write on" }).click();
  await gone(unsent);
  expect(await box(rhona).inputValue()).toContain("Ask for the form, @Tariq Ansari");
  await soon(rhona.getByText(/^You answer/));
  expect(await rhona.getByRole("combobox", { name: "Topic" }).locator("option:checked").innerText()).toBe("The bus pass");
});

test("words that were refused while another page was open are found from Today, with the reason, and counted before signing out", async () => {
  await offline(tariqsDevice, false);
  const row = tariq.getByRole("link", { name: "2 things that you wrote were not sent from this device" });
  await soon(row);
  await tariq.getByRole("button", { name: /Tariq Ansari/ }).click();
  await tariq.getByRole("menuitem", { name: "Sign out" }).click();
  const leaving = tariq.getByRole("dialog", { name: "Sign out of this device?" });
  await soon(leaving.getByText(/2 things that you wrote were not sent and are kept on this device only/));
  await forEverybody(tariq, "signing out with words that were refused");
  await leaving.getByRole("button", { name: "Stay signed in" }).click();

  await row.click();
  await soon(h1(tariq, "Not sent from this device"));
  await soon(tariq.getByRole("heading", { name: "A conversation that is closed to you" }));
  await soon(tariq.getByText("“Six: she asked me to keep her apron.”"));
  expect(await tariq.getByText(/M\.K\./).count()).toBe(0);
  await forEverybody(tariq, "what was not sent");
  await tariq.reload();
  await soon(tariq.getByText("“Six: she asked me to keep her apron.”"));
  await tariqsDevice.grantPermissions(["clipboard-read", "clipboard-write"]);
  const refused = tariq.getByRole("listitem").filter({ hasText: "Six: she asked me" });
  await refused.getByRole("button", { name: "Copy", exact: true }).click();
  await soon(tariq.getByRole("button", { name: "Copied" }));
  expect(await tariq.evaluate(() => navigator.clipboard.readText())).toBe("Six: she asked me to keep her apron.");
  await refused.getByRole("button", { name: "Throw away" }).click();
  await gone(refused);

  // so is what stood in the box of the conversation that is in no list of his any more
  const half = tariq.getByRole("listitem").filter({ hasText: "“Seven: and her sco”" });
  await soon(half);
  await half.getByRole("button", { name: "Throw away" }).click();
  await soon(tariq.getByText("All that you wrote was sent, or waits to be"));
  await place(tariq, "Today").click();
  await soon(h1(tariq, greeting));
  expect(await row.count()).toBe(0);
});
