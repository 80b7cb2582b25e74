import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { type Clock, iso } from "./clock.ts";
import { type Batch, decideMore, newBatch } from "./decide.ts";
import { advance, type Loaded, type Shelf, snapshotDue, type Waiting } from "./loaded.ts";
import { type Head, type Log, Lost, type StoredEvent, write } from "./log.ts";
import type { Logger } from "./logger.ts";
import { keyAfter, type Slice } from "./slice.ts";

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
  /** a room in memory turned out to be gone */
  vanished(roomId: RoomId): void;
  follow(input: { room: Loaded; seq: number; events: readonly StoredEvent[]; again?: true }): Promise<void>;
};

/** In the middle of talk on two nodes one may lose several in a row; a withdrawal is not to be asked for twice because of that. */
const lostRaces = 50;
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

/** One queue a room: all that waits is decided in order and becomes one commit, and while that is written the next one is decided on what it will leave. */
export function createQueue({ log, clock, logger, shelf, tell, vanished, follow }: Deps) {
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
    say(room);
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

  /** Tells people what is durable and not yet said, in order. */
  function say(room: Loaded): void {
    for (const one of room.unsaid.splice(0)) one();
  }

  /** Decides what has come since. */
  const goOn = (room: Loaded, batch: Batch): void => decideMore(room, batch, { nowMs: clock.now(), write });

  /** Takes a command. While a commit is on its way the command is decided at once on the state that this will leave, so that only the seal remains. */
  function add(room: Loaded, waiting: Waiting): void {
    room.queue.push(waiting);
    if (!room.running) void drain(room);
    else if (room.writing) {
      room.ahead ??= newBatch(room);
      goOn(room, room.ahead);
    }
  }

  /** What is to be written now: what was decided ahead, if the room stands where that assumed, and what came since. */
  function next(room: Loaded): Batch {
    const { ahead } = room;
    room.ahead = undefined;
    const batch = ahead && ahead.base === room.state && ahead.head === room.head.seq ? ahead : newBatch(room);
    goOn(room, batch);
    return batch;
  }

  /** Works off what waits for a room. Never rejects: who waits is told. */
  async function drain(room: Loaded): Promise<void> {
    if (room.running) return;
    room.running = true;
    try {
      while (room.queue.length > 0 || room.behind) {
        if (room.behind) await catchUp(room);
        else await writeNext(room);
      }
    } catch (error) {
      giveUp(room, error);
    } finally {
      room.running = false;
      if (room.queue.length > 0) void drain(room);
    }
  }

  /** Whether what waits for a room that isn't there begins it. If not it is answered: who guesses at rooms leaves no key behind. */
  function begins(room: Loaded): boolean {
    const batch = next(room);
    if (batch.events.length > 0) room.ahead = batch;
    else {
      room.queue.splice(0, batch.taken);
      written(room, batch, { head: undefined, epoch: 1 });
    }
    return batch.events.length > 0;
  }

  async function writeNext(room: Loaded): Promise<void> {
    let batch: Batch | undefined;
    let taken: Waiting[] = [];
    try {
      if (room.head.seq === 0 && !room.behind && !begins(room)) return;
      const { epoch, grant } = keyAfter(room.slice, room.state, room.head.seq);
      const head = await log.append({
        ...{ room: room.roomId, epoch, grant },
        make() {
          if (room.behind) return undefined;
          batch = next(room);
          taken = room.queue.splice(0, batch.taken);
          if (batch.events.length === 0) return undefined;
          room.writing = batch;
          return { written: batch.written, prev: room.head, due: batch.due };
        },
      });
      if (batch) written(room, batch, { head, epoch });
    } catch (error) {
      Object.assign(room, { writing: undefined, ahead: undefined, behind: true });
      await again(room, taken, error);
    }
  }

  /** A batch is durable (or had nothing to write): the room stands after it, and people are told. */
  function written(room: Loaded, batch: Batch, { head, epoch }: { head: Head | undefined; epoch: number }): void {
    for (const event of batch.events) event.epoch = epoch;
    room.writing = undefined;
    let followed = Promise.resolve();
    let told: Told | undefined;
    if (head) {
      told = announce(room, room.state, batch.events);
      advance(room, batch.events, head, batch.state);
      shelf.keep(room);
      if (batch.due) followed = follow({ room, seq: batch.events[0]?.seq ?? 0, events: batch.events });
      if (snapshotDue(room, clock.now())) void keepSnapshot(room);
    }
    room.unsaid.push(() => {
      if (told) tell(told);
      settle(room, batch, followed);
    });
    // the database gets the next commit before people hear of the last one: they work at the same time
    setImmediate(() => say(room));
  }

  /** Nothing can be decided on a state that may be stale: the room is read afresh next time. A refusal says that its keys were destroyed meanwhile. */
  function giveUp(room: Loaded, error: unknown): void {
    const gone = error instanceof Refusal && error.code === "NotFound";
    if (!gone) logger.error({ room: room.roomId, error: String(error) }, "room put away");
    const answer = gone ? error : refuse("Unavailable");
    for (const waiting of room.queue.splice(0)) waiting.reject(answer);
    for (const waiter of room.waiters.splice(0)) waiter.reject(answer);
    room.behind = false;
    room.ahead = undefined;
    say(room);
    shelf.forget(room.roomId);
    if (gone) vanished(room.roomId);
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
    // it never came to writing: there is no key, or nobody to ask for it
    if (!lost && taken.length === 0) throw error;
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
    const { head, state, slice } = room;
    const { epoch, grant } = keyAfter(slice, state, head.seq);
    await log
      .saveSnapshot({ room: room.roomId, head, epoch, grant: grant(), state, shape: slice.shape })
      .catch((error: unknown) => logger.warn({ room: room.roomId, error: String(error) }, "snapshot not kept"));
  }

  /** What was written before is answered as it was then, and not before what had to be done first is done: the first time it may have failed. */
  const answerAgain = (room: Loaded, waiting: Waiting, event: StoredEvent): void =>
    void follow({ room, seq: event.seq, events: [event], again: true }).then(() => waiting.resolve(event), waiting.reject);

  /** Who may not know of the room learns nothing from an id that was used in it. */
  function settleStored(room: Loaded, waiting: Waiting, stored: StoredEvent): void {
    const known = room.slice.rules.mayKnow(room.state, waiting.actor, iso(clock.now()), room.roomId, waiting.command.type);
    if (stored.print === waiting.print) answerAgain(room, waiting, stored);
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
      if ("event" in outcome) {
        if (batch.ids.has(outcome.event.id)) void followed.then(() => waiting.resolve(outcome.event), waiting.reject);
        else answerAgain(room, waiting, outcome.event);
      } else if (!(outcome.refusal instanceof Refusal) || outcome.refusal.code === "IdReused") waiting.reject(outcome.refusal);
      else void refused(room, waiting, outcome.refusal, batch.head).catch(waiting.reject);
    }
  }

  return { add, drain, current, absorb, say };
}
