import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Answer, ClosedCode, Page, SignalFrame } from "@linkwork/shared/kernel/wire.ts";
import { Refused, refusedFrom } from "./refused.ts";
import { rememberedLive, rememberLive } from "./remembered.ts";
import { ask, connect, connectedAs, connection, disconnect, nudge, renew } from "./socket.ts";
import { orgIdNow, personIdNow, standing } from "./standing.ts";
import { api, sessionRefused } from "./trpc.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";

/** Whether what one sees is what is; `since`: when it last was on this device (ISO), null while it is, or was never yet. */
export type LiveStatus = { readonly live: boolean; readonly since: string | null };
const status = createValue<LiveStatus>({ live: false, since: null });
/** Whether it is so now. */
export const isLive = (): boolean => status.get().live;
/** Live or not, for the chip. */
export const useLive = (): LiveStatus => useValue(status);

/** One room's ear: what it holds, and what it does with what comes. */
export type Ear = {
  /** the number up to which it holds everything; null for nothing */
  cursor(): number | null;
  /** takes a page that was asked for after this number, and says how to go on */
  page(page: Page<AnyEvent, unknown>, afterSeq: number | null): "done" | "more" | "afresh";
  /** signals come from now on; what was told before passed by */
  subscribed(): void;
  events(events: readonly AnyEvent[]): void;
  closed(code: ClosedCode): void;
  refused(error: Refused): void;
  /** nobody answered; it will be asked again */
  unanswered(): void;
  signal(frame: SignalFrame): void;
};

const firstPage = 200;
const nextPage = 1000;
const pullEvery = 5_000;
/** How long a hole may stand before it is asked for: what is on its way needs no asking (ms). */
const holeGrace = 400;
const retryAfter = 3_000;

const ears = new Map<RoomId, Ear>();
const subscribed = new Set<RoomId>();
/** rooms being brought up to date; true: look once more when done */
const running = new Map<RoomId, boolean>();
const due = new Map<RoomId, ReturnType<typeof setTimeout>>();

function setLive(live: boolean): void {
  const before = status.get();
  if (live || before.live) rememberLive(personIdNow());
  if (live !== before.live) status.set({ live, since: live ? null : new Date().toISOString() });
}

/** Hears a room until the returned function is called. */
export function listen(roomId: RoomId, ear: Ear): () => void {
  ears.set(roomId, ear);
  void catchUp(roomId);
  return () => {
    if (ears.get(roomId) !== ear) return;
    ears.delete(roomId);
    clearTimeout(due.get(roomId));
    due.delete(roomId);
    if (subscribed.delete(roomId)) void ask("unsubscribe", { roomId }).catch(() => undefined);
  };
}

/** A room whose numbers have a hole, or whose head is ahead: asked for in a moment, unless it has come by then. */
export function catchUpSoon(roomId: RoomId, still: () => boolean, ms = holeGrace): void {
  if (due.has(roomId)) return;
  const timer = setTimeout(() => {
    due.delete(roomId);
    if (still()) void catchUp(roomId);
  }, ms);
  due.set(roomId, timer);
}

/** Brings a room up to its head: subscribes first where a socket is open, then asks page by page. Resolves true if somebody answered. */
export async function catchUp(roomId: RoomId): Promise<boolean> {
  if (running.has(roomId)) {
    running.set(roomId, true);
    return true;
  }
  const ear = ears.get(roomId);
  if (!ear || !orgIdNow()) return false;
  running.set(roomId, false);
  try {
    await pages(roomId, ear);
    return true;
  } catch (error) {
    const refused = refusedFrom(error);
    if (ears.get(roomId) === ear) failed(roomId, ear, refused);
    return !refused.offline;
  } finally {
    const more = running.get(roomId);
    running.delete(roomId);
    if (more || ears.get(roomId) !== ear) void catchUp(roomId);
  }
}

function failed(roomId: RoomId, ear: Ear, refused: Refused): void {
  if (refused.meaning === "NOT_FOUND" || refused.meaning === "BAD_REQUEST") {
    ear.refused(refused);
    return;
  }
  ear.unanswered();
  // a session that ended is no matter of waiting, and who can't be reached is asked when the connection is back
  if (!refused.offline && refused.meaning !== "UNAUTHORIZED") catchUpSoon(roomId, () => true, retryAfter);
}

