import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { derivedId } from "./decide.ts";
import type { Files } from "./files.ts";
import type { Log, StoredEvent } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Rooms } from "./room.ts";
import { type Follows, keyAfter, movesKeys, type Outside, type Slice } from "./slice.ts";
import { systemActor } from "./system.ts";

/** Events from number `seq` on, and the state in which the room stands now, after its event `head`. */
type Followed = { roomId: RoomId; slice: Slice; state: unknown; head: number; seq: number; events: readonly AnyEvent[]; again?: true };

/** Does what follows outside the rooms; the id is the same at each try. */
export type Outer = (what: Outside, id: string) => Promise<void>;
type Deps = { log: Log; logger: Logger; rooms: () => Rooms; files: Pick<Files, "check" | "erase">; outside: Outer };

/** What tells things outside that follow from one event apart. */
function whom(effect: Outside): string {
  if ("mail" in effect) return effect.mail.to;
  if ("unwritten" in effect) return `unwritten ${effect.unwritten.personId}`;
  if ("erase" in effect) return effect.erase.erasureId;
  if ("handOver" in effect) return effect.handOver.participationId;
  if ("shred" in effect) return effect.shred;
  if ("uncount" in effect) return `uncount ${effect.uncount}`;
  if ("purge" in effect) return effect.purge;
  return "tell" in effect ? effect.tell : "startAnew" in effect ? effect.startAnew : effect.endSessions;
}

/** How long what is done may wait to be marked so, with what is done meanwhile, in milliseconds. Until then a sweep would do it once more, which changes nothing. */
const markEvery = 50;

