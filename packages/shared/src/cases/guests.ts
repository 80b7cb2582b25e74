import { z } from "zod";
import { line, OrgId, PartId, PersonId, Sector } from "../kernel/shapes.ts";
import { Said } from "./consent.ts";
import type { Moment } from "./state.ts";

/** As what somebody from outside is let in. */
const GuestKind = z.enum(["interpreter", "socialWorker", "advocate", "other"]);
export type GuestKind = z.infer<typeof GuestKind>;

/** A UTC instant on a whole minute, written out: `2026-09-14T14:30:00.000Z`. */
export const WholeMinute = z.iso.datetime().regex(/T\d\d:\d\d:00\.000Z$/, "a whole minute");

const guestId = z.strictObject({ guestId: PartId });

export const guestCommands = {
  /** lets a named person of another organisation in for a while; the person said yes to them by name */
  admitGuest: guestId.extend({
    personId: PersonId,
    orgId: OrgId,
    as: GuestKind,
    may: z.enum(["read", "write"]),
    /** the end, not included; at most 30 days ahead */
    until: WholeMinute,
    /** whether they read all of the conversation, or only what is written from now on */
    history: z.boolean(),
    said: Said,
  }),
  /** by the practice, or by the guest, who leaves */
  endGuest: guestId,
} as const;

export const guestEvents = {
  guestAdmitted: guestCommands.admitGuest.extend({
    name: line(80),
    orgName: line(120),
    sector: Sector,
    /** always stored; shown to the organisation that leads */
    said: Said.optional(),
  }),
  guestEnded: guestId,
} as const;

/** Somebody from outside who was let in for a while. Whether their time is over is asked at each read. */
export type Guest = z.infer<typeof guestEvents.guestAdmitted> & {
  readonly admitted: Moment;
  /** how many messages there were when they came */
  readonly speech: number;
  /** ended before its time */
  readonly ended?: Moment;
};
/** By the guest's id, in the order in which they were let in. */
export type Guests = Readonly<Record<string, Guest>>;
