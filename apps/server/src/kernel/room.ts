import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import { type Clock, iso } from "./clock.ts";
import { printOf } from "./decide.ts";
import { unlessGone } from "./keys.ts";
import { createShelf, type Loaded, loadRoom } from "./loaded.ts";
import type { Head, Log, StoredEvent } from "./log.ts";
import type { Logger } from "./logger.ts";
import { createQueue, type Told } from "./queue.ts";
import { createReadings } from "./readings.ts";
import { createRecords, isDenial } from "./records.ts";
import type { Refusals } from "./refusals.ts";
import type { Ask, Claim, Past, Slice } from "./slice.ts";
import { asClientSees, systemActor } from "./system.ts";
import { createWraps, epochsOf } from "./wraps.ts";

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

/** A room read from the database: its events as far as the chain is whole, the heads that they came under, and where it breaks. */
export type Whole = { events: StoredEvent[]; heads: ReadonlyMap<number, string>; broken: number | undefined };

type Deps = {
  log: Log;
  refusals: Refusals;
  clock: Clock;
  logger: Logger;
  slices: readonly Slice[];
  /** hands what is durable to the subscribers of this node */
  tell(told: Told): void;
  /** whether anybody listens to the room on this node */
  listened(roomId: RoomId): boolean;
  /** a room is gone for good, whoever still listens to it */
  ended(roomId: RoomId): void;
  /** finishes views and effects of a commit; resolves once the views are written */
  follow(input: { room: Loaded; seq: number; events: readonly StoredEvent[]; again?: true }): Promise<void>;
};

