import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";
import { useEffect, useMemo, useState } from "react";
import { useLive } from "./live.ts";
import { enqueue, outbox, useDrafts } from "./outbox.ts";
import { type Draft, queued } from "./outbox-queue.ts";
import { Refused } from "./refused.ts";
import { hasOlder } from "./room-log.ts";
import type { PresenceView, Present } from "./room-presence.ts";
import type { Closed, RoomStore, RoomView } from "./room-store.ts";
import { hold, release } from "./rooms.ts";
import { standing } from "./standing.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";

/** Something said or done that has no number yet. */
export type Pending = {
  readonly id: string;
  readonly type: string;
  readonly input: Record<string, unknown>;
  /** when it was written, for people to read (ISO) */
  readonly queuedAt: string;
  /** waiting: the device holds it until somebody answers */
  readonly state: "sending" | "waiting";
};

export type Room<S, E extends AnyEvent = AnyEvent> = {
  readonly status: RoomView["status"];
  readonly state: S | null;
  /** what may be read, oldest first, ordered by number */
  readonly events: readonly E[];
  readonly head: number;
  readonly from: number;
  readonly hasOlder: boolean;
  /** fetches what came before what is held: a page, or all back to a number */
  loadOlder(downTo?: number): Promise<void>;
  readonly pending: readonly Pending[];
  /** Asks the room for something. Speech goes through the outbox and resolves when it is acknowledged; all else is sent at once or rejects with `Refused`. */
  act(type: string, input: Record<string, unknown>): Promise<E>;
  readonly live: boolean;
  readonly closed: Closed | null;
  readonly typing: readonly Present[];
  readonly here: readonly Present[];
  readonly seen: PresenceView["seen"];
  /** tells the others that one is typing; as often as one likes, it is sent at most every 3 s. Presence is told by itself. */
  signal(kind: "typing" | "here"): void;
  readonly drafts: readonly Draft[];
  /** asks again whether the room may be read */
  reopen(): void;
};

const nothing = createValue<RoomView>({
  status: "opening",
  log: { state: null, folded: 0, cursor: null, oldest: 1, head: 0, from: 1, events: [], ahead: [] },
  closed: null,
  acts: [],
});
const nobody = createValue<PresenceView>({ typing: [], here: [], seen: {} });

/** Where it is told who is there at this moment. */
const tellsHere: readonly RoomKind[] = ["case", "board", "project"];

/** The room's store while the component is there, under the hat that is worn. */
function useStore(roomId: RoomId): RoomStore | null {
  const { me, hat } = useValue(standing);
  const who = me && hat ? `${me.personId} ${hat.orgId}` : "";
  const [store, setStore] = useState<{ of: string; store: RoomStore | null }>({ of: "", store: null });
  const of = `${who} ${roomId}`;
  useEffect(() => {
    const held = hold(roomId);
    setStore({ of, store: held });
    return () => {
      if (held) release(held);
    };
  }, [roomId, of]);
  return store.of === of ? store.store : null;
}

/** One room, live: its state and events, what is on its way, who is there, and how to do something in it. */
export function useRoom<S, E extends AnyEvent = AnyEvent>(roomId: RoomId): Room<S, E> {
  const store = useStore(roomId);
  const { status, log, closed, acts } = useValue(store?.view ?? nothing);
  const { typing, here, seen } = useValue(store?.presence.view ?? nobody);
  const waiting = useValue(outbox);
  const drafts = useDrafts(roomId);
  const { live } = useLive();
  const open = status === "open";

  useEffect(() => {
    if (!store || !open || !tellsHere.includes(kindOf(roomId))) return;
    const say = () => {
      if (document.visibilityState === "visible") store.presence.signal("here");
    };
    say();
    const timer = setInterval(say, 20_500);
    return () => clearInterval(timer);
  }, [store, open, roomId]);

  const pending = useMemo((): Pending[] => {
    const mine = waiting.filter((i) => i.roomId === roomId);
    if (mine.length + acts.length === 0) return [];
    const known = new Set(log.events.slice(-100 - mine.length).map((e) => e.id as string));
    const said = mine.map(({ id, type, input, queuedAt }) => ({ id, type, input, queuedAt, state: live ? "sending" : "waiting" }) as const);
    const done = acts.map((a) => ({ id: a.id, type: a.type, input: a.input, queuedAt: a.at, state: "sending" }) as const);
    return [...said, ...done].filter((p) => !known.has(p.id));
  }, [waiting, acts, log.events, roomId, live]);

  const does = useMemo(
    () => ({
      act(type: string, input: Record<string, unknown>): Promise<E> {
        if (queued({ roomId, type })) return enqueue(roomId, type, input) as Promise<E>;
        const done = store?.act(type, input) as Promise<E> | undefined;
        return done ?? Promise.reject(new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} }));
      },
      loadOlder: async (downTo?: number) => store?.loadOlder(downTo),
      signal: (kind: "typing" | "here") => store?.presence.signal(kind),
      reopen: () => store?.reopen(),
    }),
    [store, roomId],
  );

  return {
    status,
    state: log.state as S | null,
    events: log.events as readonly E[],
    head: log.head,
    from: log.from,
    hasOlder: hasOlder(log),
    pending,
    live: live && status === "open",
    closed,
    typing,
    here,
    seen,
    drafts,
    ...does,
  };
}
