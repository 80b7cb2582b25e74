import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { codeAt } from "../kit/authenticator.ts";
import { gone, soon } from "./kit.ts";

/** A page's one heading. */
export const h1 = (page: Page, name: string | RegExp): Locator => page.getByRole("heading", { level: 1, name });
/** Opens an address and waits until what it shows is there. */
export async function open(page: Page, path: string, name: string | RegExp): Promise<void> {
  await page.goto(path);
  await soon(h1(page, name));
  await gone(
    page
      .getByText(/^(Fetching|Opening(?! hours)|Looking up|One moment)/)
      .filter({ visible: true })
      .first(),
  );
}

/** Whether the focus is on it. */
export const focused = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement);
/** Goes on with the Tab key until it is reached. */
export async function tabTo(page: Page, what: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await soon(what);
  for (let steps = 0; steps < 120; steps++) {
    if (await focused(what)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the ${key} key never comes to ${what}`);
}

/** The line of a conversation, without what is only read out. */
export const thread = (page: Page): Locator => page.getByRole("list", { name: /^The conversation about/ });
/** The message in which these words stand. */
export const message = (page: Page, words: string): Locator => thread(page).getByRole("listitem").filter({ hasText: words });
/** Where one writes. */
export const box = (page: Page): Locator => page.getByRole("textbox", { name: "Your message" });
/** The frame around it, with the line that says who will read it. */
export const replyBox = (page: Page): Locator => page.getByRole("form", { name: "Write to the people in this conversation" });

/** Writes and sends. */
export async function write(page: Page, words: string): Promise<void> {
  await box(page).fill(words);
  await page.getByRole("button", { name: /^Send/ }).click();
}

/** The list of cases, once it is there: a link of the same name may stand on the page that is left. */
async function toCases(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Cases" }).click();
  await soon(h1(page, "Cases"));
}

/** Opens a conversation from the list of cases. */
export async function openFromList(page: Page, title: string): Promise<void> {
  await toCases(page);
  await page.getByRole("link", { name: title }).click();
  await soon(h1(page, title));
  await soon(thread(page).getByRole("listitem").last());
}

/** A case for somebody whom the practice doesn't know yet; ends in its room. */
export async function openCase(page: Page, { name, label, need }: { name: string; label: string; need: string }): Promise<void> {
  await toCases(page);
  await page.getByRole("link", { name: "Open a case" }).click();
  await page.getByRole("radio", { name: "Somebody new" }).check();
  await page.getByRole("textbox", { name: "Full name" }).fill(name);
  await page.getByRole("textbox", { name: "What is it about" }).fill(need);
  await page.getByRole("combobox", { name: "What kind of help?" }).selectOption({ label: "food" });
  await page.getByRole("button", { name: "Open the case" }).click();
  await soon(page.getByRole("heading", { level: 1, name: `${label} · ${need}` }));
}

/** Opens the menu whose button has the focus, with a key that is held as long as a finger holds it, and chooses the entry that the focus comes to. */
export async function enter(page: Page, entry: string | RegExp): Promise<void> {
  await page.keyboard.press("Enter", { delay: 80 });
  await soon(page.getByRole("menuitem", { name: entry }).and(page.locator(":focus")));
  await page.keyboard.press("Enter");
}

/** One entry of the menu behind a message. */
export async function choose(page: Page, { words, button, entry }: { words: string; button: RegExp; entry: RegExp }): Promise<void> {
  const line = message(page, words);
  await line.hover();
  await line.getByRole("button", { name: button }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await gone(page.getByRole("menu"));
}

export type Told = { status: number; body: unknown };

/** Asks the server from the page, past the page's own code, as somebody does who knows the way. */
export const askHttp = (
  page: Page,
  { orgId, path, input, change = false }: { orgId: string; path: string; input: unknown; change?: boolean },
): Promise<Told> =>
  page.evaluate(
    async ({ orgId, path, input, change }) => {
      const headers = { "content-type": "application/json", "x-linkwork-org": orgId };
      const asked = encodeURIComponent(JSON.stringify(input));
      const response = change
        ? await fetch(`/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(input) })
        : await fetch(`/trpc/${path}?input=${asked}`, { headers });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    { orgId, path, input, change },
  );

/** The same over a socket of its own. */
export const askSocket = (page: Page, { orgId, event, input }: { orgId: string; event: string; input: unknown }): Promise<unknown> =>
  page.evaluate(
    ({ orgId, event, input }) =>
      new Promise<unknown>((done) => {
        const socket = new WebSocket(`${location.origin.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
        socket.onclose = () => done("closed");
        socket.onmessage = ({ data }: MessageEvent<string>) => {
          if (data.startsWith("0")) socket.send(`40${JSON.stringify({ orgId })}`);
          else if (data === "2") socket.send("3");
          else if (data.startsWith("40")) socket.send(`420${JSON.stringify([event, input])}`);
          else if (data.startsWith("430")) {
            done((JSON.parse(data.slice(3)) as unknown[])[0]);
            socket.close();
          }
        };
      }),
    { orgId, event, input },
  );

/** Whoever is new sets up a second step before anything else: here an authenticator app, whose key this resolves with. `later`: how far the product's clock is ahead (ms). */
export async function makeSafe(page: Page, later = 0): Promise<string> {
  await soon(h1(page, "Make your account safe"));
  await page.getByRole("radio", { name: /authenticator/i }).check();
  await soon(page.getByRole("img", { name: /^The key as a picture/ }));
  const key = ((await page.locator("code.key").textContent()) ?? "").replaceAll(" ", "");
  await page.getByRole("textbox", { name: /^2\./ }).fill(codeAt(key, Date.now() + later));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I have kept them" }).click();
  return key;
}

/** The code in the newest mail to somebody, as it stands on the demonstration's mail page; older ones are known. */
export async function mailedCode(page: Page, { to, known = [] }: { to: string; known?: readonly string[] }): Promise<string> {
  const mail = await page.context().newPage();
  await open(mail, "/demo/mail", "The demonstration's mail");
  const letters = mail
    .getByRole("listitem")
    .filter({ hasText: `To ${to}` })
    .filter({ hasText: "Your code for Linkwork" });
  let code = "";
  await expect
    .poll(async () => {
      await mail.getByRole("button", { name: "Look again" }).click();
      const texts = await letters.locator("pre").allTextContents();
      code = texts.map((text) => /^\d{6}$/m.exec(text)?.[0] ?? "").find((each) => !known.includes(each)) ?? "";
      return code;
    })
    .toMatch(/^\d{6}$/);
  await mail.close();
  return code;
}
