import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { focused, h1, open, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "Singing on Sundays";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const days = (on: number): string => new Date(Date.now() + on * 86_400_000).toISOString().slice(0, 10);
const box = (page: Page | Locator, name: string | RegExp) => page.getByRole("textbox", { name });
const press = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name }).click();
const tab = (page: Page, name: string | RegExp) =>
  page.getByRole("navigation", { name: "Parts of the project" }).getByRole("link", { name });
const owners = (page: Page) => page.getByRole("list", { name: /owned as equals by/i }).getByRole("listitem");
const question = (page: Page, name: string | RegExp) => page.getByRole("article", { name });
const waiting = (page: Page) => page.getByRole("list", { name: "Waiting for you" });

/** Waits until the page goes on with the next step. */
const onwards = (page: Page) => press(page, "Go on");

/** A project that both own, proposed and accepted past the screens. */
async function proposed(page: Page, name: string): Promise<void> {
  await open(page, "/projects/new", "Propose a project");
  await box(page, "What is it called?").fill(name);
  await box(page, /^Why do you want to do it/).fill("So that nobody sits alone on a Sunday.");
  await box(page, "What did people say is missing?").fill("“Sundays are the longest.”");
  await page.getByLabel("When would it start?").fill(days(14));
  await onwards(page);
}

