/** Plain words for instants, as they are in London. All are pure: where "today" matters, `now` is given. */
export type Instant = Date | string | number;

const zone = "Europe/London";
const dayMs = 86_400_000;

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const monthNumber = new Intl.DateTimeFormat("en-GB", { timeZone: zone, month: "numeric" });
const shortMonths = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

type London = { weekday: string; day: number; month: string; monthIndex: number; year: number; clock: string };

/** A thread asks for the same few minutes again and again, and a formatter is slow. */
const known = new Map<number, London>();

function london(at: Instant): London {
  const date = new Date(at);
  const minute = Math.floor(date.getTime() / 60_000);
  const before = known.get(minute);
  if (before) return before;
  if (known.size > 2_000) known.clear();
  const words = read(date);
  known.set(minute, words);
  return words;
}

function read(date: Date): London {
  const found = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]));
  return {
    weekday: found.weekday ?? "",
    day: Number(found.day),
    month: found.month ?? "",
    monthIndex: Number(monthNumber.format(date)) - 1,
    year: Number(found.year),
    clock: `${found.hour}:${found.minute}`,
  };
}

/** Whole days on the calendar from one instant to another; negative if it lies before. */
export function daysBetween(from: Instant, to: Instant): number {
  const [a, b] = [london(from), london(to)];
  return Math.round((Date.UTC(b.year, b.monthIndex, b.day) - Date.UTC(a.year, a.monthIndex, a.day)) / dayMs);
}

/** "09:12" */
export function clockTime(at: Instant): string {
  return london(at).clock;
}

/** "14 September 2026" */
export function fullDate(at: Instant): string {
  const { day, month, year } = london(at);
  return `${day} ${month} ${year}`;
}

/** "14 Sept" */
export function shortDate(at: Instant): string {
  const { day, monthIndex } = london(at);
  return `${day} ${shortMonths[monthIndex]}`;
}

/** "today", "yesterday", "tomorrow", "Thursday 17 September", and with the year where it is another one. */
export function dayWords(at: Instant, now: Instant): string {
  const away = daysBetween(now, at);
  if (away === 0) return "today";
  if (away === -1) return "yesterday";
  if (away === 1) return "tomorrow";
  const { weekday, day, month, year } = london(at);
  return `${weekday} ${day} ${month}${year === london(now).year ? "" : ` ${year}`}`;
}

/** The same at the head of a day: "Today", "Thursday 17 September". */
export function dayHeading(at: Instant, now: Instant): string {
  const words = dayWords(at, now);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "today, 11:02", "Thursday 17 September, 09:12" */
export function dayAndTime(at: Instant, now: Instant): string {
  return `${dayWords(at, now)}, ${clockTime(at)}`;
}

/** How a moment is named inside a thread that has day headings: "today, 11:02" for today, else only "09:12". */
export function threadTime(at: Instant, now: Instant): string {
  return daysBetween(now, at) === 0 ? dayAndTime(at, now) : clockTime(at);
}

/** A moment that is nearly always today: "14:02", and with its day when it isn't, "yesterday, 14:02". */
export function clockOrDay(at: Instant, now: Instant): string {
  return daysBetween(now, at) === 0 ? clockTime(at) : dayAndTime(at, now);
}

/** In a list, short: "11:02" today, "yesterday", "Thursday" within the week, "14 Sept", "14 September 2025". */
export function lately(at: Instant, now: Instant): string {
  const ago = daysBetween(at, now);
  if (ago === 0) return clockTime(at);
  if (ago === 1) return "yesterday";
  if (ago > 1 && ago < 7) return london(at).weekday;
  return london(at).year === london(now).year ? shortDate(at) : fullDate(at);
}

/** "Good morning" until noon, "Good afternoon" until six, then "Good evening". */
export function greeting(now: Instant): string {
  const hour = Number(clockTime(now).slice(0, 2));
  if (hour < 12) return "Good morning";
  return hour < 18 ? "Good afternoon" : "Good evening";
}

/** The day of an instant as "2026-09-14", for `<input type="date">` and `<time>`. */
export function isoDay(at: Instant): string {
  const { year, monthIndex, day } = london(at);
  return `${year}-${String(monthIndex + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
