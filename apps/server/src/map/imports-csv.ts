import { setImmediate } from "node:timers/promises";
import { importLimits, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import type { Delimiter, Encoding } from "@linkwork/shared/map/schema-import.ts";
import { CsvError, parse } from "csv-parse";
import type { Table } from "./imports-table.ts";

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** In which encoding a text was written: by its mark, else UTF-8 where all of it is, else what Windows writes in western Europe. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked[0];
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
/** The text without its mark. What doesn't fit the encoding becomes U+FFFD, by which rows are turned down later: it is never kept. */
export const decoded = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

const delimiters: readonly Delimiter[] = [",", ";", "\t"];
/** What stands between the cells: whichever there is most of in the first line, quotes left out. */
function delimiterOf(text: string): Delimiter {
  let quoted = false;
  const count = new Map<string, number>();
  for (const sign of text.slice(0, importLimits.cell)) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "\n" || sign === "\r") && count.size > 0) break;
    else if (!quoted && (delimiters as readonly string[]).includes(sign)) count.set(sign, (count.get(sign) ?? 0) + 1);
  }
  return delimiters.toSorted((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0))[0] ?? ",";
}

const pieceLength = 64 * 1024;
/** Piece by piece, and others have their turn in between: a large table is not to hold up everybody on this node. */
async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += pieceLength) {
    yield text.slice(at, at + pieceLength);
    await setImmediate();
  }
}

/** All rows of a table as they stand there (RFC 4180, and what spreadsheets make of it); refused where there are too many, or a cell is too large. */
async function recordsOf(text: string, delimiter: Delimiter): Promise<string[][]> {
  const rows: string[][] = [];
  // what is wrong with a quote is forgiven, what is wrong with a file isn't
  const parser = parse({
    // the first is what becomes of CRLF that was turned into CRLF once more: councils publish that too
    recordDelimiter: ["\r\r\n", "\r\n", "\n", "\r"],
    delimiter,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    maxRecordSize: 4 * 1024 * 1024,
  });
  const feeding = (async () => {
    for await (const piece of pieces(text)) if (!parser.destroyed) parser.write(piece);
    if (!parser.destroyed) parser.end();
  })();
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      // the first is the names
      if (rows.length > importLimits.rows) throw refuseImport("ImportTooManyRows", { most: importLimits.rows });
      if (row.some((cell) => cell.length > importLimits.cell))
        throw refuseImport("ImportCellTooLarge", { most: importLimits.cell, row: rows.length });
      rows.push(row);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_MAX_RECORD_SIZE") throw refuseImport("ImportCellTooLarge", { most: importLimits.cell, row: rows.length });
    throw refuseImport("ImportUnreadable", { what: "quotes", row: rows.length });
  } finally {
    parser.destroy();
    await feeding;
  }
  return rows;
}

/** A table of any common kind. `how`: what whoever imports it knows better. */
export async function csvTable(
  bytes: Uint8Array,
  how: { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined },
): Promise<Table> {
  const encoding = how.encoding ?? encodingOf(bytes);
  // Excel's own line, which says what stands between the cells
  const whole = decoded(bytes, encoding);
  const [line = "", said] = /^sep=(.)\r?\n/.exec(whole) ?? [];
  const text = whole.slice(line.length);
  const delimiter = how.delimiter ?? delimiters.find((one) => one === said) ?? delimiterOf(text);
  const [names, ...rows] = await recordsOf(text, delimiter);
  if (!names || rows.length === 0) throw refuseImport("ImportEmpty");
  if (names.length > importLimits.columns) throw refuseImport("ImportUnreadable", { what: "columns" });
  const columns = names.map((name, at) => name.trim().slice(0, 200) || `Column ${at + 1}`);
  return { format: "csv", encoding, delimiter, columns, rows, warnings: [] };
}
