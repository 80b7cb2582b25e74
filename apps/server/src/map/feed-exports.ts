import { accessWords } from "@linkwork/shared/exchange/words.ts";
import { freshness } from "@linkwork/shared/map/rules-fresh.ts";
import { audienceWords, costWords, kindWords, themeWords } from "@linkwork/shared/map/words.ts";
import type { PublicAnswer } from "../kernel/public-door.ts";
import type { HandingOut, Referral } from "./present-feed.ts";
import type { Handed } from "./views-feed.ts";

/** One thing with what is looked up for it. */
export type Found = { shown: Handed; out: HandingOut };

const six = (degrees: number): number => Number(degrees.toFixed(6));
/** One thing as a feature of GeoJSON (RFC 7946); without a place it has no geometry. `now`: ISO instant. */
function featureText({ shown, out }: Found, now: string): string {
  const { details, place, verified, status, closing, runBy } = shown;
  return JSON.stringify({
    type: "Feature",
    id: shown.assetId,
    geometry: out.at ? { type: "Point", coordinates: [six(out.at.lon), six(out.at.lat)] } : null,
    properties: {
      ...{ name: details.name, kind: details.kind, themes: details.themes, audiences: details.audiences, summary: details.summary },
      ...{ status, closesOn: closing?.closesOn ?? null, precision: place.precision, address: place.address, postcode: place.postcode },
      ...{ town: place.town, area: out.area?.name ?? null, cost: details.cost, access: details.access, languages: details.languages },
      ...{ contacts: details.contacts.map(({ value }) => value), runBy: runBy.map(({ name }) => name) },
      ...{ verifiedOn: verified?.at.slice(0, 10) ?? null, fresh: freshness(verified?.at, now), modifiedAt: shown.modifiedAt },
      source: shown.source && { system: shown.source.system, licence: shown.source.licence },
    },
  });
}

/** Quoted, whatever it is; what a spreadsheet would take for a formula stands behind an apostrophe (R11). A number below nought is none: west of Greenwich all longitudes are. */
function cell(text: string): string {
  const number = /^-\d+(?:\.\d+)?$/.test(text);
  const plain = !number && (/^[=+\-@\t\r]/.test(text) || /^\s+[=+\-@]/.test(text)) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;
/** The mark by which spreadsheets know that it is UTF-8. */
export const csvMark = "\ufeff";
const csvNames: readonly string[] = [
  ...["id", "name", "kind", "themes", "audiences", "summary", "status", "closes_on", "address", "town", "postcode", "area"],
  ...["precision", "latitude", "longitude", "when", "phone", "email", "website", "eligibility", "cost", "languages", "access"],
  ...["run_by", "verified_on", "freshness", "last_modified", "source", "licence"],
];

const hoursText = ({ details }: Handed): string =>
  [
    ...details.hours.map(({ days, opens, closes, freq, every, from }) => {
      const since = every > 1 && from !== undefined ? ` from ${from}` : "";
      const often = every > 1 ? ` every ${every} ${freq === "WEEKLY" ? "weeks" : "months"}${since}` : freq === "MONTHLY" ? " monthly" : "";
      return `${days.join(" ")} ${opens} to ${closes}${often}`;
    }),
    details.when,
  ]
    .filter((said) => said !== "")
    .join("\n");

/** One thing as a line of the table, in the order of `csvNames`. */
function csvCells({ shown, out }: Found, now: string): string[] {
  const { details, place, verified, closing, runBy, source } = shown;
  const by = (kind: "phone" | "email" | "web"): string =>
    details.contacts
      .filter((one) => one.kind === kind)
      .map(({ value }) => value)
      .join("; ");
  return [
    ...[shown.assetId, details.name, kindWords[details.kind].one, details.themes.map((theme) => themeWords[theme]).join("; ")],
    ...[details.audiences.map((one) => audienceWords[one]).join("; "), details.summary, shown.status, closing?.closesOn ?? ""],
    ...[place.address, place.town, place.postcode, out.area?.name ?? "", place.precision],
    ...(out.at ? [String(six(out.at.lat)), String(six(out.at.lon))] : ["", ""]),
    ...[hoursText(shown), by("phone"), by("email"), by("web"), details.eligibility],
    ...[
      details.costWords || costWords[details.cost],
      details.languages.join("; "),
      details.access.map((one) => accessWords[one]).join("; "),
    ],
    ...[runBy.map(({ name }) => name).join("; "), verified?.at.slice(0, 10) ?? "", freshness(verified?.at, now), shown.modifiedAt],
    ...[source?.system ?? "", source?.licence ?? ""],
  ];
}

async function* geojson(all: AsyncIterable<Found>, now: string): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let first = true;
  for await (const one of all) {
    yield `${first ? "" : ","}${featureText(one, now)}`;
    first = false;
  }
  yield "]}\n";
}
async function* csv(all: AsyncIterable<Found>, now: string): AsyncGenerator<string> {
  yield `${csvMark}${csvLine(csvNames)}`;
  for await (const one of all) yield csvLine(csvCells(one, now));
}
/** The files in which all of it can be had, piece by piece. */
export const files = {
  geojson: { type: "application/geo+json; charset=utf-8", body: geojson },
  csv: { type: "text/csv; charset=utf-8", body: csv },
} as const;

/** All of something, one a line. */
export function lines<T>(
  all: AsyncIterable<T> | Iterable<T>,
  shape: (one: T) => Referral,
  more: { made: string; modified: string | undefined },
): PublicAnswer {
  async function* body(): AsyncGenerator<string> {
    for await (const one of all) yield `${JSON.stringify(shape(one))}\n`;
  }
  return { type: "application/x-ndjson; charset=utf-8", body: body(), ...more };
}

/** All of them, as they are shaped. */
export async function collected<T>(all: AsyncIterable<T>, shape: (one: T) => Referral): Promise<Referral[]> {
  const made: Referral[] = [];
  for await (const one of all) made.push(shape(one));
  return made;
}
