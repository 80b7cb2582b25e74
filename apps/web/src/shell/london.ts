import { atWallInLondon } from "@linkwork/shared/kernel/london.ts";
import { isoDay } from "../ui/time.ts";

/** The instant at which it is this day and time in London: "2026-09-14", "10:20". Null where that is no day or time. */
export function londonInstant(day: string, time = "00:00"): string | null {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return null;
  return new Date(atWallInLondon(wanted)).toISOString();
}

/** The day after, "2026-09-14" to "2026-09-15". */
export const nextDay = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The same day of the month so many months on; the last day of a month that has no such day. */
export function monthsOn(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Today in London, "2026-09-14". */
export const today = (): string => isoDay(Date.now());
