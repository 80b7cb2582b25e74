import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { askHttp, h1, open, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const { southside, foodHub, panel } = organisations;
const fresh = (): string => newId<string & never>(Date.now());
const day = (on: number): string => new Date(Date.now() + on * 86_400_000).toISOString().slice(0, 10);

/** A project of the practice's, proposed past the screens to these. */
async function proposed(page: Page, title: string, partners: readonly { orgId: string }[]): Promise<string> {
  const projectId = fresh();
  const orgIds = [southside, ...partners].map(({ orgId }) => orgId);
  const charter = {
    ...{ title, purpose: "So that nobody sits alone.", need: "“Evenings are long.”", startsOn: day(1), money: [] },
    brings: orgIds.map((orgId) => ({ bringsId: fresh(), orgId, kind: "time", words: "a morning each week" })),
    measures: [{ measureId: fresh(), words: "People are less alone", how: "We ask them", target: "Ten pairs", by: null }],
  };
  const input = { projectId, charter, template: "empty", partners: orgIds.slice(1) };
  const { status, body } = await askHttp(page, {
    ...{ orgId: southside.orgId, path: "projects.proposeProject", change: true },
    input: { roomId: `project:${projectId}`, id: fresh(), input },
  });
  expect({ status, ...(status === 200 ? {} : { body }) }).toEqual({ status: 200 });
  return projectId;
}

const box = (page: Page | Locator, name: string | RegExp) => page.getByRole("textbox", { name });
const press = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name }).click();
const tab = (page: Page, name: string | RegExp) =>
  page.getByRole("navigation", { name: "Parts of the project" }).getByRole("link", { name });
const question = (page: Page, name: string | RegExp) => page.getByRole("article", { name });

/** Reads the letter, and says yes. */
async function yes(page: Page, projectId: string, title: string): Promise<void> {
  await open(page, `/projects/${projectId}`, title);
  await press(page, "Yes, we own it with you");
  await soon(page.getByText("You speak for your organisation here."));
}
/** My organisation's answer to a question. */
async function says(page: Page, name: RegExp, answer: "Yes" | "No"): Promise<void> {
  await soon(question(page, name));
  await question(page, name).getByRole("radio", { name: answer }).check();
  await press(question(page, name), "Answer");
}

