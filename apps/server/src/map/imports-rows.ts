import { hash } from "node:crypto";
import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { fromGrid } from "@linkwork/shared/map/rules-grid.ts";
import { contentKey } from "@linkwork/shared/map/rules-import.ts";
import { areaWhere } from "@linkwork/shared/map/rules-lies.ts";
import { type Cells, rowOf, type Surroundings, type Taken, type TurnedDown } from "@linkwork/shared/map/rules-row.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { AssetDetails, Contact, Hours } from "@linkwork/shared/map/schema-asset.ts";
import type { ImportChoices, ImportField, RowNote } from "@linkwork/shared/map/schema-import.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Table } from "./imports-table.ts";

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

/** By what a row's thing is known again: its source's own id, or what it is called and where. */
export const externalIdOf = ({ externalId, details }: Taken): string =>
  externalId ?? `content:${hash("sha256", contentKey(details.name, details.place.postcode ?? ""), "hex").slice(0, 32)}`;
/** One thing of one source is here once: its id follows from both. */
export const assetIdOf = (system: string, externalId: string): AssetId =>
  derivedId("import", encodeURIComponent(system), encodeURIComponent(externalId)) as string as AssetId;

/** The rows of which the same thing came before in this file, each with the number of the first. Rows count from 1. */
export function twiceIn(table: Table, idOf: (row: readonly string[]) => string | undefined): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const twice = new Map<number, number>();
  for (const [at, row] of table.rows.entries()) {
    const id = idOf(row);
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, at + 1);
    else twice.set(at + 1, before);
  }
  return twice;
}
