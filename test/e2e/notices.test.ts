import { afterAll, beforeAll, expect, test } from "vitest";
import { box, h1, message, open, openFromList, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, greeting, nextRound, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const title = "N.O. · finding her feet";

test("Isla chooses mail at once, is named, finds a mail that says nothing but that, and its link leads to all that waits, and on to the conversation", async () => {
  const [isla, rhona] = [await comeIn(await stage.device(), "Isla Fraser"), await comeIn(await stage.device(), "Rhona MacLeod")];
  await open(isla, "/account#notices", "My account");
  const form = isla.getByRole("form", { name: "Notices" });
  await soon(form.getByText("No mail from 19:00 until 07:00."));
  await form.getByRole("group", { name: "Somebody names you or your organisation" }).getByRole("radio", { name: "mail at once" }).check();
  // eight days a week is more than there are: the last day off is refused, and nothing is lost
  const days = form.getByRole("group", { name: "Days without mail" });
  for (const day of await days.getByRole("checkbox").all()) await day.check();
  await form.getByRole("button", { name: "Keep my choices" }).click();
  await soon(form.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(isla, "My account, with notices and what needs mending");
  for (const day of await days.getByRole("checkbox").all()) await day.uncheck();
  await form.getByRole("radio", { name: "Mail may come at any hour" }).check();
  await tabTo(isla, form.getByRole("button", { name: "Keep my choices" }));
  await isla.keyboard.press("Enter");
  await soon(form.getByText("Mail may come at any time."));
  await isla.reload();
  await soon(form.getByText("Mail may come at any time."));

  await openFromList(rhona, title);
  await box(rhona).pressSequentially("What do you think, @Isl");
  await rhona.keyboard.press("Enter");
  await box(rhona).pressSequentially("?");
  await rhona.getByRole("button", { name: /^Send/ }).click();
  await soon(message(rhona, "What do you think"));

  await isla.goto("/demo/mail");
  await soon(h1(isla, "The demonstration's mail"));
  const link = isla.getByRole("link", { name: "Open the link for isla@southside.demo" }).first();
  await soon(link, nextRound);
  const mail = isla.getByRole("list", { name: "Mails" }).getByRole("listitem").filter({ has: link }).first();
  await soon(mail.getByRole("heading", { name: "There is something for you in Linkwork" }));
  const words = (await mail.textContent()) ?? "";
  for (const word of ["N.O.", "Nadia", "Rhona", "feet", "What do you think", "names"]) expect(words).not.toContain(word);
  await link.click();
  // she acts for two organisations, and the mail can't say for which of them it is
  await soon(h1(isla, "What waits for you"));
  await forEverybody(isla, "Where a mail's link leads whoever acts for several");
  await isla.getByRole("button", { name: "Act for Southside Practice" }).click();
  await soon(h1(isla, greeting));
  await isla.getByRole("listitem").filter({ hasText: "names you" }).getByRole("link", { name: title }).click();
  await soon(h1(isla, title));
  await soon(message(isla, "What do you think"));
});
