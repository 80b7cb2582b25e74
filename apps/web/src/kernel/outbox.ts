import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useMemo } from "react";
import { send } from "./commands.ts";
import { couldNotKeep, device } from "./device.ts";
import { afterRefusal, backoff, type Draft, type Item, nextInLine, worthKeeping } from "./outbox-queue.ts";
import { Refused, refusedFrom } from "./refused.ts";
import { remembered } from "./remembered.ts";
import { connection } from "./socket.ts";
import { standing } from "./standing.ts";
import { alone, onTabs, tellTabs } from "./tabs.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";
import { drop, keep, keptOn, seal, unseal } from "./vault.ts";

/** Everything of this person that is not acknowledged yet, in order; the same in every tab. */
export const outbox = createValue<readonly Item[]>([]);
const drafts = createValue<readonly Draft[]>([]);

/** not in the device's store (yet, or because it has none) */
const loose = new Map<string, Item>();
const waiting = new Map<string, { resolve(event: AnyEvent): void; reject(error: Refused): void }>();
const listeners = new Set<(roomId: RoomId, event: AnyEvent) => void>();
const tries = new Map<string, number>();
let looseOrder = Number.MAX_SAFE_INTEGER / 2;
let writing: Promise<unknown> = Promise.resolve();
/** refused, and the store took no draft of it: its row stays, so that the next start finds the words */
const stays = new Set<string>();
let reading = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = false;

type Body = Omit<Item, "order" | "id" | "personId">;
const placeOf = (id: string): string => `outbox/${id}`;

/** What came back from the server for something sent: its room folds it at once. */
export function onSent(listener: (roomId: RoomId, event: AnyEvent) => void): void {
  listeners.add(listener);
}

/** Says something in a room: it is kept on the device first and sent as soon as it can be. Resolves when it is acknowledged, which may be next week. */
export function enqueue(roomId: RoomId, type: string, input: Record<string, unknown>): Promise<AnyEvent> {
  const { me, hat } = standing.get();
  if (!me || !hat) return Promise.reject(new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} }));
  const queuedAt = new Date().toISOString();
  const item: Item = { order: looseOrder++, id: newId(Date.now()), personId: me.personId, orgId: hat.orgId, roomId, type, input, queuedAt };
  loose.set(item.id, item);
  outbox.set([...outbox.get(), item]);
  const done = new Promise<AnyEvent>((resolve, reject) => waiting.set(item.id, { resolve, reject }));
  // who doesn't wait for the answer sees it in the list, or among the drafts
  done.catch(() => undefined);
  // one after the other: the order of writing is the order of sending
  writing = writing.then(() => write(item));
  void writing.then(() => flush());
  return done;
}

/** Resolves once the device holds whatever was said until now, or has no store for it. */
export const written = (): Promise<unknown> => writing;

async function write(item: Item): Promise<void> {
  const { order: _order, id, personId, ...body } = item;
  try {
    const db = await device();
    if (!db) return;
    const sealed = await seal(personId, placeOf(id), body satisfies Body);
    await db.add("outbox", { id, personId, sealed });
    loose.delete(id);
    tellTabs({ kind: "outbox" });
  } catch (error) {
    couldNotKeep(error);
  }
}

/** Everything that waits, from the store and from memory, in order. */
async function all(personId: string): Promise<Item[]> {
  const db = await device();
  const rows = (await db?.getAllFromIndex("outbox", "personId", personId).catch(() => [])) ?? [];
  const opened = await Promise.all(
    rows.map(async ({ order = 0, id, sealed }) => {
      const body = await unseal<Body>(personId, placeOf(id), sealed);
      return body && ({ ...body, order, id, personId } as Item);
    }),
  );
  const stored = opened.filter((i) => i !== undefined);
  const here = new Set(stored.map((i) => i.id));
  const rest = [...loose.values()].filter((i) => i.personId === personId && !here.has(i.id));
  return [...stored, ...rest].filter(({ id }) => !stays.has(id)).sort((a, b) => a.order - b.order);
}

/** Looks again at what the store holds: at the start, and when another tab has changed it. */
async function refreshOutbox(): Promise<void> {
  const mine = ++reading;
  const { me } = standing.get();
  const [items, refused] = me ? await Promise.all([all(me.personId), keptOn<Draft>(me.personId, "draft")]) : [[], []];
  if (mine !== reading) return;
  outbox.set(items);
  drafts.set(refused.sort((a, b) => a.order - b.order));
}

/** Sends what waits: one tab at a time, one after the other within a room. */
async function flush(): Promise<void> {
  if (asked) return;
  asked = true;
  await alone(async () => {
    asked = false;
    await drain();
  }).catch(() => {
    asked = false;
  });
}

/** Whether this person may send from this device at this moment: signed in here, and no other tab has changed who that is. */
const maySend = (personId: string): boolean => {
  const { status, me } = standing.get();
  const last = remembered();
  return status === "signedIn" && me?.personId === personId && (last === null || last.me.personId === personId);
};

