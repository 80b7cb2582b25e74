import type { Phase } from "@linkwork/shared/exchange/rules-session.ts";
import type { Dated as OneDate } from "@linkwork/shared/exchange/schema.ts";
import type { bookWords } from "@linkwork/shared/exchange/words.ts";
import { clockTime, dayHeading, dayWords } from "../ui/time.ts";

type Dated = Pick<OneDate, "startsAt" | "starts" | "zone">;
const home = "Europe/London";
const wall = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

/** "Wednesday 9 December": the day on the wall of the place. */
export const dayOf = ({ startsAt, starts, zone }: Dated, now: number): string =>
  zone === home ? dayWords(startsAt, now) : wall.format(Date.parse(`${starts}Z`)).replace(",", "");
/** The same at the head of a day. */
export const headingOf = (row: Dated, now: number): string => (row.zone === home ? dayHeading(row.startsAt, now) : dayOf(row, now));

/** "Wednesday 9 December, 10:00": a time on the wall of a place. */
export const onTheWall = (starts: string): string => `${wall.format(Date.parse(`${starts}Z`)).replace(",", "")}, ${starts.slice(11)}`;

const elsewhere = (zone: string): string => (zone === home ? "" : `, time in ${zone.split("/").at(-1)?.replaceAll("_", " ")}`);
const minutes = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

/** "10:00–12:30": as the clock there shows it. */
export function hoursOf({ starts, startsAt, endsAt, zone }: Dated & { endsAt: string }): string {
  const ends = new Date(Date.parse(`${starts}Z`) + minutes(startsAt, endsAt) * 60_000).toISOString().slice(11, 16);
  return `${starts.slice(11)}–${zone === home ? clockTime(endsAt) : ends}${elsewhere(zone)}`;
}

/** "Wednesday 9 December, 10:00" */
export const whenOf = (row: Dated, now: number): string => `${dayOf(row, now)}, ${row.starts.slice(11)}${elsewhere(row.zone)}`;

/** What becomes of a place that one gives back now: whether it goes to who waits, and whether one could book it again. */
export function afterwards(
  { phase, bookableUntil }: { phase: Phase; bookableUntil: string },
  now: number,
): keyof typeof bookWords.giveBackHow {
  if (phase === "open") return now < Date.parse(bookableUntil) ? "open" : "late";
  return phase === "cutOff" ? "cutOff" : "shut";
}
