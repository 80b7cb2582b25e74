import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { gapRoom } from "../../packages/shared/src/kernel/room.ts";
import { askHttp, h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: sadias } = stageFor("Sadia Rehman");
const who = async (name: string, like = {}) => comeIn(await stage().device(like), name);
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const list = "What's here, and what's missing";
const { panel } = organisations;

/** Asks as somebody of the panel, past the screens. */
async function asked<T>(page: Page, path: string, input: object, change = false): Promise<T> {
  const { status, body } = await askHttp(page, { orgId: panel.orgId, path, input, change });
  expect({ status, ...(status === 200 ? {} : { body }) }).toEqual({ status: 200 });
  return (body as { result: { data: T } }).result.data;
}
async function govan(page: Page): Promise<string> {
  const { places } = await asked<{ places: { areaId: string }[] }>(page, "map.find", { q: "Govan and Ibrox" });
  return places[0]?.areaId ?? "";
}
/** Somebody of the panel says that something is missing, past the screens. */
async function raised(page: Page, title: string, areaId: string): Promise<string> {
  const gapId = newId<string & never>(Date.now());
  const details = { title, theme: "green", audiences: [], areaId, statement: "Several of us would come." };
  await asked(page, "map.raiseGap", { roomId: gapRoom(gapId), id: newId(Date.now()), input: { gapId, details } }, true);
  return gapId;
}

test("whoever is about to say what is known already is offered it before it is sent; a steward finds the two in the queue, leads one to the other, and takes that back", async () => {
  const [sadia, jean] = [sadias(), await who("Jean Paterson", phone)];
  const areaId = await govan(sadia);
  const first = "A fountain in Elder Park";
  const other = await raised(sadia, first, areaId);
  await open(jean, "/map/missing", "Say what's missing");
  await jean.getByRole("textbox", { name: /^What is missing, in one line/ }).fill("The fountain of Elder Park");
  await jean.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "gardens and outdoors" });
  await jean.getByRole("textbox", { name: /^Tell it in your own words/ }).fill("It is dry since last summer.");
  await jean.getByRole("button", { name: "Go on" }).click();
  await jean.getByRole("combobox", { name: "Area" }).selectOption({ value: areaId });
  await jean.getByRole("button", { name: "Go on" }).click();
  await soon(jean.getByRole("heading", { name: "Is it one of these?" }));
  await soon(jean.getByRole("link", { name: first }));
  await forEverybody(jean, "is it one of these?");
  await jean.getByRole("button", { name: "Send it" }).click();
  await soon(h1(jean, "The fountain of Elder Park"));
  const path = new URL(jean.url()).pathname;

  // who can't lead it there proposes it
  await jean.getByRole("button", { name: "Propose how it ends" }).click();
  const proposes = jean.getByRole("dialog", { name: "Propose how it ends" });
  await proposes.getByRole("radio", { name: /^told of twice/ }).check();
  await proposes.getByRole("textbox", { name: "Why?" }).fill("I see it now: they mean the same.");
  await proposes.getByRole("button", { name: "Propose it" }).click();
  await soon(proposes.getByText("Choose the other one.").first());
  await proposes.getByRole("radio", { name: first }).check();
  await forEverybody(jean, "proposing that a gap is told of in another");
  await proposes.getByRole("button", { name: "Propose it" }).click();
  await gone(proposes);

  await open(sadia, "/map/queue", "What waits");
  await soon(
    sadia.getByRole("region", { name: /^Somebody proposes that it ends/ }).getByRole("link", { name: "The fountain of Elder Park" }),
  );
  const pile = sadia.getByRole("region", { name: /^May be the same as something that was there before/ });
  await soon(pile);
  await forEverybody(sadia, "what waits, with what may be told of twice");
  await pile.getByRole("link", { name: "The fountain of Elder Park" }).click();
  await soon(h1(sadia, "The fountain of Elder Park"));
  await soon(sadia.getByText(/proposes to tell of it in another gap: “I see it now/));
  await soon(sadia.getByRole("complementary").getByRole("link", { name: first }));
  await forEverybody(sadia, "a gap of which somebody proposes how it ends");
  // anybody reads it once a steward has spoken for it, and is asked whether they miss it too; not where it only leads on
  for (const gapId of [other, path.split("/").at(-1) ?? ""])
    await asked(
      sadia,
      "map.confirmNeed",
      { roomId: gapRoom(gapId as never), id: newId(Date.now()), input: { words: "Many of us say so." } },
      true,
    );
  const passerBy = await (await stage().device(phone)).newPage();
  const missesIt = passerBy.getByRole("heading", { name: "Is it missing for you too?" });
  await open(passerBy, path.replace("/map/", "/explore/"), "The fountain of Elder Park");
  await soon(missesIt);
  await sadia.getByRole("button", { name: "It is told of twice" }).click();
  const merges = sadia.getByRole("dialog", { name: "It is told of twice" });
  await soon(merges.getByText("as somebody proposes"));
  await merges.getByRole("radio", { name: first }).check();
  await merges.getByRole("textbox", { name: "Why are they the same?" }).fill("Both mean the fountain.");
  await forEverybody(sadia, "leading one gap to another");
  await merges.getByRole("button", { name: "Lead to the other one" }).click();
  await gone(merges);
  await soon(sadia.getByText("This is told of elsewhere:"));
  await open(passerBy, path.replace("/map/", "/explore/"), "The fountain of Elder Park");
  await soon(passerBy.getByText("This is told of elsewhere:"));
  expect(await missesIt.count()).toBe(0);

  // whoever raised it hears what becomes of it where it is told of now
  await open(jean, path, "The fountain of Elder Park");
  await jean.getByRole("link", { name: "Go there" }).click();
  await soon(h1(jean, first));

  await sadia.getByRole("button", { name: "They are two things" }).click();
  const parts = sadia.getByRole("dialog", { name: "Are they two things after all?" });
  await parts.getByRole("textbox").fill("One is about the water, one about the stone.");
  await forEverybody(sadia, "two things after all");
  await parts.getByRole("button", { name: "They are two things" }).click();
  await gone(parts);
  await gone(sadia.getByText("This is told of elsewhere:"));
  expect(await sadia.getByRole("button", { name: "It is told of twice" }).count()).toBe(1);
});

