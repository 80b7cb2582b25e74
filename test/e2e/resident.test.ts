import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { h1, open, tabTo } from "./deeds.ts";
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

/** The code in the newest mail to somebody, as it stands on the demonstration's mail page; older ones are known. */
async function mailedCode(page: Page, { to = email, known = [] }: { to?: string; known?: readonly string[] } = {}): Promise<string> {
  const mail = await page.context().newPage();
  await open(mail, "/demo/mail", "The demonstration's mail");
  const letters = mail
    .getByRole("listitem")
    .filter({ hasText: `To ${to}` })
    .filter({ hasText: "Your code for Linkwork" });
  let code = "";
  await expect
    .poll(async () => {
      await button(mail, "Look again").click();
      const texts = await letters.locator("pre").allTextContents();
      code = texts.map((text) => /^\d{6}$/m.exec(text)?.[0] ?? "").find((each) => !known.includes(each)) ?? "";
      return code;
    })
    .toMatch(/^\d{6}$/);
  await mail.close();
  return code;
}

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
  const first = await mailedCode(nora);
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
  await nora.getByRole("textbox", { name: "The code from the mail" }).fill(await mailedCode(nora, { known: [first] }));
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

test("a neighbour who reads of a gap without an account stands at that gap once she is in, with what she had half-written; her first bench waits for a steward and is then there for everybody, and a page for everybody is hers from then on", async () => {
  const sadia = await comeIn(await stage.device(), "Sadia Rehman");
  await open(sadia, "/organisation", panel);
  await button(sadia, "Make a poster").click();
  await sadia.getByRole("link", { name: "Print the poster" }).click();
  const code =
    (await sadia
      .getByRole("region", { name: "The poster" })
      .getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
      .textContent()) ?? "";

  const rena = await (await stage.device(phone)).newPage();
  const hers = "rena@neighbours.example";
  await open(rena, "/explore/missing", "Say what's missing");
  const missing = rena.getByRole("textbox", { name: /^What is missing, in one line/ });
  await missing.fill("No light on the back steps");
  await open(rena, "/explore?kind=gaps", "What's here, and what's missing");
  const first = rena.locator("ul.things > li").first().getByRole("link");
  const gap = await first.innerText();
  await first.click();
  await soon(h1(rena, gap));
  const path = new URL(rena.url()).pathname;
  expect(await rena.locator("main").getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(path.replace("/explore/", "/map/"));
  await rena.locator("main").getByRole("link", { name: "Join the residents' panel" }).click();
  await soon(h1(rena, "Take part"));
  await rena.getByRole("textbox", { name: "Your e-mail address" }).fill(hers);
  await button(rena, "Send me a code").click();
  await soon(h1(rena, "Look into your mail"));
  await rena.getByRole("textbox", { name: "The code from the mail" }).fill(await mailedCode(rena, { to: hers }));
  await rena.keyboard.press("Enter");
  await soon(h1(rena, "One last step"));
  await rena.getByRole("textbox", { name: "What shall we call you?" }).fill("Rena");
  await rena.getByRole("textbox", { name: "The code on the poster" }).fill(code);
  await button(rena, "Take part").click();
  await soon(h1(rena, gap), 10_000);
  expect(new URL(rena.url()).pathname).toBe(path.replace("/explore/", "/map/"));
  // the paper's code leads to the page for everybody: signed in it is hers
  await open(rena, "/explore/missing", "Say what's missing");
  expect(new URL(rena.url()).pathname).toBe("/map/missing");
  await expect.poll(() => missing.inputValue()).toBe("No light on the back steps");

  await open(rena, "/map/add", "Add something");
  await add(rena, "The bench by the back steps");
  await button(rena, "Add it").click();
  await soon(h1(rena, "The bench by the back steps"));
  await open(rena, "/map/mine", "What I said");
  await soon(rena.getByRole("listitem").filter({ hasText: "The bench by the back steps" }).getByText("waits for a steward"));
  await forEverybody(rena, "what I said");
  const passer = await (await stage.device(phone)).newPage();
  const sought = "/explore?q=back+steps";
  await open(passer, sought, "What's here, and what's missing");
  await soon(passer.getByText("Nothing found here"));
  await open(sadia, "/map/queue", "What waits");
  await sadia.getByRole("link", { name: "The bench by the back steps" }).click();
  await soon(h1(sadia, "The bench by the back steps"));
  await button(sadia, "Let it in").click();
  await sadia.getByRole("dialog").getByRole("button", { name: "Let it in" }).click();
  await gone(sadia.getByRole("dialog"));
  await open(passer, sought, "What's here, and what's missing");
  await soon(passer.getByRole("link", { name: "The bench by the back steps" }));

  // without an account the same is suggested
  await open(passer, "/explore/add", "Add something");
  await add(passer, "The swap shelf in the close");
  await button(passer, "Add it").click();
  await soon(passer.getByText("Thank you. A steward looks at it first."));
  await forEverybody(passer, "something was suggested");
  await open(passer, "/explore/missing", "Say what's missing");
  await passer.getByRole("textbox", { name: /^What is missing, in one line/ }).fill("No bin by the back steps");
  await passer.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "getting about" });
  await passer.getByRole("textbox", { name: /^Tell it in your own words/ }).fill("It all lies about.");
  await forEverybody(passer, "what is missing, without an account");
  await button(passer, "Go on").click();
  await passer.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await button(passer, "Go on").click();
  await forEverybody(passer, "what is missing, before it is suggested");
  await button(passer, "Send it").click();
  await soon(passer.getByText("Thank you. A steward looks at it first."));
  await open(sadia, "/map/queue", "What waits");
  for (const name of ["The swap shelf in the close", "No bin by the back steps"]) await soon(sadia.getByRole("link", { name }));
});

/** Through the three steps of adding something, up to sending it. */
async function add(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "What is it called?" }).fill(name);
  await page.getByRole("radio", { name: /^place/i }).check();
  await page.getByRole("checkbox", { name: "company", exact: true }).check();
  await page.getByRole("textbox", { name: /^What is it, in a few words/ }).fill("Somebody always sits there.");
  await forEverybody(page, `what it is: ${name}`);
  await button(page, "Go on").click();
  await soon(page.getByRole("heading", { level: 2, name: "Where" }));
  await page.getByRole("textbox", { name: /^Postcode, or name of a place/ }).fill("G51 3HX");
  await page.getByRole("combobox", { name: "Area" }).selectOption({ label: "Govan and Ibrox (G51)" });
  await button(page, "Go on").click();
  // what was typed and not looked for isn't dropped without a word
  await soon(page.getByText(/^To mend: Press “Look there”/));
  await forEverybody(page, `where it is: ${name}`);
  await button(page, "Look there").click();
  await soon(button(page, /^Take the point away/));
  await button(page, "Go on").click();
  await soon(page.getByRole("heading", { level: 2, name: "When and how" }));
  await forEverybody(page, `when and how: ${name}`);
}

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
