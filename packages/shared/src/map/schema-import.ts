import { z } from "zod";
import { AreaId, type AssetId, line, PartId, unfinished } from "../kernel/shapes.ts";
import { each, Theme } from "./schema.ts";
import type { AssetDetails } from "./schema-asset.ts";

/** What a column of a table can be. */
export const ImportField = z.enum([
  ...(["externalId", "name", "summary", "organisation", "kind", "themes", "audiences", "address", "addressMore", "town"] as const),
  ...(["postcode", "lat", "lon", "easting", "northing", "phone", "email", "website", "eligibility", "fromAge", "toAge"] as const),
  ...(["cost", "when", "hours", "languages", "facilities", "assuredOn", "fundingEnds", "status"] as const),
]);
export type ImportField = z.infer<typeof ImportField>;
/** How the bytes of a table are to be read. */
export const Encoding = z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]);
export type Encoding = z.infer<typeof Encoding>;
/** What stands between two cells. */
export const Delimiter = z.enum([",", ";", "\t"]);
export type Delimiter = z.infer<typeof Delimiter>;
/** What sort of file it is. `package`: the tables of Open Referral in one packed file. */
export const ImportFormat = z.enum(["csv", "geojson", "openReferral", "package"]);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** How a file is to be taken, as whoever imports it chose; what is left out is found out. */
export const ImportChoices = z.strictObject({
  encoding: Encoding.optional(),
  delimiter: Delimiter.optional(),
  /** of each column in turn what it is, null for one that is left out */
  columns: z.array(ImportField.nullable()).max(200).optional(),
  /** the source, by which its rows are known again next time */
  system: line(80),
  licence: unfinished(120),
  /** of rows whose subject says nothing to us */
  themes: each(Theme, 6),
  /** of rows that lie in no area that is drawn; none: they are rejected */
  areaId: AreaId.nullable(),
  /** also make what looks as if it were here already */
  takeDuplicates: z.boolean(),
});
export type ImportChoices = z.infer<typeof ImportChoices>;

/** What became of a row. Each has one of the five. */
export const Outcome = z.enum(["created", "updated", "unchanged", "duplicate", "rejected"]);
export type Outcome = z.infer<typeof Outcome>;
/** Why a row was turned down. */
export const RejectReason = z.enum([
  ...(["noName", "noTheme", "noArea", "offMap", "swapped", "zero", "notGrid", "badText", "tooManyCells"] as const),
  ...(["closedThere", "healthNumber", "refused"] as const),
]);
export type RejectReason = z.infer<typeof RejectReason>;
/** What was done to a row so that it could be taken. */
export const RowNote = z.enum([
  ...(["grid", "shortened", "postcodeUnknown", "postcodeOdd", "noPlace", "phoneLeftOut", "emailLeftOut", "websiteLeftOut"] as const),
  ...(["themeGiven", "areaGiven", "noSummary", "costUnknown", "hidden", "ownId", "closedForNow"] as const),
]);
export type RowNote = z.infer<typeof RowNote>;

/** How an import stands: `fetching` a feed, `ready` to be looked at and begun, `waiting` for its turn, `running`, `done`, or `failed` as a whole. */
export const ImportStatus = z.enum(["fetching", "ready", "waiting", "running", "done", "failed"]);
export type ImportStatus = z.infer<typeof ImportStatus>;
export const ImportId = PartId;
/** Which rows of a result are asked for. */
export const ResultFilter = z.strictObject({ importId: ImportId, outcome: Outcome.optional(), after: z.int().min(0).max(100_000) });

/** How many rows became what; their sum is the number of rows read. */
export type Counts = Readonly<Record<Outcome, number>>;
export const noCounts: Counts = { created: 0, updated: 0, unchanged: 0, duplicate: 0, rejected: 0 };
/** One import as its list and its page show it. */
export type ImportRow = {
  importId: string;
  name: string;
  status: ImportStatus;
  format: ImportFormat | null;
  /** what went wrong with all of it */
  fault: { code: string; details: Record<string, string | number | boolean> } | null;
  choices: ImportChoices | null;
  /** rows in the file; 0 until it was begun */
  rows: number;
  counts: Counts;
  /** what is odd about it as a whole: a feed that counts wrongly, an id that came twice */
  warnings: string[];
  byName: string;
  at: string;
  endedAt: string | null;
};
/** A row as it would become, or why it wouldn't. `n`: its number in the file, from 1 for the first after the names. */
export type PreviewRow = { n: number; name: string } & (
  | { details: AssetDetails; notes: RowNote[] }
  | { reason: RejectReason; field: ImportField | null }
);
/** A file as it was understood, with the first rows. */
export type Preview = {
  format: ImportFormat;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  columns: { name: string; field: ImportField | null; samples: string[] }[];
  total: number;
  rows: PreviewRow[];
  /** of the rows shown, how many the source's earlier imports brought in, and how many of those are called otherwise here; null where no source is chosen that my organisation has used */
  known: { rows: number; renamed: number } | null;
};
/** What became of one row. `other`: what it looks like, of a duplicate. */
export type ResultRow = {
  n: number;
  name: string;
  outcome: Outcome;
  reason: RejectReason | null;
  /** the column, or the code of the room that refused it */
  field: string | null;
  notes: RowNote[];
  assetId: AssetId | null;
  other: { assetId: AssetId; name: string } | null;
};
