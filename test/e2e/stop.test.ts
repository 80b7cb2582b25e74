import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seedId } from "../../apps/server/src/seed/ids.ts";
import { h1, open, openFromList, thread } from "./deeds.ts";
import { forEverybody, gone, offline, signIn, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");

test("who can't read a conversation can still stop the sharing when the person tells them, and reads nothing by it", async () => {
  const [davies, nasreens] = [await stage().device(), await stage().device()];
  const [davie, nasreen] = [await signIn(davies, "Davie Kerr"), await signIn(nasreens, "Nasreen Malik")];
  const section = (page: Page) => page.getByRole("list", { name: "Where you can stop sharing" });
  const rhona = rhonas();
  await openFromList(rhona, "J.T. · Men's Shed, Fridays");

  // J.T. had paused; now he tells Davie that it is over
  await open(davie, "/cases", "Cases");
  const rows = section(davie).getByRole("listitem");
  await soon(rows.first());
  // of G.S. the time has run out: there the organisation can still leave, and gets its own words
  const listed = await rows.allInnerTexts();
  expect(listed.map((row) => row.slice(0, 4)).sort()).toEqual(["G.S.", "J.T."]);
  expect(listed.find((row) => row.startsWith("J.T."))).toMatch(/^J\.T\. · .*\s+paused$/);
  await forEverybody(davie, "the cases, with one that can be stopped");
  await section(davie).getByRole("link", { name: "J.T. · Govan Food Hub" }).click();
  await soon(h1(davie, "Does J.T. want to stop sharing?"));
  await soon(davie.getByText("Nothing of the conversation about J.T. is shown here."));
  expect(await davie.getByText(/vice|bench|mending/).count()).toBe(0);
  await forEverybody(davie, "what can be stopped");
  await davie.getByRole("button", { name: "J.T. withdraws" }).click();
  const dialog = davie.getByRole("alertdialog", { name: "J.T. stops sharing" });
  await dialog.getByRole("combobox", { name: "How did J.T. say it?" }).selectOption({ label: "by phone" });
  await forEverybody(davie, "the question before stopping");
  await dialog.getByRole("button", { name: "J.T. withdraws from Govan Food Hub" }).click();
  await soon(h1(davie, "It is recorded"));
  await soon(davie.getByText("Nobody there can read the conversation any more"));
  await forEverybody(davie, "it is recorded");
  await soon(thread(rhona).getByText("J.T. stopped sharing"));
  await davie.getByRole("link", { name: "Back to the cases" }).click();
  await gone(rows.filter({ hasText: "J.T." }));

  // and Nasreen, who is in no conversation, is told by M.K.
  await open(nasreen, "/cases", "Cases");
  await section(nasreen).getByRole("link", { name: "M.K. · Govan Food Hub" }).click();
  await soon(h1(nasreen, "Does M.K. want to stop sharing?"));
  const here = nasreen.url();
  await nasreen.getByRole("button", { name: "M.K. pauses" }).click();
  const pause = nasreen.getByRole("alertdialog", { name: "M.K. pauses" });
  await soon(pause);
  await offline(nasreens, true);
  await pause.getByRole("button", { name: "M.K. pauses sharing with Govan Food Hub" }).click();
  await soon(pause.getByRole("heading", { name: "Something needs mending first" }));
  await offline(nasreens, false);
  await pause.getByRole("button", { name: "M.K. pauses sharing with Govan Food Hub" }).click();
  await soon(nasreen.getByText("It stays closed to them until M.K. says yes again."));
  expect(await nasreen.getByText(/company|window table|Tariq/).count()).toBe(0);
  // somebody else's case leads her nowhere
  await nasreen.goto(here.replace("/stop", ""));
  await soon(h1(nasreen, "Not here"));
  await nasreen.goto(`/cases/${seedId<string>("case ad")}/stop`);
  await soon(h1(nasreen, "Not here"));
  await Promise.all([davies.close(), nasreens.close()]);
});
