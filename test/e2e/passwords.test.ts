import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt } from "../kit/authenticator.ts";
import { h1, makeSafe, open, tabTo } from "./deeds.ts";
import { forEverybody, gone, greeting, openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const email = "nora.quinn@southside.example";
const [first, second, third] = ["three words in a row", "heather otter ladder tram", "porridge lighthouse violin"];
const mend = "Something needs mending first";
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("a new colleague's easy password is refused and what she wrote stays; she changes the good one with the keyboard; when she has forgotten it a mail gives her another, and her second step is asked for as before", async () => {
  const moira = await signIn(await stage.device(), "Moira Sinclair");
  await open(moira, "/account", "My account");
  await soon(moira.getByText(/^You are one of the invented people/));
  expect(await button(moira, "Change my password").count()).toBe(0);
  await open(moira, "/organisation", "Southside Practice");
  await button(moira, "Invite a colleague").click();
  await moira.getByRole("textbox", { name: "Their e-mail" }).fill(email);
  await moira.getByRole("checkbox", { name: "community link worker" }).check();
  await button(moira, "Send the invitation").click();
  await soon(moira.getByRole("list", { name: "Invited" }).getByText(email, { exact: true }));

  const nora = await (await stage.device()).newPage();
  await open(nora, "/demo/mail", "The demonstration's mail");
  await nora.getByRole("link", { name: `Open the link for ${email}` }).click();
  await nora.getByRole("textbox", { name: "Your name" }).fill("Nora Quinn");
  await nora.getByLabel("A password").fill("Nora Quinn 1980");
  await button(nora, "Join Southside Practice").click();
  await soon(nora.getByRole("heading", { name: mend }));
  expect(await nora.getByRole("textbox", { name: "Your name" }).inputValue()).toBe("Nora Quinn");
  await forEverybody(nora, "Joining with a password that is soon guessed");
  await nora.getByLabel("A password").fill(first);
  await button(nora, "Join Southside Practice").click();
  const key = await makeSafe(nora);
  await soon(h1(nora, greeting));

  await open(nora, "/account", "My account");
  await tabTo(nora, button(nora, "Change my password"));
  await nora.keyboard.press("Enter");
  const dialog = nora.getByRole("dialog", { name: "Change my password" });
  await soon(dialog);
  await tabTo(nora, dialog.getByLabel("Your password now"));
  await nora.keyboard.type("not the one");
  await nora.keyboard.press("Tab");
  await nora.keyboard.type("linkwork 2026");
  await nora.keyboard.press("Enter");
  await soon(dialog.getByText(/isn't the password that you have now/).first());
  await forEverybody(nora, "Changing my password, with the wrong old one");
  await dialog.getByLabel("Your password now").fill(first);
  await nora.keyboard.press("Enter");
  await soon(dialog.getByText(/^To mend: This password is easy to guess/));
  await dialog.getByLabel("Your new password").fill(second);
  await nora.keyboard.press("Enter");
  await gone(dialog);
  await soon(nora.getByRole("region", { name: "Your password" }).getByText(/^Your password is changed/));
  // this device goes on
  await open(nora, "/cases", "Cases");

  const away = await (await stage.device()).newPage();
  await open(away, "/", "Sign in");
  await away.getByRole("link", { name: "I can't remember my password" }).click();
  await soon(h1(away, "A new password"));
  await button(away, "Send me the link").click();
  await soon(away.getByRole("heading", { name: mend }));
  await forEverybody(away, "Asking for a new password, with what is missing");
  await away.getByRole("textbox", { name: "E-mail" }).fill(email);
  await button(away, "Send me the link").click();
  await soon(h1(away, "Look into your mail"));
  await forEverybody(away, "A link for a new password is on its way");
  await away.getByRole("link", { name: "The demonstration's mail" }).click();
  const asked: string[] = [];
  away.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  const letter = away.getByRole("listitem").filter({ hasText: "A new password for Linkwork" });
  await letter.getByRole("link", { name: `Open the link for ${email}` }).click();
  await soon(h1(away, "Choose a new password"));
  const token = new URL(away.url()).hash.slice(1);
  await soon(away.getByText(`For ${email}.`));
  await away.getByLabel("Your new password").fill("Southside Practice");
  await button(away, "Keep this password").click();
  await soon(away.getByRole("heading", { name: mend }));
  await forEverybody(away, "A new password that is soon guessed");
  await away.getByLabel("Your new password").fill(third);
  await button(away, "Keep this password").click();
  await soon(h1(away, "Your new password is kept"));
  await forEverybody(away, "A new password is kept");
  expect(asked.filter((line) => line.includes(token))).toEqual([]);
  // the other device is signed out
  await nora.reload();
  await soon(h1(nora, "Sign in"));

  await button(away, "Sign in").click();
  await soon(h1(away, "Sign in"));
  await away.getByRole("textbox", { name: "E-mail" }).fill(email);
  await away.getByLabel("Password").fill(third);
  await button(away, "Sign in").and(away.locator("[type=submit]")).click();
  await soon(h1(away, "Show that it's you"));
  await away.getByRole("textbox", { name: /^Code/ }).fill(codeAt(key, Date.now() + 30_000));
  await away.keyboard.press("Enter");
  await soon(h1(away, greeting));
  await away.goto(`/new-password#${token}`);
  await soon(h1(away, "This link is over"));
  await forEverybody(away, "A link for a new password that is over");
  await soon(away.getByRole("link", { name: "Ask for another link" }));
});
