const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" });
/** The day that an instant falls on in London, "2026-09-14". */
export const dayInLondon = (iso: string): string => day.format(new Date(iso));

/** What the clock on the wall in London shows at an instant, read as if it were UTC; milliseconds since 1970, whole seconds. */
export function wallInLondon(at: number): number {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
}

/** The instant at which the clock on the wall in London shows this. An hour that is skipped in spring is the one after it; of one that comes twice it is the second. */
export function atWallInLondon(wall: number): number {
  // the offset at the guess may be another one than at the answer, around a change of clocks: a second round settles it
  const guess = wall - (wallInLondon(wall) - wall);
  return wall - (wallInLondon(guess) - guess);
}