test("a link worker proposes a project, the food hub says yes on a phone, and both see it begin; a question is asked, answered and decided, and a way on is chosen", async () => {
  const rhona = rhonas();
  await rhona.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Projects" }).click();
  await soon(h1(rhona, "Projects"));
  await forEverybody(rhona, "my projects");
  await rhona.getByRole("link", { name: "Propose a project" }).click();
  await soon(h1(rhona, "Propose a project"));
  await forEverybody(rhona, "proposing, with nothing in it");

  // whoever goes to the end at once is told all that is missing, and led to it
  for (let step = 0; step < 6; step++) await onwards(rhona);
  await press(rhona, "Propose it");
  const missing = rhona.getByRole("alert").filter({ hasText: "Before you propose it" });
  await soon(missing);
  expect(await missing.getByRole("link").count()).toBeGreaterThanOrEqual(7);
  await forEverybody(rhona, "proposing, with all that is missing");
  await missing.getByRole("link", { name: "Give it a name." }).click();
  await expect.poll(() => focused(box(rhona, "What is it called?"))).toBe(true);
  await box(rhona, "What is it called?").fill(title);
  await box(rhona, /^Why do you want to do it/).fill("So that nobody sits alone on a Sunday. For everybody who likes to sing.");
  await box(rhona, "What did people say is missing?").fill("“Sundays are the longest.”");
  await rhona.getByLabel("When would it start?").fill(days(14));
  await onwards(rhona);

  // called away, she finds what she wrote where she left it
  await rhona.getByRole("main").getByRole("link", { name: "Projects" }).click();
  await soon(h1(rhona, "Projects"));
  await rhona.getByRole("link", { name: "Propose a project" }).click();
  await expect.poll(() => box(rhona, "What is it called?").inputValue()).toBe(title);
  await onwards(rhona);
  await rhona.getByRole("checkbox", { name: "Govan Food Hub" }).check();
  await forEverybody(rhona, "proposing, with whom");
  await onwards(rhona);
  for (const [who, kind, words] of [
    ["Southside Practice", "time", "a link worker on Sundays"],
    ["Govan Food Hub", "a place", "the big kitchen, warm"],
  ] as const) {
    const part = rhona.getByRole("region", { name: `${who} brings` });
    await press(part, `${who} brings`);
    await part.getByRole("combobox", { name: "What is it?" }).selectOption({ label: kind });
    await box(part, "In a few words").fill(words);
  }
  await forEverybody(rhona, "proposing, who brings what");
  await onwards(rhona);
  await press(rhona, "Add money");
  await box(rhona, "What is it called?").fill("Winter fund");
  await box(rhona, "Who gives it?").fill("Glasgow City Council");
  await box(rhona, /^How much, in pounds/).fill("2,400");
  await rhona.getByLabel("From", { exact: true }).fill(days(0));
  await rhona.getByLabel("Its last day").fill(days(84));
  await forEverybody(rhona, "proposing, with money");
  await onwards(rhona);
  await press(rhona, "What should be better, and for whom?");
  await box(rhona, /^What should be better/).fill("fewer Sundays alone");
  await box(rhona, /^How will you know/).fill("we ask each person in spring");
  await box(rhona, /^What do you hope for/).fill("most say so");
  await forEverybody(rhona, "proposing, with what all look at");
  await onwards(rhona);
  await rhona.getByRole("radio", { name: "Befriending" }).check();
  await onwards(rhona);
  await soon(rhona.getByText("You ask Govan Food Hub to own this with you."));
  await soon(rhona.getByText("£2,400"));
  await forEverybody(rhona, "a proposal, read as its partners will");
  await press(rhona, "Propose it");
  await soon(h1(rhona, title));
  await soon(owners(rhona).filter({ hasText: "Govan Food Hub (asked, no answer yet)" }));
  await forEverybody(rhona, "a project that is only proposed");

  // on his phone Tariq reads it as a letter, and says yes
  const tariq = await comeIn(await stage().device(phone), "Tariq Ansari");
  const letter = waiting(tariq).getByRole("link", { name: `Southside Practice asks you to own “${title}” with them` });
  await soon(letter);
  await forEverybody(tariq, "Today, with a project that waits");
  await letter.click();
  await soon(h1(tariq, title));
  await soon(tariq.getByText("Dear all at Govan Food Hub,"));
  await forEverybody(tariq, "the charter as a letter");
  await press(tariq, "Yes, we own it with you");
  await soon(tab(tariq, "Board"));
  await soon(tab(rhona, "Board"));
  await soon(owners(rhona).getByText("Govan Food Hub", { exact: true }));
  await soon(rhona.getByText("84 days of money left"));
  // the board that they begin with is there for both
  for (const page of [rhona, tariq]) {
    await tab(page, "Board").click();
    await soon(page.getByRole("button", { name: /^Add a card/ }).first());
  }
  await forEverybody(rhona, "a project that has begun");

  // what they look at, and what each brought
  await tab(rhona, "Measures").click();
  await press(rhona, /^Write down how it is/);
  const entry = rhona.getByRole("dialog", { name: "How is it? fewer Sundays alone" });
  await soon(entry);
  await press(entry, "Write it down");
  await soon(entry.getByText("Say it in a few words.").first());
  await forEverybody(rhona, "writing down how it is, with what is missing");
  await box(entry, "What do you see?").fill("Nine people came, and stayed for tea.");
  await box(entry, /^In a word or a number/).fill("9 of 12");
  await press(entry, "Write it down");
  await gone(entry);
  await soon(rhona.getByText("Nine people came, and stayed for tea."));
  await press(rhona, "Write down what we brought");
  const gave = rhona.getByRole("dialog", { name: "What did you bring?" });
  await gave.getByRole("combobox", { name: "What is it?" }).selectOption({ label: "time" });
  await box(gave, "In a few words").fill("setting up the chairs");
  await box(gave, /^How many hours/).fill("2.5");
  await press(gave, "Write it down");
  await gone(gave);
  await soon(rhona.getByText("2.5 hours"));
  await forEverybody(rhona, "what all of them look at");

  // a way on: Rhona puts it to the vote, Tariq answers for it
  await rhona.getByRole("link", { name: /^Winter fund · ends .* · choose a way on$/ }).click();
  await soon(h1(rhona, "How does it go on?"));
  await forEverybody(rhona, "five ways on");
  await press(rhona, "Put it to the vote");
  await soon(rhona.getByText("Choose one of the five ways.").first());
  await rhona.getByRole("radio", { name: "A partner takes over" }).check();
  await rhona.getByRole("combobox", { name: "Who answers for it?" }).selectOption({ label: "Govan Food Hub" });
  await rhona.getByLabel("From which day?").fill(days(85));
  await box(rhona, /^What is handed over/).fill("The keys, the songbooks and the phone list.");
  await forEverybody(rhona, "a way on, filled in");
  await press(rhona, "Put it to the vote");
  const asked = /^How does it go on after Winter fund/;
  await soon(question(rhona, asked));
  // by asking she has said yes
  await soon(question(rhona, asked).getByText("said by Rhona MacLeod"));

  await tab(tariq, /^Decisions.*1/).click();
  await soon(question(tariq, asked));
  await soon(question(tariq, asked).getByText("said by Rhona MacLeod"));
  await forEverybody(tariq, "a question that waits");
  await press(question(tariq, asked), "Answer");
  await soon(question(tariq, asked).getByText("Choose yes or no.").first());
  await question(tariq, asked).getByRole("radio", { name: "Yes" }).check();
  await box(question(tariq, asked), /^A word with it/).fill("We have the room and the people.");
  await press(question(tariq, asked), "Answer");
  for (const page of [tariq, rhona]) await soon(question(page, asked).getByText("yes, and it is done"));
  await expect.poll(() => focused(question(tariq, asked).getByRole("heading", { level: 3 }))).toBe(true);
  await soon(question(rhona, asked).getByText("We have the room and the people."));
  await forEverybody(rhona, "what was decided");
  await soon(rhona.getByRole("link", { name: /^Winter fund · ends .* · how it goes on$/ }));

  // the record of it says who did what, and for whom
  await tab(tariq, "Activity").click();
  const record = tariq.getByRole("list", { name: "What was done" });
  await soon(record.getByText("Southside Practice proposed"));
  await soon(
    record
      .getByRole("listitem")
      .filter({ hasText: "brought something" })
      .getByText(/^Rhona MacLeod, Southside Practice/),
  );
  await forEverybody(tariq, "what was done in a project");

  // and who has no part in it finds nothing there
  const outside = await comeIn(await stage().device(), "Grace Okafor");
  await outside.goto(new URL(rhona.url()).pathname);
  await soon(h1(outside, /not/i));
  expect(await outside.getByText(title).count()).toBe(0);
});

