import type { Delimiter, Encoding, ImportField, ImportFormat } from "@linkwork/shared/map/schema-import.ts";

/** Whatever comes in, as one table: the names of its columns and the text of its cells. */
export type Table = {
  format: ImportFormat;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  columns: string[];
  rows: string[][];
  /** of a format whose columns are known, what each of them is */
  fields?: readonly (ImportField | undefined)[];
  /** what is odd about it as a whole, in words */
  warnings: string[];
};
