import type { LedgerCheck, LedgerFind } from "@linkwork/shared/cases/ledger.ts";
import { type KnownEnd, misfitIn } from "../kernel/chain.ts";
import type { Head } from "../kernel/log.ts";
import type { Whole } from "../kernel/room.ts";
import { type Beside, leafOf, type PlaceHead, type Seal } from "./views-seals.ts";

/** A log as it was read, with where it was known to end: in the seals, and in this node's memory. */
export type Checked = Pick<LedgerFind, "where" | "compartment"> & { read: Whole; known: Head | undefined; sealed: readonly KnownEnd[] };

/** What is wrong with one of a case's logs, and which it is. Pure. */
export function findsIn({ read, known, sealed, ...place }: Checked, today: string): LedgerFind[] {
  const misfit = misfitIn(read, known ? [...sealed, { ...known, day: today }] : sealed);
  return misfit ? [{ ...place, ...misfit }] : [];
}

/** The logs of a case as they were read; of those beside the conversation the ones that the reader may know of. */
type Logs = { talk: Whole; looks: Whole; places: readonly { place: Beside; read: Whole }[] };
/** Where a log ends in which nothing was written. */
const none: Head = { seq: 0, hash: "" };
const holds = (read: Whole, { seq, hash }: Head) => seq === 0 || read.heads.get(seq) === hash;

/** Whether one of the ends that were kept day by day is the one that somebody kept outside, and the logs still go through it. */
export const isKept = (kept: string, caseId: string, { talk, looks, places }: Logs, seals: readonly Seal[]): boolean =>
  seals.some(
    (seal) =>
      leafOf(caseId, seal) === kept &&
      holds(talk, seal.talk) &&
      holds(looks, seal.looks) &&
      places.every(({ place, read }) => holds(read, seal.places?.find((end) => end.place === place) ?? none)),
  );

/** Whether the logs ever ended together in what somebody kept outside: every moment there was is looked at, for when no seal was left. */
export function passesThrough(kept: string, caseId: string, { talk, looks, places }: Logs): boolean {
  const ends = [talk, looks, ...places.map(({ read }) => read)].map(endsOf);
  const fits = (at: readonly number[]): boolean => {
    const [talkEnd = none, looksEnd = none, ...rest] = ends.map((log, i) => log[at[i] ?? 0]?.head ?? none);
    const beside = places.flatMap(({ place }, i): PlaceHead[] => ((rest[i]?.seq ?? 0) > 0 ? [{ place, ...(rest[i] ?? none) }] : []));
    // a seal from before places were sealed has none
    return [[], beside].some((sealed) => leafOf(caseId, { talk: talkEnd, looks: looksEnd, places: sealed }) === kept);
  };
  let at = ends.map(() => 0);
  for (;;) {
    if (fits(at)) return true;
    const next = ends.flatMap((log, i) => log[(at[i] ?? 0) + 1]?.at ?? []).sort()[0];
    if (next === undefined) return false;
    const after = at.map((n, i) => {
      let to = n;
      while (ends[i]?.[to + 1]?.at === next) to++;
      return to;
    });
    // in the same millisecond any of them may have been first
    if (between(at, after).some(fits)) return true;
    at = after;
  }
}

/** Every way from one place in the logs to another, without the place itself where it begins and ends. */
function between(from: readonly number[], to: readonly number[]): number[][] {
  let ways: number[][] = [[]];
  for (const [i, first] of from.entries())
    ways = ways.flatMap((way) => Array.from({ length: (to[i] ?? first) - first + 1 }, (_, n) => [...way, first + n])).slice(0, mostWays);
  return ways.slice(1, -1);
}
/** More than this many are written in one millisecond by no people. */
const mostWays = 10_000;

type End = { head: Head; at: string };
/** The ends that a log had, with their times, oldest first; before the first it was empty. */
const endsOf = ({ events, heads }: Whole): End[] => [
  { head: none, at: "" },
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