/** One that Rhona proposes to the food hub, all the way. */
async function proposedToTheHub(rhona: Page, name: string): Promise<void> {
  await proposed(rhona, name);
  await rhona.getByRole("checkbox", { name: "Govan Food Hub" }).check();
  await onwards(rhona);
  for (const who of ["Southside Practice", "Govan Food Hub"]) {
    const part = rhona.getByRole("region", { name: `${who} brings` });
    await press(part, `${who} brings`);
    await part.getByRole("combobox", { name: "What is it?" }).selectOption({ label: "time" });
    await box(part, "In a few words").fill("an hour");
  }
  await onwards(rhona);
  await onwards(rhona);
  await press(rhona, "What should be better, and for whom?");
  await box(rhona, /^What should be better/).fill("more air");
  await box(rhona, /^How will you know/).fill("we see who comes");
  await box(rhona, /^What do you hope for/).fill("eight people");
  await onwards(rhona);
  await onwards(rhona);
  await press(rhona, "Propose it");
  await soon(h1(rhona, name));
}

test("what one writes of a charter is there after loading the page again; somebody else's newer words are read first, and then one's own are sent", async () => {
  const rhona = rhonas();
  const name = "A walk after lunch";
  await proposedToTheHub(rhona, name);
  const at = new URL(rhona.url()).pathname;
  const why = (page: Page) => box(page, /^Why do you want to do it/);
  await open(rhona, `${at}/words`, "Change the charter");
  await why(rhona).fill("So that everybody gets some air.");
  await open(rhona, "/projects", "Projects");
  await open(rhona, `${at}/words`, "Change the charter");
  await expect.poll(() => why(rhona).inputValue()).toBe("So that everybody gets some air.");

  const other = await comeIn(await stage().device(), "Rhona MacLeod");
  await open(other, `${at}/words`, "Change the charter");
  await box(other, "What did people say is missing?").fill("“Nobody goes out any more.”");
  await press(other, "Send the new words");
  await soon(h1(other, name));
  await soon(rhona.getByText("Somebody else changed the charter while you wrote."));
  await rhona.getByText("How it reads now").click();
  await soon(rhona.getByText("“Nobody goes out any more.”"));
  await forEverybody(rhona, "a charter that was changed meanwhile");
  await press(rhona, "I have read it. Go on with mine");
  await press(rhona, "Send the new words");
  await soon(h1(rhona, name));
  await soon(rhona.getByText("So that everybody gets some air."));
  await other.context().close();
  // who had said yes, and is asked again, is shown what has changed since
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  await open(tariq, `${at}/words`, "Change the charter");
  await why(tariq).fill("So that everybody gets some air, and company.");
  await press(tariq, "Send the new words");
  const changed = rhona.getByRole("region", { name: "What has changed since you said yes: 1 thing" });
  await soon(changed.getByText("So that everybody gets some air.", { exact: true }));
  await soon(changed.getByText("So that everybody gets some air, and company."));
  await forEverybody(rhona, "a charter that was changed since one's yes");
});

