import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyLog, hasHole, hasOlder, type RoomLog, takeEvents, takeOlder, takePage } from "../../../apps/web/src/kernel/room-log.ts";

/** A state that notices a skipped, doubled or swapped event. */
type Count = { readonly last: number; readonly folded: number; readonly broken: boolean };
const none: Count = { last: 0, folded: 0, broken: false };
const fold = (state: Count, event: AnyEvent): Count => ({
  last: event.seq,
  folded: state.folded + 1,
  broken: state.broken || event.seq !== state.last + 1,
});

const event = (seq: number): AnyEvent => ({
  seq,
  id: `event-${seq}` as EventId,
  type: "messagePosted",
  // clocks lie: times run backwards
  at: new Date(2_000_000_000_000 - seq * 1000).toISOString(),
  actor: { personId: "p" as PersonId, orgId: "o" as OrgId },
  body: { text: String(seq) },
});
const run = (from: number, to: number): AnyEvent[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => event(from + i));
const stateAt = (seq: number): Count => run(1, seq).reduce(fold, none);

/** A page as the server makes it: at most `limit`, and cut where the bytes run out. */
function pageOf({ head, from, afterSeq, limit, cut }: { head: number; from: number; afterSeq: number | null; limit: number; cut: number }) {
  const start = Math.max(afterSeq ?? Math.max(0, head - limit), from - 1);
  const events = run(start + 1, Math.min(head, start + Math.min(limit, cut)));
  const page: Page<AnyEvent, Count> = { head, from, through: events.at(-1)?.seq ?? start, events };
  return afterSeq === null ? { ...page, state: stateAt(head) } : page;
}

const empty: RoomLog<Count> = emptyLog;
const held = (log: RoomLog<Count> | "stale"): RoomLog<Count> => {
  if (log === "stale") throw new Error("stale");
  return log;
};

/** Asks until everything is there, as live.ts does. */
function catchUp(log: RoomLog<Count>, server: { head: number; from: number }, limit: number, cut: number): RoomLog<Count> {
  let now = log;
  let afterSeq = now.cursor;
  for (let i = 0; i < 1000; i++) {
    const page = pageOf({ ...server, afterSeq, limit, cut });
    const next = takePage(now, page, afterSeq, fold);
    if (next === "stale") {
      afterSeq = null;
      continue;
    }
    now = next;
    if ((now.cursor ?? 0) >= page.head) return now;
    afterSeq = now.cursor;
  }
  throw new Error("never caught up");
}

function whole(log: RoomLog<Count>): void {
  const seqs = log.events.map((e) => e.seq);
  const first = seqs[0] ?? 1;
  expect(seqs).toEqual(seqs.map((_, i) => first + i));
  if (log.cursor !== null && seqs.length > 0) expect(seqs.at(-1)).toBe(log.cursor);
  expect(log.state?.broken ?? false).toBe(false);
  if (log.state) expect(log.state).toEqual(stateAt(log.folded));
}

