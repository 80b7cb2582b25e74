import { numbersIn } from "../clients/numbers.ts";
import type { AreaId } from "../kernel/ids.ts";
import { accessOf, ages, contactsOf, costOf, dayOf, hoursOf, kindOf, languagesOf } from "./rules-cells.ts";
import { audiencesIn, themesIn, withGuard } from "./rules-import.ts";
import { isGuarded, isWithin, kept } from "./rules-place.ts";
import type { Place, Point } from "./schema.ts";
import type { AssetDetails } from "./schema-asset.ts";
import type { ImportChoices, ImportField, RejectReason, RowNote } from "./schema-import.ts";

/** What stands in a row, by what its columns are. */
export type Cells = Readonly<Partial<Record<ImportField, string>>>;
/** What has to be known to place a row. */
export type Surroundings = {
  /** the middle of a postcode; undefined for one that nobody knows */
  pointOf(postcode: string): Point | undefined;
  /** the area in which something lies */
  areaOf(where: { point: Point | undefined; postcode: string | undefined }): AreaId | undefined;
  /** from the national grid, in metres */
  fromGrid(easting: number, northing: number): Point | undefined;
};
/** A row that can be taken, with what the source says of itself in it. */
export type Taken = {
  details: AssetDetails;
  externalId: string | undefined;
  /** where it says itself that it is: no middle of a postcode */
  point: Point | undefined;
  assuredOn: string | null;
  terms: string[];
  notes: RowNote[];
};
/** `externalId`: of what its source calls closed, so that who reads it finds what is here of it. */
export type TurnedDown = { reason: RejectReason; field: ImportField | null; externalId?: string | undefined };
type Given = Pick<ImportChoices, "themes" | "areaId">;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** What no text of ours has: what a wrong encoding leaves behind, NUL, half characters. */
const isBroken = (text: string): boolean => text.includes("\ufffd") || text.includes("\u0000") || loneSurrogate.test(text);
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029\t]+/g, " ").trim();
/** No longer than it may be, and no half character at its end. */
const cut = (text: string, longest: number): string =>
  text
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();

/** A postcode as it is written, with its blank; undefined for what has another form. */
export function postcodeOf(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(bare) ? `${bare.slice(0, -3)} ${bare.slice(-3)}` : undefined;
}

const numberOf = (cell: string): number => (/^[-+]?\d{1,9}(?:[.,]\d{1,20})?$/.test(cell) ? Number(cell.replace(",", ".")) : Number.NaN);
/** In the ranges of the national grid, where no degrees can be. */
const isGrid = (easting: number, northing: number): boolean => easting > 180 && easting < 800_000 && northing > 180 && northing < 1_300_000;

type Pointed = { point: Point | undefined; notes: RowNote[] } | TurnedDown;
/** Where a row says that it is: degrees, or metres of the national grid in whichever columns they stand. */
function pointIn(cells: Cells, { fromGrid }: Pick<Surroundings, "fromGrid">): Pointed {
  const said = (field: ImportField): string => (cells[field] ?? "").trim();
  const degrees = said("lat") !== "" || said("lon") !== "";
  const metres = said("easting") !== "" || said("northing") !== "";
  if (!degrees && !metres) return { point: undefined, notes: [] };
  const [x, y] = (degrees ? [said("lon"), said("lat")] : [said("easting"), said("northing")]).map(numberOf) as [number, number];
  const field: ImportField = degrees ? "lat" : "easting";
  if (Number.isNaN(x) || Number.isNaN(y)) return { reason: degrees ? "offMap" : "notGrid", field };
  if (x === 0 && y === 0) return { reason: "zero", field };
  if (degrees && isWithin({ lon: x, lat: y })) return { point: kept({ lon: x, lat: y }), notes: [] };
  if (isGrid(x, y)) {
    const point = fromGrid(x, y);
    return point && isWithin(point) ? { point: kept(point), notes: ["grid"] } : { reason: "notGrid", field };
  }
  if (!degrees) return { reason: "notGrid", field };
  return { reason: isWithin({ lon: y, lat: x }) ? "swapped" : "offMap", field };
}

