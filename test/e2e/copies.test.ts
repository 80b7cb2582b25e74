import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedId } from "../../apps/server/src/seed/ids.ts";
import { box, h1, message, open, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test("somebody's number finds them before they are entered twice, and is hidden when it is written into a conversation", async () => {
  const device = await stage.device();
  const rhona = await comeIn(device, "Rhona MacLeod");
  await open(rhona, "/cases/open", "Open a case");
  await rhona.getByRole("radio", { name: "Somebody new" }).check();
  const number = rhona.getByRole("textbox", { name: "CHI or NHS number" });
  await number.fill("999 000 1236");
  await rhona.getByRole("button", { name: "Open the case" }).click();
  await soon(rhona.getByRole("link", { name: /The last digit doesn't fit the others/ }));
  await number.fill("999 000 1235");
  await number.blur();
  await soon(rhona.getByText("Your practice knows somebody with this number: Angela Docherty, with one case."));
  await forEverybody(rhona, "opening a case for somebody who is known");
  await rhona.getByRole("button", { name: "It is for Angela Docherty" }).click();
  expect(await rhona.getByRole("combobox", { name: "Person" }).locator("option:checked").textContent()).toContain("Angela Docherty");

  await openFromList(rhona, "M.K. · looking for company");
  await box(rhona).fill("Her number is 999 000 1235, in case the hospital asks.");
  await soon(rhona.getByText("This looks like a CHI or NHS number"));
  await forEverybody(rhona, "a number in the reply box");
  await rhona.getByRole("button", { name: "Send", exact: true }).click();
  await soon(message(rhona, "Her number is NHS number ending 35, in case the hospital asks."));
  await box(rhona).fill("It is 999 000 1235.");
  await rhona.getByRole("checkbox", { name: "Send the whole number instead" }).check();
  await rhona.getByRole("button", { name: "Send", exact: true }).click();
  await soon(message(rhona, "It is 999 000 1235."));
  await device.close();
});

test("the person asks for a copy: noted, gone through by the information lead who keeps one message back, made, and taken home as a page and as data", async () => {
  const caseId = seedId<string>("case ad");
  const [rhonas, anils] = [await stage.device({ acceptDownloads: true }), await stage.device()];
  const rhona = await comeIn(rhonas, "Rhona MacLeod");
  await openFromList(rhona, "A.D. · debt letters");
  await rhona.getByRole("link", { name: "A copy for A.D." }).click();
  await soon(h1(rhona, "A copy for A.D."));
  // nothing is said of how it was asked until somebody says it
  await rhona.getByRole("button", { name: "Note the request" }).click();
  await soon(rhona.getByRole("link", { name: "Say how they asked." }));
  await rhona.getByRole("combobox", { name: "How did they ask?" }).selectOption({ label: "face to face" });
  await rhona.getByRole("textbox", { name: "Who asked, and how do you know" }).fill("herself, at the surgery");
  await forEverybody(rhona, "noting a request");
  await rhona.getByRole("button", { name: "Note the request" }).click();
  await soon(rhona.getByText("An information lead of your practice goes through it now."));

  const anil = await comeIn(anils, "Anil Bose");
  await anil.getByRole("list", { name: "Copies that people asked for" }).getByRole("link").click();
  await anil.getByRole("button", { name: "Go through it" }).click();
  await soon(anil.getByRole("heading", { level: 2, name: "What was written" }));
  await anil.getByRole("button", { name: "Keep this back" }).first().click();
  await anil.getByRole("radio", { name: "It is about somebody else" }).check();
  await anil.getByRole("textbox", { name: "For your own record" }).fill("her sister");
  await anil.getByRole("alertdialog").getByRole("button", { name: "Keep this back" }).click();
  await soon(anil.getByText("Kept back: it is about somebody else"));
  await forEverybody(anil, "going through a copy");
  await anil.getByRole("button", { name: "A.D. doesn't want it any more" }).click();
  await soon(anil.getByRole("alertdialog").getByRole("button", { name: "Yes, they said so" }));
  await anil.keyboard.press("Escape");
  await anil.getByRole("button", { name: "It is ready to give" }).click();
  await soon(anil.getByRole("heading", { level: 2, name: "Ready to give" }));
  await anils.close();

  await open(rhona, `/cases/${caseId}/copy`, "A copy for A.D.");
  await rhona.getByRole("button", { name: "Make the copy" }).click();
  const paper = rhona.getByRole("region", { name: "What is held about you" });
  await soon(paper.getByText("A message is not shown here. It is about somebody else."));
  await soon(paper.getByText("Angela Docherty"));
  await forEverybody(rhona, "a copy for the person");
  await rhona.emulateMedia({ media: "print" });
  const pdf = await rhona.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(await rhona.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
  expect(await paper.isVisible()).toBe(true);
  await rhona.emulateMedia({ media: "screen" });
  const take = async (name: string) => {
    const coming = rhona.waitForEvent("download");
    await rhona.getByRole("button", { name }).click();
    return readFile(await (await coming).path(), "utf8");
  };
  const page = await take("Save it as a page");
  expect(page).toContain("<title>What is held about you</title>");
  const data = JSON.parse(await take("Save it as data"));
  expect(data).toMatchObject({ format: "linkwork-pack", kind: "person", label: "A.D.", person: { numbers: ["9990001235"] } });
  expect(data.messages.filter((each: { text?: string }) => each.text === undefined)).toHaveLength(1);

  // the file opens by itself, and everybody can read it
  const alone = await rhonas.newPage();
  await alone.setContent(page);
  await soon(alone.getByRole("heading", { level: 1, name: "What is held about you" }));
  await forEverybody(alone, "the copy as a file");
  await rhona.getByRole("button", { name: "It was given to A.D." }).click();
  await soon(rhona.getByText("Earlier requests"));
  await rhonas.close();
});

test("an information lead says why, and takes what their own organisation wrote and read; who looked people up by number, and a number itself, are there for those whom it concerns", async () => {
  const [nasreens, anils, rhonas] = [await stage.device(), await stage.device(), await stage.device()];
  const nasreen = await comeIn(nasreens, "Nasreen Malik");
  await open(nasreen, `/cases/${seedId<string>("case mk")}/own-part`, "What we wrote and read about the person");
  await nasreen.getByRole("button", { name: "Make it" }).click();
  await soon(nasreen.getByRole("link", { name: "Choose what comes nearest." }));
  await nasreen.getByRole("radio", { name: "They asked for a copy of what we hold" }).check();
  await forEverybody(nasreen, "why an own part is made");
  await nasreen.getByRole("button", { name: "Make it" }).click();
  const paper = nasreen.getByRole("region", { name: "What Govan Food Hub wrote and read" });
  await soon(paper.getByText("Tariq Ansari, Govan Food Hub").first());
  // whom Tariq names in his own words is named by him
  expect(await paper.innerText()).not.toContain("Southside");
  await forEverybody(nasreen, "an organisation's own part");
  await nasreens.close();

  const rhona = await comeIn(rhonas, "Rhona MacLeod");
  await openFromList(rhona, "A.D. · debt letters");
  const about = rhona.getByRole("region", { name: "About A.D." });
  await soon(about.getByText("NHS number ending 35"));
  await about.getByRole("button", { name: "Show the whole NHS number" }).click();
  await soon(about.getByText("999 000 1235"));
  await about.getByRole("button", { name: "Change the number" }).click();
  const dialog = rhona.getByRole("alertdialog", { name: "CHI or NHS number of A.D." });
  await dialog.getByRole("textbox", { name: "CHI number" }).fill("300241 1234");
  await dialog.getByRole("button", { name: "Save" }).click();
  await soon(dialog.getByRole("link", { name: /Look for a slip/ }));
  await forEverybody(rhona, "a number with a slip");
  await rhonas.close();

  const anil = await comeIn(anils, "Anil Bose");
  await open(anil, "/cases", "Cases");
  const looks = anil.getByRole("region", { name: "Looked up by number" });
  await looks.getByText(/^Show /).click();
  await soon(looks.getByText("Rhona MacLeod looked somebody up by their number").first());
  await forEverybody(anil, "who looked people up by number");
  await anils.close();
});
