import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt } from "../kit/authenticator.ts";
import { h1, open, tabTo } from "./deeds.ts";
import { forEverybody, gone, greeting, openStage, type Stage, signIn, soon } from "./kit.ts";

const password = "demo-linkwork-2026";
let stage: Stage;
/** kept between the stories, as people keep it */
let recovery: string[] = [];
let key = "";
/** signed in while it was a demo */
let callum: Page;

beforeAll(async () => {
  stage = await openStage();
  callum = await signIn(await stage.device(), "Callum Reid");
  // the community has moved in; now it is real work: nobody is exempt
  await stage.product().stop();
  await stage.startAgain(0, false);
});
afterAll(() => stage?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const box = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });

/** A device that asks for a finger, and always gets the right one (WebAuthn's virtual authenticator). */
async function withFinger(page: Page): Promise<void> {
  const chrome = await page.context().newCDPSession(page);
  await chrome.send("WebAuthn.enable");
  await chrome.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function givePassword(page: Page, email: string): Promise<void> {
  await open(page, "/", "Sign in");
  await box(page, "E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await button(page, "Sign in").and(page.locator("[type=submit]")).click();
}
async function signOut(page: Page): Promise<void> {
  await open(page, "/account", "My account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await soon(h1(page, "Sign in"));
}

let moira: BrowserContext;
test("with a password alone, staff meet the set-up and nothing else: a passkey, ten recovery codes, and they are in; then the passkey alone signs them in", async () => {
  moira = await stage.device();
  const page = await moira.newPage();
  await withFinger(page);
  await givePassword(page, "moira@southside.demo");
  await soon(h1(page, "Make your account safe"));
  await forEverybody(page, "the set-up, with a passkey");
  await page.goto("/cases");
  await soon(h1(page, "Make your account safe"));
  await button(page, "Make a passkey").click();
  await soon(page.getByRole("link", { name: "Give it a name." }));
  await box(page, "A name for it").fill("work laptop");
  await button(page, "Make a passkey").click();
  const codes = page.getByRole("region", { name: "Your recovery codes" }).getByRole("listitem");
  await soon(codes.first());
  recovery = await codes.allTextContents();
  expect(new Set(recovery).size).toBe(10);
  await forEverybody(page, "the recovery codes");
  await button(page, "I have kept them").click();
  await soon(h1(page, "Cases"));

  await signOut(page);
  await button(page, "Use a passkey").click();
  await soon(h1(page, greeting).or(h1(page, "My account")));
  await open(page, "/account", "My account");
  await soon(page.getByText("Passkey: work laptop"));
  await soon(page.getByText("The only one can't be removed."));
  await forEverybody(page, "my account, with a passkey");
});

test("on a device without the passkey, a recovery code is the second step, once", async () => {
  const context = await stage.device();
  const page = await context.newPage();
  await givePassword(page, "moira@southside.demo");
  await soon(h1(page, "Show that it's you"));
  await forEverybody(page, "the second step");
  await button(page, "Use my passkey").waitFor();
  await button(page, "Go on with the code").click();
  await soon(page.getByRole("link", { name: /^Give the 6 digits/ }));
  await box(page, "Recovery code").fill(recovery[0] ?? "");
  await button(page, "Go on with the code").click();
  await soon(h1(page, greeting));
  await signOut(page);
  await givePassword(page, "moira@southside.demo");
  await soon(h1(page, "Show that it's you"));
  await box(page, "Recovery code").fill(recovery[0] ?? "");
  await button(page, "Go on with the code").click();
  await soon(page.getByText("A code works once and only for a short time").first());
  await button(page, "Back to signing in").click();
  await soon(h1(page, "Sign in"));
  await context.close();
});

test("by keyboard alone: an authenticator app is set up with its key and a code, and signs in", async () => {
  const context = await stage.device();
  const page = await context.newPage();
  await givePassword(page, "anil@southside.demo");
  await soon(h1(page, "Make your account safe"));
  await tabTo(page, page.getByRole("radio", { name: /^With a passkey/ }));
  await page.keyboard.press("ArrowDown");
  await soon(page.getByRole("img", { name: /^The key as a picture/ }));
  await forEverybody(page, "the set-up, with an authenticator");
  key = ((await page.locator("code.key").textContent()) ?? "").replaceAll(" ", "");
  await tabTo(page, box(page, /^2\./));
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await soon(page.getByText("A code works once and only for a short time").first());
  await tabTo(page, box(page, /^2\./));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(codeAt(key, Date.now()));
  await page.keyboard.press("Enter");
  await tabTo(page, button(page, "I have kept them"));
  await page.keyboard.press("Enter");
  await soon(h1(page, greeting));
  await signOut(page);
  await givePassword(page, "anil@southside.demo");
  await soon(h1(page, "Show that it's you"));
  // the one that comes next: the one before was used
  await page.keyboard.type(codeAt(key, Date.now() + 30_000));
  await page.keyboard.press("Enter");
  await soon(h1(page, greeting));
  await context.close();
});

test("ten minutes later a new passkey asks once more, and goes on by itself with what was written", async () => {
  const page = moira.pages()[0] as Page;
  await stage.product().stop();
  await stage.startAgain(11 * 60_000, false);
  await open(page, "/account", "My account");
  await button(page, "Make ten new codes").click();
  const asking = page.getByRole("alertdialog", { name: "Show that it's you" });
  await soon(asking);
  await forEverybody(page, "the question for a fresh factor");
  await asking.getByRole("button", { name: "Close" }).click();
  await soon(page.getByText("Show once more that it's you, then it goes on.").first());
  await button(page, "Try again").click();
  await soon(asking);
  await asking.getByRole("button", { name: "Use my passkey" }).click();
  await gone(asking);
  const codes = page.getByRole("region", { name: "Your recovery codes" }).getByRole("listitem");
  await soon(codes.first());
  expect(await codes.allTextContents()).not.toContain(recovery[1]);
  await button(page, "I have kept them").click();
});

test("after twelve idle hours the password is asked over the page, then the second step; what was being written is still there", async () => {
  const page = moira.pages()[0] as Page;
  await open(page, "/account", "My account");
  await button(page, "Add a passkey").click();
  await box(page, "A name for it").fill("half a name");
  await stage.product().stop();
  await stage.startAgain(13 * 3600_000, false);
  const asking = page.getByRole("alertdialog", { name: "Are you still Moira Sinclair?" });
  await soon(asking);
  await forEverybody(page, "the password again, with a passkey as another way");
  await asking.getByRole("textbox", { name: "Password" }).fill(password);
  await asking.getByRole("button", { name: "Go on" }).click();
  const second = page.getByRole("alertdialog", { name: "One more step" });
  await second.getByRole("button", { name: "Use my passkey" }).click();
  await gone(second);
  expect(await box(page, "A name for it").inputValue()).toBe("half a name");
});

test("in the demo, who has no second step gives the password; what was written in the dialog stays", async () => {
  const page = callum;
  await stage.product().stop();
  await stage.startAgain(11 * 60_000);
  await withFinger(page);
  await open(page, "/account", "My account");
  await button(page, "Add a passkey").click();
  await box(page, "A name for it").fill("my phone");
  await button(page, "Make a passkey").click();
  const asking = page.getByRole("alertdialog", { name: "Show that it's you" });
  await soon(asking);
  await asking.getByRole("textbox", { name: "Password" }).fill(password);
  await asking.getByRole("button", { name: "Go on" }).click();
  await soon(page.getByText("Passkey: my phone"));
});
