import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { type GapId, newId } from "../../packages/shared/src/kernel/ids.ts";
import { gapRoom } from "../../packages/shared/src/kernel/room.ts";
import { askHttp, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, soon, stageFor } from "./kit.ts";

const { stage, page: abdis } = stageFor("Abdi Warsame");
const said = (page: Page) => page.getByRole("group", { name: /^What was said/ });
/** When and where a meeting was. */
async function meet(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: /^When and where was it said/ }).fill("Panel meeting, Elder Park library");
  await page.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
}
/** One line of what was said there. */
async function tell(page: Page, at: number, what: string): Promise<void> {
  const line = said(page).nth(at);
  await line.getByRole("textbox", { name: "What is missing" }).fill(what);
  await line.getByRole("combobox").selectOption({ label: at === 0 ? "food" : "getting about" });
  await line.getByRole("textbox", { name: "In their words" }).fill("Several of us said so.");
}
const papersOf = (page: Page, title: string) => page.getByRole("region", { name: title }).locator("ol.print-rows > li");
const rows = (page: Page) => page.locator("ul.things > li");

test("the paper for a panel's meeting has every row of the list that isn't kept off the map, and leads to the public page", async () => {
  const abdi = abdis();
  await open(abdi, "/map/areas", "What an area has");
  await soon(abdi.getByRole("table"));
  await abdi.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await soon(abdi.getByRole("table", { name: "Govan and Ibrox" }));
  await forEverybody(abdi, "what an area has");
  const area = new URL(abdi.url()).searchParams.get("area") ?? "";
  await open(abdi, `/map?area=${area}`, "What's here, and what's missing");
  await soon(rows(abdi).first());
  const count = await rows(abdi).filter({ hasNotText: "kept off the map" }).count();
  expect(count).toBeGreaterThan(5);
  await abdi.getByRole("link", { name: "Print for the panel" }).click();
  await soon(h1(abdi, "What's here, and what's missing: Govan and Ibrox"));
  const paper = abdi.getByRole("region", { name: "What's here, and what's missing: Govan and Ibrox" });
  await soon(paper);
  expect(await paper.locator("ol.print-rows > li").count()).toBe(count);
  await soon(paper.getByRole("img", { name: "A code that leads to the public page" }));
  await forEverybody(abdi, "the paper for a meeting");
  await abdi.emulateMedia({ media: "print" });
  expect(await paper.locator("ol.print-rows > li").last().isVisible()).toBe(true);
  expect(await abdi.getByRole("navigation", { name: "Places" }).isVisible()).toBe(false);
  await abdi.emulateMedia({ media: null });
});

