import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";

/** What a client holds of a room. Plain data; ordered by number, never by a clock. */
export type RoomLog<S> = {
  readonly state: S | null;
  /** the state holds every event up to this number */
  readonly folded: number;
  /** the list holds every event that may be read from `oldest` up to this number; null before the first page */
  readonly cursor: number | null;
  readonly oldest: number;
  /** the last number known to exist */
  readonly head: number;
  /** the first number that may be read */
  readonly from: number;
  readonly events: readonly AnyEvent[];
  /** what came before its turn: beyond a hole */
  readonly ahead: readonly AnyEvent[];
};

/** Nothing yet. */
export const emptyLog: RoomLog<never> = { state: null, folded: 0, cursor: null, oldest: 1, head: 0, from: 1, events: [], ahead: [] };

type Fold<S> = (state: S, event: AnyEvent) => S;

const bySeq = (a: AnyEvent, b: AnyEvent): number => a.seq - b.seq;

/** Moves what is next in turn from `ahead` into the list, and folds it unless the state has it. */
function settle<S>(log: RoomLog<S>, fold: Fold<S>): RoomLog<S> {
  if (log.cursor === null || log.ahead.length === 0) return log;
  let { cursor, folded, state } = log;
  const events = [...log.events];
  const ahead: AnyEvent[] = [];
  for (const event of [...log.ahead].sort(bySeq)) {
    if (event.seq <= cursor) continue;
    if (event.seq > cursor + 1) {
      if (ahead.at(-1)?.seq !== event.seq) ahead.push(event);
      continue;
    }
    cursor = event.seq;
    events.push(event);
    if (event.seq <= folded || state === null) continue;
    // a type that this client doesn't know yet leaves the state as it is
    state = fold(state, event) ?? state;
    folded = event.seq;
  }
  return { ...log, cursor, folded, state, events, ahead, head: Math.max(log.head, cursor) };
}

/** Events that arrived by themselves, or as the answer to one's own command. In any order, any number of times. */
export function takeEvents<S>(log: RoomLog<S>, events: readonly AnyEvent[], fold: Fold<S>): RoomLog<S> {
  const news = events.filter((e) => e.seq > (log.cursor ?? 0));
  if (news.length === 0) return log;
  const head = news.reduce((most, e) => Math.max(most, e.seq), log.head);
  return settle({ ...log, head, ahead: [...log.ahead, ...news] }, fold);
}

/** A page that was asked for with `afterSeq`. "stale" when it doesn't follow on from what is held: then everything is to be asked afresh (null). */
export function takePage<S>(log: RoomLog<S>, page: Page<AnyEvent, S>, afterSeq: number | null, fold: Fold<S>): RoomLog<S> | "stale" {
  if (afterSeq === null) {
    const fresh: RoomLog<S> = {
      state: page.state ?? null,
      folded: page.head,
      cursor: page.through,
      oldest: page.events[0]?.seq ?? page.through + 1,
      head: page.head,
      from: page.from,
      events: page.events,
      ahead: log.ahead.filter((e) => e.seq > page.through),
    };
    return settle(fresh, fold);
  }
  const { cursor } = log;
  if (cursor === null || page.head < cursor) return "stale";
  // they may read further back than when these came, and what came without words has them now
  if (page.from < log.from) return "stale";
  // fewer than there are numbers: some aren't for us any more, and the state can't be built from the rest
  const whole = page.events.length === page.through - afterSeq;
  if (!whole || afterSeq > cursor) return page.through <= cursor ? log : "stale";
  return takeEvents({ ...log, head: Math.max(log.head, page.head), from: page.from }, page.events, fold);
}

/** An older page: the events of `lowest` and after, up to where the list begins. Never folded: the state is past them. */
export function takeOlder<S>(log: RoomLog<S>, older: readonly AnyEvent[], lowest: number): RoomLog<S> {
  if (lowest >= log.oldest) return log;
  const fitting = older.filter((e) => e.seq >= lowest && e.seq < log.oldest).sort(bySeq);
  const events = fitting.filter((e, i) => fitting[i - 1]?.seq !== e.seq);
  return { ...log, oldest: lowest, events: [...events, ...log.events] };
}

/** Whether a number below the head is missing. */
export const hasHole = (log: RoomLog<unknown>): boolean => log.cursor !== null && (log.ahead.length > 0 || log.head > log.cursor);

/** Whether there is more to read further up. */
export const hasOlder = (log: RoomLog<unknown>): boolean => log.cursor !== null && log.oldest > log.from;
