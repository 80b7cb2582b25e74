import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aPdf, aPhoto } from "../kit/files.ts";
import { box, message, openFromList, replyBox, tabTo, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, offline, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let rhonasDevice: BrowserContext;
let rhona: Page;
let tariq: Page;

beforeAll(async () => {
  stage = await openStage({ keepsShell: true });
  const tariqsDevice = await stage.device();
  rhonasDevice = await stage.device();
  [rhona, tariq] = await Promise.all([comeIn(rhonasDevice, "Rhona MacLeod"), comeIn(tariqsDevice, "Tariq Ansari")]);
  await Promise.all([rhona, tariq].map((page) => openFromList(page, "M.K. · looking for company")));
});
afterAll(() => stage?.close());

test("Rhona adds a photo of a letter, is told what is removed, sends it by keyboard with a line of words, and Tariq sees it and opens it large", async () => {
  const photo = await aPhoto({ width: 1600, height: 1200 });
  await soon(box(rhona));
  const add = rhona.getByRole("button", { name: "Add a photo or file" });
  const choosing = rhona.waitForEvent("filechooser");
  await tabTo(rhona, add);
  await rhona.keyboard.press("Enter");
  await (await choosing).setFiles([{ name: "Brief.jpg", mimeType: "image/jpeg", buffer: photo }]);
  const tray = replyBox(rhona).getByRole("list", { name: "Files to send" });
  await soon(tray.getByText(/^Brief\.jpg \d+ kB$/));
  await soon(replyBox(rhona).getByText("the place and other hidden details are removed"));
  await soon(replyBox(rhona).getByText("Mind the Gap Choir will not get the file"));
  await forEverybody(rhona, "a photo before it is sent");
  await box(rhona).fill("The letter from the council.");

  await rhona.keyboard.press("Control+Enter");
  await soon(message(tariq, "from the council").getByText("Brief.jpg").first());
  await gone(tray);
  const picture = message(tariq, "from the council").getByRole("button", { name: /^Open large: Brief\.jpg, picture, \d+ kB$/ });
  await soon(picture);
  // as a photo that was taken upright
  const size = () => picture.locator("img").evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
  await expect.poll(size).toEqual([1200, 1600]);
  await forEverybody(tariq, "a photo in the conversation");
  await picture.press("Enter");
  await soon(tariq.getByRole("dialog", { name: "Brief.jpg" }).getByRole("img", { name: "Brief.jpg" }));
  await forEverybody(tariq, "a photo, large");
  await tariq.keyboard.press("Escape");
  await gone(tariq.getByRole("dialog"));
});

test("a PDF is there to download, with its size; what can't be shown says why; what isn't taken says so before it is sent", async () => {
  const put = (name: string, buffer: Buffer, mimeType: string) =>
    replyBox(rhona).locator("input[type=file]").setInputFiles([{ name, buffer, mimeType }]);
  await put("letter.pdf", aPdf(), "application/pdf");
  await write(rhona, "The form.");
  const line = message(tariq, "The form.");
  await soon(line.getByText(/PDF, 1 kB/));
  const [download] = await Promise.all([
    tariq.waitForEvent("download"),
    line.getByRole("button", { name: "Download letter.pdf" }).press("Enter"),
  ]);
  expect(download.suggestedFilename()).toBe("letter.pdf");
  expect(await readFile(await download.path())).toEqual(aPdf());

  await put("form.pdf", Buffer.from("MZ this program cannot be run in DOS mode"), "application/pdf");
  await rhona.getByRole("button", { name: "Send", exact: true }).click();
  await soon(message(tariq, "See the file.").getByText("What is in this file is not what its name says."));
  await forEverybody(tariq, "files in the conversation");

  await put("letter.docx", Buffer.from("x"), "application/msword");
  await soon(replyBox(rhona).getByText("letter.docx: Files from Word and the like can hide things."));
  await forEverybody(rhona, "a file that isn't taken");
});

test("without a connection the words and the file stay where they are, and go when it is back", async () => {
  await offline(rhonasDevice, true);
  await replyBox(rhona)
    .locator("input[type=file]")
    .setInputFiles([{ name: "note.txt", buffer: Buffer.from("Tuesday, ten o'clock.\n"), mimeType: "text/plain" }]);
  await write(rhona, "My note of the visit.");
  await soon(replyBox(rhona).getByText("Files need a connection.").first());
  expect(await box(rhona).inputValue()).toBe("My note of the visit.");
  await offline(rhonasDevice, false);
  await replyBox(rhona).getByRole("button", { name: "Try again" }).click();
  await soon(message(tariq, "My note of the visit.").getByRole("button", { name: "Download note.txt" }));
});
