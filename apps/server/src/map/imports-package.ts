import { importLimits, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import { strFromU8, unzipSync } from "fflate";
import { csvTable } from "./imports-csv.ts";
import { type Loose, referralTable } from "./imports-referral.ts";
import type { Table } from "./imports-table.ts";

/** The tables that a service is made of. Profiles and exporters spell some of them in two ways. */
const wanted = {
  ...{ services: ["services"], organizations: ["organizations"], locations: ["locations"], addresses: ["addresses", "address"] },
  ...{ atLocations: ["service_at_locations", "service_at_location"], phones: ["phones"], contacts: ["contacts"] },
  ...{ schedules: ["schedules", "schedule"], attributes: ["attributes", "attribute"], terms: ["taxonomy_terms"] },
  ...{ languages: ["languages"], costs: ["cost_options"], accessibility: ["accessibility"] },
} as const satisfies Record<string, readonly string[]>;
type Part = keyof typeof wanted;
/** Small parts may be packed as tightly as they like: they can do no harm. */
const harmless = 64 * 1024;

/** So many rows of one table are taken to belong to one of another. */
const mostOfOne = 50;

/** Whether these bytes are a packed file. */
export const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) <= 7;

/** The tables of a packed file, by their names without endings. A name with a path in it is nobody's business here: it is never unpacked. */
function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  const known = new Set<string>(Object.values(wanted).flat());
  let whole = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        const [, table = ""] = /^([a-z_]{1,60})\.csv$/.exec(name) ?? [];
        if (!known.has(table)) return false;
        whole += originalSize;
        const tight = originalSize > harmless && originalSize > size * importLimits.ratio;
        if (tight || whole > importLimits.unpacked) throw refuseImport("ImportBomb", { most: importLimits.ratio });
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, file]) => [name.replace(/\.csv$/, ""), file]));
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal") throw error;
    throw refuseImport("ImportUnreadable", { what: "package" });
  }
}

/** Open Referral's tables in one packed file, put together again as services. */
export async function packageTable(bytes: Uint8Array): Promise<Table> {
  const files = unpacked(bytes);
  const rowsOf = async (part: Part): Promise<Loose[]> => {
    const name = wanted[part].find((one) => {
      const file = files.get(one);
      // a table of names alone has nothing in it
      return file !== undefined && strFromU8(file).trim().includes("\n");
    });
    const file = name === undefined ? undefined : files.get(name);
    if (!file) return [];
    const { columns, rows } = await csvTable(file, {});
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ""])));
  };
  const parts = {} as Record<Part, Loose[]>;
  for (const part of Object.keys(wanted) as Part[]) parts[part] = await rowsOf(part);
  if (parts.services.length === 0) throw refuseImport("ImportUnreadable", { what: "services.csv" });
  const by = (part: Part, key: string): ReadonlyMap<string, Loose[]> => Map.groupBy(parts[part], (row) => String(row[key] ?? ""));
  // what has no id belongs to nothing: in a table without ids all would belong to all
  const of = (rows: ReadonlyMap<string, Loose[]>, key: unknown): Loose[] =>
    typeof key === "string" && key !== "" ? (rows.get(key) ?? []).slice(0, mostOfOne) : [];
  const first = (rows: ReadonlyMap<string, Loose[]>, key: unknown): Loose | undefined => of(rows, key)[0];

  const [organizations, locations, terms] = [by("organizations", "id"), by("locations", "id"), by("terms", "id")];
  const [addresses, accessibility] = [by("addresses", "location_id"), by("accessibility", "location_id")];
  const [at, schedules, languages] = [by("atLocations", "service_id"), by("schedules", "service_id"), by("languages", "service_id")];
  const [costs, contacts, attributes] = [by("costs", "service_id"), by("contacts", "service_id"), by("attributes", "link_id")];
  const [phones, phonesOf] = [by("phones", "service_id"), by("phones", "contact_id")];
  const services = parts.services.map((service) => ({
    ...service,
    organization: first(organizations, service.organization_id),
    service_at_locations: of(at, service.id).map((one) => {
      const location = first(locations, one.location_id);
      return {
        ...one,
        location: location && { ...location, addresses: of(addresses, location.id), accessibility: of(accessibility, location.id) },
      };
    }),
    attributes: of(attributes, service.id).map((one) => ({ ...one, taxonomy_term: first(terms, one.taxonomy_term_id) })),
    ...{ schedules: of(schedules, service.id), languages: of(languages, service.id), cost_options: of(costs, service.id) },
    phones: of(phones, service.id),
    contacts: of(contacts, service.id).map((one) => ({ ...one, phones: of(phonesOf, one.id) })),
  }));
  return { ...referralTable(services), format: "package" };
}
