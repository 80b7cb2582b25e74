import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import type { ClosedCode } from "@linkwork/shared/kernel/wire.ts";
import { send } from "./commands.ts";
import { catchUp, catchUpSoon, type Ear, isLive, listen } from "./live.ts";
import { arrived } from "./outbox.ts";
import { dropCopy, type FoundCopy, keepCopy, takeCopy } from "./room-copy.ts";
import type { Kind } from "./room-fold.ts";
import { kindFor } from "./room-kinds.ts";
import { emptyLog, hasHole, hasOlder, type RoomLog, takeEvents, takeOlder, takePage } from "./room-log.ts";
import { createPresence, type Presence } from "./room-presence.ts";
import { api } from "./trpc.ts";
import { createValue, type Value } from "./value.ts";

/** Why a conversation is not ours to read any more. `label` are the person's initials; empty once this page doesn't know them any more. */
export type Closed = { readonly code: ClosedCode; readonly at: string; readonly label: string };
/** A command on its way that doesn't go through the outbox. */
type Act = { readonly id: string; readonly type: string; readonly input: Record<string, unknown>; readonly at: string };

/** A room as it stands on this device. Never changed, only replaced. */
export type RoomView = {
  /** copy: nobody could be asked, this is what the device kept */
  readonly status: "opening" | "open" | "copy" | "closed" | "absent";
  readonly log: RoomLog<unknown>;
  readonly closed: Closed | null;
  readonly acts: readonly Act[];
};

export type RoomStore = {
  readonly roomId: RoomId;
  readonly view: Value<RoomView>;
  readonly presence: Presence;
  /** folds events that came as an answer */
  take(events: readonly AnyEvent[]): void;
  /** fetches a page of what came before, or all back to a number */
  loadOlder(downTo?: number): Promise<void>;
  act(type: string, input: Record<string, unknown>): Promise<AnyEvent>;
  /** asks the server again, after it was closed or absent too */
  reopen(): void;
  stop(): void;
};

type Options = {
  roomId: RoomId;
  /** whose it is, and under which hat */
  actor: Actor;
  /** what the notices in their own room say of why it ended */
  whyEnded(): { code: ClosedCode; at: string } | undefined;
};

const olderPage = 100;
/** What may be asked for at once, and what is wanted above a message that somebody goes to. */
const mostInPage = 1_000;
const linesAbove = 20;
/** More than this behind, and the newest page is asked for instead of everything in between. */
const farBehind = 1_000;
/** How long the server may take before the device's own copy is shown (ms). */
const copyAfter = 2_500;
/** How often it is looked whether what is shown may still be, where nobody can be asked (ms). */
const lookEvery = 5_000;

const opening: RoomView = { status: "opening", log: emptyLog, closed: null, acts: [] };