describe("what a client holds of a room", () => {
  test("any mix of pages, live events, doubles and holes ends in the server's list and the server's state", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("grow" as const), by: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant("live" as const), back: fc.integer({ min: 0, max: 15 }), swap: fc.boolean(), drop: fc.boolean() }),
      fc.record({ kind: fc.constant("page" as const), limit: fc.integer({ min: 1, max: 20 }), cut: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant("older" as const), by: fc.integer({ min: 1, max: 9 }) }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(step, { maxLength: 40 }),
        (start, limit, steps) => {
          const server = { head: start, from: Math.max(1, Math.floor(start / 3)) };
          let log = catchUp(empty, server, limit, 5);
          whole(log);
          for (const s of steps) {
            if (s.kind === "grow") server.head += s.by;
            else if (s.kind === "page") {
              const afterSeq = log.cursor;
              const next = takePage(log, pageOf({ ...server, afterSeq, limit: s.limit, cut: s.cut }), afterSeq, fold);
              log = held(next);
            } else if (s.kind === "older") {
              const lowest = Math.max(server.from, log.oldest - s.by);
              log = takeOlder(log, run(lowest, log.oldest - 1), lowest);
            } else {
              const frame = run(Math.max(server.from, server.head - s.back), server.head).filter((e) => !s.drop || e.seq % 3 !== 0);
              log = takeEvents(log, s.swap ? frame.reverse() : frame, fold);
            }
            whole(log);
          }
          log = catchUp(log, server, 7, 3);
          whole(log);
          expect(log.cursor).toBe(server.head);
          expect(log.state).toEqual(stateAt(server.head));
          expect(hasHole(log)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("events that come before the first page wait for it, and count once", () => {
    const early = takeEvents(empty, [event(6), event(5)], fold);
    expect(early.cursor).toBeNull();
    const log = held(takePage(early, pageOf({ head: 4, from: 1, afterSeq: null, limit: 200, cut: 200 }), null, fold));
    expect(log.events.map((e) => e.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(log.state).toEqual(stateAt(6));
  });

  test("the first page's state is not folded a second time while the rest of its events arrive", () => {
    const first = held(takePage(empty, pageOf({ head: 50, from: 1, afterSeq: null, limit: 20, cut: 4 }), null, fold));
    expect([first.cursor, first.folded, hasHole(first)]).toEqual([34, 50, true]);
    const log = catchUp(first, { head: 50, from: 1 }, 20, 4);
    expect(log.state).toEqual(stateAt(50));
    expect(log.events.map((e) => e.seq)).toEqual(run(31, 50).map((e) => e.seq));
  });

  test("a hole is kept open and shown, never jumped", () => {
    const log = takeEvents(
      held(takePage(empty, pageOf({ head: 3, from: 1, afterSeq: null, limit: 9, cut: 9 }), null, fold)),
      [event(6)],
      fold,
    );
    expect([log.cursor, log.events.length, hasHole(log)]).toEqual([3, 3, true]);
    const closed = takeEvents(log, [event(5), event(4), event(4)], fold);
    expect([closed.cursor, hasHole(closed), closed.state]).toEqual([6, false, stateAt(6)]);
  });

  test("a page that leaves out numbers, or a log that is shorter than ours, makes the client ask afresh", () => {
    const log = held(takePage(empty, pageOf({ head: 9, from: 1, afterSeq: null, limit: 9, cut: 9 }), null, fold));
    const later = { ...pageOf({ head: 20, from: 15, afterSeq: 9, limit: 20, cut: 20 }) };
    expect(takePage(log, later, 9, fold)).toBe("stale");
    expect(takePage(log, pageOf({ head: 4, from: 1, afterSeq: 9, limit: 9, cut: 9 }), 9, fold)).toBe("stale");
  });

  test("who may read from further back than before asks afresh: what they hold was handed to them with less in it", () => {
    const log = held(takePage(empty, pageOf({ head: 9, from: 5, afterSeq: null, limit: 9, cut: 9 }), null, fold));
    expect(takePage(log, pageOf({ head: 12, from: 1, afterSeq: 9, limit: 9, cut: 9 }), 9, fold)).toBe("stale");
    expect(held(takePage(log, pageOf({ head: 12, from: 5, afterSeq: 9, limit: 9, cut: 9 }), 9, fold)).cursor).toBe(12);
  });

  test("a late page that brings nothing new changes nothing", () => {
    const log = held(takePage(empty, pageOf({ head: 9, from: 1, afterSeq: null, limit: 9, cut: 9 }), null, fold));
    const late = pageOf({ head: 9, from: 1, afterSeq: 5, limit: 9, cut: 9 });
    expect(held(takePage(log, late, 5, fold)).events).toEqual(log.events);
  });

  test("an event type that this client doesn't know keeps its place and leaves the state alone", () => {
    const log = held(takePage(empty, pageOf({ head: 3, from: 1, afterSeq: null, limit: 9, cut: 9 }), null, fold));
    const next = takeEvents(log, [event(4)], () => undefined as unknown as Count);
    expect([next.cursor, next.state]).toEqual([4, log.state]);
  });

  test("older pages end where reading begins", () => {
    const log = held(takePage(empty, pageOf({ head: 30, from: 12, afterSeq: null, limit: 10, cut: 10 }), null, fold));
    expect(hasOlder(log)).toBe(true);
    const more = takeOlder(log, run(12, 20), 12);
    expect([more.events[0]?.seq, hasOlder(more), more.state]).toEqual([12, false, log.state]);
  });
});
