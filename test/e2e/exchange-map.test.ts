import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { h1, open, tabTo } from "./deeds.ts";
import { comeIn, forEverybody, gone, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const listed = (page: Page) => page.getByRole("list", { name: "By visit" }).getByRole("listitem");
const drawn = (page: Page) => page.getByRole("region", { name: "Where they are" }).locator("canvas");

test("a host says where a visit is by its postcode; a link worker finds it on the map and in the list beside it, which is all that the keyboard needs, and what is off the map says so", async () => {
  const rhona = rhonas();
  await open(rhona, "/exchange?by=map", "Exchange");
  await soon(listed(rhona).first());
  await soon(drawn(rhona));
  const all = await listed(rhona).count();
  await soon(rhona.getByText(`${all} visits. All of them are on the map.`));
  await forEverybody(rhona, "visits on a map");

  const davie = await comeIn(await stage().device(), "Davie Kerr");
  await open(davie, "/exchange/offer", "Offer a visit");
  await davie.getByRole("textbox", { name: "What do you call it?" }).fill("Stirring the soup");
  await davie.getByRole("combobox", { name: "What is it about?" }).selectOption({ label: "food and cooking" });
  await davie.getByRole("textbox", { name: "What will visitors see and do?" }).fill("You stir, and hear who comes.");
  await davie.getByRole("textbox", { name: "Whom do they meet?" }).fill("Davie.");
  await davie.getByRole("textbox", { name: "Where is it?" }).fill("The back kitchen");
  await davie.getByRole("textbox", { name: "Where is that on the map?" }).fill("G51 9XX");
  await davie.getByRole("button", { name: "Look there" }).click();
  await soon(davie.getByText("We don't know yet where this postcode is. Try the name of the place."));
  await davie.getByRole("textbox", { name: "Where is that on the map?" }).fill("g51 3dt");
  await davie.getByRole("button", { name: "Look there" }).click();
  await soon(davie.getByRole("form", { name: "Offer a visit" }).getByText("Set to G51 3DT"));
  await forEverybody(davie, "what you offer, with its place on the map");
  await davie.getByLabel("First day").fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await davie.getByRole("combobox", { name: "Who receives the visitors?" }).selectOption({ label: "Davie Kerr" });
  await davie.getByRole("combobox", { name: "Who stands in for them?" }).selectOption({ label: "Tariq Ansari" });
  await davie.getByRole("textbox", { name: /^What could go wrong there/ }).fill("Hot soup.");
  await davie.getByRole("button", { name: "Keep as a draft" }).click();
  await soon(h1(davie, "Stirring the soup"));
  await davie.getByRole("button", { name: "Publish it" }).click();
  await soon(davie.getByRole("button", { name: "Pause it: nobody new can book" }));

  // without loading anything
  const soup = listed(rhona).filter({ hasText: "Stirring the soup" });
  await soon(soup);
  await soon(rhona.getByText(`${all + 1} visits. All of them are on the map.`));
  await tabTo(rhona, soup.getByRole("link"));
  await expect.poll(() => soup.getAttribute("class")).toBe("pointed");
  await rhona.keyboard.press("Enter");
  await soon(h1(rhona, "Stirring the soup"));

  // it is taken off the map: it stays in the list
  await davie.getByRole("link", { name: "Change the words" }).click();
  await davie.getByRole("button", { name: "Take it off the map" }).click();
  await davie.getByRole("button", { name: "Keep this" }).click();
  await gone(davie.getByRole("button", { name: "Keep this" }));
  await open(rhona, "/exchange?by=map", "Exchange");
  await soon(soup.getByText("not on the map", { exact: false }));
  await soon(rhona.getByText(`${all} of them are on the map.`, { exact: false }));

  await rhona.getByText("Narrow it down").click();
  await rhona.getByRole("searchbox", { name: "Name, place or host" }).fill("soup");
  await soon(rhona.getByText("1 visit. None of them is on the map."));
  await gone(drawn(rhona));
});
