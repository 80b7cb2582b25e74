import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { mayBeOne, nearlySame } from "@linkwork/shared/map/rules-alike.ts";
import { contentKey, matchColumns, themesIn } from "@linkwork/shared/map/rules-import.ts";
import { areaWhere } from "@linkwork/shared/map/rules-lies.ts";
import { type Cells, postcodeOf, rowOf } from "@linkwork/shared/map/rules-row.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { ImportField } from "@linkwork/shared/map/schema-import.ts";
import { importFieldWords } from "@linkwork/shared/map/words-import.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { full } from "../../kit/depth.ts";

const areaId = "00000000-0000-4000-8000-000000000051" as AreaId;
const point = { lon: -4.31, lat: 55.862 };
const around = {
  pointOf: (postcode: string) => (postcode === "G51 3UU" ? point : undefined),
  areaOf: () => areaId,
  fromGrid: () => point,
};
const given = { themes: ["company" as const], areaId: null };
const became = (cells: Cells) => rowOf({ name: "A club", ...cells }, given, around);

describe("what a row becomes", () => {
  test("whatever stands in a row, it becomes something that the map takes, or a reason", () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.constantFrom(
        "55.86",
        "-4.31",
        "0",
        "G51 3UU",
        "2026-01-31",
        "31/01/2026",
        "Domestic abuse",
        "0141 496 0000",
        "https://example.org",
        "[{}]",
        "x".repeat(5_000),
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ImportField.options.filter((field) => field !== "hours")), cell), (cells) => {
        const row = rowOf(cells as Cells, given, around);
        if ("reason" in row) return;
        const checked = AssetDetails.safeParse(row.details);
        expect(checked.success, JSON.stringify(checked.error?.issues)).toBe(true);
        expect(JSON.stringify(row.details)).not.toContain("\ufffd");
      }),
      { numRuns: full ? 3_000 : 400 },
    );
  });
  test("a cell of blanks and brackets is looked through once, not once from each of its signs", () => {
    const started = performance.now();
    for (const typed of [` ${" ".repeat(60_000)}x`, "(a".repeat(30_000)])
      expect(became({ postcode: "G51 3UU", phone: `0${typed}` })).toMatchObject({ notes: expect.arrayContaining(["phoneLeftOut"]) });
    expect(performance.now() - started, "milliseconds").toBeLessThan(2_000);
  });
  test("contacts have the form of one, or are left out and it is said", () => {
    expect(
      became({ phone: "0141 496 0000 (office); ring me", email: "mailto:desk@example.org", website: "www.example.org somewhere" }),
    ).toMatchObject({
      details: {
        contacts: [
          { kind: "phone", value: "0141 496 0000" },
          { kind: "email", value: "desk@example.org" },
          { kind: "web", value: "https://www.example.org" },
        ],
      },
      notes: expect.arrayContaining(["phoneLeftOut", "websiteLeftOut"]),
    });
  });
  test("days are read as Britain writes them, and one that the calendar hasn't is none", () => {
    for (const [said, day] of [
      ["2026-02-28", "2026-02-28"],
      ["28/02/2026", "2026-02-28"],
      ["30/02/2026", null],
      ["soon", null],
    ] as const)
      expect(became({ assuredOn: said })).toMatchObject({ assuredOn: day });
  });
  test("what its source calls closed is turned down, and so is a number of the health service", () => {
    expect(became({ status: "defunct" })).toMatchObject({ reason: "closedThere" });
    expect(became({ summary: "Ask for 943 476 5919" })).toMatchObject({ reason: "healthNumber", field: "summary" });
  });
});

describe("what a column is", () => {
  test("each field has a name that people read, and is found by what directories call it", () => {
    expect(Object.keys(importFieldWords).sort()).toEqual([...ImportField.options].sort());
    const columns = ["Service Name", "POSTCODE", "Tel.", "E-mail", "Web site", "Min age", "Opening times"];
    expect(matchColumns(columns, [])).toEqual(["name", "postcode", "phone", "email", "website", "fromAge", "when"]);
  });
  test("a field is one column: of two that could be it the first is, and a name comes before what it looks like", () => {
    const rows = [["G51 3UU", "G52 1AA", "Lunch"]];
    expect(matchColumns(["Here", "Postcode", "Title"], rows)).toEqual([undefined, "postcode", "name"]);
  });
});

