import type { OpportunityId } from "../kernel/shapes.ts";
import type { Dated, Host } from "./schema.ts";
import type { HostReason, Permission, Remind, SessionCommand, SessionEvent } from "./schema-session.ts";
import { type Booking, type BookingStatus, unfinished } from "./state.ts";
import { type CalendarEntry, withCalendars } from "./state-calendar.ts";

type Followed = Extract<SessionCommand, { type: "followOpportunity" }>["input"];

/** One date of a chance to shadow: who comes, who waits, and how many can. */
export type SessionState = {
  readonly opportunityId: OpportunityId | "";
  readonly host: Host | null;
  readonly date: Dated | null;
  readonly standing: Followed["standing"];
  readonly card: Followed["card"] | null;
  /** the number of the opportunity's event that it heard last */
  readonly heard: number;
  /** the number of the opportunity's event that gave it its date */
  readonly dateHeard: number;
  /** the number of its own event since which it asks for what it asks for, until when it does: what it asks, or its date, was changed by it */
  readonly asksSince: number;
  /** what people who may be there said when they were asked; null before */
  readonly permission: { readonly answer: Permission; readonly at: string } | null;
  /** the number of its own newest event */
  readonly head: number;
  readonly lastAt: string;
  readonly capacity: number;
  /** places that the host still keeps */
  readonly reserve: number;
  /** every booking that ever was, by id */
  readonly bookings: Readonly<Record<string, Booking>>;
  /** claims that came to nothing: commands with these ids are refused */
  readonly abandoned: Readonly<Record<string, true>>;
  /** what stands, or stood, in calendars: by booking, and by the person who receives them */
  readonly calendar: Readonly<Record<string, CalendarEntry>>;
  /** when its date was moved last; "" for never. ISO */
  readonly movedAt: string;
  /** the last reminder that came */
  readonly reminded: Remind | null;
  /** both sides were asked who came */
  readonly whoCame: boolean;
  /** it is not held, and why */
  readonly cancelled: { readonly reason: HostReason; readonly words?: string | undefined; readonly at: string } | null;
};
export const noSession: SessionState = {
  ...{ opportunityId: "", host: null, date: null, standing: "archived", card: null, heard: 0, dateHeard: 0, head: 0, lastAt: "" },
  ...{
    asksSince: 0,
    permission: null,
    capacity: 0,
    reserve: 0,
    bookings: {},
    abandoned: {},
    calendar: {},
    movedAt: "",
    reminded: null,
    whoCame: false,
    cancelled: null,
  },
};

type Asked = Extract<SessionEvent, { type: "bookingRequested" | "bookingConfirmed" | "bookingWaitlisted" }>;
function asked(state: SessionState, { id, body, seq, at }: Asked, status: BookingStatus): SessionState {
  const { bookingId, visitor, hopes, moves, ready, inducted } = body;
  const more = {
    ...(hopes ? { hopes } : {}),
    ...(moves ? { moves } : {}),
    ...(status === "confirmed" ? { takenBy: id } : {}),
    ...(ready ? { ready } : {}),
    ...(inducted ? { inducted } : {}),
  };
  const booking: Booking = { bookingId, ...visitor, status, key: seq, askedAt: at, at, ...more };
  return { ...state, bookings: { ...state.bookings, [bookingId]: booking } };
}

type Moved = { at: string; body: { bookingId: string } };
function moved(state: SessionState, { at, body }: Moved, status: BookingStatus, change: Partial<Booking> = {}): SessionState {
  const before = state.bookings[body.bookingId];
  if (!before) return state;
  const { until: _over, ...booking } = before;
  return { ...state, bookings: { ...state.bookings, [body.bookingId]: { ...booking, status, at, ...change } } };
}

function changed(state: SessionState, bookingId: string, change: Partial<Booking>): SessionState {
  const booking = state.bookings[bookingId];
  return booking ? { ...state, bookings: { ...state.bookings, [bookingId]: { ...booking, ...change } } } : state;
}

/** What they said against it is said no more. */
function undenied(state: SessionState, { bookingId }: { bookingId: string }): SessionState {
  const before = state.bookings[bookingId];
  if (!before?.denied) return state;
  const { denied: _settled, ...booking } = before;
  return { ...state, bookings: { ...state.bookings, [bookingId]: booking } };
}

const because = ({ reason, words }: { reason: HostReason; words?: string | undefined }): Partial<Booking> => ({
  reason,
  ...(words ? { words } : {}),
});

const keptAgain = (state: SessionState, { kept }: { kept?: true | undefined }): SessionState =>
  kept ? { ...state, reserve: state.reserve + 1 } : state;

/** Another time: who can come then keeps the place, by another claim on their time; who can't has none any more. */
function movedTo(state: SessionState, { body, at, seq }: Extract<SessionEvent, { type: "sessionMoved" }>): SessionState {
  let after: SessionState = {
    ...state,
    date: body.date,
    dateHeard: body.heard,
    asksSince: seq,
    reminded: null,
    permission: null,
    movedAt: at,
    reserve: state.reserve + (body.kept ?? 0),
  };
  // its list is open again
  for (const { bookingId, closed: told, status } of Object.values(after.bookings)) {
    const { closed: _told, ...booking } = after.bookings[bookingId] as Booking;
    if (told && status === "waitlisted") after = { ...after, bookings: { ...after.bookings, [bookingId]: booking } };
  }
  for (const { bookingId, claimId } of body.moved) {
    const there = after.bookings[bookingId]?.status === "checkedIn";
    after = changed(after, bookingId, { takenBy: claimId, ...(there ? { status: "confirmed" as const } : {}) });
  }
  for (const bookingId of body.cannot) after = moved(after, { at, body: { bookingId } }, "cancelledByHost", { reason: "dateMoved" });
  return after;
}

