import { expect, test } from "vitest";
import { h1, open } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page } = stageFor("Jean Paterson");
const title = "What's here, and what's missing";
const name = "Slow walk along the Clyde";

test("a resident says that something is gone; a steward reads it in the queue and settles it; what a gap tells too much of is taken out and kept off the map, and put back", async () => {
  const jean = page();
  await open(jean, "/map?q=Clyde", title);
  await jean.getByRole("link", { name }).click();
  await soon(h1(jean, name));
  await jean.getByRole("button", { name: "Something is wrong here, or it is gone" }).click();
  const asks = jean.getByRole("dialog", { name: "What is wrong?" });
  await soon(asks);
  await asks.getByRole("radio", { name: "It is gone" }).check();
  await asks.getByRole("textbox").fill("Nobody has met there since May.");
  await forEverybody(jean, "what is wrong here");
  await asks.getByRole("button", { name: "Send it to the stewards" }).click();
  await gone(asks);
  await soon(jean.getByText("A steward looks at what you said."));
  await forEverybody(jean, "what one has said is wrong");

  const kirsty = await comeIn(await stage().device(), "Kirsty Lamont");
  await open(kirsty, "/map/queue", "What waits");
  const pile = kirsty.getByRole("list", { name: "Somebody says that something is wrong, or that it is gone" });
  await pile.getByRole("link", { name }).click();
  await soon(h1(kirsty, name));
  const said = kirsty.getByText("“Nobody has met there since May.”", { exact: true });
  await soon(said);
  await forEverybody(kirsty, "what somebody says is wrong, for who settles it");
  await kirsty.getByRole("button", { name: /^I have looked at it/ }).click();
  const settles = kirsty.getByRole("dialog", { name: "What came of it?" });
  await soon(settles);
  await settles.getByRole("textbox").fill("They meet again since June.");
  await settles.getByRole("button", { name: "Settle it" }).click();
  await gone(settles);
  await gone(said);

  await open(kirsty, "/map", title);
  await kirsty
    .getByRole("link", { name: /evening/i })
    .first()
    .click();
  await kirsty.getByRole("button", { name: "Keep it off the map" }).click();
  const hides = kirsty.getByRole("dialog", { name: "Keep it off the map?" });
  await soon(hides);
  await hides.getByRole("textbox").fill("It tells of one family.");
  await forEverybody(kirsty, "keeping a gap off the map");
  await hides.getByRole("button", { name: "Keep it off the map" }).click();
  await gone(hides);
  await soon(kirsty.getByText("Kept off the map. Only the stewards, the coordinator and whoever raised it see it."));
  await kirsty.getByRole("button", { name: "Take words out…" }).click();
  const takes = kirsty.getByRole("dialog", { name: "Take words out?" });
  await soon(takes);
  await takes.getByRole("radio", { name: /^Kept off the map/ }).check();
  await takes.getByRole("radio", { name: "they named somebody" }).check();
  await forEverybody(kirsty, "taking words out");
  await takes.getByRole("button", { name: "Take them out" }).click();
  await gone(takes);
  await soon(kirsty.getByText("Words were taken out here: they named somebody.").first());
  await forEverybody(kirsty, "a gap that is kept off the map, with words that were taken out");
  await kirsty.getByRole("button", { name: "Put it on the map again" }).click();
  const shows = kirsty.getByRole("dialog", { name: "Put it on the map again?" });
  await soon(shows);
  await shows.getByRole("textbox").fill("It says the street now.");
  await shows.getByRole("button", { name: "Put it on the map" }).click();
  await gone(shows);
  expect(await kirsty.getByText("Kept off the map. Only").count()).toBe(0);
});
