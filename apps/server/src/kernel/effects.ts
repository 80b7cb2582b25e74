import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { derivedId } from "./decide.ts";
import type { Log } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Rooms } from "./room.ts";
import type { Effect, Slice } from "./slice.ts";
import { systemActor } from "./system.ts";

type Followed = { roomId: RoomId; slice: Slice; state: unknown; seq: number; events: readonly AnyEvent[] };

/** What follows from events: views first, then commands in other rooms, retried until done, never doubled. */
export function createEffects({ log, logger, rooms }: { log: Log; logger: Logger; rooms: () => Rooms }) {
  const running = new Set<Promise<void>>();

  async function carryOut(effect: Effect, cause: AnyEvent): Promise<void> {
    const id = derivedId(cause.id, effect.target, effect.type);
    try {
      await rooms().act(systemActor, effect.target, { id, type: effect.type, input: effect.input });
    } catch (error) {
      // a refusal is an answer: there is nothing to do there any more
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
      logger.warn({ room: effect.target, command: effect.type, code: error.code }, "effect had nothing to do");
    }
  }

  async function finish({ roomId, slice, state, seq, events }: Followed): Promise<void> {
    for (const event of events) {
      if (!slice.effects?.of(event)) continue;
      for (const effect of await slice.effects.list(event, state, roomId)) await carryOut(effect, event);
    }
    await log.effectsDone(roomId, seq);
  }

  const writeViews = async ({ roomId, slice, state, seq, events }: Followed): Promise<void> => {
    if (slice.views && events.some((e) => slice.views?.of(e))) await slice.views.write({ state, roomId, seq: seq + events.length - 1 });
  };

  function run(followed: Followed): void {
    const done = finish(followed)
      .catch((error: unknown) =>
        logger.error({ room: followed.roomId, seq: followed.seq, error: String(error) }, "effects wait for the next sweep"),
      )
      .finally(() => running.delete(done));
    running.add(done);
  }

  return {
    /** Views are written before this resolves; effects go on in the background. */
    async follow(followed: Followed): Promise<void> {
      await writeViews(followed).catch((error: unknown) =>
        logger.error({ room: followed.roomId, error: String(error) }, "view waits for the next sweep"),
      );
      run(followed);
    },
    /** Finishes what a crash or a fault left over, of any node. */
    async sweep(): Promise<void> {
      for (const { room, seq, events } of await log.due()) {
        const slice = rooms().sliceOf(room);
        const state = await rooms().ask(room);
        await writeViews({ roomId: room, slice, state, seq, events });
        await finish({ roomId: room, slice, state, seq, events });
      }
    },
    /** Resolves when no effect is under way on this node. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

export type Effects = ReturnType<typeof createEffects>;
