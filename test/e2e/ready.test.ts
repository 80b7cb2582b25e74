import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { h1, open, tabTo } from "./deeds.ts";
import { forEverybody, gone, signIn, soon, stageFor } from "./kit.ts";

const { stage, page: anils } = stageFor("Anil Bose");
const title = "A morning at our food hub";
const listed = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");
const dates = (page: Page) => page.getByRole("list", { name: "Dates" }).getByRole("listitem");

test("a visitor agrees and has a check confirmed, right where one books; taken back it holds the place on both sides, and confirmed again it is theirs", async () => {
  const anil = anils();
  await open(anil, "/exchange?by=visit", "Exchange");
  await soon(anil.getByRole("heading", { name: "These could host if you ask" }));
  expect(await anil.getByText("Mind the Gap Choir").count(), "who said not now is not among them").toBe(
    await anil.getByRole("list", { name: "By visit" }).getByText("Mind the Gap Choir").count(),
  );
  await anil.getByRole("button", { name: /^Ask whether you could come ?: Debt Help Desk/ }).click();
  await soon(listed(anil, "These could host if you ask").getByText("asked", { exact: true }));
  await forEverybody(anil, "the exchange, with who could host");
  await anil.getByRole("list", { name: "By visit" }).getByRole("link", { name: title }).click();
  await soon(h1(anil, title));
  await soon(anil.getByText("your PVG or DBS status, seen by your own organisation"));
  await forEverybody(anil, "a visit that asks for something first");
  await anil.getByRole("button", { name: /^Book/ }).last().click();
  const books = anil.getByRole("dialog", { name: /^Book / });
  await soon(books.getByText("This is still missing. You can see to it here."));
  expect(await books.getByText("missing", { exact: true }).count()).toBe(2);
  expect(await books.getByRole("button", { name: "Book", exact: true }).isDisabled()).toBe(true);
  await forEverybody(anil, "before one books, with what is missing");

  // with the keyboard alone
  const read = books.getByRole("button", { name: /^Read it/ });
  await tabTo(anil, read);
  await anil.keyboard.press("Enter");
  const agreement = anil.getByRole("dialog", { name: "Agreement of Govan Food Hub" });
  await soon(agreement.getByText("Take no photos, and write down no names"));
  await forEverybody(anil, "an agreement to be agreed to");
  await tabTo(anil, agreement.getByRole("button", { name: "I agree to this" }));
  await anil.keyboard.press("Enter");
  await gone(agreement);
  await expect.poll(() => books.getByText("missing", { exact: true }).count()).toBe(1);
  await books.getByRole("button", { name: "Ask for it to be confirmed" }).click();
  await soon(books.getByText("Southside Practice has been asked to confirm it."));

  const moira = await signIn(await stage().device(), "Moira Sinclair");
  await moira.getByRole("link", { name: "Please confirm: a colleague's PVG or DBS status." }).click();
  await soon(h1(moira, "Please confirm"));
  const his = listed(moira, "They ask you").filter({ hasText: "Anil Bose" });
  await soon(his);
  await soon(listed(moira, "Ends within 60 days").filter({ hasText: "Isla Fraser" }));
  await forEverybody(moira, "whose checks I confirm");
  await his.getByRole("button", { name: /^I have seen it/ }).click();
  const seen = moira.getByRole("dialog", { name: "What have you seen of Anil Bose's?" });
  await seen.getByLabel("When has it to be looked at again?").fill("");
  await seen.getByRole("button", { name: "I have seen it" }).click();
  await soon(seen.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(moira, "a check is confirmed, with what is missing");
  const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  await seen.getByLabel("When has it to be looked at again?").fill(inAYear);
  await seen.getByRole("button", { name: "I have seen it" }).click();
  await gone(seen);
  await soon(listed(moira, "Everybody else").filter({ hasText: "Anil Bose" }).getByText("confirmed", { exact: true }));

  await soon(books.getByText("All that they ask for is in place."));
  await forEverybody(anil, "before one books, with all in place");
  await books.getByRole("button", { name: "Book", exact: true }).click();
  await gone(books);
  await soon(dates(anil).last().getByText("booked", { exact: true }));

  const nasreen = await signIn(await stage().device(), "Nasreen Malik");
  await open(nasreen, new URL(anil.url()).pathname, title);
  const comes = listed(nasreen, "Who comes and who waits").filter({ hasText: "Anil Bose" });
  await soon(comes.getByText("in place", { exact: true }));
  await soon(comes.getByText("to be shown around"));

  await listed(moira, "Everybody else")
    .filter({ hasText: "Anil Bose" })
    .getByRole("button", { name: /^Take it back/ })
    .click();
  const back = moira.getByRole("alertdialog", { name: "Take Anil Bose's back?" });
  await forEverybody(moira, "before a check is taken back");
  await back.getByRole("button", { name: "Take it back" }).click();
  await gone(back);
  await open(anil, "/exchange/mine", "My visits");
  const visit = listed(anil, "To come").filter({ hasText: title });
  await soon(visit.getByText("on hold", { exact: true }));
  await soon(visit.getByText(/^Your place is on hold/));
  await forEverybody(anil, "my visits, with a place on hold");
  await soon(comes.getByText("on hold", { exact: true }));
  await soon(comes.getByText("not in place yet"));
  expect(await nasreen.content()).not.toContain("no longer confirmed");
  await forEverybody(nasreen, "who comes, with a place on hold");

  await visit.getByRole("link", { name: "See to it" }).click();
  await soon(h1(anil, "What is in place for me"));
  await soon(anil.getByText("no longer confirmed"));
  await forEverybody(anil, "what is in place for me");
  await anil.getByRole("button", { name: "Ask for it to be confirmed" }).click();
  await soon(anil.getByText("Southside Practice has been asked to confirm it."));
  await soon(listed(moira, "They ask you").filter({ hasText: "Anil Bose" }));
  await listed(moira, "They ask you")
    .getByRole("button", { name: /^I have seen it/ })
    .click();
  await seen.getByRole("button", { name: "I have seen it" }).click();
  await gone(seen);
  await soon(comes.getByText("comes", { exact: true }));
  await open(anil, "/exchange/mine", "My visits");
  await soon(visit.getByText("booked", { exact: true }));
});

test("a host writes its agreement, says whether it could host, asks the people who may be there, and shows a visitor around", async () => {
  const nasreen = await signIn(await stage().device(), "Nasreen Malik");
  await open(nasreen, "/exchange/hosting", "What we host");
  await soon(listed(nasreen, "Our agreement").getByText(/^Version 2, since/));
  await nasreen.getByRole("button", { name: "Write a new version" }).click();
  const write = nasreen.getByRole("dialog", { name: "Write a new version" });
  await write.getByRole("button", { name: "Put it in force" }).click();
  await soon(write.getByText("These are the words that are in force already.").first());
  await forEverybody(nasreen, "an agreement is written, with the same words");
  await write.getByRole("textbox", { name: "What visitors agree to" }).fill("What you see and hear stays here. Ask Tariq when in doubt.");
  await write.getByRole("button", { name: "Put it in force" }).click();
  await gone(write);
  await soon(listed(nasreen, "Our agreement").getByText(/^Version 3, since/));
  await nasreen.getByRole("radio", { name: "Not now" }).check();
  await nasreen.getByRole("textbox", { name: "Why? (if you like)" }).fill("We move the pantry.");
  await nasreen.getByRole("button", { name: "Say so" }).click();
  await soon(nasreen.getByText(/counts until/));
  await forEverybody(nasreen, "what we host, with our agreement");

  await nasreen.getByRole("link", { name: title }).click();
  await soon(h1(nasreen, title));
  const first = nasreen.getByRole("region").filter({ hasText: "Have you asked the people who may be there?" }).first();
  await first.getByRole("button", { name: /^Somebody said no: this date is without them/ }).click();
  const sure = nasreen.getByRole("alertdialog", { name: /^Note a no for/ });
  await soon(sure);
  await forEverybody(nasreen, "before a no is noted");
  await sure.getByRole("button", { name: "Note the no" }).click();
  await gone(sure);
  await soon(first.getByText("This visit is without the people who are helped there."));
  await forEverybody(nasreen, "dates that are run, with who was asked");
  const isla = listed(nasreen, "Who comes and who waits").filter({ hasText: "Isla Fraser" }).first();
  await isla.getByRole("button", { name: /^They were shown around/ }).click();
  await soon(isla.getByText("shown around", { exact: true }));

  const rhona = await signIn(await stage().device(), "Rhona MacLeod");
  await open(rhona, "/exchange/ready", "What is in place for me");
  await soon(rhona.getByText(/^There are new words, version 3/));
  await rhona.getByRole("button", { name: /^Read version 3/ }).click();
  const agreement = rhona.getByRole("dialog", { name: "Agreement of Govan Food Hub" });
  await soon(agreement.getByText("Ask Tariq when in doubt."));
  await agreement.getByRole("button", { name: "I agree to this" }).click();
  await gone(agreement);
  await soon(rhona.getByText(/^You agreed to version 3/));
  await open(rhona, "/exchange", "Exchange");
  expect(await rhona.content()).not.toContain("We move the pantry.");
  await rhona.getByRole("link", { name: title }).first().click();
  await soon(rhona.getByText("This visit is without the people who are helped there."));
});
