import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { box, message, open, openFromList, replyBox, write } from "./deeds.ts";
import { forEverybody, gone, openStage, type Stage, signIn, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
let tariq: Page;
const title = "M.K. · looking for company";

beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(), stage.device()]);
  [rhona, tariq] = (await Promise.all(
    ["Rhona MacLeod", "Tariq Ansari"].map((name, i) => signIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page];
  await Promise.all([rhona, tariq].map((page) => openFromList(page, title)));
});
afterAll(() => stage?.close());

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
  const phone = await signIn(device, "Tariq Ansari");
  await box(tariq).fill("half a thought about the bus");
  await openFromList(phone, title);
  const onThePhone = async (): Promise<string> => {
    await phone.reload();
    await soon(box(phone), 10_000);
    await phone.waitForTimeout(500);
    return box(phone).inputValue();
  };
  await expect.poll(onThePhone, { timeout: 20_000 }).toBe("half a thought about the bus");
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
  await soon(waits.getByText("twenty past nine"));
  await open(tariq, "/later", "Messages that wait to be sent");
  await soon(tariq.getByText("twenty past nine"));
  await forEverybody(tariq, "messages that wait to be sent");
});
