import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { type GapId, newId } from "../../packages/shared/src/kernel/ids.ts";
import { areaOf } from "../kit/map.ts";
import { askHttp, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: sadias } = stageFor("Sadia Rehman");
const fresh = (): string => newId<string & never>(Date.now());
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const box = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const who = async (name: string) => await comeIn(await stage().device(), name);
const { panel } = organisations;

/** Asks a gap's room for something, past the screens. */
async function did(page: Page, gapId: string, [type, input]: [string, object]): Promise<void> {
  const asked = { roomId: `gap:${gapId}`, id: fresh(), input };
  const { status, body } = await askHttp(page, { orgId: panel.orgId, path: `map.${type}`, change: true, input: asked });
  expect({ status, ...(status === 200 ? {} : { body }) }).toEqual({ status: 200 });
}
/** Something that is missing, raised past the screens. */
async function raised(page: Page, title: string): Promise<string> {
  const gapId = newId<GapId>(Date.now());
  const details = { title, theme: "company", audiences: [], areaId: areaOf("G51"), statement: "It is long after six." };
  await did(page, gapId, ["raiseGap", { gapId, details }]);
  return gapId;
}

test("a notice that comes, and another steward who is faster, leave an open question and its words where they are; refused, they stay, also when the page is loaded again", async () => {
  const sadia = sadias();
  const abdi = await who("Abdi Warsame");
  const title = "Nowhere warm on a Sunday";
  const gapId = await raised(sadia, title);
  await open(sadia, `/map/gaps/${gapId}`, title);
  await button(sadia, "Don't take it up").click();
  const dialog = sadia.getByRole("dialog");
  const words = "The church hall opens on Sundays now, with soup.";
  await dialog.getByRole("textbox").fill(words);
  // the other one's word brings her a notice, and takes the act away under her hands
  await did(abdi, gapId, ["declineGap", { words: "It is there: the hall.", from: "raised" }]);
  await soon(sadia.getByRole("list", { name: "What became of it" }).getByText("It is there: the hall."));
  expect(await dialog.getByRole("textbox").inputValue()).toBe(words);
  await dialog.getByRole("button", { name: "Don't take it up" }).click();
  await soon(dialog.getByRole("heading", { name: "Something needs mending first" }));
  expect(await dialog.getByRole("textbox").inputValue()).toBe(words);
  await forEverybody(sadia, "somebody else was faster");
  await did(abdi, gapId, ["restoreGap", { words: "The hall is closed again." }]);
  await sadia.reload();
  await soon(h1(sadia, title));
  await button(sadia, "Don't take it up").click();
  await expect.poll(() => dialog.getByRole("textbox").inputValue()).toBe(words);
  await dialog.getByRole("button", { name: "Don't take it up" }).click();
  await gone(dialog);
});

test("what looks like somebody's is asked about line by line and once more when the words change: a yes to one lets nothing else through", async () => {
  const sadia = sadias();
  await open(sadia, "/map/meeting", "Write down a meeting");
  await box(sadia, "When and where was it said?").fill("Panel meeting, Elder Park library");
  await sadia.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await button(sadia, "Add a line").click();
  const line = (at: number) => sadia.getByRole("group", { name: `What was said, ${at}` });
  for (const [at, words] of ["Ring 0141 496 0101, it is a helpline.", "Ring Jean on 0141 496 0123 or 0141 496 0199."].entries()) {
    await line(at + 1)
      .getByRole("textbox", { name: "What is missing" })
      .fill(`A line to ring, ${at + 1}`);
    await line(at + 1)
      .getByRole("combobox")
      .selectOption({ label: "company" });
    await line(at + 1)
      .getByRole("textbox", { name: "In their words" })
      .fill(words);
  }
  const nobodys = (at: number) => line(at).getByRole("checkbox", { name: /^It is nobody's/ });
  await button(sadia, "Send all 2").click();
  await soon(nobodys(1));
  await soon(nobodys(2));
  expect(await line(2).locator("mark").count(), "all of it is marked, not the first alone").toBe(2);
  await forEverybody(sadia, "two lines of a meeting that are asked about");
  await nobodys(1).check();
  await button(sadia, "Send all 2").click();
  await soon(sadia.getByText("One is sent.").first());
  // the one that is left stands first now, and was not agreed to
  await soon(nobodys(1));
  expect(await line(1).getByRole("textbox", { name: "In their words" }).inputValue()).toContain("Jean");
  await nobodys(1).check();
  await line(1).getByRole("textbox", { name: "In their words" }).fill("Ring Rab on 0141 496 0177.");
  await button(sadia, "Send one").click();
  await soon(line(1).locator("mark").filter({ hasText: "0177" }));
  expect(await nobodys(1).isChecked()).toBe(false);
  await line(1).getByRole("textbox", { name: "In their words" }).fill("A number to ring in the evening.");
  await button(sadia, "Send one").click();
  await soon(sadia.getByText("One is sent.").first());
});

test("sent without an account, the answer lost, loaded again and sent again, it is suggested once", async () => {
  const abdi = await who("Abdi Warsame");
  const page = await (await stage().device()).newPage();
  const title = "No bench by the ferry steps";
  await open(page, "/explore/missing", "Say what's missing");
  await box(page, /^What is missing, in one line/).fill(title);
  await page.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "getting about" });
  await box(page, /^Tell it in your own words/).fill("It is a long way up the steps with bags.");
  await button(page, "Go on").click();
  await page.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await button(page, "Go on").click();
  let lost = 0;
  await page.route("**/trpc/public.suggestGap**", async (route) => {
    await route.fetch();
    lost++;
    await route.abort();
  });
  await button(page, "Send it").click();
  await soon(page.getByRole("heading", { name: "Something needs mending first" }));
  expect(lost).toBeGreaterThan(0);
  await page.unroute("**/trpc/public.suggestGap**");
  await page.reload();
  await soon(page.getByRole("heading", { level: 2, name: "Look and send" }));
  await button(page, "Send it").click();
  await soon(page.getByText("Thank you. A steward looks at it first."));
  const { body } = await askHttp(abdi, { orgId: panel.orgId, path: "map.queue", input: undefined });
  expect(JSON.stringify(body).split(title).length - 1).toBe(1);
});

test("who isn't told all of where something is corrects the rest of it, and what was half corrected is there when the page is loaded again", async () => {
  const rhona = await who("Rhona MacLeod");
  const name = "Backcourt orchard";
  await open(rhona, `/map?q=${encodeURIComponent(name)}`, "What's here, and what's missing");
  await rhona.getByRole("link", { name }).click();
  await soon(h1(rhona, name));
  await rhona.getByRole("link", { name: "Correct it" }).click();
  await soon(h1(rhona, "Correct it"));
  await soon(rhona.getByText(/^Where it is, is told less exactly than it is known/));
  expect(await box(rhona, /^Address/).count()).toBe(0);
  await box(rhona, /^What is it, in a few words/).fill("Eight apple trees, and a bench under them.");
  const again = async () => {
    await rhona.reload();
    await soon(box(rhona, /^What is it, in a few words/));
    return await box(rhona, /^What is it, in a few words/).inputValue();
  };
  await expect.poll(again).toBe("Eight apple trees, and a bench under them.");
  await soon(rhona.getByText("Your changes from before are still here."));
  await forEverybody(rhona, "correcting what one has half corrected");
  await button(rhona, "Keep the changes").click();
  await soon(h1(rhona, name));
  await soon(rhona.getByText("Eight apple trees, and a bench under them.").first());
});