/** What stands where it is, as one would tell a visitor; a postcode that has not the form of one is kept there. */
function placeOf(cells: Cells, point: Point | undefined, { pointOf }: Pick<Surroundings, "pointOf">, short: (field: string) => void) {
  const notes: RowNote[] = [];
  const typed = oneLine(cells.postcode ?? "");
  const postcode = postcodeOf(typed);
  if (typed !== "" && !postcode) notes.push("postcodeOdd");
  const middle = postcode && !point ? pointOf(postcode) : undefined;
  if (postcode && !point && !middle) notes.push("postcodeUnknown");
  const parts = [cells.address, cells.addressMore, postcode ? "" : typed].map((part) => oneLine(part ?? "")).filter((part) => part !== "");
  const whole = parts.join(", ");
  if (whole.length > 200) short("address");
  const town = cut(oneLine(cells.town ?? ""), 80);
  const at = point ?? middle;
  const place: Place = {
    precision: point ? "exact" : postcode ? "postcode" : "district",
    ...(at ? { point: at } : {}),
    address: cut(whole, 200),
    ...(postcode ? { postcode } : {}),
    ...(town ? { town } : {}),
  };
  if (!at && !postcode) notes.push("noPlace");
  return { place, notes };
}

const longTexts: readonly (readonly [ImportField, number])[] = [
  ["name", 160],
  ["summary", 2_000],
  ["eligibility", 500],
  ["when", 500],
];

/** What a row would become here, or why it can't. */
export function rowOf(cells: Cells, given: Given, around: Surroundings): Taken | TurnedDown {
  for (const [field, cell = ""] of Object.entries(cells) as [ImportField, string | undefined][]) {
    if (isBroken(cell)) return { reason: "badText", field };
  }
  const notes = new Set<RowNote>();
  const said = (field: ImportField): string => (cells[field] ?? "").trim();
  if (oneLine(said("name")) === "") return { reason: "noName", field: "name" };
  const externalId = cut(oneLine(said("externalId")), 200);
  if (/^(?:defunct|closed|inactive)$/i.test(said("status")))
    return { reason: "closedThere", field: "status", ...(externalId === "" ? {} : { externalId }) };
  for (const [field] of longTexts) if (numbersIn(said(field)).length > 0) return { reason: "healthNumber", field };
  const pointed = pointIn(cells, around);
  if ("reason" in pointed) return pointed;
  for (const note of pointed.notes) notes.add(note);

  const short = (text: string, longest: number): string => {
    if (text.length > longest) notes.add("shortened");
    return cut(text, longest);
  };
  const placed = placeOf(cells, pointed.point, around, () => notes.add("shortened"));
  for (const note of placed.notes) notes.add(note);
  const themes = themesIn(said("themes"));
  if (themes.length === 0 && given.themes.length === 0) return { reason: "noTheme", field: "themes" };
  if (themes.length === 0) notes.add("themeGiven");
  const { place } = placed;
  const inArea = around.areaOf({ point: place.point, postcode: place.postcode });
  const areaId = inArea ?? given.areaId;
  if (!areaId) return { reason: "noArea", field: "postcode" };
  if (!inArea) notes.add("areaGiven");

  const name = short(oneLine(said("name")), 160);
  const runBy = oneLine(said("organisation"));
  const about = said("summary");
  if (about === "") notes.add("noSummary");
  const summary = [about === "" ? name : about, runBy !== "" && !about.includes(runBy) ? `Run by ${cut(runBy, 160)}.` : ""];
  const { contacts, notes: left } = contactsOf(cells);
  for (const note of left) notes.add(note);
  const all = withGuard(themes.length > 0 ? themes : given.themes, name);
  if (isGuarded(all)) notes.add("hidden");
  const cost = costOf(said("cost"));
  if (cost.unknown) notes.add("costUnknown");
  const details: AssetDetails = {
    ...{ name, kind: kindOf(said("kind")), themes: all, audiences: audiencesIn(said("audiences")) },
    summary: short(summary.filter((part) => part !== "").join("\n"), 2_000),
    areaId,
    // where somebody could be found by who looks for them is told to nobody until a steward has looked
    place: isGuarded(all) ? { ...place, precision: "hidden" } : place,
    ...{ catchment: { kind: "everywhere" }, hours: hoursOf(said("hours")), when: short(said("when"), 500), contacts },
    eligibility: short([said("eligibility"), ages(said("fromAge"), said("toAge"))].filter((part) => part !== "").join("\n"), 500),
    ...{ cost: cost.cost, costWords: short(cost.words, 160), languages: languagesOf(said("languages")) },
    ...{ access: accessOf(said("facilities")), fundingEnds: dayOf(said("fundingEnds")) },
  };
  if (/^temporarily closed$/i.test(said("status"))) notes.add("closedForNow");
  if (externalId === "") notes.add("ownId");
  const terms = said("themes")
    .split(/[;|,\n]+/)
    .map((term) => cut(oneLine(term), 120))
    .filter((term) => term !== "");
  return {
    ...{ details, externalId: externalId === "" ? undefined : externalId, point: pointed.point, assuredOn: dayOf(said("assuredOn")) },
    ...{ terms: [...new Set(terms)].slice(0, 30), notes: [...notes] },
  };
}
