import type { Compartment } from "@linkwork/shared/kernel/room.ts";

type Counts = { readonly asked: number; readonly mentions: number; readonly unread: number };
type Row = Counts & { readonly caseId: string; readonly parts: readonly (Counts & { readonly compartment: Compartment })[] };

/** The way to what is new in a case: the main conversation, or the place beside it where all of it stands. */
export function whereIn(row: Row, what: keyof Counts): { to: string; search?: { part: Compartment } } {
  const inPlaces = row.parts.reduce((sum, part) => sum + part[what], 0);
  const place = inPlaces < row[what] ? undefined : row.parts.find((part) => part[what] > 0);
  return { to: `/cases/${row.caseId}`, ...(place ? { search: { part: place.compartment } } : {}) };
}
