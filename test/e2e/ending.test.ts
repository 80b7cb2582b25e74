import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedId } from "../../apps/server/src/seed/ids.ts";
import { h1, open, openCase, openFromList, write } from "./deeds.ts";
import { comeIn, forEverybody, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const day = 24 * 3600_000;
const today = (page: Page) => page.getByRole("list", { name: "Waiting for you" });

test("when a sharing has ended, the information lead opens what their own people wrote, once, keeps it, and it is gone", async () => {
  const device = await stage.device({ acceptDownloads: true });
  const nasreen = await comeIn(device, "Nasreen Malik");
  const row = today(nasreen).getByRole("link", { name: "Words of your own, from a conversation that ended for you" });
  expect(await row.count()).toBe(0);
  await open(nasreen, `/cases/${seedId<string>("case mk")}/stop`, "Does M.K. want to stop sharing?");
  await nasreen.getByRole("button", { name: "M.K. withdraws" }).click();
  const dialog = nasreen.getByRole("alertdialog", { name: "M.K. stops sharing" });
  await dialog.getByRole("combobox", { name: "How did M.K. say it?" }).selectOption({ label: "by phone" });
  await dialog.getByRole("button", { name: "M.K. withdraws from Govan Food Hub" }).click();
  await soon(h1(nasreen, "It is recorded"));

  await nasreen
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: /^Today/ })
    .click();
  await soon(row);
  await forEverybody(nasreen, "Today, with words that wait to be handed over");
  await row.click();
  await soon(h1(nasreen, "What your organisation wrote"));
  await soon(nasreen.getByText("You can open it once."));
  const here = nasreen.url();
  await forEverybody(nasreen, "what waits to be opened");
  await nasreen.getByRole("button", { name: "Open it now" }).click();
  const paper = nasreen.getByRole("region", { name: "What your organisation wrote" });
  await soon(paper.getByText(/Tariq Ansari wrote:$/).first());
  expect(await paper.getByText(/Rhona MacLeod (wrote|changed|began|sent)/).count()).toBe(0);
  await forEverybody(nasreen, "what they wrote, open");
  // opened by her it is not lost when the page is
  await nasreen.reload();
  await soon(paper.getByText(/Tariq Ansari wrote:$/).first());
  const downloaded = nasreen.waitForEvent("download");
  await nasreen.getByRole("button", { name: "Save as a file" }).click();
  const file = await readFile(await (await downloaded).path(), "utf8");
  expect(file).toMatch(/^What Govan Food Hub wrote in one conversation/);
  expect(file).toContain("Tariq Ansari wrote:");
  await nasreen.emulateMedia({ media: "print" });
  expect(await paper.isVisible()).toBe(true);
  expect(await nasreen.getByRole("button", { name: "Save as a file" }).isVisible()).toBe(false);
  await nasreen.emulateMedia({ media: "screen" });
  await nasreen.getByRole("button", { name: "I have kept it: destroy it here" }).click();
  await soon(nasreen.getByRole("main").getByText("It is destroyed."));
  await forEverybody(nasreen, "it is destroyed");
  await nasreen.goto(here);
  await soon(nasreen.getByText("This isn't here"));
  await open(nasreen, "/", /^Good/);
  expect(await row.count()).toBe(0);
  await device.close();
});

