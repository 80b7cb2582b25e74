import { importLimits, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import type { Hours } from "@linkwork/shared/map/schema-asset.ts";
import type { ImportField } from "@linkwork/shared/map/schema-import.ts";
import type { Table } from "./imports-table.ts";

/** A JSON object from elsewhere: nothing in it is taken for granted. */
export type Loose = Readonly<Record<string, unknown>>;
export const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (from: Loose, key: string): Loose[] => (Array.isArray(from[key]) ? (from[key] as unknown[]).filter(isLoose) : []);
const textOf = (from: Loose | undefined, key: string): string => {
  const value = from?.[key];
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
};

/** What is taken of a service, and what it is here. Names of people who are its contacts stay where they are. */
const columns: readonly (readonly [string, ImportField | undefined])[] = [
  ["id", "externalId"],
  ["name", "name"],
  ["description", "summary"],
  ["organization", "organisation"],
  ["location_type", "kind"],
  ["taxonomy_terms", "themes"],
  ["address_1", "address"],
  ["city", "town"],
  ["postal_code", "postcode"],
  ["latitude", "lat"],
  ["longitude", "lon"],
  ["phone", "phone"],
  ["email", "email"],
  ["url", "website"],
  ["eligibility_description", "eligibility"],
  ["minimum_age", "fromAge"],
  ["maximum_age", "toAge"],
  ["fees", "cost"],
  ["schedule_description", "when"],
  ["schedules", "hours"],
  ["languages", "languages"],
  ["accessibility", "facilities"],
  ["assured_date", "assuredOn"],
  ["status", "status"],
];

const days = new Set(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
/** Opening hours that can be said as ours are; the words of the others are kept. */
function hoursOf(schedules: readonly Loose[]): { hours: Hours[]; words: string } {
  const hours = schedules.flatMap((one): Hours[] => {
    const [opens, closes] = [textOf(one, "opens_at"), textOf(one, "closes_at")].map((at) => /^([01]\d|2[0-3]):[0-5]\d/.exec(at)?.[0]);
    const byDay = textOf(one, "byday")
      .split(",")
      .map((day) => /^(-?[1-5])?([A-Z]{2})$/.exec(day.trim()));
    const found = byDay.flatMap((day) => (day?.[2] && days.has(day[2]) ? [day[2] as Hours["days"][number]] : []));
    const freq = textOf(one, "freq");
    if (!opens || !closes || found.length === 0 || (freq !== "WEEKLY" && freq !== "MONTHLY")) return [];
    const every = Math.min(12, Math.max(1, Math.trunc(Number(textOf(one, "interval")) || 1)));
    const nth = Number(byDay.find((day) => day?.[1])?.[1] ?? 1);
    // "the last but one" can't be said as ours are: its words are kept
    if (nth < -1) return [];
    return [{ days: [...new Set(found)], opens, closes, freq, every, ...(freq === "MONTHLY" ? { nth } : {}), note: "" }];
  });
  const words = schedules.flatMap((one) => [textOf(one, "description"), textOf(one, "notes")]).filter((said) => said !== "");
  return { hours: hours.slice(0, 14), words: [...new Set(words)].join("\n").slice(0, 500) };
}

/** One service as a row of the table. */
function rowOf(service: Loose): string[] {
  const organization = isLoose(service.organization) ? service.organization : undefined;
  const location = listOf(service, "service_at_locations").flatMap((one) => (isLoose(one.location) ? [one.location] : []))[0];
  const address =
    location && (listOf(location, "addresses").find((one) => textOf(one, "address_type") !== "postal") ?? listOf(location, "addresses")[0]);
  const terms = listOf(service, "attributes").map((one) => textOf(isLoose(one.taxonomy_term) ? one.taxonomy_term : one, "name"));
  const phones = [...listOf(service, "phones"), ...listOf(service, "contacts").flatMap((one) => listOf(one, "phones"))];
  const schedules = hoursOf(listOf(service, "schedules"));
  const price = listOf(service, "cost_options").map((one) =>
    [textOf(one, "option"), textOf(one, "amount"), textOf(one, "amount_description")].join(" ").trim(),
  );
  const made: Record<string, string> = {
    organization: textOf(organization, "name"),
    location_type: textOf(location, "location_type"),
    taxonomy_terms: terms.filter((term) => term !== "").join("; "),
    ...{ address_1: textOf(address, "address_1"), city: textOf(address, "city"), postal_code: textOf(address, "postal_code") },
    ...{ latitude: textOf(location, "latitude"), longitude: textOf(location, "longitude") },
    phone: phones
      .map((one) => textOf(one, "number").replaceAll('"', ""))
      .filter((one) => one !== "")
      .join("; "),
    fees: textOf(service, "fees") || price.filter((one) => one !== "").join("; "),
    schedule_description: schedules.words,
    schedules: schedules.hours.length > 0 ? JSON.stringify(schedules.hours) : "",
    languages: listOf(service, "languages")
      .map((one) => textOf(one, "name") || textOf(one, "language") || textOf(one, "code"))
      .join("; "),
    accessibility: location
      ? listOf(location, "accessibility")
          .map((one) => textOf(one, "description"))
          .join("; ")
      : "",
  };
  return columns.map(([name]) => made[name] ?? textOf(service, name));
}

/** Services of Open Referral as a table. What comes twice under one id is taken once, and it is said. */
export function referralTable(services: readonly unknown[], warnings: readonly string[] = []): Table {
  const seen = new Set<string>();
  let twice = 0;
  const rows = services.flatMap((service, at) => {
    if (!isLoose(service)) throw refuseImport("ImportUnreadable", { what: "service", row: at + 1 });
    const id = textOf(service, "id");
    if (id !== "" && seen.has(id)) {
      twice++;
      return [];
    }
    seen.add(id);
    return [rowOf(service)];
  });
  if (rows.length === 0) throw refuseImport("ImportEmpty");
  if (rows.length > importLimits.rows) throw refuseImport("ImportTooManyRows", { most: importLimits.rows });
  for (const [at, row] of rows.entries())
    if (row.some((cell) => cell.length > importLimits.cell))
      throw refuseImport("ImportCellTooLarge", { most: importLimits.cell, row: at + 1 });
  return {
    ...{ format: "openReferral", encoding: null, delimiter: null, columns: columns.map(([name]) => name), rows },
    ...{ fields: columns.map(([, field]) => field) },
    warnings: [...warnings, ...(twice > 0 ? [`${twice} came more than once under one id and were taken once.`] : [])],
  };
}

/** The services in a file of Open Referral: a page of a feed, a list, or one. Undefined for what is none. */
export function servicesIn(file: unknown): readonly unknown[] | undefined {
  if (Array.isArray(file)) return file.every(isLoose) ? file : undefined;
  if (!isLoose(file)) return undefined;
  for (const key of ["contents", "content", "services", "service"]) if (Array.isArray(file[key])) return file[key] as unknown[];
  return typeof file.name === "string" && typeof file.id === "string" && file.type !== "Feature" ? [file] : undefined;
}
