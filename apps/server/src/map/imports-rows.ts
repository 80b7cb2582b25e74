import { hash } from "node:crypto";
import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { fromGrid } from "@linkwork/shared/map/rules-grid.ts";
import { contentKey, figuresIn, spotOf } from "@linkwork/shared/map/rules-import.ts";
import { areaWhere } from "@linkwork/shared/map/rules-lies.ts";
import { type Cells, rowOf, type Surroundings, type Taken, type TurnedDown } from "@linkwork/shared/map/rules-row.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { AssetDetails, Contact, Hours } from "@linkwork/shared/map/schema-asset.ts";
import type { ImportChoices, ImportField, RowNote } from "@linkwork/shared/map/schema-import.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import { derivedId } from "../kernel/decide.ts";

/** What a row is placed by: areas as they are drawn now, and the middles of postcodes. */
export function surroundings(areas: readonly Area[], pointOf: (postcode: string) => Point | undefined): Surroundings {
  return {
    pointOf,
    areaOf: (where) => areaWhere(where, areas),
    fromGrid: (easting, northing) => fromGrid({ easting, northing }),
  };
}

const leftOut = { phone: "phoneLeftOut", email: "emailLeftOut", web: "websiteLeftOut" } as const satisfies Record<string, RowNote>;
/** One row of a table, as it would become; one with more cells than there are columns was cut in the wrong places. */
export function readRow(
  row: readonly string[],
  fields: readonly (ImportField | undefined)[],
  how: { given: Pick<ImportChoices, "themes" | "areaId">; around: Surroundings },
): Taken | TurnedDown {
  if (row.slice(fields.length).some((cell) => cell.trim() !== "")) return { reason: "tooManyCells", field: null };
  const cells: Partial<Record<ImportField, string>> = {};
  for (const [at, field] of fields.entries()) if (field !== undefined && cells[field] === undefined) cells[field] = row[at] ?? "";
  const found = rowOf(cells satisfies Cells, how.given, how.around);
  if ("reason" in found) return found;
  const contacts = found.details.contacts.filter((one) => Contact.safeParse(one).success);
  const gone = found.details.contacts.filter((one) => !contacts.includes(one)).map(({ kind }) => leftOut[kind]);
  const details = { ...found.details, contacts, hours: found.details.hours.filter((one) => Hours.safeParse(one).success) };
  // what its room wouldn't take is this row's fault alone, and not that of all that come after it
  if (!AssetDetails.safeParse(details).success) return { reason: "refused", field: null };
  return { ...found, details, notes: [...new Set([...found.notes, ...gone])] };
}
/** What a row is called where it is listed. */
export function nameIn(row: readonly string[], fields: readonly (ImportField | undefined)[]): string {
  const at = fields.indexOf("name");
  const name = (at < 0 ? "" : (row[at] ?? ""))
    .toWellFormed()
    .replaceAll("\u0000", " ")
    .replace(/[\r\n]+/g, " ")
    .trim();
  return name.slice(0, 160).toWellFormed();
}

const digest = (key: string): string => `content:${hash("sha256", key, "hex").slice(0, 32)}`;
/**
 * By what a thing without an id of its source may be known again. `loose`: the words of its name and its postcode; `named`: with the figures in its name; `close`: with
 * its spot too. Most are known by the loosest, so that one whose point is put right stays the same; where that would be two of a file, by what tells them apart.
 */
function keysOf({ details: { name, place }, point }: Taken) {
  const [postcode, figures, spot] = [place.postcode ?? "", figuresIn(name), spotOf(point, place)];
  const loose = contentKey(name, postcode);
  const named = figures === "" ? loose : `${loose}|${figures}`;
  return { postcode, figures, spot, loose, named, close: `${loose}|${figures}|${spot}|` };
}
const called = (name: string): string => `${contentKey(name, "")}${figuresIn(name)}`;

/** The rows of a file as they tell of things: which come twice, and by what each is known. Rows count from 1. */
export function thingsIn(rows: Iterable<readonly [n: number, taken: Taken]>) {
  const [seen, twice] = [new Map<string, number>(), new Map<number, number>()];
  const [many, first] = [new Map<string, number>(), new Map<string, number>()];
  const place = (loose: string, name: string, spot: string): string => `${loose}/${called(name)}/${spot}`;
  for (const [n, taken] of rows) {
    const { loose, named, spot, close } = keysOf(taken);
    const same = taken.externalId ?? digest(close);
    const before = seen.get(same);
    if (before === undefined) seen.set(same, n);
    else twice.set(n, before);
    if (before !== undefined || taken.externalId !== undefined) continue;
    for (const key of new Set([loose, named])) many.set(key, (many.get(key) ?? 0) + 1);
    const at = place(loose, taken.details.name, spot);
    if (!first.has(at)) first.set(at, n);
  }
  const alone = (key: string): boolean => many.get(key) === 1;

  /** Whether what is here under a looser key is what row `n` tells of. */
  function isIt(n: number, taken: Taken, ours: AssetDetails | null): boolean {
    const { postcode, figures, loose, named } = keysOf(taken);
    if (postcode !== "" && figures === "" && alone(loose)) return true;
    if (!ours || called(ours.name) !== called(taken.details.name)) return false;
    if (postcode !== "" && alone(named)) return true;
    const spots = [ours.place.point, undefined].flatMap((point) => first.get(place(loose, ours.name, spotOf(point, ours.place))) ?? []);
    return Math.min(...spots) === n;
  }
  return {
    /** The rows of which the same thing came before in this file, each with the number of the first. */
    twice: twice as ReadonlyMap<number, number>,
    /** By what a row's thing is known: its source's own id, or else what it is called and where, under the first of its keys that is its own. */
    async externalIdOf(n: number, taken: Taken, stateOf: (externalId: string) => Promise<AssetState>): Promise<string> {
      if (taken.externalId !== undefined) return taken.externalId;
      const { postcode, figures, loose, named, close } = keysOf(taken);
      if ((await stateOf(digest(close))).status !== "absent") return digest(close);
      let free = postcode !== "" && alone(named);
      for (const key of new Set([named, loose])) {
        const state = await stateOf(digest(key));
        if (state.status === "absent") continue;
        // a name with figures had none in its key once
        if ((key === named && figures !== "" && free) || isIt(n, taken, state.details)) return digest(key);
        if (key === named) free = false;
      }
      return digest(free ? named : close);
    },
  };
}
/** One thing of one source is here once: its id follows from both. */
export const assetIdOf = (system: string, externalId: string): AssetId =>
  derivedId("import", encodeURIComponent(system), encodeURIComponent(externalId)) as string as AssetId;
