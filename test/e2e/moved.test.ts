import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { focused, h1, open } from "./deeds.ts";
import { forEverybody, gone, greeting, signIn, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "Sing with us, tea first";

const listed = (page: Page, name: string) => page.getByRole("list", { name }).getByRole("listitem");
const toCome = (page: Page) => listed(page, "To come").filter({ hasText: title });

test("a visitor takes another date and keeps her place until she has it; the host moves that date, hands the visit over, and she reads each on her own screen", async () => {
  const rhona = rhonas();
  await open(rhona, "/exchange?by=visit", "Exchange");
  await listed(rhona, "By visit").getByRole("link", { name: title }).click();
  await soon(h1(rhona, title));
  const bookable = rhona.getByRole("button", { name: /^Book/ });
  await bookable.first().click();
  const books = rhona.getByRole("dialog", { name: /^Book / });
  await books.getByRole("button", { name: "Book", exact: true }).click();
  await gone(books);

  await open(rhona, "/exchange/mine", "My visits");
  const before = (await toCome(rhona).first().textContent()) ?? "";
  await toCome(rhona)
    .first()
    .getByRole("button", { name: /^Take another date/ })
    .click();
  const other = rhona.getByRole("dialog", { name: `Another date: ${title}` });
  await soon(other.getByRole("group", { name: "Which one instead?" }));
  await other.getByRole("button", { name: "Take this one instead" }).click();
  await soon(other.getByText("Choose a date.").first());
  await forEverybody(rhona, "another date instead, with what is missing");
  const choice = other.getByRole("radio").first();
  await choice.check();
  await other.getByRole("button", { name: "Take this one instead" }).click();
  await gone(other);
  await expect.poll(() => toCome(rhona).count()).toBe(1);
  expect(await toCome(rhona).first().textContent()).not.toBe(before);
  await soon(listed(rhona, "Over").filter({ hasText: title }).getByText("You took another date instead."));
  await forEverybody(rhona, "my visits, with one that was exchanged");

  const named = await hostOf(rhona);
  // who looks at her visits has read what is told of them
  await toToday(rhona);
  const changed = rhona.getByRole("list", { name: "What changed" });
  const host = await signIn(await stage().device(), named);
  await open(host, "/exchange/hosting", "What we host");
  await host.getByRole("link", { name: title }).click();
  await soon(h1(host, title));
  const date = host
    .getByRole("region")
    .filter({ has: host.getByRole("listitem").filter({ hasText: "Rhona MacLeod" }).filter({ hasText: "comes" }) });
  await date.getByText("Change this date").click();
  await date.getByRole("button", { name: "Move this date" }).click();
  const moves = host.getByRole("dialog", { name: /^Move / });
  await soon(moves);
  await moves.getByRole("button", { name: "Move it" }).click();
  await soon(moves.getByText("Choose another day or another time.").first());
  await moves.getByLabel("Begins at").fill("16:45");
  await forEverybody(host, "a date that is moved");
  await moves.getByRole("button", { name: "Move it" }).click();
  await gone(moves);
  await soon(host.getByText(/^16:45–/).first());
  await soon(changed.getByText("Something has changed about a visit of yours."));

  await host.getByRole("button", { name: "Hand it over" }).click();
  const hands = host.getByRole("dialog", { name: `Hand over ${title}?` });
  await soon(hands);
  await expect.poll(() => hands.getByRole("combobox", { name: "Who receives the visitors from now on?" }).inputValue()).not.toBe("");
  await forEverybody(host, "a visit that is handed over");
  await hands.getByRole("button", { name: "Hand it over" }).click();
  await gone(hands);
  await expect.poll(() => focused(host.getByRole("button", { name: "Hand it over" }))).toBe(true);

  await soon(changed.getByText("Somebody else will receive you."));
  await forEverybody(rhona, "Today, with a visit that changed");
  await changed.getByRole("link", { name: "Something has changed about a visit of yours." }).click();
  await soon(toCome(rhona).getByText(/16:45–/));
});

async function toToday(page: Page): Promise<void> {
  await page
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: /^Today/ })
    .click();
  await soon(h1(page, greeting));
}

/** Who receives the visitors there, as the page has it. */
async function hostOf(page: Page): Promise<string> {
  await listed(page, "To come").getByRole("link", { name: title }).first().click();
  await soon(h1(page, title));
  const says = (await page.getByText(/ when they are away$/).textContent()) ?? "";
  await page.goBack();
  await soon(h1(page, "My visits"));
  return says.split(";")[0] ?? "";
}
