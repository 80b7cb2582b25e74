import { afterAll, beforeAll, expect, test } from "vitest";
import { h1, makeSafe, open, openCase } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const email = "nora.quinn@southside.example";
const password = "three words in a row";

test("the practice manager invites, the mail is on the demonstration's page, and the colleague joins by its link and sees her Cases", async () => {
  const moira = await comeIn(await stage.device(), "Moira Sinclair");
  await open(moira, "/organisation", "Southside Practice");
  await moira.getByRole("button", { name: "Invite a colleague" }).click();
  await moira.getByRole("button", { name: "Send the invitation" }).click();
  await soon(moira.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(moira, "Inviting a colleague, with what is missing");
  await moira.getByRole("textbox", { name: "Their e-mail" }).fill(email);
  await moira.getByRole("checkbox", { name: "community link worker" }).check();
  await moira.getByRole("button", { name: "Send the invitation" }).click();
  const invited = moira.getByRole("list", { name: "Invited" });
  await soon(invited.getByText(email, { exact: true }));
  await soon(invited.getByText(/^waits until /));
  await forEverybody(moira, "Organisation, with an invitation that waits");

  // on her own device, from the sign-in page
  const device = await stage.device();
  const nora = await device.newPage();
  await nora.goto("/");
  await nora.getByRole("link", { name: "The demonstration's mail" }).click();
  await soon(h1(nora, "The demonstration's mail"));
  await soon(nora.getByRole("heading", { name: "Moira Sinclair invites you to Southside Practice on Linkwork" }));
  await forEverybody(nora, "The demonstration's mail");
  const asked: string[] = [];
  nora.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await nora.getByRole("link", { name: `Open the link for ${email}` }).click();
  await soon(h1(nora, "Come to Southside Practice"));
  const token = new URL(nora.url()).hash.slice(1);
  expect(token).toMatch(/^[\w-]{86}$/);
  await nora.reload();
  await soon(nora.getByText(email, { exact: true }));
  await nora.getByRole("button", { name: "Join Southside Practice" }).click();
  await soon(nora.getByRole("heading", { name: "Something needs mending first" }));
  await forEverybody(nora, "Joining, with what is missing");
  await nora.getByRole("textbox", { name: "Your name" }).fill("Nora Quinn");
  await nora.getByLabel("A password").fill(password);
  await nora.getByRole("button", { name: "Join Southside Practice" }).click();
  await makeSafe(nora);
  await soon(h1(nora, greeting));
  // the link's token is in the page's own address and in no request's
  expect(asked.filter((line) => line.includes(token))).toEqual([]);
  await open(nora, "/cases", "Cases");
  await openCase(nora, { name: "Grace Kelly Brown", label: "G.B.", need: "a walk" });
  await soon(moira.getByRole("list", { name: "People" }).getByText("Nora Quinn", { exact: true }));
  await gone(invited);

  // what she does there is changed: it is said before it is done what that ends, and she is told
  await moira.getByRole("button", { name: /^Change what they do.*Nora Quinn$/ }).click();
  const roles = moira.getByRole("dialog", { name: "What does Nora Quinn do here?" });
  await roles.getByRole("checkbox", { name: "community link worker" }).uncheck();
  await roles.getByRole("checkbox", { name: "worker", exact: true }).check();
  await soon(roles.getByText(/^Nora Quinn leaves every conversation at once/));
  await forEverybody(moira, "Changing what somebody does");
  await roles.getByRole("checkbox", { name: "community link worker" }).check();
  await gone(roles.getByText(/^Nora Quinn leaves every conversation at once/));
  await roles.getByRole("button", { name: "Change it" }).click();
  await soon(moira.getByRole("list", { name: "People" }).getByText(/community link worker and worker/));
  await open(nora, "/", greeting);
  await soon(nora.getByText("What you do for Southside Practice was changed."));

  // her work there ends: her screen closes, and the case is in the shared inbox
  await moira.getByRole("button", { name: "End access of Nora Quinn" }).click();
  await soon(moira.getByRole("alertdialog", { name: "End the access of Nora Quinn?" }));
  await forEverybody(moira, "Ending somebody's access");
  await moira.getByRole("button", { name: "Nora Quinn leaves Southside Practice" }).click();
  // signed out, or told that she is in no organisation, by which of the two her page hears first; loaded again it is signed out
  await soon(h1(nora, /^(Sign in|Hello Nora Quinn)$/));
  expect(await nora.getByText("G.B.").count()).toBe(0);
  await nora.reload();
  await soon(h1(nora, "Sign in"));
  await open(moira, "/cases", "Cases");
  await moira.getByRole("link", { name: "G.B. · a walk" }).click();
  await soon(h1(moira, "G.B. · a walk"));
  await soon(moira.getByText("Nora Quinn doesn't work for Southside Practice any more"));
  await soon(moira.getByText(/the shared inbox of Southside Practice will read this/));

  // used once
  const second = await (await stage.device()).newPage();
  await second.goto(`/join#${token}`);
  await soon(h1(second, "This invitation is over"));
  await forEverybody(second, "An invitation that is over");
});

test("who works elsewhere already signs in behind the link, confirms, and acts for one organisation more; another person is told whom it is for", async () => {
  const moira = await comeIn(await stage.device(), "Moira Sinclair");
  await open(moira, "/organisation", "Southside Practice");
  await moira.getByRole("button", { name: "Invite a colleague" }).click();
  await moira.getByRole("textbox", { name: "Their e-mail" }).fill("Davie@FoodHub.demo");
  await moira.getByRole("checkbox", { name: /^worker/ }).check();
  await moira.getByRole("button", { name: "Send the invitation" }).click();
  await soon(moira.getByRole("list", { name: "Invited" }).getByText("davie@foodhub.demo", { exact: true }));
  await open(moira, "/demo/mail", "The demonstration's mail");
  const letter = moira.getByRole("listitem").filter({ has: moira.getByRole("heading", { name: /^Moira Sinclair invites you/ }) });
  await letter.getByRole("link", { name: /^Open the link for davie/ }).click();
  await soon(moira.getByRole("heading", { name: "This is for davie@foodhub.demo" }));
  const link = moira.url();

  const davie = await (await stage.device()).newPage();
  await davie.goto(link);
  await soon(davie.getByRole("heading", { name: "You have an account already" }));
  await forEverybody(davie, "An invitation for who has an account");
  await davie.getByRole("button", { name: "Sign in" }).click();
  await davie.getByRole("button", { name: "Davie Kerr" }).click();
  await soon(davie.getByRole("heading", { name: "Is that you, Davie Kerr?" }));
  await davie.getByRole("button", { name: "Yes, work with Southside Practice" }).click();
  await soon(h1(davie, greeting));
  await open(davie, "/account", "My account");
  const hats = davie.getByRole("list", { name: "Your organisations" });
  for (const name of ["Govan Food Hub", "Southside Practice"]) await soon(hats.getByText(name, { exact: true }));

  // a mail can't say for which of the two something waits: its link turns to that one
  await davie.goto("/waiting");
  await soon(h1(davie, "Southside Practice invites Govan Food Hub"));
});