/** Holds one room for one person under one hat: what is known of it, and how that grows. Knows no framework. */
export function createRoomStore({ roomId, actor, whyEnded }: Options): RoomStore {
  const { personId, orgId } = actor;
  const place = { personId, orgId, roomId };
  const view = createValue<RoomView>(opening);
  const presence = createPresence(roomId);
  /** how far others have read was told while nobody listened */
  let unheard = true;
  let copy: FoundCopy | undefined;
  /** what the next page is added to; the same as what is shown, but for a copy that is only looked at */
  let base: RoomLog<unknown> = emptyLog;
  let deaf: (() => void) | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  /** known before anything is heard of the room */
  let kind: Kind | undefined;
  const fold: Kind["fold"] = (state, event) => kind?.fold(state, event) ?? state;

  const patch = (change: Partial<RoomView>) => view.set({ ...view.get(), ...change });
  const holds = () => view.get().status === "open" || view.get().status === "copy";
  const outgrown = ({ state }: RoomLog<unknown>): boolean => state !== null && kind?.outgrown?.(state, actor) === true;
  const hole = () => hasHole(base);

  function hold(taken: RoomLog<unknown>): void {
    clearTimeout(patience);
    copy = undefined;
    const log = kind?.conceal ? { ...taken, events: kind.conceal(taken.events, taken.state) } : taken;
    base = log;
    patch({ status: "open", log, closed: null });
    // a worry about somebody's safety leaves no copy on a device
    if (kindOf(roomId) !== "concern") keepCopy(place, log);
  }

  /** Whether it is over by what the device knows, asked of the same rule as by a list. */
  const ended = (state: unknown): boolean => kind?.mayRead?.(state, actor, new Date().toISOString()) === false;

  /** What ends by the clock ends on the screen too while nobody can be asked; it comes back if the server says so. */
  function lookAtClock(): void {
    if (!isLive() && holds() && ended(view.get().log.state)) patch({ status: "opening", log: emptyLog });
  }
  const clock = setInterval(lookAtClock, lookEvery);

  function showCopy(): void {
    clearTimeout(patience);
    if (copy && ended(copy.log.state)) return;
    if (copy && view.get().status === "opening") patch({ status: "copy", log: copy.log });
  }

  function shut(status: "closed" | "absent", code: ClosedCode, at = new Date().toISOString()): void {
    clearTimeout(patience);
    const state = (view.get().log.state ?? copy?.log.state ?? base.state) as { label?: string } | null | undefined;
    // closed twice: the notice comes after the cut, and this page still knows who it was
    const label = state?.label ?? view.get().closed?.label ?? "";
    copy = undefined;
    base = emptyLog;
    deaf?.();
    deaf = undefined;
    presence.clear();
    unheard = true;
    patch({ status, log: emptyLog, closed: status === "closed" ? { code, at, label } : null });
    void dropCopy(place);
  }

  const ear: Ear = {
    cursor: () => base.cursor,
    page(page, afterSeq) {
      const next = takePage(base, page, afterSeq, fold);
      if (next === "stale" || (afterSeq !== null && (page.head - page.through > farBehind || outgrown(next)))) return "afresh";
      arrived(page.events);
      hold(next);
      if (unheard && kindOf(roomId) === "case") void presence.askSeen();
      unheard = false;
      return next.cursor !== null && next.cursor < page.head && page.through > (afterSeq ?? -1) ? "more" : "done";
    },
    events(events) {
      take(events);
    },
    closed: (code) => shut("closed", code),
    refused() {
      const why = whyEnded();
      const knew = holds() || copy !== undefined || base.cursor !== null;
      if (why || knew) shut("closed", why?.code ?? "ended", why?.at);
      else if (view.get().status !== "closed") shut("absent", "ended");
    },
    unanswered: showCopy,
    subscribed() {
      unheard = true;
    },
    signal: presence.heard,
  };

  function take(events: readonly AnyEvent[]): void {
    if (stopped || !kind || !(holds() || view.get().status === "opening")) return;
    const next = takeEvents(base, events, fold);
    arrived(events);
    presence.spoke(events);
    if (next.cursor === null) base = next;
    else hold(next);
    if (outgrown(next)) {
      base = emptyLog;
      void catchUp(roomId);
      return;
    }
    if (next.cursor !== null && hole()) catchUpSoon(roomId, hole);
  }

  /** What such a room comes to; asked again as long as its code can't be fetched. */
  async function known(): Promise<Kind> {
    while (!kind) {
      kind = await kindFor(roomId).catch(() => undefined);
      if (!kind) await new Promise((resolve) => setTimeout(resolve, copyAfter));
    }
    return kind;
  }

  function open(): void {
    void Promise.all([takeCopy(place), known()]).then(([found, { initial }]) => {
      if (stopped || deaf) return;
      // what an older build kept lacks what the state has had since
      const whole = found && { ...(initial as object), ...(found.log.state as object) };
      copy = found && (found.ours ? found : { ...found, log: { ...found.log, state: whole } });
      base = found?.ours ? found.log : emptyLog;
      patience = setTimeout(showCopy, copyAfter);
      deaf = listen(roomId, ear);
      if (navigator.onLine === false) showCopy();
    });
  }

  open();
  return {
    roomId,
    view,
    presence,
    take,
    async loadOlder(downTo = Number.POSITIVE_INFINITY) {
      while (view.get().status === "open" && hasOlder(base)) {
        const log = base;
        const lowest = Math.max(log.from, Math.min(log.oldest - olderPage, downTo - linesAbove));
        const older: AnyEvent[] = [];
        for (let after = lowest - 1; after < log.oldest - 1; ) {
          const page = await api.room.since.query({ roomId, afterSeq: after, limit: Math.min(mostInPage, log.oldest - 1 - after) });
          older.push(...page.events);
          if (page.through <= after) break;
          after = page.through;
        }
        if (view.get().status !== "open") return;
        base = takeOlder(base, older, lowest);
        patch({ log: base });
        if (older.length > 0) return;
      }
    },
    async act(type, input) {
      const act: Act = { id: newId(Date.now()), type, input, at: new Date().toISOString() };
      patch({ acts: [...view.get().acts, act] });
      try {
        const event = await send({ id: act.id as AnyEvent["id"], roomId, type, input, personId, orgId });
        take([event]);
        if (!holds() && !deaf) open();
        return event;
      } finally {
        patch({ acts: view.get().acts.filter((a) => a.id !== act.id) });
      }
    },
    reopen() {
      if (stopped) return;
      if (deaf) void catchUp(roomId);
      else open();
    },
    stop() {
      stopped = true;
      clearTimeout(patience);
      clearInterval(clock);
      deaf?.();
      deaf = undefined;
      presence.clear();
    },
  };
}
