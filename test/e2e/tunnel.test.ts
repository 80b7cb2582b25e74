import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { demoPeople } from "../../apps/server/src/seed/people.ts";
import { askHttp, box, h1, message, open, openFromList, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, nextRound, offline, openStage, type Stage, shellKept, signIn, soon } from "./kit.ts";

let stage: Stage;
let tariqsDevice: BrowserContext;
let rhona: Page;
let tariq: Page;
/** The address of the conversation about M.K., whom both know. */
let address = "";

const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  const rhonasDevice = await stage.device();
  tariqsDevice = await stage.device();
  [rhona, tariq] = await Promise.all([signIn(rhonasDevice, "Rhona MacLeod"), signIn(tariqsDevice, "Tariq Ansari")]);
  await Promise.all([openFromList(rhona, title), openFromList(tariq, title), shellKept(tariq)]);
  address = new URL(tariq.url()).pathname;
});
afterAll(() => stage?.close());

const live = (page: Page) => page.getByText("Live", { exact: true });
const notLive = (page: Page) => page.getByText(/^Not live since \d\d:\d\d$/);
const waits = (page: Page, words: string) => message(page, words).getByText("waiting to be sent");
/** What the server's log holds of it, through Rhona's own door. */
const written = async (word: string): Promise<string[]> => {
  const roomId = `case:${address.split("/").at(-1)}:general`;
  const { body } = await askHttp(rhona, { orgId: organisations.southside.orgId, path: "room.since", input: { roomId, afterSeq: 0 } });
  const { events } = (body as { result: { data: { events: { type: string; body: { text?: string } }[] } } }).result.data;
  return events.flatMap((e) => (e.type === "messagePosted" && e.body.text?.includes(word) ? [e.body.text] : []));
};
/** What the device holds, as somebody sees it who takes it apart. */
const onDevice = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open("linkwork");
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const all = (name: string) =>
      new Promise<unknown[]>((done) => {
        const asked = db.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => done(asked.result);
      });
    const [keys, rows, outbox] = await Promise.all([all("keys"), all("rows"), all("outbox")]);
    db.close();
    return {
      keys: (keys as CryptoKey[]).map((key) => ({ extractable: key.extractable, type: key.type })),
      rows: (rows as { key: string }[]).map((row) => row.key),
      outbox: outbox.length,
      me: localStorage.getItem("linkwork.me"),
      text: new TextDecoder().decode(
        Uint8Array.from((rows as { sealed: { data: ArrayBuffer } }[]).flatMap((row) => [...new Uint8Array(row.sealed.data)])),
      ),
    };
  });

test("in the tunnel the screen says since when; what is written waits through a reload and a second tab, and arrives once and in order", async () => {
  await soon(live(tariq));
  await offline(tariqsDevice, true);
  await soon(notLive(tariq));
  await soon(tariq.getByText(/^You are reading what arrived before \d\d:\d\d/));
  await write(tariq, "One: the tunnel is long.");
  await write(tariq, "Two: I have asked for the small room.");
  await soon(waits(tariq, "One: the tunnel"));
  await soon(waits(tariq, "Two: I have asked"));
  await forEverybody(tariq, "the conversation in the tunnel");

  await tariq.reload();
  await soon(tariq.getByRole("heading", { level: 1, name: title }));
  await soon(thread(tariq).getByText("I'll keep the window table."));
  await soon(waits(tariq, "One: the tunnel"));
  await soon(notLive(tariq));
  await soon(tariq.getByText(/^You are reading what this device kept\. It was last live \d\d:\d\d\./));
  const tab = await tariqsDevice.newPage();
  await tab.goto(address);
  await soon(waits(tab, "Two: I have asked"));
  await soon(notLive(tab));
  await write(tab, "Three: from another tab.");
  await soon(waits(tariq, "Three: from another tab"));
  expect(await message(rhona, "One: the tunnel").count()).toBe(0);

  await offline(tariqsDevice, false);
  await Promise.all([soon(message(rhona, "Three: from another tab")), soon(live(tariq)), soon(live(tab))]);
  await Promise.all([gone(waits(tariq, "Three: from another tab")), gone(waits(tab, "One: the tunnel"))]);
  const order = ["One: the tunnel is long.", "Two: I have asked for the small room.", "Three: from another tab."];
  expect(await written(": ").then((texts) => texts.filter((text) => /^(One|Two|Three): /.test(text)))).toEqual(order);
  const inLine = async (page: Page) => {
    const said = thread(page)
      .getByRole("listitem")
      .filter({ hasText: /One: the|Two: I|Three: from/ });
    return (await said.allInnerTexts()).map((line) => order.findIndex((words) => line.includes(words)));
  };
  for (const page of [rhona, tariq, tab]) await expect.poll(() => inLine(page)).toEqual([0, 1, 2]);
  await tab.close();
});

