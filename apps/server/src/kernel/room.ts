import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";
import { type Clock, iso } from "./clock.ts";
import { type Batch, decideBatch, printOf } from "./decide.ts";
import { advance, createShelf, type Loaded, loadRoom, snapshotDue, type Waiting } from "./loaded.ts";
import { commitLimit, type Head, type Log, Lost, type StoredEvent } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Access, Ask, Slice } from "./slice.ts";
import { asClientSees, systemActor } from "./system.ts";

declare const minted: unique symbol;
/** A room that this actor may read, as it stood when it was opened. Only `open` mints it. */
export type OpenRoom<S = unknown> = {
  readonly roomId: RoomId;
  readonly slice: Slice;
  readonly state: S;
  readonly head: Head;
  readonly actor: Actor;
  readonly [minted]: true;
};

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
  slices: readonly Slice[];
  /** hands what is durable to the subscribers of this node */
  tell(told: Told): void;
  /** whether anybody listens to the room on this node */
  listened(roomId: RoomId): boolean;
  /** finishes views and effects of a commit; resolves once the views are written */
  follow(input: { room: Loaded; seq: number; events: readonly StoredEvent[] }): Promise<void>;
};

const lostRaces = 8;
const pageBytes = 256 * 1024;

/** As many events as fit on a page, and the last number that was looked at. */
function pageOf(stored: readonly StoredEvent[], { head, at, start, limit }: { head: number; at: string; start: number; limit: number }) {
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

/** The rooms of this node: who may open them, what is decided in them, and in which order. */
export function createRooms({ log, clock, logger, slices, tell, listened, follow }: Deps) {
  const byKind = new Map(slices.map((s) => [s.kind, s]));
  const sliceOf = (roomId: RoomId): Slice => {
    const slice = byKind.get(kindOf(roomId));
    if (!slice) throw new Error(`no slice for ${kindOf(roomId)} rooms`);
    return slice;
  };
  const shelf = createShelf({
    limit: 3000,
    load: (roomId) => loadRoom({ log, slice: sliceOf(roomId), roomId }),
    busy: (room) => listened(room.roomId),
  });
  const now = () => iso(clock.now());

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
    let untold: Told | undefined;
    const flush = () => {
      const told = untold;
      untold = undefined;
      if (told) tell(told);
    };
    try {
      while (room.queue.length > 0 || room.behind) {
        if (room.behind) {
          flush();
          await catchUp(room);
          continue;
        }
        const batch = decideBatch(room, clock.now());
        const taken = room.queue.splice(0, batch.taken);
        if (batch.events.length === 0) {
          flush();
          settle(room, batch, Promise.resolve());
          continue;
        }
        const epoch = room.slice.epochOf?.(room.state) ?? 1;
        const inserting = log.append({ room: room.roomId, events: batch.events, prev: room.head, epoch, due: batch.due });
        flush();
        try {
          const head = await inserting;
          const told = announce(room, room.state, batch.events);
          advance(room, batch.events, head, batch.state);
          shelf.keep(room);
          untold = told;
          const followed = batch.due ? follow({ room, seq: batch.events[0]?.seq ?? 0, events: batch.events }) : Promise.resolve();
          settle(room, batch, followed);
          if (snapshotDue(room)) void keepSnapshot(room);
        } catch (error) {
          room.behind = true;
          await again(room, taken, error);
        }
      }
    } catch (error) {
      giveUp(room, error);
    } finally {
      room.running = false;
      flush();
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
    const seq = await log.headSeq(room.roomId);
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
        if (stored) settleStored(waiting, stored);
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
      .saveSnapshot(room.roomId, head, room.slice.epochOf?.(state) ?? 1, state)
      .catch((error: unknown) => logger.warn({ room: room.roomId, error: String(error) }, "snapshot not kept"));
  }

  const settleStored = (waiting: Waiting, stored: StoredEvent): void =>
    stored.print === waiting.print ? waiting.resolve(stored) : waiting.reject(refuse("IdReused", { field: "id" }));

  function settle(room: Loaded, batch: Batch, followed: Promise<void>): void {
    for (const outcome of batch.outcomes) {
      const { waiting } = outcome;
      if ("event" in outcome) void followed.then(() => waiting.resolve(outcome.event), waiting.reject);
      else if (!(outcome.refusal instanceof Refusal) || outcome.refusal.code === "IdReused") waiting.reject(outcome.refusal);
      // a refusal may be a replay: what was written once is answered as it was then, for ever
      else
        void log
          .find(room.roomId, waiting.id)
          .then((stored) => (stored ? settleStored(waiting, stored) : waiting.reject(outcome.refusal)), waiting.reject);
    }
  }

  const ask: Ask = async <S>(roomId: RoomId): Promise<S> => (await open<S>(systemActor, roomId)).state;

  /** Opens a room for reading, as it stands in the database at this moment. Absent and forbidden read the same. */
  async function open<S>(actor: Actor, roomId: RoomId): Promise<OpenRoom<S>> {
    const room = await shelf.get(roomId);
    if (room.head.seq > 0) await current(room);
    const { slice } = room;
    if (!actor.system && (room.head.seq === 0 || !slice.rules.mayRead(room.state, actor, now(), roomId))) {
      if (room.head.seq > 0) void record(room, actor, { what: "read", decision: "deny", fromSeq: 0, toSeq: 0 });
      throw refuse("NotFound");
    }
    return { roomId, slice, state: room.state as S, head: room.head, actor } as OpenRoom<S>;
  }

  /** Notes a reading in the room that keeps such records. Ids, never content. */
  function record(room: { roomId: RoomId; slice: Slice }, actor: Actor, access: Access): Promise<unknown> {
    const effect = actor.system ? undefined : room.slice.recordAccess?.({ ...access, actor, roomId: room.roomId });
    if (!effect) return Promise.resolve();
    const id = newRecordId();
    const noted = act(systemActor, effect.target, { id, type: effect.type, input: effect.input });
    noted.catch((error: unknown) => logger.error({ room: effect.target, error: String(error) }, "access record not written"));
    return noted;
  }
  const newRecordId = (): EventId => crypto.randomUUID() as EventId;

  /** Asks a room to do something. Resolves with the event once it is durable; rejects with a refusal, or a bug. */
  async function act(actor: Actor, roomId: RoomId, request: AnyCommand & { id: EventId }): Promise<AnyEvent> {
    const slice = sliceOf(roomId);
    const command: AnyCommand = { type: request.type, input: request.input };
    const refs = new Map<number, AnyEvent>();
    const before = await shelf.get(roomId);
    for (const seq of slice.refs?.(command) ?? []) {
      const event = before.tail.find((e) => e.seq === seq) ?? (await log.at(roomId, seq));
      if (event) refs.set(seq, event);
    }
    const facts = await slice.facts?.({ command, actor, state: before.state, ask });
    const room = await shelf.get(roomId);
    const started = clock.now();
    try {
      const event = await new Promise<StoredEvent>((resolve, reject) => {
        room.queue.push({ actor, id: request.id, command, print: printOf(actor, command), refs, facts, tries: 0, resolve, reject });
        void drain(room);
      });
      logger.info(
        { room: roomId, seq: event.seq, command: command.type, actor: actor.personId, ms: clock.now() - started, outcome: "written" },
        "command",
      );
      return asClientSees(slice, room.state, actor, event);
    } catch (error) {
      if (error instanceof Refusal && error.code === "NotFound" && before.head.seq > 0)
        void record(before, actor, { what: "command", decision: "deny", fromSeq: 0, toSeq: 0 });
      const outcome = error instanceof Refusal ? error.code : "bug";
      logger.info({ room: roomId, command: command.type, actor: actor.personId, ms: clock.now() - started, outcome }, "command");
      throw error;
    }
  }

  /** A page of what this actor may read after `afterSeq`; null asks for the newest events and the state. The reading is on record before it is answered. */
  async function since({
    room,
    afterSeq,
    limit,
    what,
  }: {
    room: OpenRoom;
    afterSeq: number | null;
    limit: number;
    what: "read" | "opened";
  }): Promise<Page<AnyEvent, unknown>> {
    const { slice, actor, roomId } = room;
    const loaded = shelf.known(roomId);
    // as it stands at this moment, not when it was opened: who subscribed in between misses nothing
    const { head, state } = loaded ?? room;
    if (!actor.system && !slice.rules.mayRead(state, actor, now(), roomId)) throw refuse("NotFound");
    const from = slice.rules.readableFrom?.(state, actor) ?? { seq: 1, at: "" };
    const start = Math.max(afterSeq === null ? Math.max(0, head.seq - limit) : afterSeq, from.seq - 1);
    const first = loaded?.tail[0]?.seq ?? Number.POSITIVE_INFINITY;
    const stored =
      loaded && first <= start + 1 ? loaded.tail.filter((e) => e.seq > start) : (await log.read(roomId, start, limit + commitLimit)).events;
    const { page, through } = pageOf(stored, { head: head.seq, at: from.at, start, limit });
    await record(room, actor, { what, decision: "permit", fromSeq: page[0]?.seq ?? start, toSeq: page.at(-1)?.seq ?? start });
    const audience = slice.audience?.(state, actor) ?? "";
    const events = page.map((event) => asClientSees(slice, state, actor, event));
    return {
      head: head.seq,
      from: from.seq,
      through,
      events,
      ...(afterSeq === null ? { state: slice.presentState?.(state, audience) ?? state } : {}),
    };
  }

  return {
    open,
    act,
    since,
    ask,
    record,
    sliceOf,
    known: shelf.known,
    /** Commits that another node made durable. Those that follow on are folded at once; anything else makes the room look. */
    arrived(roomId: RoomId, events: readonly StoredEvent[], head: Head): void {
      const room = shelf.known(roomId);
      if (!room || head.seq <= room.head.seq) return;
      if (!room.running && events[0]?.seq === room.head.seq + 1) absorb(room, events, head);
      else {
        room.behind = true;
        void drain(room);
      }
    },
    /** Rooms in memory, which the tail keeps up with the other nodes. */
    inMemory: () => shelf.all(),
    /** Looks whether a room in memory has fallen behind. */
    async refresh(roomId: RoomId): Promise<void> {
      const room = shelf.known(roomId);
      if (room) await current(room);
    },
  };
}

export type Rooms = ReturnType<typeof createRooms>;
