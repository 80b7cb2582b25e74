import { expect, test } from "vitest";
import { readCalendar } from "../kit/calendar.ts";
import { focused, h1, open, tabTo } from "./deeds.ts";
import { forEverybody, gone, signIn, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "Sing with us, tea first";
const weekly = "A morning at our food hub";

test("a visitor books and finds the invitation in her mail; gives it back and finds its end; her calendar's address is shown once, follows, and is gone when she stops it", async () => {
  const rhona = rhonas();
  await open(rhona, "/account#notices", "My account");
  const form = rhona.getByRole("form", { name: "Notices" });
  await form.getByRole("radio", { name: "Mail may come at any hour" }).check();
  await form.getByRole("button", { name: "Keep my choices" }).click();
  await soon(form.getByText("Mail may come at any time."));

  await open(rhona, "/exchange?by=visit", "Exchange");
  await rhona.getByRole("list", { name: "By visit" }).getByRole("link", { name: title }).click();
  await soon(h1(rhona, title));
  await rhona.getByRole("button", { name: /^Book/ }).last().click();
  const asks = rhona.getByRole("dialog", { name: /^Book / });
  await asks.getByRole("button", { name: "Book", exact: true }).click();
  await gone(asks);

  await open(rhona, "/demo/mail", "The demonstration's mail");
  const mails = rhona.getByRole("list", { name: "Mails" }).getByRole("listitem").filter({ hasText: "rhona@southside.demo" });
  const booked = mails.filter({ has: rhona.getByRole("heading", { name: /^Booked: a visit on/ }) });
  await soon(booked);
  expect(await booked.textContent()).toContain(title);
  await booked.getByText("With it: an invitation for the calendar").click();
  const invitation = (await booked.locator("details pre").textContent()) ?? "";
  expect(invitation).toContain("METHOD:REQUEST");
  await forEverybody(rhona, "the demonstration's mail, with an invitation");

  await open(rhona, "/exchange/mine", "My visits");
  await rhona.getByRole("button", { name: "Make an address" }).click();
  const address = rhona.getByRole("textbox", { name: "Address of your calendar" });
  await soon(address);
  await forEverybody(rhona, "my visits, with the address of my calendar");
  const url = await address.inputValue();
  const fetched = async () => {
    // a calendar program has no cookie
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };
  const mine = async () => readCalendar((await fetched()).text).events.filter(({ summary }) => summary === title);
  const before = await mine();
  expect(before.length).toBeGreaterThan(0);
  expect(before.every(({ status }) => status === "CONFIRMED")).toBe(true);
  await rhona.reload();
  await soon(rhona.getByText(/^There is an address since today/));
  expect(await address.count()).toBe(0);
  expect(await rhona.content()).not.toContain(url.slice(-40));

  const taken = rhona.waitForEvent("download");
  await rhona
    .getByRole("button", { name: new RegExp(`^Put it in my calendar ?: ${title}`) })
    .last()
    .click();
  const file = await taken;
  expect(file.suggestedFilename()).toBe("visit.ics");

  await rhona
    .getByRole("button", { name: new RegExp(`^Give the place back ?: ${title}`) })
    .last()
    .click();
  const gives = rhona.getByRole("alertdialog", { name: /^Give your place back/ });
  await gives.getByRole("button", { name: "Give the place back" }).click();
  await gone(gives);
  await expect.poll(async () => (await mine()).length).toBe(before.length - 1);

  await rhona.getByRole("button", { name: "Stop this address" }).click();
  await soon(rhona.getByRole("button", { name: "Make an address" }));
  expect((await fetched()).status).toBe(404);

  await open(rhona, "/demo/mail", "The demonstration's mail");
  const back = mails.filter({ has: rhona.getByRole("heading", { name: /^Given back: a visit on/ }) });
  await soon(back);
  await soon(back.getByText("With it: this goes out of the calendar"));
});

test("a week and a month of visits, with the keyboard and on a phone", async () => {
  const grace = await signIn(await stage().device(), "Grace Okafor");
  await open(grace, "/exchange", "Exchange");
  const arranged = grace.getByRole("navigation", { name: "Arranged" });
  await arranged.getByRole("link", { name: "Week" }).click();
  const which = grace.getByRole("navigation", { name: "Which time" });
  await soon(which);
  const range = grace.getByRole("heading", { level: 2, name: / to \d+ \w+ \d{4}$/ });
  const thisWeek = await range.textContent();
  const later = which.getByRole("link", { name: "Later week" });
  await tabTo(grace, later);
  await grace.keyboard.press("Enter");
  await soon(grace.getByRole("status").filter({ hasText: /\d{4}: ?\d+ visits?$/ }));
  expect(await range.textContent()).not.toBe(thisWeek);
  expect(await focused(later)).toBe(true);
  expect(await grace.getByRole("heading", { level: 3 }).count()).toBe(7);
  await soon(grace.getByRole("list", { name: /^Wednesday / }).getByRole("link", { name: weekly }));
  await forEverybody(grace, "a week of visits");
  await which.getByRole("link", { name: "Today" }).click();
  await soon(grace.getByRole("heading", { level: 2, name: thisWeek ?? "" }));

  await arranged.getByRole("link", { name: "Month" }).click();
  const table = grace.getByRole("table");
  await soon(table);
  expect(await table.getByRole("columnheader").allTextContents()).toEqual([
    ...["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  ]);
  await which.getByRole("link", { name: "Later month" }).click();
  const day = table.getByRole("link", { name: /^Wednesday \d+ \w+: \d+ visits?/ }).first();
  await soon(day);
  expect(await day.textContent()).toMatch(/places? free|full/);
  await forEverybody(grace, "a month of visits");
  await day.click();
  await soon(grace.getByRole("heading", { level: 2, name: /^Wednesday / }));

  const phone = await signIn(await stage().device(), "Callum Reid");
  await phone.setViewportSize({ width: 320, height: 640 });
  await open(phone, "/exchange?by=month", "Exchange");
  await soon(phone.getByRole("navigation", { name: "Which time" }));
  await phone.getByRole("navigation", { name: "Which time" }).getByRole("link", { name: "Later month" }).click();
  await soon(phone.getByRole("list", { name: /^Wednesday / }).first());
  expect(await phone.getByRole("table").count()).toBe(0);
});
