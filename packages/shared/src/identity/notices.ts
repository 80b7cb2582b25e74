import { z } from "zod";
import { PartId, RoomId } from "../kernel/shapes.ts";
import { ways } from "./rules-notices.ts";
import type { Notice } from "./schema.ts";
import type { PersonState } from "./state.ts";
import { noticeWords } from "./words-notices.ts";

/** Where a kind of notice reaches somebody. */
const Way = z.enum(ways);
/** A full hour in London, 0 to 23. */
const Hour = z.int().min(0).max(23);

/** Where notices reach somebody, and when they don't. */
export const NoticeWishes = z.strictObject({
  by: z.strictObject({
    named: Way,
    news: Way,
    invited: Way,
    sharing: Way,
    place: Way,
    ending: Way,
    lapsed: Way,
    worry: Way,
    /** later than the others, so that what was chosen before it still fits */
    visit: Way.optional(),
    project: Way.optional(),
    map: Way.optional(),
  }),
  /** when the daily mail comes */
  digestHour: Hour,
  quiet: z.strictObject({
    /** no mail from this hour on until that one, over midnight too; null: at any time of day */
    hours: z
      .strictObject({ from: Hour, to: Hour })
      .refine((hours) => hours.from !== hours.to, { path: ["to"], message: noticeWords.sameHours })
      .nullable(),
    /** days without mail, Monday is 1 */
    daysOff: z
      .array(z.int().min(1).max(7))
      .max(6, noticeWords.noDay)
      .refine((days) => new Set(days).size === days.length, "each day once"),
  }),
  /** whether a worry about safety, or the end of a sharing, comes in quiet hours too */
  urgent: z.boolean(),
});
export type NoticeWishes = z.infer<typeof NoticeWishes>;

/** What one mail is about: never its words. */
export const Telling = z.strictObject({
  /** the first mail of this person is 1: of two with one number only one is written */
  number: z.int().positive(),
  /** notices of this room */
  notices: z.array(PartId).max(500),
  /** conversations, and how many messages each held */
  rooms: z.array(z.strictObject({ roomId: RoomId, speech: z.int().positive() })).max(500),
  /** invitations to cases, by participation */
  invitations: z.array(PartId).max(500),
  /** conversations and invitations that were told before and need not be remembered any more */
  over: z.array(z.union([RoomId, PartId])).max(2000),
});
export type Telling = z.infer<typeof Telling>;

/** What was just told by mail is marked so. */
export const markTold = (notices: PersonState["notices"], ids: readonly string[]): PersonState["notices"] =>
  Object.fromEntries(Object.entries(notices).map(([id, notice]) => [id, ids.includes(id) ? { ...notice, told: true as const } : notice]));

/** What they have been told by mail, this one with it. */
export function tell(told: PersonState["told"], { number, rooms, invitations, over }: Telling, at: string): PersonState["told"] {
  const still = Object.entries(told.rooms).filter(([roomId]) => !(over as readonly string[]).includes(roomId));
  return {
    count: number,
    at,
    rooms: { ...Object.fromEntries(still), ...Object.fromEntries(rooms.map(({ roomId, speech }) => [roomId, speech])) },
    invitations: [...told.invitations.filter((id) => !over.includes(id) && !invitations.includes(id)), ...invitations],
  };
}

/** What was told about a case goes once it is erased; worries about safety are kept for a time of their own. */
export function stillAbout(notices: PersonState["notices"], { kind, reason, caseId }: Notice): PersonState["notices"] {
  if (kind !== "sharingEnded" || reason !== "erased") return notices;
  return Object.fromEntries(Object.entries(notices).filter(([, held]) => held.caseId !== caseId || held.kind === "concern"));
}
