import { digestsAround, quietUntil, type Wishes } from "../identity/rules-notices.ts";
import type { OrgId, PersonId } from "../kernel/shapes.ts";
import type { Booking } from "./state.ts";
import type { CalendarEntry } from "./state-calendar.ts";
import type { SessionState } from "./state-session.ts";

const hour = 3600_000;
/** What changes about a visit that begins so soon is told at once, at whatever hour: ms. */
const soon = 24 * hour;

/** One entry of somebody's: as the visitor with this booking, or as who receives them. */
export type OwnEntry = CalendarEntry & { readonly booking?: Booking };

/** What an event of a session changed in somebody's calendar, if nothing has changed there since: then another mail tells of it. */
export function changedBy(state: SessionState, personId: PersonId, seq: number): OwnEntry | undefined {
  const own = Object.values(state.bookings)
    .filter((booking) => booking.personId === personId)
    .find(({ bookingId }) => state.calendar[bookingId]?.since === seq);
  const entry = state.calendar[own?.bookingId ?? personId];
  return entry?.since === seq ? { ...entry, ...(own ? { booking: own } : {}) } : undefined;
}

/** In whose calendars an event of a session changed something, if nothing has changed there since. */
export const whoseChanged = (state: SessionState, seq: number): PersonId[] => [
  ...new Set(
    Object.entries(state.calendar).flatMap(([whose, { since }]) =>
      since === seq ? [state.bookings[whose]?.personId ?? (whose as PersonId)] : [],
    ),
  ),
];

type Times = { /** when it changed, when the visit begins, and now: ms */ changed: number; begins: number; now: number };
/** From which instant on a calendar mail may go out to somebody (ms); undefined: they want no mail about visits. */
export function calendarMailFrom(wishes: Wishes, { changed, begins, now }: Times): number | undefined {
  const way = wishes.by.visit;
  if (way === "product") return undefined;
  const wanted = quietUntil(wishes, Math.max(now, way === "daily" ? digestsAround(wishes, changed).next : changed));
  // whoever hears of it on the way there heard of it too late
  return Math.max(now, Math.min(wanted, begins - soon));
}

/** The organisation for which somebody has an entry: that for which they come, or the one that receives. */
export const orgOf = ({ host }: SessionState, { booking }: OwnEntry): OrgId | undefined => booking?.orgId ?? host?.orgId;
