import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";
import type { Shelf } from "./loaded.ts";
import { commitLimit, type Log, type StoredEvent } from "./log.ts";
import { pageOf } from "./queue.ts";
import type { Recording } from "./records.ts";
import type { OpenRoom } from "./room.ts";
import { asClientSees } from "./system.ts";
import { epochsOf, type Wraps } from "./wraps.ts";

/** A page that is asked for. */
type Since = { room: OpenRoom; afterSeq: number | null; limit: number; what: "read" | "opened" };
/** A stretch of a room; `before`: where it goes on, undefined at the beginning of what its reader may read. */
type Back = { events: AnyEvent[]; before: number | undefined };
type Deps = { log: Log; shelf: Pick<Shelf, "known">; wraps: Wraps; record: Recording; now(): string };

/** What is read of an open room: judged by the state at this moment and by the keys that the reader holds, and on record. */
export function createReadings({ log, shelf, wraps, record, now }: Deps) {
  /** Who could open the room a moment ago and can't read it now. */
  function shutOut(room: OpenRoom, what: "read" | "opened"): Refusal {
    void record(room, room.actor, { what, decision: "deny", fromSeq: 0, toSeq: 0 });
    return refuse("NotFound");
  }

  /** Up to where each reading that is on record went, of those that this node remembers. */
  const readUpTo = new Map<string, number>();
  const reading = ({ roomId, actor }: OpenRoom): string => `${roomId} ${actor.personId} ${actor.orgId}`;
  function remember(room: OpenRoom, toSeq: number): void {
    if (readUpTo.size > 50_000) readUpTo.clear();
    readUpTo.set(reading(room), toSeq);
  }

  /** A page of what this actor may read after `afterSeq`; null asks for the newest events and the state. The reading is on record before it is answered. */
  async function since({ room, afterSeq, limit, what }: Since): Promise<Page<AnyEvent, unknown>> {
    const { slice, actor, roomId } = room;
    const loaded = shelf.known(roomId);
    // as it stands at this moment, not when it was opened: who subscribed in between misses nothing
    const { head, state } = loaded ?? room;
    if (!actor.system && !slice.rules.mayRead(state, actor, now(), roomId)) throw shutOut(room, what);
    const from = slice.rules.readableFrom?.(state, actor) ?? { seq: 1, at: "" };
    const reader = wraps.readerOf(slice, state, actor);
    const wanted = afterSeq === null ? Math.max(0, head.seq - limit) : afterSeq;
    const start = Math.max(wanted, (await wraps.firstFor(roomId, reader, from)) - 1);
    const first = loaded?.tail[0]?.seq ?? Number.POSITIVE_INFINITY;
    const inMemory = loaded && first <= start + 1 ? loaded.tail.filter((e) => e.seq > start) : undefined;
    const stored = inMemory ?? (await log.read(roomId, start, limit + commitLimit, reader)).events;
    const { page, through } = pageOf(stored, { head: head.seq, at: from.at, start, limit });
    if (inMemory && !(await wraps.opens(roomId, reader, epochsOf(page)))) throw shutOut(room, what);
    const toSeq = page.at(-1)?.seq ?? start;
    // who asks every few seconds whether there is more, and there is none, has read nothing since what is on record
    const nothingNew = what === "read" && page.length === 0 && readUpTo.get(reading(room)) === start;
    if (!nothingNew) await record(room, actor, { what, decision: "permit", fromSeq: page[0]?.seq ?? start + 1, toSeq });
    remember(room, toSeq);
    // consent may have gone while the page was read: what is answered now is judged now
    if (!actor.system && !slice.rules.mayRead(shelf.known(roomId)?.state ?? state, actor, now(), roomId)) throw shutOut(room, what);
    const events = page.map((event) => asClientSees(slice, state, actor, event));
    return {
      head: head.seq,
      from: from.seq,
      through,
      events,
      ...(afterSeq === null ? { state: slice.presentState?.(state, actor) ?? state } : {}),
    };
  }

  /**
   * A stretch of a room before a number, oldest first, for who looks for something from the newest on. The same is asked as for a page of `since`, but it is not on record: what is shown of it is, by who shows it.
   */
  async function back({ room, before, commits }: { room: OpenRoom; before: number; commits: number }): Promise<Back> {
    const { slice, actor, roomId } = room;
    const { head, state, tail } = shelf.known(roomId) ?? { ...room, tail: [] };
    const kept = tail.filter((e) => e.seq < before);
    const end = Math.min(before, head.seq + 1);
    const stored = kept.length > 0 ? kept : await log.readBack(roomId, end, commits, wraps.readerOf(slice, state, actor));
    const { events, from } = await handedTo(room, stored);
    const [{ seq: first } = { seq: 0 }] = stored;
    return { events, before: first > from && events.length === stored.length ? first : undefined };
  }

  /** Of some events of a room, what its reader may read at this moment, as a client sees it. */
  async function handedTo({ slice, actor, roomId, state: opened }: OpenRoom, stored: readonly StoredEvent[]) {
    const state = shelf.known(roomId)?.state ?? opened;
    const from = slice.rules.readableFrom?.(state, actor) ?? { seq: 1, at: "" };
    const readable = stored.filter((e) => e.seq >= from.seq && e.at >= from.at);
    const opens = await wraps.opens(roomId, wraps.readerOf(slice, state, actor), epochsOf(readable));
    if (!opens || (!actor.system && !slice.rules.mayRead(shelf.known(roomId)?.state ?? state, actor, now(), roomId))) {
      void record({ roomId, slice, state }, actor, { what: "read", decision: "deny", fromSeq: 0, toSeq: 0 });
      throw refuse("NotFound");
    }
    return { events: readable.map((event) => asClientSees(slice, state, actor, event)), from: from.seq };
  }

  /** The events of a room with these numbers, in the order in which they are asked for. Asked and recorded as in `back`. */
  async function these({ room, seqs }: { room: OpenRoom; seqs: readonly number[] }): Promise<AnyEvent[]> {
    const tail = new Map(shelf.known(room.roomId)?.tail.map((event) => [event.seq, event]));
    const found = await Promise.all(seqs.map((seq) => tail.get(seq) ?? log.at(room.roomId, seq)));
    const there = found.filter((event) => event !== undefined);
    return (await handedTo(room, there)).events;
  }

  return { since, back, these };
}
