import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Batch } from "./decide.ts";
import type { Head, Log, StoredEvent } from "./log.ts";
import { noHead } from "./log.ts";
import type { Slice } from "./slice.ts";

/** A command that waits for its turn in a room. */
export type Waiting = {
  readonly actor: Actor;
  readonly id: EventId;
  readonly command: AnyCommand;
  readonly print: string;
  readonly refs: ReadonlyMap<number, AnyEvent>;
  readonly facts: unknown;
  tries: number;
  resolve(event: StoredEvent): void;
  reject(error: unknown): void;
};

/** A room in memory: the fold of its whole commits, and its newest events in the clear. */
export type Loaded = {
  readonly roomId: RoomId;
  readonly slice: Slice;
  /** its keys were destroyed: it reads like a room that never was, and nothing is written into it */
  readonly gone: boolean;
  state: unknown;
  head: Head;
  /** of the key of its newest event */
  epoch: number;
  lastAt: string;
  tail: StoredEvent[];
  readonly recent: Map<EventId, StoredEvent>;
  queue: Waiting[];
  running: boolean;
  /** how many commands are being prepared for it */
  held: number;
  /** the commit that is on its way to the database, and what was decided meanwhile on what it will leave */
  writing: Batch | undefined;
  ahead: Batch | undefined;
  /** what is durable and not yet said, in order */
  readonly unsaid: (() => void)[];
  /** another node may have written: look before the next decision */
  behind: boolean;
  sinceSnapshot: number;
  lastSnapshot: number;
  /** who waits until the room has folded up to a number */
  waiters: { seq: number; resolve(): void; reject(error: unknown): void }[];
};

const tailLimit = 256;
/** A snapshot of the state is kept every so many events, in a busy room not more often than every so many milliseconds. */
const snapshotEvery = 200;
const snapshotPause = 2000;

/** Brings a room's state, head and tail past events that are durable. */
export function advance(room: Loaded, events: readonly StoredEvent[], head: Head, state: unknown): void {
  room.state = state;
  room.head = head;
  for (const event of events) {
    room.tail.push(event);
    room.recent.set(event.id, event);
  }
  if (room.tail.length > 2 * tailLimit) {
    for (const old of room.tail.splice(0, room.tail.length - tailLimit)) room.recent.delete(old.id);
  }
  room.lastAt = events.at(-1)?.at ?? room.lastAt;
  room.epoch = events.at(-1)?.epoch ?? room.epoch;
  room.sinceSnapshot += events.length;
  if (room.waiters.length === 0) return;
  const waiters = room.waiters;
  room.waiters = waiters.filter((w) => w.seq > head.seq);
  for (const waiter of waiters) if (waiter.seq <= head.seq) waiter.resolve();
}

const foldEvents = (slice: Slice, state: unknown, events: readonly AnyEvent[]): unknown => {
  let next = state;
  for (const event of events) next = slice.fold(next, event);
  return next;
};

/** Whether it is time to keep a snapshot; resets the count. */
export function snapshotDue(room: Loaded, now: number): boolean {
  if (room.sinceSnapshot < snapshotEvery || now - room.lastSnapshot < snapshotPause) return false;
  room.lastSnapshot = now;
  room.sinceSnapshot = 0;
  return true;
}

/** Reads a room from its snapshot and what came after; an absent room has head 0. */
export async function loadRoom({ log, slice, roomId }: { log: Log; slice: Slice; roomId: RoomId }): Promise<Loaded> {
  // whoever guesses at rooms costs one look, as much as one that is there; that there were keys once is asked when somebody begins one
  const begun = await log.follows(roomId, noHead.seq);
  const gone = begun && (await log.keys.look(roomId));
  const there = begun && !gone;
  const from = there ? await log.snapshot(roomId, slice.shape) : undefined;
  const start = from?.head ?? noHead;
  const more = from ? await log.follows(roomId, start.seq) : there;
  const { events, head } = more ? await log.read(roomId, start.seq) : { events: [], head: undefined };
  const newer = events.filter((e) => e.seq > start.seq);
  const room: Loaded = {
    roomId,
    slice,
    gone,
    state: from?.state ?? slice.initial,
    head: start,
    epoch: 1,
    lastAt: "",
    tail: [],
    recent: new Map(),
    queue: [],
    running: false,
    held: 0,
    writing: undefined,
    ahead: undefined,
    unsaid: [],
    behind: false,
    sinceSnapshot: 0,
    lastSnapshot: 0,
    waiters: [],
  };
  advance(room, newer, head && head.seq > start.seq ? head : start, foldEvents(slice, room.state, newer));
  if (newer.length === 0 && start.seq > 0) {
    const last = await log.at(roomId, start.seq);
    room.lastAt = last?.at ?? "";
    room.epoch = last?.epoch ?? 1;
  }
  return room;
}

const absentLimit = 256;

/** The rooms in memory, least recently used first out; a room that works or is listened to stays. */
export function createShelf({ limit, load, busy }: { limit: number; load(roomId: RoomId): Promise<Loaded>; busy(room: Loaded): boolean }) {
  const rooms = new Map<RoomId, Loaded>();
  // absent rooms are at hand only while somebody acts on them; a few more are kept for those who are about to: guessing must not fill the memory
  const absent = new Map<RoomId, Loaded>();
  const loading = new Map<RoomId, Promise<Loaded>>();
  const working = (room: Loaded): boolean => room.running || room.held > 0 || room.queue.length > 0 || room.unsaid.length > 0;
  function shelve(room: Loaded): Loaded {
    if (room.head.seq === 0) {
      absent.delete(room.roomId);
      absent.set(room.roomId, room);
      for (const [id, old] of absent) {
        if (absent.size <= absentLimit) break;
        if (!working(old) && old !== room) absent.delete(id);
      }
      return room;
    }
    absent.delete(room.roomId);
    rooms.set(room.roomId, room);
    for (const [id, old] of rooms) {
      if (rooms.size <= limit) break;
      if (!working(old) && !busy(old) && old !== room) rooms.delete(id);
    }
    return room;
  }
  return {
    known: (roomId: RoomId): Loaded | undefined => rooms.get(roomId),
    keep: shelve,
    ids: (): RoomId[] => [...rooms.keys()],
    forget(roomId: RoomId): void {
      rooms.delete(roomId);
      loading.delete(roomId);
    },
    get(roomId: RoomId): Loaded | Promise<Loaded> {
      const room = rooms.get(roomId);
      if (room) {
        rooms.delete(roomId);
        rooms.set(roomId, room);
        return room;
      }
      const waited = absent.get(roomId);
      if (waited && working(waited)) return waited;
      const pending = loading.get(roomId);
      if (pending) return pending;
      const started = load(roomId)
        .then(shelve)
        // who asks before the first has it in hand gets the same one: two of one room would write past each other
        .finally(() => setImmediate(() => loading.delete(roomId)));
      loading.set(roomId, started);
      return started;
    },
  };
}

export type Shelf = ReturnType<typeof createShelf>;
