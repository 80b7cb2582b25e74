import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { type Clock, iso } from "./clock.ts";
import { type Batch, decideBatch } from "./decide.ts";
import { advance, type Loaded, type Shelf, snapshotDue, type Waiting } from "./loaded.ts";
import { type Head, type Log, Lost, type StoredEvent } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Slice } from "./slice.ts";

/** What became durable together, with the states that its readers are judged by. */
export type Told = {
  readonly roomId: RoomId;
  readonly slice: Slice;
  readonly segments: readonly { readonly events: readonly StoredEvent[]; readonly state: unknown }[];
};

type Deps = {
  log: Log;
  clock: Clock;
  logger: Logger;
  shelf: Shelf;
  tell(told: Told): void;
  follow(input: { room: Loaded; seq: number; events: readonly StoredEvent[] }): Promise<void>;
};

const lostRaces = 8;
const pageBytes = 256 * 1024;

/** As many events as fit on a page, and the last number that was looked at. */
export function pageOf(
  stored: readonly StoredEvent[],
  { head, at, start, limit }: { head: number; at: string; start: number; limit: number },
) {
  const page: StoredEvent[] = [];
  let through = start;
  let size = 0;
  for (const event of stored) {
    if (event.seq > head || page.length >= limit || size > pageBytes) break;
    through = event.seq;
    if (event.at < at) continue;
    page.push(event);
    size += 200 + JSON.stringify(event.body).length;
  }
  return { page, through };
}