test("residents own a project as the others do; nobody is put out against another's no; all agree to end it, what came of it is still told, and it is put away and taken along", async () => {
  const rhona = rhonas();
  const title = "Tea on the landing";
  const projectId = await proposed(rhona, title, [foodHub, panel]);
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  await yes(tariq, projectId, title);

  // Jean finds the invitation in her list, and answers it by keyboard alone
  const jean = await comeIn(await stage().device({ viewport: { width: 390, height: 844 }, hasTouch: true }), "Jean Paterson");
  await jean.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Projects" }).click();
  const invited = jean.getByRole("list", { name: "You are invited" }).getByRole("link", { name: title });
  await soon(invited);
  await forEverybody(jean, "my projects, with one that asks me");
  await tabTo(jean, invited);
  await jean.keyboard.press("Enter");
  await soon(h1(jean, title));
  await tabTo(jean, tab(jean, "Charter"));
  await jean.keyboard.press("Enter");
  await tabTo(jean, jean.getByRole("button", { name: "Yes, we own it with you" }));
  await jean.keyboard.press("Enter");
  await soon(jean.getByText("You speak for your organisation here."));
  await forEverybody(jean, "a charter that my organisation agreed to");

  // what can't be asked yet stands there, with what is missing
  await open(rhona, `/projects/${projectId}?tab=decisions`, title);
  await press(rhona, "Ask a question");
  const asking = rhona.getByRole("dialog", { name: "What would you like to ask?" });
  await soon(asking);
  expect(await asking.getByRole("radio", { name: "Delete all of it" }).isDisabled()).toBe(true);
  await soon(asking.getByText("It has to be closed for 90 days.", { exact: false }));
  await forEverybody(rhona, "asking something new");
  await press(asking, "Put it to the vote");
  await soon(asking.getByText("Choose what to ask.").first());
  await asking.getByRole("radio", { name: "Ask an owner to go" }).check();
  await press(asking, "Put it to the vote");
  await soon(asking.getByText("Choose an organisation.").first());
  await asking.getByRole("combobox", { name: "Which organisation?" }).selectOption({ label: "Govan Food Hub" });
  await box(asking, "Why?").fill("They have not come to the last three meetings.");
  await forEverybody(rhona, "asking an owner to go");
  await press(asking, "Put it to the vote");
  await gone(asking);
  const go = /^Shall Govan Food Hub be asked to go/;
  await soon(question(rhona, go));

  // whom it is about has no vote, and says what they have to say
  await tab(tariq, "Decisions").click();
  await soon(question(tariq, go).getByText("Your organisation has no vote on this", { exact: false }));
  await press(question(tariq, go), "Your answer to it");
  const reply = tariq.getByRole("dialog", { name: "Your answer to it" });
  await box(reply, "Your answer to it").fill("We were ill. We are back on Monday.");
  await forEverybody(tariq, "a reply to a removal");
  await press(reply, "Let it stand there");
  await gone(reply);
  await tab(jean, /^Decisions/).click();
  await soon(question(jean, go).getByText("We were ill. We are back on Monday."));
  await says(jean, go, "No");
  await soon(question(jean, go).getByText("no", { exact: true }).first());
  await soon(rhona.getByText("Nothing is decided yet.").or(question(rhona, go)).first());
  await expect.poll(() => rhona.getByRole("region", { name: "What you decided" }).getByRole("article").count()).toBe(1);
  await forEverybody(rhona, "a question that was answered with no");

  // all three agree to end it
  await press(rhona, "Ask a question");
  await asking.getByRole("radio", { name: "End the project" }).check();
  await box(asking, "Why?").fill("Everybody knows their neighbours by now.");
  await press(asking, "Put it to the vote");
  await gone(asking);
  const end = /^Shall this project end/;
  await says(tariq, end, "Yes");
  await says(jean, end, "Yes");
  for (const page of [rhona, tariq, jean]) await soon(page.getByText("This project has ended.", { exact: false }));
  await forEverybody(rhona, "a project that has ended");

  // what came of it is still told
  await tab(jean, "Measures").click();
  await press(jean, "Tell what came of it");
  const story = jean.getByRole("dialog", { name: "What came of it?" });
  await box(story, "The story").fill("Four doors on our landing stand open on Sundays.");
  await forEverybody(jean, "telling what came of it");
  await press(story, "Write it down");
  await gone(story);
  await tab(rhona, "Measures").click();
  await soon(rhona.getByText("Four doors on our landing stand open on Sundays."));

  // nobody puts it away before all have had time to tell; it is read and taken along
  await soon(rhona.getByText("It can be put away from", { exact: false }));
  expect(await rhona.getByRole("button", { name: "Put it away" }).count()).toBe(0);
  const [file] = await Promise.all([tariq.waitForEvent("download"), press(tariq, "Take it with you")]);
  const packed = unzipSync(await readFile(await file.path()));
  expect(Buffer.from(packed["board.json"] ?? []).toString("utf8")).toContain("Four doors on our landing stand open on Sundays.");

  // whoever told it takes it out again, and it is gone for all
  await jean.getByRole("button", { name: /^Take it out again/ }).click();
  const out = jean.getByRole("alertdialog", { name: "Take this out again?" });
  await forEverybody(jean, "taking words out again");
  await out.getByRole("button", { name: "Take it out again" }).click();
  await gone(rhona.getByText("Four doors on our landing stand open on Sundays."));
});

test("one leaves after reading what that means, somebody else speaks for an owner too, and who has left reads kind words and no more", async () => {
  const rhona = rhonas();
  const title = "A bench in the sun";
  const projectId = await proposed(rhona, title, [foodHub]);
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  await yes(tariq, projectId, title);

  await open(rhona, `/projects/${projectId}?tab=charter`, title);
  await soon(rhona.getByText("The last one stays: somebody has to speak for you here."));
  await press(rhona, "Somebody else speaks for us too");
  const adds = rhona.getByRole("dialog", { name: "Somebody else speaks for us too" });
  await press(adds, "Add them");
  await soon(adds.getByText("Choose a colleague.").first());
  await adds.getByRole("combobox", { name: "Choose a colleague" }).selectOption({ label: "Isla Fraser" });
  await forEverybody(rhona, "somebody else speaks for us");
  await press(adds, "Add them");
  await gone(adds);
  await soon(rhona.getByRole("button", { name: /^Not any more.*Isla Fraser/ }));

  await tab(tariq, "Charter").click();
  await press(tariq, "Leave this project");
  const leaves = tariq.getByRole("alertdialog", { name: "Does Govan Food Hub leave this project?" });
  await soon(leaves.getByText("You are the only one of your side.", { exact: false }));
  await forEverybody(tariq, "before one leaves");
  await box(leaves, "A kind word, if you like").fill("Thank you for the bench.");
  await press(leaves, "Govan Food Hub leaves");
  await soon(tariq.getByText("Govan Food Hub has left this project.").first());
  await forEverybody(tariq, "a project that we have left");
  await soon(rhona.getByText("One kind of organisation has left.", { exact: false }));
  await soon(rhona.getByText("Thank you for the bench."));
  await forEverybody(rhona, "a project that needs a partner");
  await open(tariq, "/projects", "Projects");
  expect(await tariq.getByText(title).count()).toBe(0);
});

