import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { type Clock, iso } from "./clock.ts";
import type { Logger } from "./logger.ts";
import type { Rooms } from "./room.ts";
import type { Session, Sessions } from "./session.ts";

/** How many files one person may have under way at once; a screen of photos asks for several. */
const atOnce = { up: 4, down: 20 } as const;

/** What crosses the wire for so long that the right to it can end meanwhile. */
type Transfer = {
  way: keyof typeof atOnce;
  roomId: RoomId;
  actor: Actor;
  me: Session;
  /** asked anew of each state of the room */
  may(state: unknown, actor: Actor, now: string): boolean;
  end(why: Refusal): void;
};
export type UnderWay = {
  /** whether it may still go on, as far as this node knows at this moment */
  may(): boolean;
  done(): void;
};

type Deps = { rooms: Rooms; sessions: Sessions; clock: Clock; logger: Logger; recheckEvery: number };
/** Uploads and downloads under way: each ends when the room, the session or the hat no longer lets it, as sockets do. */
export function createTransfers({ rooms, sessions, clock, logger, recheckEvery }: Deps) {
  const under = new Set<Transfer>();
  const holds = (one: Transfer): boolean => {
    const room = rooms.known(one.roomId);
    return room !== undefined && one.may(room.state, one.actor, iso(clock.now()));
  };
  function end(one: Transfer, why: Refusal): void {
    under.delete(one);
    one.end(why);
  }
  /** The room has changed: who may not go on is ended at once. */
  function review(roomId: RoomId): void {
    for (const one of under) if (one.roomId === roomId && !holds(one)) end(one, refuse("NotFound"));
  }
  /** The same by the clock, with sessions that ended and hats that were taken off. */
  async function recheck(): Promise<void> {
    if (under.size === 0) return;
    const alive = await sessions.alive([...under].map((one) => one.me));
    for (const one of [...under]) {
      const actor = alive.has(one.me.sessionId) ? await sessions.hatOnSocket(one.me, one.actor.orgId) : undefined;
      if (actor) one.actor = actor;
      if (!actor) end(one, refuse("NotSignedIn"));
      else if (under.has(one) && !holds(one)) end(one, refuse("NotFound"));
    }
  }
  const timer = setInterval(
    () => void recheck().catch((error: unknown) => logger.warn({ error: String(error) }, "transfers not looked at")),
    recheckEvery,
  );
  timer.unref();
  return {
    begin(one: Transfer): UnderWay {
      const others = [...under].filter((other) => other.me.personId === one.me.personId && other.way === one.way);
      if (others.length >= atOnce[one.way]) throw refuse("TooManyCalls", { seconds: 10 });
      under.add(one);
      return { may: () => under.has(one) && holds(one), done: () => void under.delete(one) };
    },
    review,
    recheck,
    /** whether something of this room is under way: then the room is kept current */
    listened: (roomId: RoomId): boolean => [...under].some((one) => one.roomId === roomId),
    rooms: (): RoomId[] => [...new Set([...under].map((one) => one.roomId))],
    stop(): void {
      clearInterval(timer);
      for (const one of [...under]) end(one, refuse("Unavailable"));
    },
  };
}

export type Transfers = ReturnType<typeof createTransfers>;