test("two names are nearly the same by their telling words alone", () => {
  expect(nearlySame("The Govan Tool Library Ltd", "Govan tool library")).toBe(true);
  expect(nearlySame("Café Zoë", "Cafe Zoe")).toBe(true);
  expect(nearlySame("Govan Tool Library", "Govan Toy Library")).toBe(false);
  expect(contentKey("Repair café, the", "g513uu")).toBe(contentKey("The Repair Cafe", "G51 3UU"));
});
test("subjects of others become themes of ours, and short words only as whole words", () => {
  expect(themesIn("Food bank; Befriending")).toEqual(["food", "company"]);
  expect(themesIn("Start party")).toEqual([]);
  expect(themesIn("arts")).toEqual(["arts"]);
  for (const homes of ["Housing", "House", "Supported housing"]) expect(themesIn(homes), homes).toEqual(["homes"]);
  expect(themesIn("Housebound")).toEqual([]);
  expect(["Singing", "Swimming", "Dancing", "Cookery", "Babies"].map(themesIn)).toEqual([
    ["arts"],
    ["moving"],
    ["moving"],
    ["food"],
    ["families"],
  ]);
});
test("refugees, substance abuse and safety on the road are no refuge; abuse, violence and safety are, also beside them", () => {
  for (const subject of ["Refugee support", "Refugees; Asylum"]) expect(themesIn(subject), subject).toEqual(["arrival"]);
  for (const subject of [
    "Substance abuse",
    "Help for drug abuse",
    "Drug and alcohol abuse",
    "Drugs/Alcohol  abuse",
    "Alcohol abuse; Recovery",
  ])
    expect(themesIn(subject), subject).toEqual(["addiction"]);
  for (const subject of ["Road safety", "Health and safety; Road safety"]) expect(themesIn(subject), subject).not.toContain("safety");
  for (const subject of [
    ...["Refuge", "Refuges", "Abuse", "Domestic abuse", "Elder abuse", "Safety", "Personal safety", "Rape and sexual assault"],
    ...["Drugs; Abuse", "Sexual and substance abuse", "Child or alcohol abuse", "Substance abuse; Violence", "Refugee refuge"],
  ])
    expect(themesIn(subject), subject).toContain("safety");
});
test("a cell of subjects is looked through once, not once from each of its signs", () => {
  const started = performance.now();
  for (const sign of [" ", "drug ", "drug/", "drug and ", "abuse ", "health and "]) themesIn(`${sign.repeat(64_000 / sign.length)}x`);
  expect(performance.now() - started, "milliseconds").toBeLessThan(10_000);
});
test("what is called a refuge is guarded, whatever its source calls its subject", () => {
  const row = became({ name: "Govan Women's Refuge", themes: "Housing", postcode: "G51 3UU" });
  expect(row).toMatchObject({
    details: { themes: ["homes", "safety"], place: { precision: "hidden" } },
    notes: expect.arrayContaining(["hidden"]),
  });
  const many = became({ name: "A refuge", themes: "Food; Debt; Company; Mental health; Sport; Carers; Housing" });
  expect(many).toMatchObject({ details: { themes: ["food", "money", "company", "mind", "moving", "safety"] } });
  expect(became({ name: "Refugee welcome", themes: "Housing" })).toMatchObject({ details: { themes: ["homes"] } });
});
test("of more subjects than are kept, one that guards a place is always kept, wherever it stands among them", () => {
  const subjects = ["Counselling", "Accommodation", "Legal advice", "Health", "Community support", "Benefits", "Food", "Carers"];
  for (let at = 0; at <= subjects.length; at++) {
    const themes = themesIn(subjects.toSpliced(at, 0, "Domestic abuse").join("; "));
    expect(themes, `at ${at}`).toContain("safety");
    expect(themes, `at ${at}`).toHaveLength(6);
  }
});
test("postcodes are written with their blank, and what has another form is none", () => {
  expect(["g513uu", "G51  3UU", "EC1A 1BB", "G51", "nothing"].map(postcodeOf)).toEqual([
    "G51 3UU",
    "G51 3UU",
    "EC1A 1BB",
    undefined,
    undefined,
  ]);
});
describe("in which area something lies", () => {
  const area = (code: string, change: Partial<Area>): Area => ({
    ...{
      areaId: `00000000-0000-4000-8000-0000000000${code}` as AreaId,
      code: `G${code}`,
      name: code,
      middle: point,
      outline: null,
      residents: null,
      districts: [],
    },
    ...change,
  });
  const square: Area["outline"] = [
    [
      [-5, 55],
      [-4, 55],
      [-4, 56],
      [-5, 56],
      [-5, 55],
    ],
    [
      [-4.6, 55.4],
      [-4.4, 55.4],
      [-4.4, 55.6],
      [-4.6, 55.6],
      [-4.6, 55.4],
    ],
  ];
  const drawn = area("51", { outline: square });
  const far = area("52", { middle: { lon: -3, lat: 56 }, districts: ["G52", "G53"] });
  test("by its outline, whose holes are none of it; else by its postcode; else by the nearest middle within fifteen kilometres", () => {
    const at = (where: { point?: { lon: number; lat: number }; postcode?: string }) =>
      areaWhere({ point: where.point, postcode: where.postcode }, [drawn, far]);
    expect(at({ point: { lon: -4.9, lat: 55.1 } })).toBe(drawn.areaId);
    expect(at({ point: { lon: -4.5, lat: 55.5 } })).toBeUndefined();
    expect(at({ postcode: "G53 1AA" })).toBe(far.areaId);
    expect(at({ point: { lon: -3.05, lat: 56 } })).toBe(far.areaId);
    expect(at({ point: { lon: -2, lat: 56 } })).toBeUndefined();
  });
});

test("two are offered as one where most of their words are the same, or some are and they are about the same; words that every gap has say nothing", () => {
  const said = (name: string, theme: "transport" | "food") => ({ name, themes: [theme] as const });
  const bench = said("Nowhere to sit by the bus station", "transport");
  expect(mayBeOne(bench, said("A seat to sit on near the bus station", "food"))).toBe(true);
  expect(mayBeOne(bench, said("No buses after eight", "transport"))).toBe(true);
  expect(mayBeOne(bench, said("No buses after eight", "food"))).toBe(false);
  expect(mayBeOne(said("There is no place for people", "food"), said("No place near", "food"))).toBe(false);
});