test("what a visit taught somebody begins a project, and what was written is thrown away only when that is meant", async () => {
  const rhona = rhonas();
  await open(rhona, "/exchange/learning", "Learning");
  const note = rhona.getByRole("list", { name: "Notes, the newest first" }).getByRole("listitem").first().getByRole("link");
  await note.click();
  await soon(rhona.getByRole("link", { name: "Propose a project from it" }));
  const name = (await rhona.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await rhona.getByRole("link", { name: "Propose a project from it" }).click();
  await soon(h1(rhona, "Propose a project"));
  const need = box(rhona, "What did people say is missing?");
  await expect.poll(() => need.inputValue()).toContain(name);
  await press(rhona, "Start again");
  const sure = rhona.getByRole("alertdialog", { name: "Throw away what you wrote?" });
  await soon(sure);
  await forEverybody(rhona, "before it is thrown away");
  await press(sure, "Keep it");
  await gone(sure);
  expect(await need.inputValue()).toContain(name);
  await press(rhona, "Start again");
  await press(sure, "Start again");
  await gone(sure);
  await expect.poll(() => need.inputValue()).toBe("");
});

test("who votes on other words of the charter reads each thing as it is and as it would be; an organisation that is asked in meanwhile comes to the letter and no missing board", async () => {
  const rhona = rhonas();
  const tariq = await comeIn(await stage().device(), "Tariq Ansari");
  const projectId = await proposed(rhona, "Sunday table", [foodHub]);
  await yes(tariq, projectId, "Sunday table");

  await open(rhona, `/projects/${projectId}/words`, "Propose other words");
  await rhona.getByLabel("Why do you want to do it, and for whom?").fill("So that nobody on our streets sits alone on Sundays.");
  const changes = (page: Page) => page.getByRole("region", { name: "What would change: 1 thing" });
  await soon(changes(rhona).getByText("As it would be"));
  await press(rhona, "Put it to the vote");
  const asked = /^Shall the charter have other words/;
  await tab(tariq, /^Decisions/).click();
  await soon(question(tariq, asked));
  const [before, after] = await changes(tariq).locator(".project-two > div").allInnerTexts();
  expect([before, after]).toEqual([
    "As it is now\n\nSo that nobody sits alone.",
    "As it would be\n\nSo that nobody on our streets sits alone on Sundays.",
  ]);
  await forEverybody(tariq, "voting on other words of the charter");
  await says(tariq, asked, "Yes");
  await gone(changes(tariq));

  const proposalId = fresh();
  const roomId = `project:${projectId}`;
  const invite = { kind: "invite", orgId: panel.orgId };
  const change = (page: Page, orgId: string, path: string, input: object) =>
    askHttp(page, { orgId, path, change: true, input: { roomId, id: fresh(), input } });
  expect((await change(rhona, southside.orgId, "projects.openProposal", { proposalId, question: invite })).status).toBe(200);
  // whoever has done much in a minute is told to wait for a moment
  const votes = async () => (await change(tariq, foodHub.orgId, "projects.vote", { proposalId, yes: true, words: "" })).status;
  await expect.poll(votes).toBe(200);
  const jean = await comeIn(await stage().device(), "Jean Paterson");
  await open(jean, `/projects/${projectId}`, "Sunday table");
  await soon(jean.getByRole("button", { name: "Yes, we own it with you" }));
  expect(await tab(jean, "Board").count()).toBe(0);
  await forEverybody(jean, "a project that has begun, for who is asked in");
});
