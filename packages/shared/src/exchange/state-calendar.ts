import type { Dated } from "./schema.ts";
import type { BookingStatus } from "./state.ts";
import type { SessionState } from "./state-session.ts";

/** How a session stands in somebody's calendar: a visitor's by their booking, or that of who receives them. */
export type CalendarEntry = {
  /** rises by one at each change of time, place or status (SEQUENCE in RFC 5545) */
  readonly sequence: number;
  /** the number of the session's event that changed it last, and when that was; ISO */
  readonly since: number;
  readonly at: string;
  /** it is to be there; else it was, and is to go */
  readonly on: boolean;
  /** once it is to go: when it was held as they knew it last */
  readonly last?: Dated;
};

/** Whoever has a place, or had it when it began. An offer is none yet: it is over within a day, and calendars look that seldom. */
const comes: Record<BookingStatus, boolean> = {
  requested: false,
  waitlisted: false,
  offered: false,
  confirmed: true,
  onHold: true,
  checkedIn: true,
  attended: true,
  noShow: true,
  unsaid: true,
  declined: false,
  unplaced: false,
  expired: false,
  cancelledByVisitor: false,
  cancelledByHost: false,
  voided: false,
};

/** How many come. */
export const comingTo = ({ bookings }: Pick<SessionState, "bookings">): number =>
  Object.values(bookings).filter(({ status }) => comes[status]).length;

/** What stands in each calendar: by the booking, and by the person who receives them. */
function standing({ date, card, bookings }: SessionState): ReadonlyMap<string, string> {
  if (!date || !card) return new Map();
  const facts = JSON.stringify([date.startsAt, date.endsAt, card.place, card.clients]);
  const there = Object.values(bookings).filter(({ status }) => comes[status]);
  // a place on hold may go: it is tentative meanwhile
  const entries = new Map(there.map(({ bookingId, status }) => [bookingId, status === "onHold" ? `held ${facts}` : facts]));
  if (card.contact && there.length > 0) entries.set(card.contact.personId, `${there.length} ${facts}`);
  return entries;
}

/** The state with every calendar in which this event changed something. Those of hosts begin at 1: 0 is a date to which nobody comes yet. */
export function withCalendars(before: SessionState, after: SessionState): SessionState {
  if (before.bookings === after.bookings && before.card === after.card && before.date === after.date) return after;
  const [was, is] = [standing(before), standing(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((whose) => was.get(whose) !== is.get(whose));
  if (changed.length === 0) return after;
  const entries = changed.map((whose): [string, CalendarEntry] => {
    const first = after.bookings[whose] ? 0 : 1;
    const sequence = before.calendar[whose] ? before.calendar[whose].sequence + 1 : first;
    return [
      whose,
      { sequence, since: after.head, at: after.lastAt, on: is.has(whose), ...(is.has(whose) || !before.date ? {} : { last: before.date }) },
    ];
  });
  return { ...after, calendar: { ...after.calendar, ...Object.fromEntries(entries) } };
}
