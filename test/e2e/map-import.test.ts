import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { open } from "./deeds.ts";
import { forEverybody, soon, stageFor } from "./kit.ts";

const { page: kirstys } = stageFor("Kirsty Lamont");
const rows = [
  ["Reference", "Name", "What it is", "Zone", "Subject", "Ring"],
  ["C1", "Café Élan", "Soup – as much as you like", "G51 3BL", "Food", "0141 496 0001"],
  ["C2", "Chorus of “Govan”", "Singing\nfor everybody", "G51 2XA", "Music", "0141 496 0002"],
  ["C3", "Somewhere at sea", "Nobody knows", "", "Company", "none"],
  ["C4", "", "It has no name", "G51 3BL", "Food", ""],
];
/** As Windows writes western Europe, with semicolons. */
const windows: Readonly<Record<string, number>> = { "–": 0x96, "“": 0x93, "”": 0x94 };
const spreadsheet = Buffer.from(
  [...rows.map((row) => row.map((cell) => `"${cell}"`).join(";")).join("\r\n")].map((sign) => windows[sign] ?? sign.charCodeAt(0)),
);
const file = { name: "council services.csv", mimeType: "text/csv", buffer: spreadsheet };

test("a coordinator brings in a council's spreadsheet: sees first what would become of it, says what a column is, and the second time nothing changes", async () => {
  const kirsty = kirstys();
  await open(kirsty, "/map/import", "Bring in a directory");
  await forEverybody(kirsty, "bringing in a directory");
  await kirsty.getByLabel("Choose a file").setInputFiles(file);
  await soon(kirsty.getByText("Read as a table (CSV), 4 rows."));
  expect(await kirsty.getByLabel("Written as").inputValue()).toBe("windows-1252");
  expect(await kirsty.getByLabel("Cells are separated by").inputValue()).toBe(";");
  // its name says nothing, what stands in it does
  expect(await kirsty.getByLabel("Zone", { exact: true }).inputValue()).toBe("postcode");
  await soon(kirsty.getByRole("cell", { name: "Café Élan" }));
  await soon(kirsty.getByText("It has no name."));
  expect(await kirsty.getByLabel("What it is", { exact: true }).inputValue()).toBe("");
  await kirsty.getByLabel("What it is", { exact: true }).selectOption("summary");
  // what a file is called says nothing of where it comes from
  expect(await kirsty.getByLabel("Name of the source").inputValue()).toBe("");
  await kirsty.getByLabel("Name of the source").fill("Invented council");
  await kirsty.getByLabel("Licence of the source").fill("OGL");
  await forEverybody(kirsty, "looking at a directory before it comes");
  await kirsty.getByRole("button", { name: "Bring it in" }).click();
  await soon(kirsty.getByRole("heading", { name: "Result" }));
  await soon(kirsty.getByText("2 new", { exact: true }));
  await soon(kirsty.getByText("2 not taken", { exact: true }));
  await forEverybody(kirsty, "what became of a directory");

  // after a reload it is still there
  await kirsty.reload();
  await soon(kirsty.getByText("2 new", { exact: true }));
  await kirsty.getByLabel("Show").selectOption("rejected");
  await soon(kirsty.getByText(/It lies in none of the areas/));
  await expect.poll(() => kirsty.getByRole("cell", { name: "Café Élan" }).count()).toBe(0);
  const [download] = await Promise.all([
    kirsty.waitForEvent("download"),
    kirsty.getByRole("button", { name: "Download the result as a table" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain('"Café Élan","new"');

  await open(kirsty, "/map/import", "Bring in a directory");
  // the next month's file has another name, and is of the same source
  await kirsty.getByLabel("Choose a file").setInputFiles({ ...file, name: "december (1).csv" });
  await soon(kirsty.getByText("Read as a table (CSV), 4 rows."));
  await kirsty.getByLabel("What it is", { exact: true }).selectOption("summary");
  const source = kirsty.getByLabel("Where it comes from");
  expect(await source.inputValue()).toBe("source Invented council");
  expect(await kirsty.getByLabel("Licence of the source").inputValue()).toBe("OGL");
  await soon(kirsty.getByText("Of the first 4 rows 2 are known from this source.", { exact: true }));
  await source.selectOption("Choose the source");
  await kirsty.getByRole("button", { name: "Bring it in" }).click();
  await soon(kirsty.getByRole("link", { name: "Say which source it comes from before you begin." }));
  await source.selectOption("Invented council");
  await forEverybody(kirsty, "bringing a directory in once more");
  await kirsty.getByRole("button", { name: "Bring it in" }).click();
  await soon(kirsty.getByText("2 unchanged", { exact: true }));
  await soon(kirsty.getByText("0 new", { exact: true }));
  await kirsty.getByLabel("Show").selectOption("unchanged");
  await kirsty.getByRole("link", { name: /Open it.*Café Élan/ }).click();
  await soon(kirsty.getByText("Soup – as much as you like"));
});