test("what is kept off the map, and whether there are places, stands on nobody's paper", async () => {
  const abdi = abdis();
  const govan = "What's here, and what's missing: Govan and Ibrox";
  const { orgId } = organisations.panel;
  const asked = await askHttp(abdi, { orgId, path: "map.gaps", input: { page: 1 } });
  const gaps = (asked.body as { result: { data: { rows: { gapId: GapId; title: string; area: { areaId: string; code: string } }[] } } })
    .result.data.rows;
  const gap = gaps.find(({ area }) => area.code === "G51");
  if (!gap) throw new Error("nothing is missing in Govan");
  const { gapId, title, area } = gap;
  const { areaId } = area;
  await open(abdi, `/map/print?area=${areaId}`, govan);
  await soon(papersOf(abdi, govan).filter({ hasText: title }));
  const hides = { roomId: gapRoom(gapId), id: newId(Date.now()), input: { words: "It tells of one family." } };
  expect((await askHttp(abdi, { orgId, path: "map.hideGap", input: hides, change: true })).status).toBe(200);
  await open(abdi, `/map?area=${areaId}`, "What's here, and what's missing");
  const safe = "A safe place to stay";
  for (const name of [title, safe]) await soon(rows(abdi).filter({ hasText: name }).getByText("kept off the map").first());
  await open(abdi, `/map/print?area=${areaId}`, govan);
  await soon(papersOf(abdi, govan).first());
  for (const name of [title, safe]) expect(await papersOf(abdi, govan).filter({ hasText: name }).count()).toBe(0);
  await soon(abdi.getByText("2 that are kept off the map aren't printed."));

  const callum = await comeIn(await stage().device(), "Callum Reid");
  await open(callum, `/map?area=${areaId}`, "What's here, and what's missing");
  await soon(rows(callum).filter({ hasText: "places now" }).first());
  await open(callum, `/map/print?area=${areaId}&places=true&near=-4.312,55.861`, /^What's here/);
  await soon(callum.locator("ol.print-rows > li").first());
  expect(
    await callum
      .locator(".sheet")
      .getByText(/places now/)
      .count(),
  ).toBe(0);
});

test("what was said at a meeting is written down at once, each line with where it was heard", async () => {
  const abdi = abdis();
  await open(abdi, "/map/meeting", "Write down a meeting");
  await meet(abdi);
  await abdi.getByRole("button", { name: "Add a line" }).click();
  expect(await said(abdi).count()).toBe(2);
  for (const [at, what] of ["No lunch on Saturdays", "The lift at the station is broken"].entries()) await tell(abdi, at, what);
  await forEverybody(abdi, "what was said at a meeting");
  await abdi.getByRole("button", { name: "Send all 2" }).click();
  await soon(abdi.getByRole("status").getByText("2 are sent."));
  // and another one on the same page
  await meet(abdi);
  await tell(abdi, 0, "No bin by the swings");
  await abdi.getByRole("button", { name: "Send one" }).click();
  await soon(abdi.getByRole("status").getByText("One is sent."));
  expect(await said(abdi).nth(0).getByRole("textbox", { name: "What is missing" }).inputValue()).toBe("");
  await open(abdi, "/map?kind=gaps", "What's here, and what's missing");
  await soon(abdi.getByRole("link", { name: "No bin by the swings" }));
  await abdi.getByRole("link", { name: "No lunch on Saturdays" }).click();
  await soon(h1(abdi, "No lunch on Saturdays"));
  await soon(abdi.getByText("Heard at Panel meeting, Elder Park library"));
});

test("what is typed while a meeting is being sent stays, and a line that went through and was changed meanwhile leads to what was sent", async () => {
  const page = await abdis().context().newPage();
  // without the open connection each is a request that can be held back
  await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  await open(page, "/map/meeting", "Write down a meeting");
  await meet(page);
  await tell(page, 0, "No shade at the playground");
  const held = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  await page.route("**/trpc/map.raiseGap*", async (route) => {
    reached.resolve();
    await held.promise;
    await route.continue();
  });
  await page.getByRole("button", { name: "Send one" }).click();
  await reached.promise;
  await page.getByRole("button", { name: "Add a line" }).click();
  await tell(page, 1, "No lights on the path");
  await said(page).nth(0).getByRole("textbox", { name: "In their words" }).fill("And no water either.");
  held.resolve();
  await soon(page.getByRole("status").getByText("One is sent."));
  await soon(page.getByText(/^It went through the first time/));
  expect(await said(page).nth(1).getByRole("textbox", { name: "What is missing" }).inputValue()).toBe("No lights on the path");
  await forEverybody(page, "a line of a meeting that went through and was changed");
  await page.getByRole("button", { name: "Go to what was sent" }).click();
  await soon(h1(page, "No shade at the playground"));
  await open(page, "/map/meeting", "Write down a meeting");
  await expect.poll(() => said(page).nth(0).getByRole("textbox", { name: "What is missing" }).inputValue()).toBe("No lights on the path");
  expect(await said(page).count()).toBe(1);
  await page.close();
});

test("what waits for a steward stands in its piles", async () => {
  const abdi = abdis();
  await open(abdi, "/map/queue", "What waits");
  await soon(abdi.getByRole("heading", { level: 2 }).first());
  await forEverybody(abdi, "what waits for a steward");
});