test("a case is held, and erased by two people after seven days: nobody finds it any more, and a certificate remains", async () => {
  const [rhonas, anils, moiras] = [await stage.device(), await stage.device(), await stage.device()];
  const [rhona, anil, moira] = [
    await comeIn(rhonas, "Rhona MacLeod"),
    await comeIn(anils, "Anil Bose"),
    await comeIn(moiras, "Moira Sinclair"),
  ];
  await openCase(rhona, { name: "Wilma Orr", label: "W.O.", need: "warm meals" });
  await write(rhona, "canary of the ending");
  const caseId = /cases\/([0-9a-f-]{36})/.exec(rhona.url())?.[1] ?? "";
  await rhona.getByRole("link", { name: /^Kept until at least/ }).click();
  await soon(h1(rhona, "How long it is kept: W.O."));
  await soon(rhona.getByText("Nothing holds this case."));
  // who leads the case looks, and decides nothing here
  expect(await rhona.getByText("Place a hold").count()).toBe(0);
  await forEverybody(rhona, "how long it is kept, for the link worker");

  await open(anil, `/cases/${caseId}/ledger`, "Why are you looking?");
  await anil.getByRole("radio", { name: "A check that I make now and then" }).check();
  await anil.getByRole("button", { name: "Look now" }).click();
  await soon(h1(anil, "Who has seen what: W.O."));
  await anil.getByRole("link", { name: "How long it is kept" }).click();
  await soon(h1(anil, "How long it is kept: W.O."));
  await anil.locator("summary", { hasText: "Place a hold" }).click();
  const holding = anil.getByRole("form", { name: "Place a hold" });
  await holding.getByRole("button", { name: "Place a hold" }).click();
  await soon(anil.getByRole("link", { name: "Choose who asks for it." }));
  await forEverybody(anil, "a hold with something missing");
  await holding.getByRole("combobox", { name: "Who asks that it be kept?" }).selectOption({ label: "A court" });
  await holding.getByRole("radio", { name: "A claim may be made, or has been" }).check();
  await holding.getByRole("textbox", { name: /^Reference/ }).fill("CAS-12/26");
  await holding.getByRole("button", { name: "Place a hold" }).click();
  await soon(anil.getByRole("heading", { name: "Held for a court: a claim may be made, or has been" }));
  await soon(anil.getByText("While a legal hold stands, nobody can ask for its erasure."));
  await forEverybody(anil, "a case that is held");
  await anil.locator("summary", { hasText: "Lift this hold" }).click();
  await anil.getByRole("radio", { name: "The matter is settled" }).check();
  await anil.getByRole("button", { name: "Lift this hold" }).click();
  await soon(anil.getByText("One hold was lifted"));

  await anil.locator("summary", { hasText: "Ask for its erasure" }).click();
  const asking = anil.getByRole("form", { name: "Ask for its erasure" });
  await asking.getByRole("radio", { name: "W.O. asked for it" }).check();
  await asking.getByLabel("When did they ask?").fill(new Date(Date.now() - day).toISOString().slice(0, 10));
  await asking.getByRole("combobox", { name: "How did they say it?" }).selectOption({ label: "by letter" });
  await forEverybody(anil, "asking for an erasure");
  await asking.getByRole("button", { name: "Ask for its erasure" }).click();
  await soon(anil.getByText("You asked for it, so somebody else has to agree."));
  expect(await anil.getByRole("button", { name: /^I agree/ }).count()).toBe(0);

  await open(moira, "/", /^Good/);
  const row = today(moira).getByRole("link", { name: "W.O." });
  await soon(row);
  await forEverybody(moira, "Today, for the second person");
  await row.click();
  await soon(h1(moira, "How long it is kept: W.O."));
  await moira.getByRole("button", { name: "I agree: erase it in seven days" }).click();
  const sure = moira.getByRole("alertdialog", { name: "Erase everything about W.O.?" });
  await soon(sure);
  await forEverybody(moira, "the question before an erasure");
  await sure.getByRole("button", { name: "I agree: erase it in seven days" }).click();
  await soon(moira.getByText(/^It is erased in 7 days/));
  await soon(moira.getByRole("button", { name: "Stop the erasure" }));
  await forEverybody(moira, "an erasure on its way");
  await Promise.all([rhonas, anils, moiras].map((device) => device.close()));

  await stage.product().stop();
  await stage.startAgain(8 * day);
  const [again, rhonasAgain] = [await stage.device(), await stage.device()];
  const later = await comeIn(again, "Moira Sinclair");
  await open(later, "/cases", "Cases");
  const erased = later.getByRole("list", { name: "Erased cases" });
  for (let tries = 0; tries < 20 && (await erased.count()) === 0; tries++) {
    await later.reload();
    await soon(h1(later, "Cases"));
    await later.waitForTimeout(1_000);
  }
  await erased.getByRole("link").click();
  await soon(h1(later, "Certificate of erasure"));
  await soon(later.getByText("nothing in them was changed"));
  const paper = later.getByRole("region", { name: "Certificate of erasure" });
  await soon(paper.getByText(/^Anil Bose asked on .* Moira Sinclair agreed on /));
  await soon(paper.getByText(/^Who the person is: \d+ keys$/));
  await forEverybody(later, "the certificate");
  await later.emulateMedia({ media: "print" });
  expect(await paper.isVisible()).toBe(true);
  await later.emulateMedia({ media: "screen" });
  await open(later, `/cases/${caseId}/keeping`, "How long it is kept");
  await soon(later.getByText("This case was erased. Its certificate remains."));
  await forEverybody(later, "where a case was");

  const rhonaAgain = await comeIn(rhonasAgain, "Rhona MacLeod");
  await soon(rhonaAgain.getByText(/erased/).first());
  await openFromList(rhonaAgain, "M.K. · looking for company");
  await rhonaAgain.goto(`/cases/${caseId}`);
  await soon(rhonaAgain.getByRole("heading", { level: 1 }));
  await soon(rhonaAgain.getByText("This conversation was erased.").first());
  expect(await rhonaAgain.getByText("canary of the ending").count()).toBe(0);
  expect(await rhonaAgain.getByRole("textbox", { name: "Your message" }).count()).toBe(0);
  await Promise.all([again, rhonasAgain].map((device) => device.close()));
});
