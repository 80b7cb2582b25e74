import type { Actor } from "../kernel/event.ts";
import type { ReflectionState } from "./state-reflection.ts";
import type { Trained } from "./state-training.ts";

/** Under what the training of link workers is ordered. */
export const headings = [
  "shadowing",
  "ethics",
  "interviewing",
  "confidentiality",
  "communityVoice",
  "assetBased",
  "listening",
  "safeguarding",
  "localAssets",
] as const;

/** May they note what this visit taught them? Who came, and who received them or wrote for the host. */
export function mayNoteTraining({ visited, author, status }: ReflectionState, { personId }: Actor): boolean {
  if (!visited || status === "closed") return false;
  return visited.side === "visitor"
    ? visited.visitor.personId === personId
    : visited.contact?.personId === personId || author?.personId === personId;
}

/** How long a visit took, in minutes. */
export const minutesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

/** What came together under one heading. */
export type HeadingTotal = { readonly heading: (typeof headings)[number]; readonly visits: number; readonly minutes: number };
/** Each heading with the visits that touched it; none of them is left out, and nothing says how much it should be. */
export const totalsOf = (visits: readonly Trained[]): HeadingTotal[] =>
  headings.map((heading) => {
    const touched = visits.filter((visit) => visit.headings.includes(heading));
    return { heading, visits: touched.length, minutes: touched.reduce((sum, { minutes }) => sum + minutes, 0) };
  });

/** A cell of a table as text: what a spreadsheet would take for a formula gets an apostrophe before it. */
const cell = (value: string | number): string => {
  const text = String(value).replace(/[\r\n]+/g, " ");
  const safe = typeof value === "string" && /^[\s]*[=+\-@\t|%]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
/** A table as CSV (RFC 4180), with the mark by which spreadsheets know that it is UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
