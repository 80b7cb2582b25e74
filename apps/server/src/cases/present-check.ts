import type { LedgerCheck, LedgerFind } from "@linkwork/shared/cases/ledger.ts";
import type { Head } from "../kernel/log.ts";
import type { Whole } from "../kernel/room.ts";
import { leafOf, type Seal } from "./views-seals.ts";

/** A log as it was read, with where it was known to end: in the seals, and in this node's memory. */
export type Checked = { where: "talk" | "looks"; read: Whole; known: Head | undefined; sealed: readonly (Head & { day: string })[] };

const lastOf = (read: Whole) => read.events.at(-1);

/** What is wrong with one log: the first entry that doesn't fit, or what is missing at its end. Pure. */
export function findsIn({ where, read, known, sealed }: Checked, today: string): LedgerFind[] {
  const last = lastOf(read);
  const end = last?.seq ?? 0;
  const after = last ? { after: last.at } : {};
  if (read.broken !== undefined) return [{ where, kind: "changed", seq: end + 1, ...after }];
  let held = 0;
  for (const { seq, hash, day } of [...sealed, ...(known && known.seq > 0 ? [{ ...known, day: today }] : [])]) {
    if (seq > end) return [{ where, kind: "cut", seq: end + 1, to: seq, day, ...after }];
    if (seq > 0 && read.heads.get(seq) !== hash) return [{ where, kind: "replaced", seq: Math.min(held + 1, seq), to: seq, day }];
    held = Math.max(held, seq);
  }
  return [];
}

/** Whether both logs ever ended together in what somebody kept outside. The seals are asked first; without them every moment there was. */
export function passesThrough(kept: string, caseId: string, talk: Whole, looks: Whole, seals: readonly Seal[]): boolean {
  const holds = (read: Whole, { seq, hash }: Head) => seq === 0 || read.heads.get(seq) === hash;
  if (seals.some((s) => leafOf(caseId, s.talk, s.looks) === kept && holds(talk, s.talk) && holds(looks, s.looks))) return true;
  const [a, b] = [endsOf(talk), endsOf(looks)];
  let [i, j] = [0, 0];
  const fits = (x: number, y: number) => leafOf(caseId, (a[x] as End).head, (b[y] as End).head) === kept;
  while (true) {
    if (fits(i, j)) return true;
    const [x, y] = [a[i + 1], b[j + 1]];
    if (!x && !y) return false;
    // in the same millisecond either may have been first
    if (x && y && x.at === y.at && fits(i, j + 1)) return true;
    if (x && (!y || x.at <= y.at)) i++;
    else j++;
  }
}

type End = { head: Head; at: string };
/** The ends that a log had, with their times, oldest first; before the first it was empty. */
const endsOf = ({ events, heads }: Whole): End[] => [
  { head: { seq: 0, hash: "" }, at: "" },
  ...[...heads].map(([seq, hash]) => ({ head: { seq, hash }, at: events[seq - 1]?.at ?? "" })),
];

/** The answer as this reader may have it: who sees only their own lines learns neither numbers nor times of others'. Pure. */
export function checkFor(
  scope: "all" | "own",
  { finds, lines, ...check }: Omit<LedgerCheck, "scope" | "entries" | "until"> & { lines: readonly { at: string }[] },
): LedgerCheck {
  const own = (find: LedgerFind): LedgerFind => {
    const { seq: _seq, to: _to, after: _after, ...rest } = find;
    const last = lines[0]?.at;
    return { ...rest, ...(last && find.kind === "changed" ? { after: last } : {}) };
  };
  return {
    ...check,
    ...{ scope, entries: lines.length, finds: scope === "all" ? finds : finds.map(own) },
    ...(lines[0] ? { until: lines[0].at } : {}),
  };
}