test("whoever says more within an hour than can be read is told so kindly, and what they wrote stays", async () => {
  const jean = await who("Jean Paterson", phone);
  const areaId = await govan(jean);
  const once = async (): Promise<string> => {
    const gapId = newId<string & never>(Date.now());
    const details = { title: "One of many", theme: "arts", audiences: [], areaId, statement: "Many things." };
    const input = { roomId: gapRoom(gapId), id: newId(Date.now()), input: { gapId, details } };
    const { body } = await askHttp(jean, { orgId: panel.orgId, path: "map.raiseGap", input, change: true });
    return (body as { error?: { data: { linkwork: { code: string } } } }).error?.data.linkwork.code ?? "";
  };
  // calls are counted too, and soon forgotten
  await expect.poll(once, { timeout: 60_000, interval: 100 }).toBe("TooManyPins");
  await open(jean, "/map/missing", "Say what's missing");
  await jean.getByRole("textbox", { name: /^What is missing, in one line/ }).fill("A place to draw");
  await jean.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "music and arts" });
  await jean.getByRole("textbox", { name: /^Tell it in your own words/ }).fill("With large tables.");
  await jean.getByRole("button", { name: "Go on" }).click();
  await jean.getByRole("combobox", { name: "Area" }).selectOption({ value: areaId });
  await jean.getByRole("button", { name: "Go on" }).click();
  await jean.getByRole("button", { name: "Send it" }).click();
  await soon(jean.getByText("That was a lot within an hour. Go on a little later; what you wrote is kept.").first());
  await soon(jean.getByText("With large tables."));
  await forEverybody(jean, "too much within an hour");
});

test("an organisation says that it runs something; the coordinator finds that in the queue and agrees, and from then on it is theirs to keep up to date", async () => {
  const name = "Elder Park growing beds";
  const [grace, kirsty] = [await who("Grace Okafor"), await who("Kirsty Lamont")];
  await open(grace, "/map?q=growing", list);
  await grace.getByRole("link", { name }).click();
  await soon(h1(grace, name));
  await grace.getByRole("button", { name: "We run this" }).click();
  const claims = grace.getByRole("dialog", { name: "Does your organisation run this?" });
  await claims.getByRole("textbox", { name: "How they can tell" }).fill("Our name is on the gate.");
  await forEverybody(grace, "saying that one runs it");
  await claims.getByRole("button", { name: "We run this" }).click();
  await gone(claims);
  await open(kirsty, "/map/queue", "What waits");
  const pile = kirsty.getByRole("region", { name: /^Who runs it/ });
  await pile.getByRole("link", { name }).click();
  await soon(h1(kirsty, name));
  await soon(kirsty.getByText("Our name is on the gate."));
  await forEverybody(kirsty, "who says that they run it");
  await kirsty.getByRole("button", { name: /^They run it/ }).click();
  await soon(kirsty.getByText("runs it", { exact: true }));
  await grace.reload();
  await soon(h1(grace, name));
  await soon(grace.getByText("Mind the Gap Choir").first());
  await grace.getByRole("link", { name: "Correct it" }).click();
  await soon(h1(grace, "Correct it"));
});

test("a coordinator draws an area without a file, by a place and how far around it, and anybody reads what it has", async () => {
  const kirsty = await who("Kirsty Lamont");
  await open(kirsty, "/map/areas", "What an area has");
  const form = kirsty.getByRole("form", { name: "An area without a file" });
  await form.getByRole("button", { name: "Draw this area" }).click();
  await soon(form.getByText("Say what it is called.").first());
  await forEverybody(kirsty, "an area without a file, with what is missing");
  await form.getByRole("textbox", { name: "What do people call it?" }).fill("Around the Pearce");
  await form.getByRole("textbox", { name: /^Its code/ }).fill("pearce");
  await form.getByRole("textbox", { name: /^Where is its middle/ }).fill("G51 3UU");
  await form.getByRole("button", { name: "Look there" }).click();
  await soon(form.getByText(/^Its middle is at/));
  await form.getByRole("combobox", { name: "How far does it go?" }).selectOption({ label: "1 km around" });
  await form.getByRole("button", { name: "Draw this area" }).click();
  await soon(form.getByText("Around the Pearce is drawn."));
  const passer = await (await stage().device()).newPage();
  await open(passer, "/explore", list);
  await soon(passer.getByRole("link", { name: "as a table (CSV)" }));
  await forEverybody(passer, "the public page with what can be taken along");
  const file = await passer.request.get((await passer.getByRole("link", { name: "as GeoJSON" }).getAttribute("href")) ?? "");
  expect([file.status(), (await file.json()).type]).toEqual([200, "FeatureCollection"]);
  await passer.getByRole("link", { name: "What an area has" }).click();
  await soon(h1(passer, "What an area has"));
  await passer.getByRole("combobox", { name: "Area" }).selectOption({ label: "Around the Pearce (PEARCE)" });
  await soon(passer.getByRole("table", { name: "Around the Pearce" }));
  await forEverybody(passer, "what an area has, without an account");
});