/** One queue a room: all that waits is decided in order and becomes one commit, and while that is written nothing else is decided there. */
export function createQueue({ log, clock, logger, shelf, tell, follow }: Deps) {
  /** Splits events where one changes who may read, folding on the way. */
  function announce(room: Loaded, before: unknown, events: readonly StoredEvent[]): Told {
    const segments: { events: StoredEvent[]; state: unknown }[] = [];
    let state = before;
    for (const event of events) {
      state = room.slice.fold(state, event);
      const last = segments.at(-1);
      if (!last || room.slice.rules.changesReaders(event)) segments.push({ events: [event], state });
      else {
        last.events.push(event);
        last.state = state;
      }
    }
    return { roomId: room.roomId, slice: room.slice, segments };
  }

  /** Folds whole commits that others wrote, and tells them. Never called while an own insert is on its way. */
  function absorb(room: Loaded, events: readonly StoredEvent[], head: Head): void {
    const told = announce(room, room.state, events);
    advance(room, events, head, told.segments.at(-1)?.state ?? room.state);
    shelf.keep(room);
    tell(told);
  }

  async function catchUp(room: Loaded): Promise<void> {
    const { events, head } = await log.read(room.roomId, room.head.seq);
    room.behind = false;
    if (head && head.seq > room.head.seq)
      absorb(
        room,
        events.filter((e) => e.seq > room.head.seq),
        head,
      );
  }

  /** Works off what waits for a room. Never rejects: who waits is told. */
  async function drain(room: Loaded): Promise<void> {
    if (room.running) return;
    room.running = true;
    // what is durable and not yet said, in order
    const unsaid: (() => void)[] = [];
    const say = () => {
      for (const one of unsaid.splice(0)) one();
    };
    try {
      while (room.queue.length > 0 || room.behind) {
        if (room.behind) {
          say();
          await catchUp(room);
          continue;
        }
        const batch = decideBatch(room, clock.now());
        const taken = room.queue.splice(0, batch.taken);
        if (batch.events.length === 0) {
          say();
          settle(room, batch, Promise.resolve());
          continue;
        }
        const epoch = room.slice.epochOf?.(room.state) ?? 1;
        const inserting = log.append({ room: room.roomId, events: batch.events, prev: room.head, epoch, due: batch.due });
        // the database gets the next commit before the people hear of the last one: they work at the same time
        if (unsaid.length > 0) setImmediate(say);
        try {
          const head = await inserting;
          const told = announce(room, room.state, batch.events);
          advance(room, batch.events, head, batch.state);
          shelf.keep(room);
          const followed = batch.due ? follow({ room, seq: batch.events[0]?.seq ?? 0, events: batch.events }) : Promise.resolve();
          unsaid.push(() => {
            tell(told);
            settle(room, batch, followed);
          });
          if (snapshotDue(room, clock.now())) void keepSnapshot(room);
        } catch (error) {
          room.behind = true;
          await again(room, taken, error);
        }
      }
    } catch (error) {
      giveUp(room, error);
    } finally {
      room.running = false;
      say();
      if (room.queue.length > 0) void drain(room);
    }
  }

  /** Nothing can be decided on a state that may be stale: the room is read afresh next time. */
  function giveUp(room: Loaded, error: unknown): void {
    logger.error({ room: room.roomId, error: String(error) }, "room put away");
    for (const waiting of room.queue.splice(0)) waiting.reject(refuse("Unavailable"));
    for (const waiter of room.waiters.splice(0)) waiter.reject(refuse("Unavailable"));
    room.behind = false;
    shelf.forget(room.roomId);
  }

  /** Resolves once this node has folded up to what the database holds at this moment. */
  async function current(room: Loaded): Promise<void> {
    const seq = await log.headSeq(room.roomId, room.head.seq);
    if (seq <= room.head.seq) return;
    const reached = new Promise<void>((resolve, reject) => room.waiters.push({ seq, resolve, reject }));
    room.behind = true;
    void drain(room);
    await reached;
  }

  /** After a lost race, or a write of which nobody knows whether it happened: find what is there, and decide the rest again. */
  async function again(room: Loaded, taken: readonly Waiting[], error: unknown): Promise<void> {
    const lost = error instanceof Lost;
    if (!lost) logger.error({ room: room.roomId, error: String(error) }, "append: outcome unknown");
    const back: Waiting[] = [];
    for (const waiting of taken) {
      try {
        const stored = await log.find(room.roomId, waiting.id);
        if (stored) settleStored(room, waiting, stored);
        else if (!lost) waiting.reject(refuse("Unavailable"));
        else if (++waiting.tries >= lostRaces) waiting.reject(refuse("Busy"));
        else back.push(waiting);
      } catch {
        waiting.reject(refuse("Unavailable"));
      }
    }
    room.queue.unshift(...back);
    await catchUp(room);
  }

  async function keepSnapshot(room: Loaded): Promise<void> {
    const { head, state } = room;
    await log
      .saveSnapshot({ room: room.roomId, head, epoch: room.slice.epochOf?.(state) ?? 1, state, shape: room.slice.shape })
      .catch((error: unknown) => logger.warn({ room: room.roomId, error: String(error) }, "snapshot not kept"));
  }

  /** Who may not know of the room learns nothing from an id that was used in it. */
  function settleStored(room: Loaded, waiting: Waiting, stored: StoredEvent): void {
    const known = room.slice.rules.mayKnow(room.state, waiting.actor, iso(clock.now()), room.roomId);
    if (stored.print === waiting.print) waiting.resolve(stored);
    else waiting.reject(known ? refuse("IdReused", { field: "id" }) : refuse("NotFound"));
  }

  /** A refusal may be a replay (what was written once is answered as it was then, for ever), or may come from a state that another node has moved on. */
  async function refused(room: Loaded, waiting: Waiting, refusal: Refusal, decidedAt: number): Promise<void> {
    const stored = await log.find(room.roomId, waiting.id);
    if (stored) settleStored(room, waiting, stored);
    else if (waiting.tries++ === 0 && (await log.headSeq(room.roomId, decidedAt)) > decidedAt) {
      room.behind = true;
      room.queue.push(waiting);
      void drain(room);
    } else waiting.reject(refusal);
  }

  function settle(room: Loaded, batch: Batch, followed: Promise<void>): void {
    for (const outcome of batch.outcomes) {
      const { waiting } = outcome;
      if ("event" in outcome) void followed.then(() => waiting.resolve(outcome.event), waiting.reject);
      else if (!(outcome.refusal instanceof Refusal) || outcome.refusal.code === "IdReused") waiting.reject(outcome.refusal);
      else void refused(room, waiting, outcome.refusal, batch.head).catch(waiting.reject);
    }
  }

  return { drain, current, absorb };
}
