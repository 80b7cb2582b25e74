import { expect, test } from "vitest";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, greeting, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const title = "What's here, and what's missing";
const name = "Slow walk along the Clyde";
const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

test("a service says that it closes: who follows it is told once and says that they have read it, and the notice shows who hasn't", async () => {
  const [callum, kirsty] = await Promise.all([
    comeIn(await stage().device(), "Callum Reid"),
    comeIn(await stage().device(), "Kirsty Lamont"),
  ]);
  await open(kirsty, "/map?q=Clyde", title);
  await kirsty.getByRole("link", { name }).click();
  await soon(h1(kirsty, name));
  const path = new URL(kirsty.url()).pathname;
  await open(callum, path, name);
  await callum.getByRole("button", { name: "Tell me what becomes of it" }).click();
  await soon(callum.getByRole("button", { name: "Don't tell me any more" }));

  await kirsty.getByRole("button", { name: "It is going to close…" }).click();
  const dialog = kirsty.getByRole("dialog", { name: "It is going to close" });
  await soon(dialog);
  await dialog.getByRole("button", { name: "Tell everybody who has to know" }).click();
  await soon(dialog.getByText("Name one thing that people can use instead, or say that you know of nothing.").first());
  await forEverybody(kirsty, "before an end is announced");
  await dialog.getByLabel("Its last day").fill(inAMonth);
  await dialog.getByRole("textbox", { name: "Why it closes" }).fill("Whoever leads it moves away.");
  await dialog.getByRole("textbox", { name: "Look for it by its name" }).fill("choir");
  await dialog.getByRole("button", { name: "Look", exact: true }).click();
  await dialog.getByRole("checkbox", { name: "Mind the Gap Choir" }).check();
  await dialog.getByRole("button", { name: "Tell everybody who has to know" }).click();
  await gone(dialog);
  await soon(kirsty.getByText("Whoever leads it moves away.", { exact: true }));
  const unread = kirsty.getByRole("listitem").filter({ hasText: "Callum Reid" });
  await soon(unread);
  await forEverybody(kirsty, "an announced end, with who hasn't read it");

  await callum.goto("/");
  await soon(callum.getByRole("heading", { level: 1, name: greeting }));
  // another end was announced to him before
  const told = callum.getByRole("link", { name: "Something that you rely on closes." });
  await told.and(callum.locator(`[href="${path}"]`)).click();
  await soon(h1(callum, name));
  await soon(callum.getByText("Whoever leads it moves away.", { exact: true }));
  expect(await callum.getByText("Haven't read it yet").count()).toBeLessThanOrEqual(1);
  await forEverybody(callum, "an announced end, for who was told");
  await callum.getByRole("button", { name: /^I have read it/ }).click();
  await gone(callum.getByRole("button", { name: /^I have read it/ }));
  await kirsty.reload();
  await soon(kirsty.getByText(/of \d+ who were told have read it/));
  expect(await unread.count()).toBe(0);
  expect(await rhonas().getByRole("heading", { level: 1 }).count()).toBe(1);
});
