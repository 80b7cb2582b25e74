import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { h1, mailedCode, open, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const email = "nora.quinn@neighbours.example";
const panel = "Southside Citizens' Panel";
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const places = (page: Page) => page.getByRole("navigation", { name: "Places" }).getByRole("link");

test("a steward prints a poster; a neighbour scans it with a phone, gives the code from the mail and a name, and is in; signed out, the code from another mail is enough; the steward sees who came, and the poster ends", async () => {
  const sadia = await comeIn(await stage.device(), "Sadia Rehman");
  await open(sadia, "/organisation", panel);
  await forEverybody(sadia, "a panel, for its steward");
  await tabTo(sadia, button(sadia, "Make a poster"));
  await sadia.keyboard.press("Enter");
  await sadia.getByRole("link", { name: "Print the poster" }).click();
  await soon(h1(sadia, "The poster"));
  const paper = sadia.getByRole("region", { name: "The poster" });
  const code = (await paper.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).textContent()) ?? "";
  expect(code).not.toBe("");
  await soon(paper.getByRole("img", { name: /camera of a phone/ }));
  await forEverybody(sadia, "the poster");
  const printed = (await sadia.pdf({ format: "A4" })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  const nora = await (await stage.device(phone)).newPage();
  const asked: string[] = [];
  nora.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await open(nora, `/join-panel#${code}`, "Take part");
  await button(nora, "Send me a code").click();
  await soon(nora.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(nora, "taking part, with what is missing");
  await nora.getByRole("textbox", { name: "Your e-mail address" }).fill(email);
  await button(nora, "Send me a code").click();
  await soon(h1(nora, "Look into your mail"));
  await forEverybody(nora, "a code is on its way");
  const first = await mailedCode(nora, { to: email });
  const field = nora.getByRole("textbox", { name: "The code from the mail" });
  await field.fill(first === "000000" ? "111111" : "000000");
  await button(nora, "Go on").click();
  await soon(nora.getByText(/^To mend: This code doesn't fit/));
  await forEverybody(nora, "a code that doesn't fit");
  await field.fill(first);
  await button(nora, "Go on").click();
  await soon(h1(nora, "One last step"));
  expect(await nora.getByRole("textbox", { name: "The code on the poster" }).inputValue()).toBe(code);
  await forEverybody(nora, "who I am");
  await nora.getByRole("textbox", { name: "What shall we call you?" }).fill("Nora");
  await button(nora, "Take part").click();
  await soon(h1(nora, greeting));
  expect(asked.filter((line) => line.includes(code))).toEqual([]);
  // nothing leads to what is not theirs
  expect((await places(nora).allTextContents()).map((each) => each.trim())).toEqual(["Today", "Projects", "Map"]);
  expect(await nora.getByRole("link", { name: "Search" }).count()).toBe(0);
  await forEverybody(nora, "a resident's first page");

  await open(nora, "/account", "My account");
  await nora.getByRole("button", { name: "Sign out", exact: true }).click();
  await nora
    .getByRole("dialog")
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await soon(h1(nora, "Sign in"));
  await nora.getByRole("link", { name: /^I take part as a resident/ }).click();
  await soon(h1(nora, "Take part"));
  await nora.getByRole("textbox", { name: "Your e-mail address" }).fill(email.toUpperCase());
  await button(nora, "Send me a code").click();
  await soon(h1(nora, "Look into your mail"));
  await nora.getByRole("textbox", { name: "The code from the mail" }).fill(await mailedCode(nora, { to: email, known: [first] }));
  await nora.keyboard.press("Enter");
  await soon(h1(nora, greeting));

  await open(sadia, "/organisation", panel);
  const people = sadia.getByRole("list", { name: "People" });
  await soon(
    people
      .getByRole("listitem")
      .filter({ hasText: "Nora" })
      .getByText(/came by the poster/),
  );
  await sadia.getByRole("textbox", { name: "What do they want to be called?" }).fill("Wull");
  await button(sadia, "Write them down").click();
  await soon(
    people
      .getByRole("listitem")
      .filter({ hasText: "Wull" })
      .getByText(/has no account/),
  );
  // a poster's photograph travels: who came by it is shown nobody else of the panel before somebody of it lets them in
  await open(nora, "/organisation", panel);
  const shown = nora.getByRole("list", { name: "People" }).getByRole("listitem");
  await soon(nora.getByText(/Who else is on the panel you see once/));
  expect(await shown.allTextContents()).toEqual([expect.stringContaining("Nora (you)")]);
  await forEverybody(nora, "the panel, for who isn't let in yet");
  await people
    .getByRole("listitem")
    .filter({ hasText: "Nora" })
    .getByRole("button", { name: /^Let in/ })
    .click();
  await soon(shown.filter({ hasText: "Wull" }));
  await soon(shown.filter({ hasText: "Sadia" }));
  await button(sadia, "End it").click();
  await soon(button(sadia, "Make a poster"));
  // on the same page: another one is made, and ends too
  await button(sadia, "Make a poster").click();
  await button(sadia, "End it").click();
  await soon(button(sadia, "Make a poster"));

  // the paper still hangs there: its code is over, and no account comes of it
  const late = await (await stage.device(phone)).newPage();
  const hers = "senga@neighbours.example";
  await open(late, `/join-panel#${code}`, "Take part");
  await late.getByRole("textbox", { name: "Your e-mail address" }).fill(hers);
  await button(late, "Send me a code").click();
  await soon(h1(late, "Look into your mail"));
  const her = await mailedCode(late, { to: hers });
  await late.getByRole("textbox", { name: "The code from the mail" }).fill(her);
  await late.keyboard.press("Enter");
  await late.getByRole("textbox", { name: "What shall we call you?" }).fill("Senga");
  await button(late, "Take part").click();
  await soon(late.getByText(/isn't on any poster that holds now/).first());
  await forEverybody(late, "a poster that is over");

  // she is long in finding another poster: a new code, and what she typed is still there
  await button(late, "Send another code").click();
  await soon(h1(late, "Look into your mail"));
  await late.getByRole("textbox", { name: "The code from the mail" }).fill(await mailedCode(late, { to: hers, known: [her] }));
  await late.keyboard.press("Enter");
  await soon(h1(late, "One last step"));
  expect(await late.getByRole("textbox", { name: "What shall we call you?" }).inputValue()).toBe("Senga");
});

test("a panel's manager says who is a steward, and a steward's screens are there at once", async () => {
  const morag = await (await stage.device()).newPage();
  await open(morag, "/", "Sign in");
  await morag.getByRole("textbox", { name: "E-mail" }).fill("morag@panel.demo");
  await morag.getByLabel("Password").fill("demo-linkwork-2026");
  await button(morag, "Sign in").and(morag.locator("[type=submit]")).click();
  await soon(h1(morag, greeting));
  await open(morag, "/organisation", panel);
  const ewan = morag.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: "Ewan Laidlaw" });
  await ewan.getByRole("button", { name: /^Make a steward/ }).click();
  await soon(ewan.getByText(/steward of the map/));
  await soon(ewan.getByRole("button", { name: /^No steward any more/ }));
  await forEverybody(morag, "a panel, for its manager");
  // a steward is shown out by the manager alone: for what comes he is a resident again
  await ewan.getByRole("button", { name: /^No steward any more/ }).click();
  await soon(ewan.getByRole("button", { name: /^Make a steward/ }));
});

test("a steward who came in by a code is asked for another before she shows somebody out, and after twelve idle hours, over the page: it goes on by itself, and what was written stays", async () => {
  const to = "sadia@panel.demo";
  const known: string[] = [];
  const nextCode = async (page: Page) => {
    const code = await mailedCode(page, { to, known });
    known.push(code);
    return code;
  };
  const sadia = await (await stage.device(phone)).newPage();
  await open(sadia, "/speak-up", "Take part");
  await sadia.getByRole("textbox", { name: "Your e-mail address" }).fill(to);
  await button(sadia, "Send me a code").click();
  await soon(h1(sadia, "Look into your mail"));
  await sadia.getByRole("textbox", { name: "The code from the mail" }).fill(await nextCode(sadia));
  await sadia.keyboard.press("Enter");
  await soon(h1(sadia, greeting));

  await stage.product().stop();
  await stage.startAgain(11 * 60_000);
  await open(sadia, "/organisation", panel);
  const ewan = sadia.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: "Ewan Laidlaw" });
  await ewan.getByRole("button", { name: /^End access/ }).click();
  await sadia.getByRole("button", { name: `Ewan Laidlaw leaves ${panel}` }).click();
  const asking = sadia.getByRole("alertdialog", { name: "Show that it's you" });
  await soon(asking);
  await asking.getByRole("button", { name: "Send me a code" }).click();
  await soon(asking.getByRole("textbox", { name: "The code from the mail" }));
  await forEverybody(sadia, "the code once more, before somebody is shown out");
  await asking.getByRole("textbox", { name: "The code from the mail" }).fill(await nextCode(sadia));
  await sadia.keyboard.press("Enter");
  await gone(asking);
  await gone(ewan);

  const name = sadia.getByRole("textbox", { name: "What do they want to be called?" });
  await name.fill("half a na");
  await stage.product().stop();
  await stage.startAgain(13 * 3600_000);
  const again = sadia.getByRole("alertdialog", { name: "Are you still Sadia Rehman?" });
  await soon(again);
  await again.getByRole("button", { name: "Send me a code" }).click();
  await soon(again.getByRole("textbox", { name: "The code from the mail" }));
  await forEverybody(sadia, "the code again, after twelve idle hours");
  await again.getByRole("textbox", { name: "The code from the mail" }).fill(await nextCode(sadia));
  await sadia.keyboard.press("Enter");
  await gone(again);
  expect(await name.inputValue()).toBe("half a na");
});
