import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { HolderId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { unlessGone } from "./keys.ts";
import type { Shelf } from "./loaded.ts";
import type { Log, StoredEvent } from "./log.ts";
import type { Told } from "./queue.ts";
import { movesKeys, type Slice } from "./slice.ts";

type Deps = {
  log: Log;
  shelf: () => Shelf;
  /** hands what is durable to the subscribers of this node */
  tell(told: Told): void;
  /** a room is gone for good, whoever still listens to it */
  ended(roomId: RoomId): void;
};

/** How often, and after how many milliseconds each, it is looked again for the wraps of whom the rules let in. */
const wrapTries = 8;
const wrapPause = 40;

/** The second lock on every reading: whatever the rules say, who has no wrap of the key opens nothing. And what is gone is kept in no memory. */
export function createWraps({ log, shelf, tell, ended }: Deps) {
  function putAway(roomId: RoomId): void {
    shelf().forget(roomId);
    log.keys.forget(roomId);
  }

  /** Who was let in a moment ago gets its wraps in the same moment: that is waited for. */
  async function holds(roomId: RoomId, reader: HolderId, epochs: ReadonlySet<number>): Promise<boolean> {
    for (let tries = 0; ; tries++) {
      try {
        for (const epoch of epochs) await log.keys.keyFor(roomId, epoch, reader);
        return true;
      } catch (error) {
        unlessGone(error);
        if (tries >= wrapTries) return false;
      }
      await new Promise((resolve) => setTimeout(resolve, wrapPause));
    }
  }

  return {
    putAway,
    /** What became durable is told; keys that were unwrapped before a decision are not used after it, and what is over is put away. */
    told(news: Told): void {
      const { roomId, slice, segments } = news;
      const decision = segments.findLast(({ events }) => events.some((event) => movesKeys(slice, event)));
      if (decision) log.keys.decided(roomId, decision.events.at(-1)?.seq ?? 0);
      tell(news);
      if (slice.over?.(segments.at(-1)?.state)) putAway(roomId);
    },
    /** The keys of a room were destroyed: nobody goes on with what this node has of it. */
    vanished(roomId: RoomId): void {
      putAway(roomId);
      ended(roomId);
    },
    /** For whom a room is read: what one organisation's people read is opened with that organisation's wraps, and what a guest reads with their own. */
    readerOf: (slice: Slice, state: unknown, actor: Actor): HolderId | undefined =>
      slice.holders && !actor.system ? (slice.readsBy?.(state, actor) ?? actor.orgId) : undefined,
    /** The first number that the reader may read: where its time begins on a day, the keys that it holds say where that is. */
    firstFor: async (roomId: RoomId, reader: HolderId | undefined, from: { seq: number; at: string }): Promise<number> =>
      reader && from.at !== "" ? Math.max(from.seq, (await log.keys.heldBy(roomId, reader)).since) : from.seq,
    /** Whether the reader holds the keys of these epochs; the house always does. */
    opens: (roomId: RoomId, reader: HolderId | undefined, epochs: Iterable<number>): Promise<boolean> | true =>
      reader === undefined || holds(roomId, reader, new Set(epochs)),
  };
}

export type Wraps = ReturnType<typeof createWraps>;

/** The epochs of events that lie in memory, where no key is needed to read them: it is asked for all the same. */
export const epochsOf = (events: readonly StoredEvent[]): number[] => events.map((e) => e.epoch ?? 1);
