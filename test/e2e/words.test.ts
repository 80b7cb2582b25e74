import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { box, choose, focused, h1, message, open, openFromList, replyBox, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, offline, openStage, type Stage, shellKept, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
let tariq: Page;
let nasreen: Page;
const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  const devices = await Promise.all([stage.device(), stage.device(), stage.device()]);
  [rhona, tariq, nasreen] = (await Promise.all(
    ["Rhona MacLeod", "Tariq Ansari", "Nasreen Malik"].map((name, i) => comeIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page, Page];
  await Promise.all([rhona, tariq].map((page) => openFromList(page, title)));
});
afterAll(() => stage?.close());

/** What this device keeps of conversations: under which name, and up to which number. `copyTo`: lays one more down first, under this case's name. */
const copiesOn = (page: Page, copyTo = ""): Promise<{ key: string; seq: number }[]> =>
  page.evaluate(async (copyTo) => {
    const done = <T>(asked: IDBRequest<T>) => new Promise<T>((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    const db = await done(indexedDB.open("linkwork"));
    const store = db.transaction("rows", "readwrite").objectStore("rows");
    const rows = ((await done(store.getAll())) as { key: string; seq: number }[]).filter((row) => /\/copy\/.*\/case:/.test(row.key));
    if (copyTo !== "") await done(store.put({ ...rows[0], key: rows[0]?.key.replace(/case:.*/, `case:${copyTo}:general`) }));
    db.close();
    return rows.map(({ key, seq }) => ({ key, seq }));
  }, copyTo);

/** Up to which number this device keeps the conversation. */
async function keptUpTo(page: Page): Promise<number> {
  const caseId = new URL(page.url()).pathname.split("/").at(-1) ?? "-";
  return (await copiesOn(page)).find((row) => row.key.includes(caseId))?.seq ?? 0;
}

/** What on a page still holds these words: nothing, or which elements. */
const holding = (page: Page, words: string): Promise<string[]> =>
  page.getByText(words).evaluateAll((found) => found.map((each) => each.outerHTML.slice(0, 200)));

test("a message asks an organisation to say that it has read it; one press says so, and everybody sees who has and who hasn't", async () => {
  await rhona.getByRole("button", { name: "Ask them to say that they read it" }).click();
  const form = replyBox(rhona);
  await form.getByRole("checkbox", { name: "Mind the Gap Choir" }).uncheck();
  await form.getByRole("checkbox", { name: "It can't wait" }).check();
  await soon(form.getByText("A message never takes the place of the phone"));
  await forEverybody(rhona, "asking for read and understood");
  await write(rhona, "She can't have nuts. Please keep the baklava away from her table.");
  const [asked, asks] = [message(tariq, "baklava"), message(rhona, "baklava")];
  await soon(asks.getByText("Govan Food Hub: not yet"));
  await soon(asked.getByText("Please say that you have read and understood this."));
  await forEverybody(tariq, "being asked for read and understood");
  const say = asked.getByRole("button", { name: "Read and understood" });
  await say.focus();
  await tariq.keyboard.press("Enter");
  for (const line of [asked, asks]) await soon(line.getByText(/Govan Food Hub: read and understood by Tariq Ansari/));
  await gone(say);
});

test("what is half written is on one's other device too; a message waits until it is due, and can be changed and taken back", async () => {
  const device = await stage.device();
  const phone = await comeIn(device, "Tariq Ansari");
  await box(tariq).fill("half a thought about the bus");
  await openFromList(phone, title);
  const onThePhone = async (): Promise<string> => {
    await phone.reload();
    await soon(box(phone));
    // what the server keeps comes a moment after the box
    await expect
      .poll(() => box(phone).inputValue(), { timeout: 5_000 })
      .not.toBe("")
      .catch(() => undefined);
    return box(phone).inputValue();
  };
  await expect.poll(onThePhone, { timeout: 90_000 }).toBe("half a thought about the bus");
  await device.close();

  await box(tariq).fill("The bus goes at ten past nine.");
  await tariq.getByRole("button", { name: "Choose when it is sent" }).click();
  const when = tariq.getByRole("dialog", { name: "When shall it be sent?" });
  await when.getByRole("radio", { name: "Tomorrow at 9:00" }).check();
  await forEverybody(tariq, "when a message shall be sent");
  await when.getByRole("button", { name: "Send it then" }).click();
  const waits = tariq.getByRole("list", { name: "Waits to be sent" });
  await soon(waits.getByText(/Will be sent tomorrow, 09:00. Only you see it./));
  expect(await rhona.getByText("ten past nine").count()).toBe(0);
  await waits.getByRole("button", { name: "Change" }).click();
  const changing = tariq.getByRole("alertdialog", { name: "Change what will be sent" });
  await changing.getByRole("textbox", { name: "Your message" }).fill("The bus goes at twenty past nine.");
  await changing.getByRole("button", { name: "Save the change" }).click();
  await soon(waits.getByText("twenty past nine").first());
  await open(tariq, "/later", "Messages that wait to be sent");
  await soon(tariq.getByText("twenty past nine").first());
  await forEverybody(tariq, "messages that wait to be sent");
  await soon(tariq.getByRole("button", { name: "Throw it away “The bus goes at twenty past nine.”" }));
  await openFromList(tariq, title);
  // taken back where no answer comes: the words are in the box already, and not twice after the second try
  await offline(tariq.context(), true);
  await waits.getByRole("button", { name: "Take it back to write on" }).click();
  await soon(waits.getByRole("heading", { name: "Something needs mending first" }));
  expect(await box(tariq).inputValue()).toBe("The bus goes at twenty past nine.");
  await offline(tariq.context(), false);
  await waits.getByRole("button", { name: "Take it back to write on" }).click();
  await gone(waits);
  expect(await box(tariq).inputValue()).toBe("The bus goes at twenty past nine.");
  await box(tariq).fill("And bring a coat.");
  await tariq.getByRole("button", { name: "Choose when it is sent" }).click();
  await when.getByRole("radio", { name: "Tomorrow at 9:00" }).check();
  await when.getByRole("button", { name: "Send it then" }).click();
  await waits.getByRole("button", { name: "Throw it away" }).press("Enter");
  await gone(waits);
  await soon(tariq.getByText("It is thrown away."));
  await expect.poll(() => focused(h1(tariq, title))).toBe(true);
});

test("somebody finds too much in a message: its author and their information lead are told quietly, and the words go", async () => {
  const badge = () => tariq.getByRole("link", { name: /^Today/ }).textContent();
  const waited = await badge();
  const slip = "Her neighbour Mrs Findlay drinks, and she worries about it.";
  await write(tariq, slip);
  await choose(rhona, { words: slip, button: /^More/, entry: /too much in this/ });
  const asking = rhona.getByRole("dialog", { name: "What is too much in it?" });
  await soon(asking.getByText("nobody is told that it was you"));
  await forEverybody(rhona, "saying that there is too much in a message");
  await asking.getByRole("radio", { name: "It is about somebody else" }).check();
  await asking.getByRole("button", { name: "Tell them quietly" }).click();
  await gone(asking);

  // the information lead reads no conversation, and is shown this one message, on record
  await nasreen.getByRole("link", { name: "Words to look at again" }).click();
  await soon(h1(nasreen, "Words to look at again"));
  expect(await nasreen.getByText("Findlay").count()).toBe(0);
  await nasreen.getByRole("button", { name: "Show what was said" }).click();
  await soon(nasreen.getByText(slip));
  await forEverybody(nasreen, "words to look at again");

  const line = message(tariq, slip);
  await soon(line.getByText("Only you and the information lead who looks after it see this."));
  expect(await badge()).not.toBe(waited);
  expect(await thread(rhona).getByText("Somebody thinks this says too much").count()).toBe(0);
  await line.getByRole("button", { name: "Take the words out" }).click();
  const taking = tariq.getByRole("alertdialog", { name: "Take the words out?" });
  await taking.getByRole("radio", { name: "It is about somebody else" }).check();
  const before = await keptUpTo(rhona);
  await forEverybody(tariq, "taking words out");
  await taking.getByRole("button", { name: "Take the words out" }).click();
  const next = tariq.getByRole("dialog", { name: "The words are out" });
  await soon(next.getByText("Tell your information lead today"));
  await soon(next.getByText("Southside Practice"));
  await next.getByRole("button", { name: "I'll do that" }).click();

  for (const page of [rhona, tariq]) {
    await soon(thread(page).getByText(/Words were taken out here by Tariq Ansari, .*: they were about somebody else\./));
    await expect.poll(() => holding(page, "Findlay")).toEqual([]);
  }
  await soon(nasreen.getByText("There are none just now."));
  // it is settled: nothing waits under Today that leads nowhere
  await expect.poll(badge).toBe(waited);

  // what her device keeps says no more than the page
  await shellKept(rhona);
  await expect.poll(() => keptUpTo(rhona)).toBeGreaterThan(before);
  await offline(rhona.context(), true);
  await rhona.reload();
  await soon(thread(rhona).getByText(/Words were taken out here/));
  expect(await holding(rhona, "Findlay")).toEqual([]);
  await offline(rhona.context(), false);

  // nor does it keep a case that is in her list no longer: who is kept away from one is told nothing, and finds nothing
  const another = "0197f3a0-0000-7000-8000-00000000dead";
  await copiesOn(rhona, another);
  expect(JSON.stringify(await copiesOn(rhona))).toContain(another);
  await rhona.reload();
  await expect.poll(async () => JSON.stringify(await copiesOn(rhona))).not.toContain(another);
  expect(await keptUpTo(rhona)).toBeGreaterThan(before);
});