test("what one tab can't send is sent by another that is open", async () => {
  const tab = await tariqsDevice.newPage();
  await tab.routeWebSocket(/socket\.io/, (socket) => void socket.close());
  await tab.route(/cases\.postMessage/, (route) => route.fulfill({ status: 503 }));
  await tab.goto(address);
  await soon(thread(tab).getByText("I'll keep the window table."));
  await write(tab, "Eight: from a tab that gets nothing out.");
  await soon(message(rhona, "Eight: from a tab"));
  await tab.close();
  expect(await written("Eight: ")).toEqual(["Eight: from a tab that gets nothing out."]);
});

test("an ended session keeps what waits: signed in again, it is sent", async () => {
  await offline(tariqsDevice, true);
  await soon(notLive(tariq));
  await write(tariq, "Four: the session ends meanwhile.");
  await soon(waits(tariq, "Four: the session"));
  await tariqsDevice.clearCookies();
  await offline(tariqsDevice, false);
  await soon(tariq.getByRole("heading", { level: 1, name: "Sign in" }));
  expect(await written("Four: ")).toEqual([]);
  expect(await tariq.getByText("Four: the session").count()).toBe(0);
  await tariq.getByRole("button", { name: "Tariq Ansari" }).click();
  await soon(message(rhona, "Four: the session"));
  await soon(tariq.getByRole("heading", { level: 1, name: title }));
  expect(await written("Four: ")).toEqual(["Four: the session ends meanwhile."]);
});

test("a week later, in which the server was away too, the password is asked over the page, and what waited is sent", async () => {
  await soon(live(tariq));
  await stage.product().stop();
  await soon(notLive(tariq));
  await write(tariq, "Five: kept for a week.");
  await soon(waits(tariq, "Five: kept"));
  await stage.startAgain(7 * 24 * 3600_000);
  for (const [page, name] of [
    [tariq, "Tariq Ansari"],
    [rhona, "Rhona MacLeod"],
  ] as const) {
    const asked = page.getByRole("alertdialog", { name: `Are you still ${name}?` });
    // who was refused while it was away tries again after a while
    await soon(asked, nextRound);
    expect(await message(rhona, "Five: kept").count()).toBe(0);
    if (page === tariq) await forEverybody(tariq, "the password again");
    await asked.getByRole("textbox", { name: "Password" }).fill(demoPeople[0]?.password ?? "");
    await asked.getByRole("button", { name: "Go on" }).click();
    await gone(asked);
  }
  await soon(message(rhona, "Five: kept"));
  expect(await written("Five: ")).toEqual(["Five: kept for a week."]);
});

test("if the person withdrew meanwhile, what waited stays with its author as a draft, with the reason, and nothing reaches the server", async () => {
  await soon(live(tariq));
  await offline(tariqsDevice, true);
  await soon(notLive(tariq));
  await write(tariq, "Six: she asked me to keep her apron.");
  await soon(waits(tariq, "Six: she asked"));
  await box(tariq).fill("And half a line");

  await rhona.getByRole("button", { name: "M.K. withdraws" }).click();
  const dialog = rhona.getByRole("alertdialog", { name: "M.K. stops sharing" });
  await dialog.getByRole("radio", { name: "Govan Food Hub" }).check();
  await dialog.getByRole("button", { name: "M.K. withdraws from Govan Food Hub" }).click();
  await gone(dialog);
  const before = await onDevice(tariq);
  expect(before.rows.filter((key) => key.includes("/copy/") && key.includes(address.split("/").at(-1) ?? "-"))).toHaveLength(1);

  await offline(tariqsDevice, false);
  await soon(thread(tariq).getByText("M.K. has decided to stop sharing with Govan Food Hub."));
  await soon(tariq.getByText("“Six: she asked me to keep her apron.”"));
  await soon(tariq.getByText("“And half a line”"));
  expect(await tariq.getByText("I'll keep the window table.").count()).toBe(0);
  expect(await written("Six: ")).toEqual([]);
  expect(await message(rhona, "Six: she").count()).toBe(0);
  await forEverybody(tariq, "the conversation that closed in the tunnel");

  // the copy is gone from the device, the words are not
  await expect
    .poll(async () =>
      (await onDevice(tariq)).rows.filter((key) => key.includes("/copy/") && key.includes(address.split("/").at(-1) ?? "-")),
    )
    .toEqual([]);
  await tariq.reload();
  await soon(tariq.getByText("“Six: she asked me to keep her apron.”"));
  expect(await written("Six: ")).toEqual([]);
});

test("signing out takes copies, drafts, what waits and the key off the device", async () => {
  const before = await onDevice(tariq);
  expect(before.keys).toEqual([{ extractable: false, type: "secret" }]);
  expect(before.rows.some((key) => key.includes("/draft/"))).toBe(true);
  expect(before.rows.some((key) => key.includes("/copy/"))).toBe(true);
  // whoever takes the device apart reads nothing
  for (const words of ["apron", "window table", "M.K.", "Mariam"]) expect(before.text).not.toContain(words);

  await tariq.getByRole("button", { name: /Tariq Ansari/ }).click();
  await tariq.getByRole("menuitem", { name: "Sign out" }).click();
  const dialog = tariq.getByRole("dialog", { name: "Sign out of this device?" });
  await soon(dialog.getByText("copies of conversations, drafts, and what is written but not sent yet."));
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await soon(tariq.getByRole("heading", { level: 1, name: "Sign in" }));
  const { text: _none, ...after } = await onDevice(tariq);
  expect(after).toEqual({ keys: [], rows: [], outbox: 0, me: null });
  const cookies = await tariqsDevice.cookies();
  expect(cookies.filter((cookie) => cookie.name.includes("session_token") && cookie.value !== "")).toEqual([]);

  // offline, the device shows nothing of them any more
  await offline(tariqsDevice, true);
  await tariq.goto(address);
  await soon(tariq.getByRole("heading", { level: 1, name: "Sign in" }));
  expect(await tariq.getByText(/M\.K\.|apron/).count()).toBe(0);
});

