import type { Verdict } from "../kernel/refusal.ts";
import type { OpportunityId, PersonId } from "../kernel/shapes.ts";
import { refuse } from "./rules.ts";
import { phaseOf, startsAt, statusAt } from "./rules-session.ts";
import type { Dated } from "./schema.ts";
import type { Booking, BookingStatus, OpportunityState } from "./state.ts";
import type { SessionState } from "./state-session.ts";

/** What somebody can exchange for a place on another date. */
const movable: readonly BookingStatus[] = ["requested", "waitlisted", "offered", "confirmed", "onHold"];

type Leaving = { personId: PersonId; bookingId: string; opportunityId: OpportunityId | ""; now: string };
/** The booking that somebody can give for one on another date of the same visit; undefined where there is none. */
export function leaves(state: SessionState, { personId, bookingId, opportunityId, now }: Leaving): Booking | undefined {
  const booking = state.bookings[bookingId];
  const theirs = booking?.personId === personId && state.opportunityId === opportunityId && now < startsAt(state);
  return theirs && movable.includes(statusAt(state, booking, now)) ? booking : undefined;
}

/** Those who have a place in a session, and with it their time. */
export const whoseTime = ({ bookings }: SessionState): Booking[] =>
  Object.values(bookings).filter(
    ({ status, takenBy }) => (status === "confirmed" || status === "onHold" || status === "checkedIn") && takenBy !== undefined,
  );

/** May a session be held at another time? Not once it has begun, or is called off. */
export const mayMoveSession = (state: SessionState, now: string): boolean => ["scheduled", "open", "cutOff"].includes(phaseOf(state, now));

/** The dates of a chance to shadow that move when one of them does: it alone, or with all that come after it. Those that have begun stay. */
export function datesToMove(
  { dates }: Pick<OpportunityState, "dates">,
  { sessionId, following }: { sessionId: string; following: boolean },
  now: string,
): Dated[] {
  const one = dates.find((date) => date.sessionId === sessionId);
  if (!one || one.startsAt <= now) return [];
  return following ? dates.filter(({ startsAt }) => startsAt >= one.startsAt) : [one];
}

/** Two dates of one visit don't begin at the same moment. */
export function mayHold(dates: readonly Dated[]): Verdict {
  const begins = new Set(dates.map(({ startsAt }) => startsAt));
  return begins.size === dates.length || refuse("DateTaken", { field: "starts" });
}
