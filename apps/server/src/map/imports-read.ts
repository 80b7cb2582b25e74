import { importLimits, matchColumns, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import type { Delimiter, Encoding, ImportField } from "@linkwork/shared/map/schema-import.ts";
import { csvTable, decoded, encodingOf } from "./imports-csv.ts";
import { geojsonTable } from "./imports-geojson.ts";
import { isPacked, packageTable } from "./imports-package.ts";
import { referralTable, servicesIn } from "./imports-referral.ts";
import type { Table } from "./imports-table.ts";

type How = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined };

/** What came in, as a table, by what is in it and not by its name. */
export async function readTable(bytes: Uint8Array, how: How = {}, warnings: readonly string[] = []): Promise<Table> {
  if (bytes.length === 0) throw refuseImport("ImportEmpty");
  if (bytes.length > importLimits.bytes) throw refuseImport("ImportTooLarge", { most: importLimits.bytes });
  if (isPacked(bytes)) return packageTable(bytes);
  const encoding = encodingOf(bytes);
  const [first] = /\S/.exec(decoded(bytes.subarray(0, 4096), encoding)) ?? [];
  if (first === undefined) throw refuseImport("ImportEmpty");
  if (first !== "{" && first !== "[") return csvTable(bytes, how);
  const file = parsed(decoded(bytes, encoding));
  const services = servicesIn(file);
  return services ? referralTable(services, warnings) : geojsonTable(file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // also where it is nested deeper than anybody writes by hand
    throw refuseImport("ImportUnreadable", { what: "json" });
  }
}

/** How many rows are looked at to find out what a column is. */
const looked = 200;
/** What each column is: as it was chosen, as its format says, or as it looks. */
export function fieldsOf(table: Table, chosen?: readonly (ImportField | null)[]): (ImportField | undefined)[] {
  if (chosen) return table.columns.map((_, at) => chosen[at] ?? undefined);
  return table.fields ? [...table.fields] : matchColumns(table.columns, table.rows.slice(0, looked));
}
