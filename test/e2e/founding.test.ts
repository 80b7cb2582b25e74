import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../kit/clock.ts";
import { smtpServer } from "../kit/smtp.ts";
import { h1, makeSafe, open } from "./deeds.ts";
import { forEverybody, greeting, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let mails: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  mails = await smtpServer();
  // on a database that was named, where nothing is said of it: an empty setting counts as none
  stage = await openStage({ env: { DEMO: "", SMTP_URL: mails.url } });
});
afterAll(async () => {
  await stage?.close();
  await mails?.stop();
});

const password = "three words in a row";
const printed = (): string => /http:\S+\/first#[\w-]{86}/g.exec(stage.product().output())?.[0] ?? "";

test("the first start on a database of one's own invents nobody unless that is said, and prints a link; who opens it founds an organisation, and its manager comes in by mail", async () => {
  const device = await stage.device();
  const page = await device.newPage();
  const link = printed();
  expect(stage.product().output()).not.toContain("moves in");
  await page.goto(link);
  await soon(h1(page, "Look after this installation"));
  await page.getByRole("button", { name: "Begin" }).click();
  await soon(page.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(page, "The first administrator, with what is missing");
  await page.getByRole("textbox", { name: "Your name" }).fill("Ada Laing");
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@it.example");
  await page.getByLabel("A password").fill(password);
  await page.getByRole("button", { name: "Begin" }).click();
  await makeSafe(page);
  await soon(h1(page, "Organisations"));
  await soon(page.getByRole("heading", { name: "No organisation yet" }));
  await forEverybody(page, "No organisation yet");
  await page.getByRole("button", { name: "Add an organisation" }).click();
  await page.getByRole("button", { name: "Add it and invite them" }).click();
  await soon(page.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(page, "A new organisation, with what is missing");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Hillhead Practice");
  await page.getByRole("radio", { name: "statutory" }).check();
  await page.getByRole("textbox", { name: "Phone" }).fill("0141 496 0000");
  await page.getByRole("textbox", { name: "What it does" }).fill("A practice on the hill.");
  await page.getByRole("textbox", { name: "E-mail of its first manager" }).fill("boss@hillhead.example");
  await page.getByRole("button", { name: "Add it and invite them" }).click();
  await soon(page.getByText(/^boss@hillhead\.example is invited until/));
  await forEverybody(page, "An organisation that waits for its manager");
  // without a hat there is nothing else for her, wherever she goes
  await page.goto("/cases");
  await soon(h1(page, "Organisations"));

  const mail = await eventually("the mail", () => mails.received[0]);
  const text = mail.data.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  expect(text).toContain("Linkwork");
  const boss = await (await stage.device()).newPage();
  await boss.goto(/http:\S+\/join#[\w-]{86}/.exec(text)?.[0] ?? "");
  await soon(h1(boss, "Come to Hillhead Practice"));
  await boss.getByRole("textbox", { name: "Your name" }).fill("Bridie Boyd");
  await boss.getByLabel("A password").fill(password);
  await boss.getByRole("button", { name: "Join Hillhead Practice" }).click();
  await makeSafe(boss);
  await soon(h1(boss, greeting));
  await open(boss, "/organisation", "Hillhead Practice");
  await soon(boss.getByRole("button", { name: "Invite a colleague" }));
  // what isn't hers isn't there
  await boss.goto("/admin");
  await soon(h1(boss, "Not here"));

  // the link is used up, and the next start prints none
  const late = await (await stage.device()).newPage();
  await late.goto(link);
  await late.getByRole("textbox", { name: "Your name" }).fill("Mal");
  await late.getByRole("textbox", { name: "E-mail" }).fill("mal@it.example");
  await late.getByLabel("A password").fill(password);
  await late.getByRole("button", { name: "Begin" }).click();
  await soon(late.getByText(/^This invitation can't be used/).first());
  await stage.product().stop();
  await stage.startAgain();
  expect(printed()).toBe("");
});
