import { monthsOn } from "../shell/london.ts";

/** Days by their names, "2026-12-09": no clock and no zone. */
const dayMs = 86_400_000;
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const named = (at: number): string => new Date(at).toISOString().slice(0, 10);
const daysOn = (day: string, days: number): string => named(noon(day) + days * dayMs);

const formatOf = (how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...how, timeZone: "UTC" });
const long = formatOf({ weekday: "long", day: "numeric", month: "long" });
const short = formatOf({ weekday: "short", day: "numeric", month: "short" });
const date = formatOf({ day: "numeric", month: "long" });
const dated = formatOf({ day: "numeric", month: "long", year: "numeric" });
const month = formatOf({ month: "long", year: "numeric" });
const weekday = formatOf({ weekday: "long" });
const written = (format: Intl.DateTimeFormat) => (day: string) => format.format(noon(day)).replace(",", "");
/** "Wednesday 9 December" */
export const longDay = written(long);
/** "Wed 9 Dec" */
export const shortDay = written(short);
/** "9 December" */
export const dayAndMonth = written(date);
/** "9 December 2026" */
export const datedDay = written(dated);
/** "December 2026" */
export const monthOf = written(month);
export const weekdayOf = written(weekday);

/** The Monday of a day's week. */
const mondayOf = (day: string): string => daysOn(day, -((new Date(noon(day)).getUTCDay() + 6) % 7));
const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** Some days in a row: those that belong to it, and all that are drawn, in whole weeks. */
export type Span = { first: string; last: string; earlier: string; later: string; weeks: string[][] };
const weeksFrom = (monday: string, count: number): string[][] =>
  Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_day, index) => daysOn(monday, week * 7 + index)));

/** The week in which a day lies, from Monday on; or its month, in the weeks that it touches. */
export function spanOf(by: "week" | "month", day: string): Span {
  if (by === "week") {
    const first = mondayOf(day);
    return { first, last: daysOn(first, 6), earlier: daysOn(first, -7), later: daysOn(first, 7), weeks: weeksFrom(first, 1) };
  }
  const first = firstOf(day);
  const later = monthsOn(first, 1);
  const last = daysOn(later, -1);
  const monday = mondayOf(first);
  const count = Math.ceil((noon(last) - noon(monday) + dayMs) / (7 * dayMs));
  return { first, last, earlier: monthsOn(first, -1), later, weeks: weeksFrom(monday, count) };
}
