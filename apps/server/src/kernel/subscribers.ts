import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { ClosedCode } from "@linkwork/shared/kernel/wire.ts";
import type { Told } from "./queue.ts";
import type { Slice } from "./slice.ts";
import { presentTo } from "./system.ts";

/** One connection that listens to one room. */
export type Subscriber = { readonly socketId: string; actor: Actor; readonly fromSeq: number; toSeq: number };
export type Frame = { socketIds: string[]; events: AnyEvent[] };

/** Our own map of who listens: being in it grants nothing, each event is judged again. */
export function createSubscribers({
  now,
  emit,
  close,
  ended,
}: {
  now(): string;
  emit(roomId: RoomId, frame: Frame): void;
  close(roomId: RoomId, subscriber: Subscriber, code: ClosedCode): void;
  /** a subscription is over, for whatever reason */
  ended(roomId: RoomId, subscriber: Subscriber): void;
}) {
  const rooms = new Map<RoomId, Map<string, Subscriber>>();

  const bySocket = new Map<string, Set<RoomId>>();

  function drop(roomId: RoomId, socketId: string): Subscriber | undefined {
    const mine = bySocket.get(socketId);
    mine?.delete(roomId);
    if (mine?.size === 0) bySocket.delete(socketId);
    const listeners = rooms.get(roomId);
    const subscriber = listeners?.get(socketId);
    listeners?.delete(socketId);
    if (listeners?.size === 0) rooms.delete(roomId);
    return subscriber;
  }

  function leave(roomId: RoomId, socketId: string): void {
    const subscriber = drop(roomId, socketId);
    if (subscriber) ended(roomId, subscriber);
  }

  function shut(roomId: RoomId, slice: Slice, state: unknown, subscriber: Subscriber): void {
    close(roomId, subscriber, slice.rules.whyClosed?.(state, subscriber.actor, now()) ?? "ended");
    leave(roomId, subscriber.socketId);
  }

  return {
    add(roomId: RoomId, subscriber: Subscriber): void {
      const listeners = rooms.get(roomId) ?? new Map<string, Subscriber>();
      listeners.set(subscriber.socketId, subscriber);
      rooms.set(roomId, listeners);
      bySocket.set(subscriber.socketId, (bySocket.get(subscriber.socketId) ?? new Set<RoomId>()).add(roomId));
    },
    leave,
    get: (roomId: RoomId, socketId: string) => rooms.get(roomId)?.get(socketId),
    listened: (roomId: RoomId): boolean => rooms.has(roomId),
    rooms: (): RoomId[] => [...rooms.keys()],
    roomsOf: (socketId: string): RoomId[] => [...(bySocket.get(socketId) ?? [])],
    count: (): number => rooms.values().reduce((sum, listeners) => sum + listeners.size, 0),
    of: (roomId: RoomId): Subscriber[] => [...(rooms.get(roomId)?.values() ?? [])],
    /** Delivers what became durable: for each stretch of events, to those whom the state after it lets read; the others are closed. */
    deliver({ roomId, slice, segments }: Told): void {
      const listeners = rooms.get(roomId);
      if (!listeners) return;
      const at = now();
      for (const { events, state } of segments) {
        const groups = new Map<string, string[]>();
        const last = events.at(-1)?.seq ?? 0;
        for (const subscriber of listeners.values()) {
          if (!slice.rules.mayRead(state, subscriber.actor, at, roomId)) {
            shut(roomId, slice, state, subscriber);
            continue;
          }
          subscriber.toSeq = last;
          const audience = slice.audience?.(state, subscriber.actor) ?? "";
          const group = groups.get(audience);
          if (group) group.push(subscriber.socketId);
          else groups.set(audience, [subscriber.socketId]);
        }
        for (const [audience, socketIds] of groups)
          emit(roomId, { socketIds, events: events.map((event) => presentTo(slice, state, audience, event)) });
      }
    },
    /** A room is gone for good: whoever listens is told so. */
    end(roomId: RoomId): void {
      for (const subscriber of [...(rooms.get(roomId)?.values() ?? [])]) {
        close(roomId, subscriber, "erased");
        leave(roomId, subscriber.socketId);
      }
    },
    /** Judges the readers of a room by the clock: a consent that has run out ends without an event. */
    review(roomId: RoomId, slice: Slice, state: unknown): void {
      for (const subscriber of rooms.get(roomId)?.values() ?? [])
        if (!slice.rules.mayRead(state, subscriber.actor, now(), roomId)) shut(roomId, slice, state, subscriber);
    },
  };
}
