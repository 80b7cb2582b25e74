import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";

/** Something said that is not acknowledged yet. */
export type Item = {
  /** its place in the queue: given by the device's store, rising, never by a clock */
  readonly order: number;
  readonly id: EventId;
  readonly personId: PersonId;
  readonly orgId: OrgId;
  readonly roomId: RoomId;
  readonly type: string;
  readonly input: Record<string, unknown>;
  /** for people to read; never for sorting */
  readonly queuedAt: string;
};

/** What was refused: the author's own words, with the reason. Never sent again by itself. */
export type Draft = Item & { readonly code: string; readonly at: string };

type Asked = Pick<Item, "roomId" | "type">;
/** What goes through the outbox: what is said in a case, and all that is done on a board, which is done on trains too. All else is sent at once or not at all. */
export const queued = ({ roomId, type }: Asked): boolean => (kindOf(roomId) === "board" ? type !== "importCards" : speech.includes(type));
const speech: readonly string[] = ["postMessage", "editMessage", "react", "pinMessage", "unpinMessage"];

/** Whether a refused one is kept until its author has seen why: words are, a reaction is not; on a board all is, for it was shown as done. What was so already needs no word. */
export const worthKeeping = ({ roomId, type }: Asked, code: string): boolean =>
  kindOf(roomId) === "board" ? code !== "NothingToChange" : type === "postMessage" || type === "editMessage";

/** How often a bug on the other side is tried again before it becomes a draft, so that what waits behind it goes on. */
const bugTries = 4;

/** What to do with an item after a refusal: wait and try again, wait for the person to sign in, or give it back to its author. */
export function afterRefusal(refusal: { meaning: string; offline: boolean }, tries: number): "wait" | "signIn" | "giveBack" {
  if (refusal.offline || refusal.meaning === "SERVICE_UNAVAILABLE" || refusal.meaning === "TOO_MANY_REQUESTS") return "wait";
  if (refusal.meaning === "UNAUTHORIZED") return "signIn";
  if (refusal.meaning === "INTERNAL_SERVER_ERROR" && tries < bugTries) return "wait";
  return "giveBack";
}

/** The next one of each room that may be sent now: first in, first out per room. */
export function nextInLine(items: readonly Item[], held: ReadonlySet<RoomId>): Item[] {
  const first = new Map<RoomId, Item>();
  for (const item of items) {
    const before = first.get(item.roomId);
    if (!held.has(item.roomId) && (!before || item.order < before.order)) first.set(item.roomId, item);
  }
  return [...first.values()].sort((a, b) => a.order - b.order);
}

/** How long to wait before the next try (ms): as long as the server asked, else longer each time; a little different for each device. */
export function backoff(tries: number, chance: number, secondsAsked = 0): number {
  if (secondsAsked > 0) return secondsAsked * 1_000 * (1 + chance / 4);
  const grown = Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6));
  return grown * (0.75 + chance / 2);
}
