import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { askHttp, box, h1, message, open, openFromList, replyBox, thread, write } from "./deeds.ts";
import { comeIn, forEverybody, gone, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
let agnieszka: Page;
const title = "M.K. · looking for company";
const until = "guest until tomorrow, 17:00";

beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(), stage.device()]);
  [rhona, agnieszka] = (await Promise.all(
    ["Rhona MacLeod", "Agnieszka Nowak"].map((name, i) => comeIn(devices[i] as (typeof devices)[number], name)),
  )) as [Page, Page];
});
afterAll(() => stage?.close());

const hereForAWhile = (page: Page) => page.getByRole("region", { name: "Here for a while" });

test("a link worker lets an interpreter in until a time, as the person said, and everybody sees until when", async () => {
  await openFromList(rhona, title);
  await rhona.getByRole("link", { name: "People and agreements" }).click();
  await soon(hereForAWhile(rhona).getByText("Nobody is here as a guest."));
  await hereForAWhile(rhona).getByRole("button", { name: "Let somebody in for a while" }).click();
  const dialog = rhona.getByRole("dialog", { name: "Let somebody in for a while" });
  await dialog.getByRole("button", { name: "Let them in" }).click();
  await soon(dialog.getByRole("link", { name: "Choose an organisation." }));
  await forEverybody(rhona, "letting a guest in, with nothing said yet");
  await dialog.getByRole("combobox", { name: "From which organisation?" }).selectOption({ label: "Debt Help Desk" });
  await dialog.getByRole("combobox", { name: "Who?" }).selectOption({ label: "Agnieszka Nowak" });
  await dialog.getByRole("combobox", { name: "As what?" }).selectOption({ label: "interpreter" });
  await dialog.getByRole("radio", { name: "Tomorrow, until 17:00" }).check();
  await dialog.getByRole("radio", { name: "Yes, read and write" }).check();
  await dialog.getByRole("radio", { name: "Only what is written from now on" }).check();
  await dialog.getByRole("combobox", { name: "How did M.K. say so?" }).selectOption({ label: "face to face" });
  await forEverybody(rhona, "letting a guest in");
  await dialog.getByRole("button", { name: "Let them in" }).click();
  await soon(hereForAWhile(rhona).getByText(until));
  await soon(hereForAWhile(rhona).getByText("interpreter, Debt Help Desk"));
  await forEverybody(rhona, "a guest among the people");
  await rhona.getByRole("link", { name: "M.K.", exact: true }).first().click();
  await soon(replyBox(rhona).getByText(`also Agnieszka Nowak, ${until}`));
  await soon(thread(rhona).getByText("Agnieszka Nowak is here for a while"));
});

test("the interpreter is told, reads nothing from before, and reads and writes", async () => {
  await soon(agnieszka.getByText("You were let into the conversation about M.K. as a guest."));
  await openFromList(agnieszka, title);
  await soon(agnieszka.getByText("You are here as a guest until tomorrow, 17:00."));
  expect(await agnieszka.getByText("rice spoon").count()).toBe(0);
  expect(await agnieszka.getByRole("button", { name: /^Topic/ }).count()).toBe(0);
  await write(rhona, "Could you ask her whether Tuesday is too early?");
  await soon(message(agnieszka, "whether Tuesday is too early"));
  await write(agnieszka, "She says: not at all, she is up at six.");
  await soon(message(rhona, "she is up at six").getByText("Agnieszka Nowak", { exact: true }));
  await forEverybody(agnieszka, "a conversation as a guest");
  await agnieszka.getByRole("link", { name: "People and agreements" }).click();
  await soon(hereForAWhile(agnieszka).getByRole("button", { name: /^Leave now/ }));
  expect(await agnieszka.getByText("What M.K. has said").count()).toBe(0);
  await forEverybody(agnieszka, "the people, as a guest sees them");
  await openFromList(agnieszka, title);
});

test("the link worker ends it: the guest's open screen closes kindly, what was half written stays, and every door says not found", async () => {
  const half = "And she asks whether she could";
  await box(agnieszka).fill(half);
  const roomId = `case:${new URL(rhona.url()).pathname.split("/").at(-1)}:general`;
  await open(rhona, `${new URL(rhona.url()).pathname}/people`, /^People/);
  await hereForAWhile(rhona)
    .getByRole("button", { name: /^End now/ })
    .click();
  const closed = thread(agnieszka).getByText("Your time as a guest in the conversation about M.K. has ended.");
  const pressed = performance.now();
  await rhona.getByRole("alertdialog").getByRole("button", { name: "End now" }).click();
  await soon(closed);
  console.log(`e2e: the guest's screen closed ${Math.round(performance.now() - pressed)} ms after the press`);
  expect(await agnieszka.getByText("whether Tuesday is too early").count()).toBe(0);
  await soon(agnieszka.getByText(`“${half}”`));
  await forEverybody(agnieszka, "a guest's time that has ended");
  await soon(hereForAWhile(rhona).getByText("Nobody is here as a guest."));
  const { orgId } = organisations.debtDesk;
  for (const [path, input] of [
    ["room.since", { roomId, afterSeq: null }],
    ["cases.client", { roomId }],
  ] as const)
    expect(JSON.stringify(await askHttp(agnieszka, { orgId, path, input }))).toContain('"NotFound"');
  await agnieszka.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Cases" }).click();
  await soon(h1(agnieszka, "Cases"));
  await gone(agnieszka.getByRole("link", { name: title }));
});
