import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { h1, mailedCode, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const panel = "Southside Citizens' Panel";
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

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