/** What follows from events: keys and views first, then commands in other rooms and a look at files that have come; retried until done, never doubled. */
export function createEffects({ log, logger, rooms, files, outside }: Deps) {
  const running = new Set<Promise<void>>();
  const done: { room: RoomId; seq: number }[] = [];
  let marking: NodeJS.Timeout | undefined;

  /** Marks what is done, all in one write. */
  async function mark(): Promise<void> {
    clearTimeout(marking);
    marking = undefined;
    const some = done.splice(0);
    const failed = (error: unknown) => logger.error({ commits: some.length, error: String(error) }, "effects are done and not marked so");
    if (some.length > 0) await log.effectsDone(some).catch(failed);
  }

  async function carryOut(effect: Follows, cause: AnyEvent): Promise<void> {
    if (!("target" in effect)) return outside(effect, derivedId(cause.id, "outside", whom(effect)));
    const id = derivedId(cause.id, effect.target, effect.type);
    try {
      await rooms().act(systemActor, effect.target, { id, type: effect.type, input: effect.input });
    } catch (error) {
      // a refusal is an answer: there is nothing to do there any more
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
      if (!effect.first) logger.info({ room: effect.target, command: effect.type, code: error.code }, "effect had nothing to do");
    }
  }

  type Following = { effect: Follows; cause: AnyEvent };
  const comesFirst = ({ effect }: Following): boolean => "target" in effect && effect.first === true;
  async function following({ roomId, slice, state, events }: Followed): Promise<Following[]> {
    const all: Following[] = [];
    for (const cause of events)
      if (slice.effects?.of(cause))
        for (const effect of await slice.effects.list(cause, state, roomId, rooms().ask)) all.push({ effect, cause });
    return all;
  }

  /** What an event takes out leaves the store: words and files, and the kept state that may hold a copy of them. */
  async function takeBack(roomId: RoomId, slice: Slice, event: AnyEvent): Promise<void> {
    const taken = slice.takesBack?.of(event);
    if (!taken || !slice.takesBack) return;
    const { conceal, took } = slice.takesBack;
    const { state, head } = await rooms().open(systemActor, roomId);
    const without = (stored: StoredEvent): StoredEvent => {
      const left = conceal(stored, state) as StoredEvent;
      return left !== stored && took(event, left) ? left : stored;
    };
    await log.strike(roomId, { from: taken.from, by: event.seq, conceal: without });
    for (const fileId of taken.files) await files.erase(roomId, fileId);
    const { epoch, grant } = keyAfter(slice, state, head.seq);
    await log.saveSnapshot({ room: roomId, head, epoch, grant: grant(), state, shape: slice.shape });
  }

  /** The room's turns, one a commit and in their order: what follows from the older is done, or left to the sweep, before what follows from the newer begins. */
  const turns = new Map<RoomId, Promise<void>>();
  function turnIn(roomId: RoomId): { before: Promise<void> | undefined; over(): void } {
    const before = turns.get(roomId);
    const { promise, resolve } = Promise.withResolvers<void>();
    turns.set(roomId, promise);
    const over = () => {
      resolve();
      if (turns.get(roomId) === promise) turns.delete(roomId);
    };
    return { before, over };
  }

  async function carryOutAll(rest: readonly Following[]): Promise<void> {
    for (const { effect, cause } of rest) await carryOut(effect, cause);
  }

  async function finish({ roomId, slice, state, head, seq, events }: Followed): Promise<void> {
    for (const event of events) await takeBack(roomId, slice, event);
    // last: whoever looks at files may not be there for hours
    for (const event of events) {
      const file = slice.files?.added(event);
      if (!file || !slice.files) continue;
      const result = await files.check({ room: roomId, ...keyAfter(slice, state, head), ...file });
      await carryOut({ target: roomId, ...slice.files.note({ fileId: file.fileId, ...result }) }, event);
    }
    done.push({ room: roomId, seq });
    marking ??= setTimeout(() => void seen(mark()), markEvery);
  }

  const writeViews = async ({ roomId, slice, state, seq, events }: Followed): Promise<void> => {
    if (slice.views && events.some((e) => slice.views?.of(e))) await slice.views.write({ state, roomId, seq: seq + events.length - 1 });
  };

  /** Who was let in holds the room's keys, who was shut out holds none any more. What is over has them all destroyed next, and counted. */
  const moveKeys = async ({ roomId, slice, state, head, events }: Followed): Promise<void> => {
    if (slice.holders && !slice.over?.(state) && events.some((e) => movesKeys(slice, e)))
      await log.hold(roomId, head, slice.holders(state));
  };

  const late =
    ({ roomId, seq }: Followed, what: string) =>
    (error: unknown): void =>
      logger.error({ room: roomId, seq, error: String(error) }, `${what} wait for the next sweep`);

  /** Kept in sight until it is over, so that a node that stops can wait for it. */
  function seen(work: Promise<void>): Promise<void> {
    const done = work.finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  const doFirst = (all: readonly Following[]) => Promise.all(all.filter(comesFirst).map(({ effect, cause }) => carryOut(effect, cause)));

  async function follow(followed: Followed): Promise<void> {
    const moved = moveKeys(followed);
    moved.catch(() => undefined);
    // answered once more: the rest was or will be done by whoever wrote it, or by the sweep
    if (followed.again) {
      await doFirst(await following(followed));
      return moved;
    }
    const turn = turnIn(followed.roomId);
    const inTurn = async (rest: readonly Following[]) => {
      try {
        await turn.before;
        await carryOutAll(rest);
      } finally {
        turn.over();
      }
      await finish(followed);
    };
    try {
      const viewed = await writeViews(followed).then(
        () => true,
        (error: unknown) => late(followed, "views")(error),
      );
      const all = await following(followed);
      await doFirst(all);
      await moved;
      if (!viewed) return turn.over();
      void seen(inTurn(all.filter((each) => !comesFirst(each))).catch(late(followed, "effects")));
    } catch (error) {
      turn.over();
      throw error;
    }
  }

  async function finishOne(found: Followed): Promise<void> {
    const { state, head } = await rooms().open(systemActor, found.roomId);
    const followed = { ...found, state, head: head.seq };
    await moveKeys(followed);
    await writeViews(followed);
    await carryOutAll(await following(followed));
    await finish(followed);
  }

  return {
    /** Keys and views are right, and the effects that come first are done, before this resolves; the others go on in the background. */
    follow: (followed: Followed): Promise<void> =>
      seen(
        follow(followed).catch((error: unknown) => {
          late(followed, "first effects")(error);
          throw refuse("Unavailable");
        }),
      ),
    /** Finishes what a crash or a fault left over, of any node. */
    async sweep(): Promise<void> {
      await mark();
      for (const { room, seq, events } of await log.due()) {
        const found = { roomId: room, slice: rooms().sliceOf(room), state: undefined, head: 0, seq, events };
        // what can't be finished yet keeps nothing else waiting
        await finishOne(found).catch(late(found, "effects"));
      }
      await mark();
    },
    /** Resolves when no effect is under way on this node. */
    async settled(): Promise<void> {
      do {
        await Promise.all(running);
        await mark();
      } while (running.size > 0);
    },
  };
}

export type Effects = ReturnType<typeof createEffects>;