export const foldSession = (before: SessionState, event: SessionEvent): SessionState => withCalendars(before, happened(before, event));

function happened(before: SessionState, event: SessionEvent): SessionState {
  const state = { ...before, head: event.seq, lastAt: event.at };
  switch (event.type) {
    case "sessionScheduled": {
      const { opportunityId, host, date, standing, card, heard } = event.body;
      const { capacity, reserve } = card.rules;
      return { ...state, opportunityId, host, date, standing, card, heard, dateHeard: heard, capacity, reserve, asksSince: event.seq };
    }
    case "opportunityFollowed": {
      const { standing, card, heard } = event.body;
      const same = JSON.stringify(before.card?.asks) === JSON.stringify(card.asks);
      return { ...state, standing, card, heard, asksSince: same ? before.asksSince : event.seq };
    }
    case "sessionMoved":
      return movedTo(state, event);
    case "reminderDue":
      return { ...state, reminded: event.body.before };
    case "bookingMoved": {
      const { late, to } = event.body;
      return moved(keptAgain(state, event.body), event, "cancelledByVisitor", { movedTo: to, ...(late && event.body.had ? { late } : {}) });
    }
    case "bookingRequested":
      return asked(state, event, "requested");
    case "bookingConfirmed":
      return asked(state, event, "confirmed");
    case "bookingWaitlisted":
      return asked(state, event, "waitlisted");
    case "bookingApproved":
    case "offerAccepted":
      return moved(state, event, "confirmed", { takenBy: event.id, ...(event.body.moves ? { moves: event.body.moves } : {}) });
    case "bookingQueued":
      return moved(state, event, "waitlisted");
    case "placeOffered": {
      const { until, reserve } = event.body;
      return moved(reserve ? { ...state, reserve: state.reserve - 1 } : state, event, "offered", {
        until,
        ...(reserve ? { kept: true } : {}),
      });
    }
    case "bookingDeclined":
      return moved(state, event, "declined", because(event.body));
    case "offerDeclined":
      return moved(keptAgain(state, event.body), event, "declined");
    case "requestExpired":
      return moved(state, event, "expired");
    case "offerExpired":
      return moved(keptAgain(state, event.body), event, "expired");
    case "bookingCancelled":
      return moved(keptAgain(state, event.body), event, "cancelledByVisitor", event.body.late && event.body.had ? { late: true } : {});
    case "placeCancelled":
      return moved(keptAgain(state, event.body), event, "cancelledByHost", because(event.body));
    case "waitClosed":
      return changed(state, event.body.bookingId, { closed: true });
    case "waitEnded":
      return moved(state, event, "unplaced");
    case "readinessHeard":
      return changed(state, event.body.bookingId, { ready: event.body.ready });
    case "readinessWarned":
      return changed(state, event.body.bookingId, { warned: event.body.until });
    case "bookingHeld":
      return moved(state, event, "onHold");
    case "bookingResumed":
      return moved(state, event, "confirmed");
    case "bookingLapsed":
      return moved(keptAgain(state, event.body), event, "cancelledByHost", { reason: "notReady" });
    case "inductionRecorded":
      return changed(state, event.body.bookingId, { inducted: event.body.until });
    case "permissionRecorded":
      return { ...state, permission: { answer: event.body.answer, at: event.at } };
    case "visitorArrived": {
      const own = before.bookings[event.body.bookingId]?.personId === event.actor.personId;
      return moved(state, event, "checkedIn", own ? { ownWord: true } : {});
    }
    case "bookingVoided":
      return moved(state, event, "voided");
    case "attendanceConfirmed":
    case "attendanceStood":
      return moved(state, event, "attended");
    case "attendanceSaid": {
      const stands = before.bookings[event.body.bookingId]?.status === "attended";
      return changed(undenied(state, event.body), event.body.bookingId, stands ? { ownWord: true } : { saidAt: event.at, ownWord: true });
    }
    case "attendanceAsked":
      return { ...state, whoCame: true };
    case "attendanceUnsaid":
      return moved(state, event, "unsaid");
    case "noShowRecorded":
      return moved(undenied(state, event.body), event, "noShow", event.body.agreed ? { agreed: true } : {});
    case "attendanceDisputed": {
      const { bookingId, words } = event.body;
      return changed(state, bookingId, { denied: { at: event.at, ...(words ? { words } : {}) } });
    }
    case "noShowDisputed": {
      const { bookingId, words } = event.body;
      return changed(state, bookingId, { ownWord: true, disputed: { at: event.at, ...(words ? { words } : {}) } });
    }
    case "capacityChanged":
      return { ...state, ...event.body };
    case "claimAbandoned":
      return { ...state, abandoned: { ...state.abandoned, [event.body.claimId]: true } };
    case "sessionCancelled": {
      const { reason, words } = event.body;
      const over = Object.values(state.bookings).filter(({ status }) => unfinished.includes(status));
      const without = over.reduce(
        (left, { bookingId }) => moved(left, { at: event.at, body: { bookingId } }, "cancelledByHost", because(event.body)),
        state,
      );
      return { ...without, cancelled: { reason, words, at: event.at } };
    }
  }
}