async function drain(): Promise<void> {
  const personId = standing.get().me?.personId;
  if (!personId) return;
  const held = new Set<RoomId>();
  let wait = 0;
  for (let stop = false; !stop; ) {
    const next = nextInLine(await all(personId), held);
    if (next.length === 0 || !maySend(personId)) break;
    await Promise.all(
      next.map(async (item) => {
        const outcome = await attempt(item);
        if (outcome.kind === "settled") return;
        held.add(item.roomId);
        if (outcome.kind === "signIn") stop = true;
        else wait = Math.max(wait, outcome.ms);
      }),
    );
  }
  if (wait > 0) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  }
}

type Outcome = { kind: "settled" } | { kind: "signIn" } | { kind: "wait"; ms: number };

async function attempt(item: Item): Promise<Outcome> {
  try {
    const event = await send(item);
    await settled(item, event);
    return { kind: "settled" };
  } catch (error) {
    const refused = refusedFrom(error);
    const count = tries.get(item.id) ?? 0;
    const then = afterRefusal(refused, count);
    if (then === "giveBack") {
      await giveBack(item, refused);
      return { kind: "settled" };
    }
    tries.set(item.id, count + 1);
    if (then === "signIn") return { kind: "signIn" };
    return { kind: "wait", ms: backoff(count, Math.random(), Number(refused.details.seconds ?? 0)) };
  }
}

async function settled(item: Item, event: AnyEvent): Promise<void> {
  for (const listener of listeners) listener(item.roomId, event);
  await remove(item);
  tellTabs({ kind: "outbox" });
  waiting.get(item.id)?.resolve(event);
  waiting.delete(item.id);
}

/** Back to its author with the reason; the words are a draft before they stop being a message, so no crash can lose them. */
async function giveBack(item: Item, refused: Refused): Promise<void> {
  if (worthKeeping(item, refused.code)) {
    const draft: Draft = { ...item, code: refused.code, at: new Date().toISOString() };
    if (!(await keep({ personId: item.personId, shelf: "draft", name: item.id }, draft))) stays.add(item.id);
    drafts.set([...drafts.get().filter((d) => d.id !== item.id), draft]);
  }
  await remove(item);
  tellTabs({ kind: "refused", id: item.id, code: refused.code, meaning: refused.meaning });
  waiting.get(item.id)?.reject(refused);
  waiting.delete(item.id);
}

async function remove({ id }: Pick<Item, "id">): Promise<void> {
  tries.delete(id);
  loose.delete(id);
  if (!stays.has(id)) await dropRow(id);
  reading++;
  outbox.set(outbox.get().filter((i) => i.id !== id));
}

async function dropRow(id: string): Promise<void> {
  const db = await device();
  const key = await db?.getKeyFromIndex("outbox", "id", id).catch(() => undefined);
  if (key !== undefined) await db?.delete("outbox", key).catch(couldNotKeep);
}

/** Events that arrived in a room: what another tab sent for us is among them. */
export function arrived(events: readonly AnyEvent[]): void {
  if (waiting.size === 0) return;
  for (const event of events) {
    waiting.get(event.id)?.resolve(event);
    waiting.delete(event.id);
  }
}

/** Drops a refused draft for good. */
export async function throwAway(draftId: string): Promise<void> {
  const { me } = standing.get();
  if (!me) return;
  drafts.set(drafts.get().filter((d) => d.id !== draftId));
  await drop({ personId: me.personId, shelf: "draft", name: draftId });
  if (stays.has(draftId)) await dropRow(draftId);
  tellTabs({ kind: "drafts" });
}

/** Refused drafts: of one room, or all. */
export function useDrafts(roomId?: RoomId): readonly Draft[] {
  const held = useValue(drafts);
  return useMemo(() => (roomId === undefined ? held : held.filter((d) => d.roomId === roomId)), [held, roomId]);
}

/** How much waits to be sent, in all rooms: for the warning before signing out. */
export const useWaiting = (): number => useValue(outbox).length;

let started = false;
/** Begins to send what waits, and to hear the other tabs. Called once, by session.ts. */
export function startOutbox(): void {
  if (started) return;
  started = true;
  onTabs((news) => {
    if (news.kind === "outbox" || news.kind === "drafts" || news.kind === "refused") void refreshOutbox();
    // whoever wrote it may have to wait, and be closed before they could send it
    if (news.kind === "outbox") void flush();
    if (news.kind !== "refused") return;
    waiting.get(news.id)?.reject(new Refused({ code: news.code, meaning: news.meaning, details: {} }));
    waiting.delete(news.id);
  });
  let who = "";
  const follow = () => {
    const { me, status } = standing.get();
    const now = `${status} ${me?.personId ?? ""}`;
    if (now === who) return;
    who = now;
    void refreshOutbox();
    if (status === "signedIn") void flush();
  };
  standing.subscribe(follow);
  follow();
  connection.up.subscribe(() => {
    if (connection.up.get()) void flush();
  });
  window.addEventListener("online", () => void flush());
}

/** Nothing of a person who signed out stays in memory. */
export function emptyOutbox(): void {
  reading++;
  clearTimeout(timer);
  loose.clear();
  stays.clear();
  tries.clear();
  for (const { reject } of waiting.values()) reject(new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} }));
  waiting.clear();
  outbox.set([]);
  drafts.set([]);
}