/** The rooms of this node: who may open them, what is decided in them, and in which order. */
export function createRooms({ log, refusals, clock, logger, slices, tell, listened, ended, follow }: Deps) {
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
  const wraps = createWraps({ log, shelf: () => shelf, tell, ended });
  const { vanished } = wraps;
  const queue = createQueue({ log, clock, logger, shelf, tell: wraps.told, vanished, follow });

  const ask: Ask = async <S>(roomId: RoomId): Promise<S> => (await open<S>(systemActor, roomId)).state;

  const past: Past = async (...where) => (await log.read(...where)).events;
  const claim: Claim = (roomId, request) => act(systemActor, roomId, request);

  /** Opens a room for reading, as it stands in the database at this moment. Absent and forbidden read the same. */
  async function open<S>(actor: Actor, roomId: RoomId): Promise<OpenRoom<S>> {
    const room = await judged<S>(actor, roomId);
    if (room.open) return room.open;
    if (room.loaded.head.seq > 0) void record(room.loaded, actor, { what: "read", decision: "deny", fromSeq: 0, toSeq: 0 });
    throw refuse("NotFound");
  }

  /** A room as it stands in the database at this moment, opened if this actor may read it. */
  async function judged<S>(actor: Actor, roomId: RoomId): Promise<{ loaded: Loaded; open?: OpenRoom<S> }> {
    const loaded = await shelf.get(roomId);
    if (loaded.head.seq > 0) await queue.current(loaded);
    const { slice, state, head, epoch } = loaded;
    if (slice.over?.(state)) wraps.putAway(roomId);
    if (!actor.system && (head.seq === 0 || !slice.rules.mayRead(state, actor, now(), roomId))) return { loaded };
    if (!(await wraps.opens(roomId, wraps.readerOf(slice, state, actor), [epoch]))) return { loaded };
    return { loaded, open: { roomId, slice, state: state as S, head, actor } as OpenRoom<S> };
  }

  /** Those of many rooms that this actor may read at this moment. Nobody asked for one by its name, so the others are passed over and it is on no record. */
  async function openAll<S>(actor: Actor, roomIds: readonly RoomId[]): Promise<OpenRoom<S>[]> {
    const all = await Promise.all(roomIds.map((roomId) => judged<S>(actor, roomId)));
    return all.flatMap((room) => room.open ?? []);
  }

  const record = createRecords({ refusals, logger, act: (...asked) => act(...asked), tracked: (work) => tracked(work) });

  let underWay = 0;
  const idle: (() => void)[] = [];
  const over = () => {
    underWay--;
    if (underWay === 0) for (const resolve of idle.splice(0)) resolve();
  };
  /** Asks a room to do something; what is under way is finished before the node stops. */
  function act(actor: Actor, roomId: RoomId, request: AnyCommand & { id: EventId }): Promise<AnyEvent> {
    return tracked(carryOut(actor, roomId, request));
  }
  function tracked<T>(work: Promise<T>): Promise<T> {
    underWay++;
    work.then(over, over);
    return work;
  }

  const { since, back, these } = createReadings({ log, shelf, wraps, record, now });

  type Asked = { actor: Actor; command: AnyCommand; id: EventId; refs: Map<number, AnyEvent> };
  /** What `decide` may look at besides the state, and the room as it is at hand once that is there. */
  async function prepared(before: Loaded, { actor, command, id, refs }: Asked): Promise<{ facts: unknown; room: Loaded }> {
    const { roomId, slice } = before;
    for (const seq of slice.refs?.(command) ?? []) {
      const event = before.tail.find((e) => e.seq === seq) ?? (await log.at(roomId, seq));
      if (event) refs.set(seq, event);
    }
    const asked = { command, actor, id, state: before.state, roomId, now: now(), ask, past, claim };
    return { facts: await slice.facts?.(asked), room: await shelf.get(roomId) };
  }

  /** Resolves with the event once it is durable; rejects with a refusal, or a bug. */
  async function carryOut(actor: Actor, roomId: RoomId, request: AnyCommand & { id: EventId }): Promise<AnyEvent> {
    const command: AnyCommand = { type: request.type, input: request.input };
    const refs = new Map<number, AnyEvent>();
    const before = await shelf.get(roomId);
    if (before.gone) throw refuse("NotFound");
    const { slice } = before;
    // it stays at hand while the rest is looked up: an absent room is then read once, as often as one that is there
    before.held++;
    const { facts, room } = await prepared(before, { actor, command, id: request.id, refs }).finally(() => before.held--);
    const started = clock.now();
    try {
      const event = await new Promise<StoredEvent>((resolve, reject) => {
        queue.add(room, { actor, id: request.id, command, print: printOf(actor, command), refs, facts, tries: 0, resolve, reject });
      });
      logger.info(
        { room: roomId, seq: event.seq, command: command.type, actor: actor.personId, ms: clock.now() - started, outcome: "written" },
        "command",
      );
      const seen = asClientSees(slice, room.state, actor, event);
      return slice.rules.mayRead(room.state, actor, now(), roomId) ? seen : (slice.answerUnread?.(seen) ?? seen);
    } catch (error) {
      if (isDenial(error) && (before.head.seq > 0 || slice.there?.(facts)))
        void record(before, actor, { what: "command", decision: "deny", fromSeq: 0, toSeq: 0, asked: command.type });
      const outcome = error instanceof Refusal ? error.code : "bug";
      logger.info({ room: roomId, command: command.type, actor: actor.personId, ms: clock.now() - started, outcome }, "command");
      throw error;
    }
  }

  return {
    open,
    openAll,
    /** Whether the actor's organisation, or a guest, holds the key of an event: asked before it is shown to somebody who doesn't open the room. */
    async holdsKeyOf(actor: Actor, { roomId, state }: { roomId: RoomId; state: unknown }, seq: number): Promise<boolean> {
      const event = await log.at(roomId, seq);
      return event !== undefined && wraps.opens(roomId, wraps.readerOf(sliceOf(roomId), state, actor), epochsOf([event]));
    },
    act,
    since,
    back,
    these,
    ask,
    record,
    /** Notes a request that never got as far as its room. Nobody waits for it: how long it takes would tell that the room is there. */
    async refused(actor: Actor, roomId: RoomId, asked: string): Promise<void> {
      const room = await shelf.get(roomId);
      if (room.head.seq > 0) await record(room, actor, { what: "command", decision: "deny", fromSeq: 0, toSeq: 0, asked });
    },
    /** Notes that rooms stood in somebody's list, once a day. Nobody waits for it. */
    listed(actor: Actor, rooms: readonly { roomId: RoomId; state?: unknown }[]): void {
      const once = now().slice(0, 10);
      for (const { roomId, state } of rooms)
        void record({ roomId, slice: sliceOf(roomId), state }, actor, { what: "listed", decision: "permit", fromSeq: 0, toSeq: 0, once });
    },
    /**
     * All of a room as it lies in the database, checked link by link while it is read: what fits, and the first number that doesn't. For the house; what is
     * made of it for somebody's organisation is as much as that holds keys for.
     */
    async whole(roomId: RoomId, actor: Actor = systemActor): Promise<Whole> {
      const events: StoredEvent[] = [];
      const heads = new Map<number, string>();
      const broken = await log.verify(roomId, (more, head) => {
        for (const event of more) events.push(event);
        heads.set(head.seq, head.hash);
      });
      const slice = sliceOf(roomId);
      // what is made is an organisation's, whoever asks for it
      const reader = wraps.readerOf(slice, slice.initial, actor);
      const since = reader ? ((await log.keys.heldBy(roomId, reader).catch(unlessGone))?.since ?? Number.POSITIVE_INFINITY) : 1;
      return { events: since > 1 ? events.filter((event) => event.seq >= since) : events, heads, broken };
    },
    sliceOf,
    known: shelf.known,
    /** A room in memory, once what is durable in it was told: who is judged by its state now has heard what was theirs until then. */
    told(roomId: RoomId): Loaded | undefined {
      const room = shelf.known(roomId);
      if (room) queue.say(room);
      return shelf.known(roomId);
    },
    /** The rooms that this node holds in memory. */
    inMemory: shelf.ids,
    /** Commits that another node made durable. Those that follow on are folded at once; anything else makes the room look. */
    arrived(roomId: RoomId, events: readonly StoredEvent[], head: Head): void {
      const room = shelf.known(roomId);
      if (!room || head.seq <= room.head.seq) return;
      if (!room.running && events[0]?.seq === room.head.seq + 1) queue.absorb(room, events, head);
      else {
        room.behind = true;
        void queue.drain(room);
      }
    },
    /** Resolves when nothing is under way on this node. */
    async settled(): Promise<void> {
      if (underWay > 0) await new Promise<void>((resolve) => idle.push(resolve));
    },
    /** Looks whether a room in memory has fallen behind. */
    async refresh(roomId: RoomId): Promise<void> {
      const room = shelf.known(roomId);
      if (room) await queue.current(room).catch(unlessGone);
    },
    vanished,
  };
}

export type Rooms = ReturnType<typeof createRooms>;