test("when the cookie becomes another person's beneath an open page, what was written there waits for its author and is said by nobody else", async () => {
  const device = await stage.device();
  // later no socket can be had: calls go over HTTP, with whatever cookie there is
  let shut = false;
  await device.routeWebSocket(/socket\.io/, (socket) => void (shut ? socket.close() : socket.connectToServer()));
  const page = await signIn(device, "Rhona MacLeod");
  await openFromList(page, title);
  await soon(live(page));
  shut = true;
  const isla = demoPeople.find((p) => p.name.startsWith("Isla"));
  await offline(device, true);
  await soon(notLive(page));
  await write(page, "Seven: Rhona's own words.");
  await soon(waits(page, "Seven: Rhona"));
  const signedIn = await device.request.post("/api/auth/sign-in/email", {
    headers: { "x-linkwork": "1" },
    data: { email: isla?.email, password: isla?.password },
  });
  expect(signedIn.status()).toBe(200);
  // it may be tried before the page learns whose the cookie is: refused, it is nobody's
  const answers: number[] = [];
  page.on("response", (response) => void (response.url().includes("cases.postMessage") && answers.push(response.status())));
  await offline(device, false);
  // the page is hers, as the cookie is
  await soon(page.getByRole("banner").getByRole("button", { name: /Isla Fraser/ }), nextRound);
  expect(answers.filter((status) => status !== 401)).toEqual([]);
  expect(await written("Seven: ")).toEqual([]);
  await device.request.post("/api/auth/sign-in/email", {
    headers: { "x-linkwork": "1" },
    data: { email: demoPeople[0]?.email, password: demoPeople[0]?.password },
  });
  await page.reload();
  await soon(message(rhona, "Seven: Rhona"));
  expect(await written("Seven: ")).toEqual(["Seven: Rhona's own words."]);
  await device.close();
});

test("signing out everywhere ends the other device at once", async () => {
  await offline(tariqsDevice, false);
  await tariq.goto("/");
  await tariq.getByRole("button", { name: "Tariq Ansari" }).click();
  await soon(h1(tariq, greeting));
  const other = await stage.device();
  const page = await signIn(other, "Tariq Ansari");
  await open(page, "/account", "My account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await soon(h1(page, "Sign in"));
  await soon(h1(tariq, "Sign in"));
});

test("who acts for several and leaves one of them keeps nothing on the device of what they read there, whichever hat they wear", async () => {
  const isla = await comeIn(await stage.device(), "Isla Fraser");
  await openFromList(isla, title);
  await soon(live(isla));
  const left = async () => (await onDevice(isla)).rows.filter((key) => key.includes(`/copy/${organisations.southside.orgId}/`));
  await expect.poll(async () => (await left()).filter((key) => key.includes(address.split("/").at(-1) ?? "-"))).toHaveLength(1);
  await box(isla).fill("I wanted to say that");
  await isla.getByRole("button", { name: /Isla Fraser/ }).click();
  await isla.getByRole("menuitem", { name: "Act for Govan Food Hub" }).click();
  await soon(h1(isla, greeting));
  expect(await left()).not.toEqual([]);

  const moira = await comeIn(await stage.device(), "Moira Sinclair");
  await open(moira, "/organisation", "Southside Practice");
  await moira.getByRole("button", { name: "End access of Isla Fraser" }).click();
  await moira.getByRole("button", { name: "Isla Fraser leaves Southside Practice" }).click();
  await expect.poll(left).toEqual([]);
  await soon(isla.getByRole("banner").getByRole("button", { name: /Govan Food Hub/ }));
  const known = JSON.parse((await onDevice(isla)).me ?? "{}") as { me?: { memberships: { orgId: string }[] } };
  expect(known.me?.memberships.map(({ orgId }) => orgId)).not.toContain(organisations.southside.orgId);

  // their own words are theirs still, and found: nobody can put that hat on again
  await open(isla, "/unsent", "Not sent from this device");
  const words = isla.getByRole("region", { name: "Written for another organisation" });
  await soon(words.getByText("“I wanted to say that”"));
  await forEverybody(isla, "what was written for an organisation that one has left");
  await words.getByRole("button", { name: "Throw away" }).click();
  await gone(words);
  await isla.reload();
  await soon(isla.getByText("All that you wrote was sent, or waits to be"));
});