async function pages(roomId: RoomId, ear: Ear): Promise<void> {
  let afterSeq = ear.cursor();
  for (;;) {
    const page = await fetchPage(roomId, afterSeq);
    if (ears.get(roomId) !== ear) return;
    const next = ear.page(page, afterSeq);
    if (next === "done") return;
    afterSeq = next === "afresh" ? null : ear.cursor();
  }
}

async function fetchPage(roomId: RoomId, afterSeq: number | null): Promise<Page<AnyEvent, unknown>> {
  if (connectedAs() && !subscribed.has(roomId)) {
    const answer = await ask<({ ok: true } & Page<AnyEvent, unknown>) | Extract<Answer, { ok: false }>>("subscribe", { roomId, afterSeq });
    if (!answer.ok) throw new Refused(answer.error);
    subscribed.add(roomId);
    ears.get(roomId)?.subscribed();
    return answer;
  }
  return await api.room.since.query({ roomId, afterSeq, limit: afterSeq === null ? firstPage : nextPage });
}

/** Everything that is heard is brought up to date. True if each was answered. */
async function catchUpAll(): Promise<boolean> {
  const answered = await Promise.all([...ears.keys()].map(catchUp));
  return answered.length > 0 && answered.every(Boolean);
}

const behind = (roomId: RoomId, head: number): boolean => (ears.get(roomId)?.cursor() ?? head) < head;

const frames = {
  events: ({ roomId, events }: { roomId: RoomId; events: AnyEvent[] }) => ears.get(roomId)?.events(events),
  closed({ roomId, code }: { roomId: RoomId; code: ClosedCode }) {
    subscribed.delete(roomId);
    ears.get(roomId)?.closed(code);
  },
  heads(frame: Record<string, number>) {
    rememberLive(personIdNow());
    for (const roomId of [...subscribed]) {
      const head = frame[roomId];
      // the server doesn't know that we listen: say so again
      if (head === undefined) subscribed.delete(roomId);
      if (head === undefined || behind(roomId, head)) catchUpSoon(roomId, () => head === undefined || behind(roomId, head));
    }
  },
  signal: (frame: SignalFrame) => ears.get(frame.roomId as RoomId)?.signal(frame),
  cut: () => sessionRefused.set(new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} })),
  refused(error: ConstructorParameters<typeof Refused>[0]) {
    sessionRefused.set(new Refused(error));
  },
};

/** Where no socket can be had, asking every few seconds takes its place. */
async function pull(): Promise<void> {
  if (connection.up.get() || standing.get().status !== "signedIn") return;
  if (navigator.onLine !== false) nudge();
  if (connection.failed.get() < 2) return;
  if (navigator.onLine === false) return;
  const all = await catchUpAll();
  if (!connection.up.get()) setLive(all);
}

let seenAt = 0;
/** Back in front of somebody's eyes: is it still what is? */
function woke(): void {
  if (document.visibilityState !== "visible" || Date.now() - seenAt < 2_000) return;
  seenAt = Date.now();
  if (!connection.up.get()) {
    renew();
    return;
  }
  void catchUpAll().then((all) => {
    if (!all && connection.up.get()) renew();
  });
}

let started = false;
/** Opens the connection and keeps it, under whichever hat is worn. Called once, by session.ts. */
export function startLive(): void {
  if (started) return;
  started = true;
  connection.up.subscribe(() => {
    subscribed.clear();
    const up = connection.up.get();
    setLive(up);
    if (up) void catchUpAll();
  });
  let worn: string | undefined;
  let whose: string | undefined;
  let before = standing.get().status;
  const follow = () => {
    const { me, hat, status: now } = standing.get();
    if (me?.personId !== whose && !status.get().live) status.set({ live: false, since: rememberedLive(me?.personId) });
    whose = me?.personId;
    const asked = (before === "passwordAgain" || before === "secondFactor") && now === "signedIn";
    before = now;
    const wanted = now === "signedIn" && me && hat ? `${me.personId} ${hat.orgId}` : undefined;
    if (now === "passwordAgain" || (now === "secondFactor" && me)) return;
    if (wanted === worn) {
      if (asked) woke();
      return;
    }
    worn = wanted;
    subscribed.clear();
    if (me && hat && wanted) void connect({ personId: me.personId, orgId: hat.orgId }, frames).catch(() => undefined);
    else disconnect();
  };
  standing.subscribe(follow);
  follow();
  setInterval(() => void pull(), pullEvery);
  document.addEventListener("visibilitychange", woke);
  window.addEventListener("focus", woke);
  window.addEventListener("online", () => renew());
  window.addEventListener("offline", () => {
    renew(true);
    setLive(false);
  });
}