test("by keyboard alone somebody changes the charter before it begins, the other reads it again, says no with a word, and it is taken back", async () => {
  const rhona = rhonas();
  const name = "A walk before lunch";
  await proposedToTheHub(rhona, name);
  await tabTo(rhona, rhona.getByRole("link", { name: "Change the words" }));
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, "Change the charter"));
  await forEverybody(rhona, "changing a charter");
  const why = box(rhona, /^Why do you want to do it/);
  await tabTo(rhona, why);
  await rhona.keyboard.press("Control+A");
  await rhona.keyboard.type("So that everybody gets some air.");
  await tabTo(rhona, rhona.getByRole("button", { name: "Send the new words" }));
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, name));
  await soon(rhona.getByText("So that everybody gets some air."));

  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  await tariq.goto(new URL(rhona.url()).pathname);
  await soon(tariq.getByText("So that everybody gets some air."));
  await tabTo(tariq, tariq.getByRole("button", { name: "No, not for us" }));
  await tariq.keyboard.press("Enter");
  const no = tariq.getByRole("alertdialog", { name: "Say no to this project?" });
  await soon(no);
  await forEverybody(tariq, "saying no");
  await tabTo(tariq, box(no, "A kind word, if you like"));
  await tariq.keyboard.type("Our volunteers need Sundays off.");
  await tabTo(tariq, no.getByRole("button", { name: "No, not for us" }));
  await tariq.keyboard.press("Enter");
  await gone(no);
  // who has said no can't read it any more
  await soon(tariq.getByText(/is not open to Govan Food Hub any more/).first());
  await forEverybody(tariq, "a project that is closed to us");

  await soon(rhona.getByText("Our volunteers need Sundays off."));
  await tabTo(rhona, rhona.getByRole("button", { name: "Take the proposal back" }));
  await rhona.keyboard.press("Enter");
  const back = rhona.getByRole("alertdialog", { name: "Take this proposal back?" });
  await soon(back);
  await tabTo(rhona, back.getByRole("button", { name: "Take the proposal back" }));
  await rhona.keyboard.press("Enter");
  await gone(back);
  await expect.poll(() => focused(h1(rhona, name))).toBe(true);
  await soon(rhona.getByText("Whoever proposed it took it back before it began."));
  await forEverybody(rhona, "a project that was taken back");
});
