import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { SignalFrame } from "@linkwork/shared/kernel/wire.ts";
import { ask } from "./socket.ts";
import { api } from "./trpc.ts";
import { createValue, type Value } from "./value.ts";

/** Somebody in the room at this moment. */
export type Present = { readonly personId: PersonId; readonly orgId: OrgId };
export type PresenceView = {
  readonly typing: readonly Present[];
  readonly here: readonly Present[];
  /** how far each organisation has read, those who show it */
  readonly seen: Readonly<Record<string, number>>;
};
export type Presence = {
  readonly view: Value<PresenceView>;
  heard(frame: SignalFrame): void;
  /** who has spoken has stopped typing */
  spoke(events: readonly AnyEvent[]): void;
  askSeen(): Promise<void>;
  /** tells the others: at most every 3 s (typing) or 20 s (here) */
  signal(kind: "typing" | "here"): void;
  clear(): void;
};

const every = { typing: 3_000, here: 20_000 };
/** How long a word of somebody counts: a little longer than until their next one. */
const counts = { typing: 6_000, here: 45_000 };
const nobody: PresenceView = { typing: [], here: [], seen: {} };

/** Typing, presence and read marks of one room. Passing things: never stored, lost without harm. */
export function createPresence(roomId: RoomId): Presence {
  const view = createValue<PresenceView>(nobody);
  const ends = { typing: new Map<string, Present & { until: number }>(), here: new Map<string, Present & { until: number }>() };
  const told = { typing: Number.NEGATIVE_INFINITY, here: Number.NEGATIVE_INFINITY };
  let sweeping: ReturnType<typeof setInterval> | undefined;

  const list = (kind: "typing" | "here"): Present[] => [...ends[kind].values()].map(({ personId, orgId }) => ({ personId, orgId }));

  function show(): void {
    view.set({ ...view.get(), typing: list("typing"), here: list("here") });
    const empty = ends.typing.size + ends.here.size === 0;
    if (empty) {
      clearInterval(sweeping);
      sweeping = undefined;
    } else sweeping ??= setInterval(sweep, 1_000);
  }

  function sweep(): void {
    const now = performance.now();
    let gone = false;
    for (const kind of ["typing", "here"] as const)
      for (const [key, { until }] of ends[kind]) if (until <= now) gone = ends[kind].delete(key) || gone;
    if (gone) show();
  }

  function saw(orgId: string, seq: number): void {
    const { seen } = view.get();
    if (seq > (seen[orgId] ?? 0)) view.set({ ...view.get(), seen: { ...seen, [orgId]: seq } });
  }

  return {
    view,
    heard({ kind, personId, orgId, seq }) {
      if (kind === "seen") return saw(orgId, seq ?? 0);
      const key = `${personId} ${orgId}`;
      const known = ends[kind].has(key);
      ends[kind].set(key, { personId: personId as PersonId, orgId: orgId as OrgId, until: performance.now() + counts[kind] });
      if (!known) show();
    },
    spoke(events) {
      let stopped = false;
      for (const { actor } of events) stopped = ends.typing.delete(`${actor.personId} ${actor.orgId}`) || stopped;
      if (stopped) show();
    },
    async askSeen() {
      const rows = await api.cases.seen.query({ roomId }).catch(() => []);
      for (const { orgId, seq } of rows) saw(orgId, seq);
    },
    signal(kind) {
      const now = performance.now();
      if (now - told[kind] < every[kind]) return;
      told[kind] = now;
      ask("signal", { roomId, kind }).catch(() => undefined);
    },
    clear() {
      clearInterval(sweeping);
      sweeping = undefined;
      ends.typing.clear();
      ends.here.clear();
      view.set(nobody);
    },
  };
}
