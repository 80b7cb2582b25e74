import { refuse } from "@linkwork/shared/exchange/rules.ts";
import type { Dated, When } from "@linkwork/shared/exchange/schema.ts";
import { atWallInLondon } from "@linkwork/shared/kernel/london.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { RRuleTemporal } from "rrule-temporal";

/** A date as it is worked out. `twice`: the clock shows this time twice that day, and how far from UTC each of them is. */
export type Worked = Omit<Dated, "sessionId"> & { twice?: { first: string; second: string } };

const mostDates = 60;
const mostMonths = 12;
const days = "(?:MO|TU|WE|TH|FR|SA|SU)";
/** The parts of an RRULE that there are here, each with what it may say. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY)$/,
  INTERVAL: /^(?:[1-9]|[1-4]\d|5[0-2])$/,
  COUNT: /^[1-9]\d{0,8}$/,
  UNTIL: /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/,
  BYDAY: new RegExp(`^(?:-?[1-5])?${days}(?:,(?:-?[1-5])?${days}){0,6}$`),
  BYMONTHDAY: /^(?:-1|[1-9]|[12]\d|3[01])(?:,(?:-1|[1-9]|[12]\d|3[01])){0,30}$/,
};

const ruleField = { field: "terms.when.rule" };
/** Whether a rule is of the kind that there is here: by day, week or month, and with an end. */
function isPlain(rule: string): boolean {
  const said = rule.split(";").map((part) => part.split("="));
  const names = said.map(([name = ""]) => name);
  const fits = said.every(([name = "", value = "", ...more]) => more.length === 0 && parts[name]?.test(value) === true);
  return fits && new Set(names).size === names.length && names.includes("FREQ") && names.includes("COUNT") !== names.includes("UNTIL");
}

/** The days of a rule, on no clock at all: what the clock makes of each is asked afterwards. */
function daysOf({ starts, rule, except }: When): Temporal.PlainDate[] | Refusal {
  const first = Temporal.PlainDateTime.from(starts).toPlainDate();
  const left = (all: Temporal.PlainDate[]) => all.filter((day) => !except.includes(day.toString()));
  if (rule === undefined) return left([first]);
  if (!isPlain(rule)) return refuse("RuleUnclear", ruleField);
  const last = first.add({ months: mostMonths }).toString();
  let beyond = false;
  try {
    const found = new RRuleTemporal({ rruleString: rule, dtstart: first.toZonedDateTime("UTC"), cache: false }).all((date, index) => {
      beyond ||= index >= mostDates || date.toPlainDate().toString() > last;
      return !beyond;
    });
    // what goes on for longer than we look never ends
    return beyond ? refuse("TooManyDates", ruleField) : left(found.map((date) => Temporal.PlainDate.from(date.toPlainDate().toString())));
  } catch {
    return refuse("RuleUnclear", ruleField);
  }
}

/** The nearest time that the clock does show, to the minute. */
const shown = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: "minute" });

type At = Pick<When, "minutes" | "zone" | "second"> & { field: string };
function workedOut(wall: Temporal.PlainDateTime, { minutes, zone, second, field }: At): Worked | Refusal {
  const at = (disambiguation: "earlier" | "later") => wall.toZonedDateTime(zone, { disambiguation });
  const [earlier, later] = [at("earlier"), at("later")];
  const starts = wall.toString({ smallestUnit: "minute" });
  if (!earlier.toPlainDateTime().equals(wall))
    return refuse("NoSuchTime", { field, day: starts.slice(0, 10), before: shown(earlier), after: shown(later) });
  const start = second ? later : earlier;
  const utc = (instant: Temporal.ZonedDateTime): string => new Date(instant.epochMilliseconds).toISOString();
  const twice = earlier.offset !== later.offset && { twice: { first: earlier.offset, second: later.offset } };
  return { starts, zone, startsAt: utc(start), endsAt: utc(start.add({ minutes })), offset: start.offset, ...(twice || {}) };
}

/** Every date of a chance to shadow, or why there is none. Depends on nothing but what it is given: not on the server's own zone, and on no clock. `field`: where the time was written. */
export function datesOf(when: When, field = "terms.when.starts"): Worked[] | Refusal {
  try {
    Temporal.PlainDateTime.from(when.starts).toZonedDateTime(when.zone);
  } catch {
    return refuse("UnknownZone", { field: "terms.when.zone" });
  }
  const found = daysOf(when);
  if (found instanceof Refusal) return found;
  const time = Temporal.PlainDateTime.from(when.starts).toPlainTime();
  const dates: Worked[] = [];
  for (const day of found) {
    const date = workedOut(day.toPlainDateTime(time), { ...when, field });
    if (date instanceof Refusal) return date;
    dates.push(date);
  }
  return dates.length > 0 ? dates : refuse("NoDates", { field });
}

/** A time on the wall, moved by as much as another one was, in days and hours on the wall: whatever the clock does in between. */
export function laterBy(wall: string, { from, to }: { from: string; to: string }): string {
  const moved = Temporal.PlainDateTime.from(from).until(to, { largestUnit: "days" });
  return Temporal.PlainDateTime.from(wall).add(moved).toString({ smallestUnit: "minute" });
}

/** Whether these dates can be held: the first is still to come, and the last is not too far off. */
export function withinReach(dates: readonly Pick<Worked, "startsAt">[], now: string, field = "terms.when.starts"): true | Refusal {
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last || first.startsAt <= now) return refuse("InThePast", { field });
  const furthest = new Date(Date.parse(now) + 366 * 24 * 3600_000).toISOString();
  return last.startsAt <= furthest || refuse("TooFarAhead", { field });
}

/** The instant at which a day begins in London, or so many days after it; milliseconds since 1970. */
export const dayBegins = (day: string, later = 0): number => atWallInLondon(Date.parse(`${day}T00:00:00Z`) + later * 24 * 3600_000);
