import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { calendarOf } from "../../apps/server/src/seed/calendar.ts";
import { focused, h1, open } from "./deeds.ts";
import { forEverybody, gone, greeting, nextRound, signIn, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "Letters that nobody wants to open";

const places = (page: Page) => page.getByRole("navigation", { name: "Places" });
const views = (page: Page) => page.getByRole("navigation", { name: "What you can look at" });
const listed = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");

test("a visit is posted, found, booked and waited for; a place that is given back goes to who waits, and its host sees who comes", async () => {
  const desk = await signIn(await stage().device(), "Agnieszka Nowak");
  await places(desk).getByRole("link", { name: "Exchange" }).click();
  await soon(h1(desk, "Exchange"));
  await views(desk).getByRole("link", { name: "What we host" }).click();
  await soon(h1(desk, "What we host"));
  await soon(desk.getByRole("link", { name: title }));
  await forEverybody(desk, "what we host");
  await desk.getByRole("link", { name: title }).click();
  await soon(h1(desk, title));
  for (const item of ["whom they meet", "what could go wrong there", "the words with which people are asked"])
    await soon(desk.getByRole("listitem").filter({ hasText: item }));
  expect(await desk.getByRole("button", { name: "Publish it" }).count()).toBe(0);
  await forEverybody(desk, "a draft, with what is missing");

  await desk.getByRole("link", { name: "Go on writing" }).click();
  await soon(h1(desk, "What you offer"));
  await desk.getByRole("textbox", { name: "What do you call it?" }).fill("");
  await desk.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(desk.getByRole("heading", { name: "Something needs mending first" }));
  await expect.poll(() => focused(desk.getByRole("textbox", { name: "What do you call it?" }))).toBe(true);
  await forEverybody(desk, "what you offer, with what is missing");
  await desk.getByRole("textbox", { name: "What do you call it?" }).fill(title);
  await desk.getByRole("textbox", { name: "Whom do they meet?" }).fill("Agnieszka and Fergus, and two people with a bag of letters.");
  await desk.getByRole("textbox", { name: /^What could go wrong there/ }).fill("Somebody may cry. That is all right; put the kettle on.");
  await desk.getByRole("textbox", { name: "How do you ask them beforehand?" }).fill("May a visitor sit with us? You can say no.");
  await desk.getByRole("combobox", { name: "Does it come again?" }).selectOption({ label: "each week" });
  const first = await desk.getByLabel("First day").inputValue();
  await desk
    .getByLabel("Until", { exact: true })
    .fill(new Date(Date.parse(`${first}T12:00:00Z`) + 15 * 86_400_000).toISOString().slice(0, 10));
  const dates = desk.getByRole("group", { name: /^These are the dates/ });
  await soon(dates);
  expect(await dates.getByRole("checkbox").count()).toBe(3);
  await dates.getByRole("checkbox").last().uncheck();
  await forEverybody(desk, "what you offer, with its dates");
  await desk.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(h1(desk, title));
  await desk.getByRole("button", { name: "Publish it" }).click();
  await soon(desk.getByRole("heading", { name: "Who comes and who waits" }));
  await soon(desk.getByRole("button", { name: "Pause it: nobody new can book" }));
  expect(await desk.getByText("Nobody has asked yet.").count()).toBe(2);

  const rhona = rhonas();
  await open(rhona, "/exchange", "Exchange");
  await forEverybody(rhona, "the exchange, by day");
  await rhona.getByText("Narrow it down").click();
  await rhona.getByRole("searchbox", { name: "Name, place or host" }).fill("letters");
  await soon(rhona.getByText("2 dates", { exact: true }));
  await forEverybody(rhona, "the exchange, narrowed down");
  await rhona.getByRole("link", { name: "By visit" }).click();
  await soon(listed(rhona, "By visit").getByRole("link", { name: title }));
  await forEverybody(rhona, "the exchange, by visit");
  await rhona.getByRole("link", { name: title }).click();
  await soon(h1(rhona, title));
  await forEverybody(rhona, "a visit");
  await rhona.getByRole("button", { name: /^Book/ }).first().click();
  const asks = rhona.getByRole("dialog", { name: /^Book / });
  await soon(asks);
  await asks.getByRole("textbox", { name: /^What do you hope to learn/ }).fill("How you begin.");
  await forEverybody(rhona, "before one books");
  await asks.getByRole("button", { name: "Book", exact: true }).click();
  await gone(asks);
  await soon(listed(rhona, "Dates").first().getByText("booked", { exact: true }));

  const grace = await signIn(await stage().device(), "Grace Okafor");
  await open(grace, new URL(rhona.url()).pathname, title);
  await grace
    .getByRole("button", { name: /^Join the waiting list \(you would be 1st\)/ })
    .first()
    .click();
  const waits = grace.getByRole("dialog", { name: /^Wait for a place/ });
  await soon(waits);
  await waits.getByRole("button", { name: "Join the waiting list" }).click();
  await gone(waits);
  await soon(listed(grace, "Dates").first().getByText("you are 1st in line"));

  await open(rhona, "/exchange/mine", "My visits");
  await forEverybody(rhona, "my visits");
  await rhona.getByRole("button", { name: /^Give the place back ?: Letters/ }).click();
  const gives = rhona.getByRole("alertdialog", { name: /^Give your place back/ });
  await soon(gives);
  await gives.getByRole("button", { name: "Give the place back" }).click();
  await gone(gives);
  await soon(listed(rhona, "Over").filter({ hasText: title }).getByText("given back"));

  // she is told where she is, without loading anything
  await places(grace)
    .getByRole("link", { name: /^Today/ })
    .click();
  await soon(h1(grace, greeting));
  await soon(grace.getByRole("link", { name: `A place is yours to take: ${title}` }), nextRound);
  await forEverybody(grace, "Today, with a place to take");
  await grace.getByRole("link", { name: `A place is yours to take: ${title}` }).click();
  await soon(h1(grace, "My visits"));
  const offer = listed(grace, "Waiting for your answer").filter({ hasText: title });
  await forEverybody(grace, "my visits, with a place to take");
  await offer.getByRole("button", { name: "Take the place" }).click();
  await soon(listed(grace, "To come").filter({ hasText: title }).getByText("booked", { exact: true }));

  await open(desk, new URL(desk.url()).pathname, title);
  const comes = listed(desk, "Who comes and who waits").filter({ hasText: "Grace Okafor" });
  await soon(comes.getByText("comes", { exact: true }));
  await soon(listed(desk, "Who comes and who waits").filter({ hasText: "Rhona MacLeod" }).getByText("How you begin."));
  await forEverybody(desk, "who comes and who waits");
});

test("the other way round: a link worker says yes to somebody of a charity, who hears of it; and takes a place back with a reason", async () => {
  const visit = "A Tuesday with a link worker";
  const hopes = "How you decide who goes where.";
  const desk = await signIn(await stage().device(), "Agnieszka Nowak");
  await open(desk, "/exchange?by=visit", "Exchange");
  await listed(desk, "By visit").getByRole("link", { name: visit }).click();
  await soon(desk.getByText("from the third sector to health and public services"));
  await desk
    .getByRole("button", { name: /^Ask to come/ })
    .last()
    .click();
  const asking = desk.getByRole("dialog", { name: /^Ask to come / });
  await asking.getByRole("textbox", { name: /^What do you hope to learn/ }).fill(hopes);
  await asking.getByRole("button", { name: "Ask to come" }).click();
  await gone(asking);
  await soon(listed(desk, "Dates").last().getByText("waits for the host's yes"));

  const isla = await signIn(await stage().device(), "Isla Fraser");
  await isla
    .getByRole("link", { name: `Somebody asks to come: ${visit}` })
    .last()
    .click();
  await soon(h1(isla, visit));
  const asks = listed(isla, "Who comes and who waits").filter({ hasText: hopes });
  await asks.getByRole("button", { name: /^Yes, they can come ?: Agnieszka/ }).click();
  await soon(asks.getByText("comes", { exact: true }));

  await places(desk)
    .getByRole("link", { name: /^Today/ })
    .click();
  await soon(desk.getByRole("list", { name: "What changed" }).getByText("The host said yes to your visit."), nextRound);
  await desk.getByRole("link", { name: "The host said yes to your visit." }).click();
  await soon(listed(desk, "To come").filter({ hasText: visit }).getByText("booked", { exact: true }));

  await asks.getByRole("button", { name: "Take the place back" }).click();
  const why = isla.getByRole("alertdialog", { name: "Take Agnieszka Nowak's place back?" });
  await soon(why);
  await why.getByRole("button", { name: "Take the place back" }).click();
  await soon(why.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(isla, "a place is taken back, without its reason");
  await why.getByRole("combobox", { name: "Why?" }).selectOption({ label: "not enough of us on that day" });
  await why.getByRole("textbox", { name: /^A kind word/ }).fill("Come the week after, please.");
  await why.getByRole("button", { name: "Take the place back" }).click();
  await gone(why);
  const over = listed(desk, "Over").filter({ hasText: visit });
  await soon(over.getByText("Come the week after, please."), nextRound);
});

test("who only lives beside an organisation has no such place", async () => {
  const jean = await signIn(await stage().device(), "Jean Paterson");
  expect(await places(jean).getByRole("link", { name: "Exchange" }).count()).toBe(0);
});

test("who was noted as absent says that they were there, and the host looks again", async () => {
  const visit = "A Tuesday with a link worker";
  // the date for which Tariq's yes stands, an hour after it
  const over = Date.parse(`${calendarOf(inject("seeded").now).dayOf(3, "tue")}T14:00:00Z`);
  await stage().product().stop();
  await stage().startAgain(over - Date.now());
  const isla = await signIn(await stage().device(), "Isla Fraser");
  await forEverybody(isla, "Today, with a visit of which it is to be said who came");
  await isla.getByRole("link", { name: `Who came? ${visit}` }).click();
  await soon(h1(isla, visit));
  const his = listed(isla, "Who comes and who waits").filter({ hasText: "Tariq Ansari" });
  await his.getByRole("button", { name: /^They didn't come/ }).click();
  const sure = isla.getByRole("alertdialog", { name: "Note that Tariq Ansari didn't come?" });
  await soon(sure);
  await forEverybody(isla, "before it is noted that somebody didn't come");
  await sure.getByRole("button", { name: "They didn't come" }).click();
  await soon(his.getByText("didn't come", { exact: true }));

  const tariq = await signIn(await stage().device(), "Tariq Ansari");
  expect(await tariq.getByRole("link", { name: /^Were you there/ }).count()).toBe(0);
  await tariq.getByRole("link", { name: "A host noted that you didn't come." }).click();
  const row = listed(tariq, "Over").filter({ hasText: visit });
  await row.getByRole("button", { name: /^I was there after all/ }).click();
  const says = tariq.getByRole("dialog", { name: "They have noted that you didn't come" });
  await soon(says);
  await forEverybody(tariq, "before one says that one was there");
  await says.getByRole("textbox", { name: /^What would you like to tell them/ }).fill("I sat by the window.");
  await says.getByRole("button", { name: "I was there after all" }).click();
  await gone(says);

  await soon(his.getByText("I sat by the window."), nextRound);
  // people who are helped may have been there: that they were asked comes first
  expect(await his.getByRole("button", { name: /^They came after all/ }).count()).toBe(0);
  await isla
    .getByRole("button", { name: /^Yes, and all may still refuse/ })
    .first()
    .click();
  await forEverybody(isla, "what a visitor says");
  await his.getByRole("button", { name: /^They came after all/ }).click();
  await soon(his.getByText("was there", { exact: true }));
  await soon(row.getByText("was there", { exact: true }), nextRound);
});
