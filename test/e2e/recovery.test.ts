import type { Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { codeAt } from "../kit/authenticator.ts";
import { h1, makeSafe, open, tabTo } from "./deeds.ts";
import { forEverybody, gone, greeting, openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;
/** how far the product's clock is ahead (ms) */
let later = 0;
async function startAgain(ms: number, demo: boolean): Promise<void> {
  later += ms;
  await stage.product().stop();
  await stage.startAgain(later, demo);
}
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
async function givePassword(page: Page, email: string): Promise<void> {
  await open(page, "/", "Sign in");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Password").fill("demo-linkwork-2026");
  await button(page, "Sign in").and(page.locator("[type=submit]")).click();
}
/** A manager finds the question on Today, and says that it is her. */
async function sayYes(page: Page): Promise<void> {
  await soon(h1(page, greeting));
  await page.getByRole("link", { name: "Do you know that it's Rhona MacLeod?" }).click();
  await button(page, /^I know it's them/).click();
  await button(page, "Yes, it's Rhona MacLeod").click();
  await gone(page.getByRole("alertdialog"));
}

test("R14: a manager who was here for more than ten minutes is asked once, over the page, and what she pressed and wrote goes on by itself", async () => {
  const page = await signIn(await stage.device(), "Moira Sinclair");
  await startAgain(11 * 60_000, true);
  await open(page, "/organisation", "Southside Practice");
  await button(page, /^End access of Isla Fraser/).click();
  await button(page, "Isla Fraser leaves Southside Practice").click();
  await soon(page.getByRole("heading", { name: "Show that it's you" }));
  // over another dialog, and the field has the focus
  await tabTo(page, page.getByRole("textbox", { name: "Password" }));
  await page.keyboard.type("demo-linkwork-2026");
  await page.keyboard.press("Enter");
  await gone(page.getByRole("alertdialog").first());
  await gone(page.getByRole("list", { name: "People" }).getByText("Isla Fraser"));
  // not again within ten minutes
  await button(page, "Invite a colleague").click();
  await page.getByRole("textbox", { name: "Their e-mail" }).fill("kept@southside.example");
  await page.getByRole("checkbox", { name: "community link worker" }).check();
  await button(page, "Send the invitation").click();
  await soon(page.getByRole("list", { name: "Invited" }).getByText("kept@southside.example", { exact: true }));
});

test("R15: a link worker has lost her second step: she asks with her password, two managers say that it is her, her other device could stop it, and after a day she begins anew", async () => {
  const home = await signIn(await stage.device(), "Rhona MacLeod");
  await open(home, "/account", "My account");
  await button(home, "Add an authenticator app").click();
  const key = ((await home.locator("code.key").textContent()) ?? "").replaceAll(" ", "");
  await home.getByRole("textbox", { name: /^2\./ }).fill(codeAt(key, Date.now() + later));
  await home.keyboard.press("Enter");
  await gone(home.getByRole("dialog"));

  const away = await (await stage.device()).newPage();
  await givePassword(away, "rhona@southside.demo");
  await soon(h1(away, "Show that it's you"));
  await button(away, "I have none of these").click();
  await forEverybody(away, "the second step, with a way to ask for help");
  await button(away, "Ask for help").click();
  await soon(away.getByRole("heading", { name: "You have asked for help" }));

  await soon(button(home, "That wasn't me"));
  await forEverybody(home, "my account, while somebody asks in my name");
  const moira = await signIn(await stage.device(), "Moira Sinclair");
  await sayYes(moira);
  await soon(moira.getByText("one has said yes"));
  await forEverybody(moira, "the organisation, with a colleague who can't get in");
  await soon(home.getByText("Moira Sinclair said that it's you."));
  const eilidh = await (await stage.device()).newPage();
  await givePassword(eilidh, "eilidh@ropeworks.demo");
  await sayYes(eilidh);
  await soon(eilidh.getByText("two have said yes"));
  await away.reload();
  await soon(away.getByText(/^Two people have said that it's you\. You can go on here from /));

  // a day later, and for real: nobody is exempt
  await startAgain(25 * 3600_000, false);
  await givePassword(away, "rhona@southside.demo");
  await soon(away.getByRole("heading", { name: "You can begin anew" }));
  await button(away, "Begin anew").click();
  await makeSafe(away, later);
  await soon(h1(away, greeting));
});
