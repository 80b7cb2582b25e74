import type { Guest } from "@linkwork/shared/cases/guests.ts";
import { clockTime, dayAndTime, daysBetween } from "../ui/time.ts";

/** When a guest's time ends: "15:30" today, else with its day. */
export const endWords = (until: string, now: number): string => (daysBetween(now, until) === 0 ? clockTime(until) : dayAndTime(until, now));

/** Guests whose time is neither over nor ended: those to whom something can still be done. */
export const stillHere = (guests: Readonly<Record<string, Guest>>, now: number): Guest[] =>
  Object.values(guests).filter((guest) => !guest.ended && now < Date.parse(guest.until));
