const zone = "Europe/London";
const weekdays = ["mon", "tue", "wed", "thu", "fri"] as const;
export type Weekday = (typeof weekdays)[number];

/** The weeks before the seed, as people there lived them: Scottish office days, never in the future. Instants in milliseconds since 1970. */
export function calendarOf(now: number) {
  const present = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  // what happened "today" happened before ten; earlier in the morning and at weekends the newest day is the working day before
  const newest = officeDay(present.hour < 10 ? present.subtract({ days: 1 }) : present);
  const at = (day: Temporal.ZonedDateTime, time: string) => day.withPlainTime(time).epochMilliseconds;
  return {
    /** A weekday of an earlier week: -1 is the week before the newest day's. */
    on: (week: number, weekday: Weekday, time: string): number =>
      at(newest.add({ days: 7 * week + weekdays.indexOf(weekday) + 1 - newest.dayOfWeek }), time),
    /** The date of a weekday, `2026-09-14`: of the week after the newest day's for 1, and so on. */
    dayOf: (week: number, weekday: Weekday): string =>
      newest
        .add({ days: 7 * week + weekdays.indexOf(weekday) + 1 - newest.dayOfWeek })
        .toPlainDate()
        .toString(),
    /** The newest office day (0; say nothing after 09:50 there) or one of those before it. */
    recent: (daysAgo: number, time: string): number => {
      let day = newest;
      for (let i = 0; i < daysAgo; i++) day = officeDay(day.subtract({ days: 1 }));
      return at(day, time);
    },
    /** Midnight at the start of a day that is so many days after the day of an instant. */
    midnight: (instant: number, days: number): string =>
      new Date(
        Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).add({ days }).withPlainTime("00:00").epochMilliseconds,
      ).toISOString(),
    now,
  };
}

export type Calendar = ReturnType<typeof calendarOf>;

const officeDay = (day: Temporal.ZonedDateTime): Temporal.ZonedDateTime =>
  day.dayOfWeek > 5 ? day.subtract({ days: day.dayOfWeek - 5 }) : day;
