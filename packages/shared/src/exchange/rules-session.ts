import type { NoticeWishes } from "../identity/notices.ts";
import { quietUntil, usualWishes } from "../identity/rules-notices.ts";
import type { Actor, Draft } from "../kernel/event.ts";
import { type EventId, houseId } from "../kernel/ids.ts";
import type { OrgId, PersonId } from "../kernel/shapes.ts";
import { mayHost, worksHere } from "./rules.ts";
import { isReady, readyStatus, readyTurns, warningDue } from "./rules-ready.ts";
import { nextReminder, reminderDue } from "./rules-reminders.ts";
import type { SessionEvent } from "./schema-session.ts";
import { type Booking, type BookingStatus, unfinished } from "./state.ts";
import { foldSession, type SessionState } from "./state-session.ts";

const hour = 3600_000;
/** How long a host has to answer a request, and a visitor to answer an offer: ms. */
const requestLife = 72 * hour;
const offerLife = 24 * hour;
/** However long somebody wants no mail, a place is kept for their answer no longer than this: ms. Others wait too. */
const offerMost = 72 * hour;
/** Until so long before it begins, one organisation has its share and no more: ms. */
const shareUntil = 48 * hour;
/** How long a host can say something else than the visitor, and how long either can say anything about it: ms. */
const contradicted = 48 * hour;
export const spokenOf = 14 * 24 * hour;

export const iso = (ms: number): string => new Date(ms).toISOString();
export const before = (instant: string, ms: number): string => iso(Date.parse(instant) - ms);
export const first = (...instants: string[]): string => instants.reduce((a, b) => (a < b ? a : b));

/** A session as the clock and its events have it. "Full" is no phase: it is counted. */
export type Phase = "scheduled" | "open" | "cutOff" | "inProgress" | "completed" | "cancelled";

export const startsAt = ({ date }: SessionState): string => date?.startsAt ?? "";
export const endsAt = ({ date }: SessionState): string => date?.endsAt ?? "";
const hours = (state: SessionState, rule: "noticeHours" | "cutOffHours"): number => (state.card?.rules[rule] ?? 0) * hour;
/** The first instant at which the list is closed. */
export const cutOffAt = (state: SessionState): string => before(startsAt(state), hours(state, "cutOffHours"));
/** The first instant at which it is too late to book. */
export const bookableUntil = (state: SessionState): string => first(cutOffAt(state), before(startsAt(state), hours(state, "noticeHours")));

export function phaseOf(state: SessionState, now: string): Phase {
  if (state.cancelled) return "cancelled";
  if (now >= endsAt(state)) return "completed";
  if (now >= startsAt(state)) return "inProgress";
  if (now >= cutOffAt(state)) return "cutOff";
  return state.standing === "published" ? "open" : "scheduled";
}

const timesOf = (state: SessionState) => ({ startsAt: startsAt(state), endsAt: endsAt(state) });
/** Whether all that the host asks of somebody is in place, so that they can have a place now. */
export const isInPlace = (state: SessionState, booking: Pick<Booking, "ready">, now: string): boolean =>
  isReady(booking, timesOf(state), now);

/** The first instant at which neither side says any more who came. */
export const spokenUntil = (state: SessionState): string => iso(Date.parse(endsAt(state)) + spokenOf);

/**
 * When the clock moves a booking on: an offer ends, a request after three days or when it begins. What a visitor says, on arrival or afterwards, stands
 * after two days; of whom else nothing is said, nothing is said for good after two weeks. Nor is it of whom the two say different things by then.
 */
function lapsesAt(state: SessionState, { status, until, askedAt, saidAt, ownWord, disputed }: Booking): string | undefined {
  if (status === "offered") return until && first(until, startsAt(state));
  if (status === "requested") return first(iso(Date.parse(askedAt) + requestLife), startsAt(state));
  if (status === "waitlisted") return startsAt(state);
  if (status === "noShow") return disputed && spokenUntil(state);
  if (status !== "confirmed" && status !== "checkedIn") return undefined;
  const said = saidAt !== undefined || (status === "checkedIn" && ownWord === true);
  return said ? iso(Math.max(Date.parse(saidAt ?? "") || 0, Date.parse(endsAt(state))) + contradicted) : spokenUntil(state);
}

/** How a booking stands at this instant, whether or not anybody has written it down. */
export function statusAt(state: SessionState, booking: Booking, now: string): BookingStatus {
  const end = lapsesAt(state, booking);
  const stands = readyStatus(booking, timesOf(state), now);
  // a place that was lost before it began is lost, whatever nobody said of it
  if (end === undefined || now < end || stands !== booking.status) return stands;
  if (booking.status === "offered" || booking.status === "requested") return "expired";
  if (booking.status === "waitlisted") return "unplaced";
  if (booking.status === "noShow") return "unsaid";
  return booking.status === "checkedIn" || booking.saidAt !== undefined ? "attended" : "unsaid";
}

/** Whether it is over and the host has yet to say of somebody whether they came. */
export const owesAttendance = (state: SessionState, now: string): boolean =>
  !state.cancelled && now >= endsAt(state) && bookingsOf(state).some((booking) => isExpected(statusAt(state, booking, now)));
/** Whoever has a place that nobody has said anything of since it ended. */
const isExpected = (status: BookingStatus): boolean => status === "confirmed" || status === "checkedIn";

/** Those that take a place. */
export const placed: readonly BookingStatus[] = ["confirmed", "onHold", "offered", "checkedIn"];
export const isLive = (state: SessionState, booking: Booking, now: string): boolean => unfinished.includes(statusAt(state, booking, now));
const bookingsOf = (state: SessionState): Booking[] => Object.values(state.bookings);
const holding = (state: SessionState, now: string): Booking[] =>
  bookingsOf(state).filter((booking) => placed.includes(statusAt(state, booking, now)));

/** Places that are taken: by who comes, and by who was offered one and can still say yes. */
export const heldPlaces = (state: SessionState, now: string): number => holding(state, now).length;
/** Places that anybody could have; what the host keeps is not among them. */
export const freePlaces = (state: SessionState, now: string): number =>
  Math.max(0, state.capacity - keptPlaces(state, now) - heldPlaces(state, now));

const backAgain: readonly BookingStatus[] = ["expired", "cancelledByHost"];
/** Places that the host keeps: with those that come back to them by the clock, whether or not anybody has written it down. */
export function keptPlaces(state: SessionState, now: string): number {
  const back = bookingsOf(state).filter(
    (booking) => booking.kept && placed.includes(booking.status) && backAgain.includes(statusAt(state, booking, now)),
  );
  return Math.min(state.capacity - 1, state.reserve + back.length);
}
/** Whether the place that somebody gives up is one that the host keeps again; not where the host has given so many by now that it wouldn't fit. */
export function keptAgain(state: SessionState, { bookingId, kept }: Booking, now: string): { kept?: true } {
  const reserve = state.reserve + 1;
  const others = holding(state, now).filter((booking) => booking.bookingId !== bookingId).length;
  return kept && reserve < state.capacity && others + reserve <= state.capacity ? { kept } : {};
}

/** Those who wait, in their order: by when they first asked, for ever. */
export const queueOf = (state: SessionState): Booking[] =>
  bookingsOf(state)
    .filter(({ status }) => status === "waitlisted")
    .sort((a, b) => a.key - b.key);

/** Their place in the queue, 1 for the first; undefined for who doesn't wait. */
export function positionOf(state: SessionState, bookingId: string): number | undefined {
  const index = queueOf(state).findIndex((booking) => booking.bookingId === bookingId);
  return index < 0 ? undefined : index + 1;
}

/** The live booking of somebody, if there is one. */
export const bookingBy = (state: SessionState, personId: PersonId, now: string): Booking | undefined =>
  bookingsOf(state).find((booking) => booking.personId === personId && isLive(state, booking, now));

/** Whether somebody has, or had, a place by the event with this id. */
export const isTakenBy = (state: SessionState, eventId: string): boolean => bookingsOf(state).some(({ takenBy }) => takenBy === eventId);

/** The first instant at which all is free to all: two days before it begins, and a day before its list is closed, so that whoever waited can answer. */
export const shareEnds = (state: SessionState): string => first(before(startsAt(state), shareUntil), before(cutOffAt(state), offerLife));
/** Whether one more of an organisation's people can have a place: it has its share, until all is free to all. */
function withinShare(state: SessionState, orgId: OrgId, now: string): boolean {
  if (now >= shareEnds(state)) return true;
  const share = Math.max(1, Math.floor(state.capacity * 0.3));
  return holding(state, now).filter((booking) => booking.orgId === orgId).length < share;
}

/** Who is offered the next place, and who is passed over on the way: their organisation has its share, or something is not in place for them. */
function nextInQueue(state: SessionState, now: string): { booking: Booking; skipped: string[]; unready: string[] } | undefined {
  const queue = queueOf(state);
  const ready = (booking: Booking) => isInPlace(state, booking, now);
  const at = queue.findIndex((booking) => ready(booking) && withinShare(state, booking.orgId, now));
  const booking = queue[at];
  const over = queue.slice(0, at);
  const ids = (some: readonly Booking[]) => some.map(({ bookingId }) => bookingId);
  return booking && { booking, skipped: ids(over.filter(ready)), unready: ids(over.filter((each) => !ready(each))) };
}

/** Why somebody who asks now has no place at once: every place is taken, their organisation has its share, or somebody is before them. */
export function whyWaits(state: SessionState, orgId: OrgId, now: string): "full" | "share" | "inLine" | undefined {
  if (freePlaces(state, now) === 0) return "full";
  if (!withinShare(state, orgId, now)) return "share";
  return now < cutOffAt(state) && nextInQueue(state, now) ? "inLine" : undefined;
}
/** Whether somebody who asks now has a place at once. Nobody overtakes. */
export const hasPlaceFor = (state: SessionState, orgId: OrgId, now: string): boolean => whyWaits(state, orgId, now) === undefined;

/** When people want no mail; of whom nothing is known here, the usual holds. */
export type Quiet = ReadonlyMap<PersonId, NoticeWishes>;
/** Until when an offer that is made now can be answered: a day, counted from when mail may come to them, three at most, and not once the list is closed. */
export const answerUntil = (state: SessionState, now: string, wishes: NoticeWishes = usualWishes): string =>
  first(iso(quietUntil(wishes, Date.parse(now)) + offerLife), iso(Date.parse(now) + offerMost), cutOffAt(state));

/** When somebody who waits is told that no place came free: once the list is closed; undefined where they were told, or asked later than that. */
const closesAt = (state: SessionState, { status, closed, askedAt }: Booking): string | undefined =>
  status === "waitlisted" && !closed && askedAt < cutOffAt(state) ? cutOffAt(state) : undefined;

/** Whether freed places go to who waits by themselves: not while it is paused, nor once the list is closed. */
const offersFlow = (state: SessionState, now: string): boolean =>
  !state.cancelled && (state.standing === "published" || state.standing === "closed") && now < cutOffAt(state);

export type SessionDraft = Draft<SessionEvent>;
/** The state after a draft, as if it were written now: what follows in the same commit is decided on it. */
export const afterDraft = (state: SessionState, draft: SessionDraft, now: string): SessionState =>
  foldSession(state, {
    ...draft,
    ...{ seq: state.head + 1, id: houseId as EventId, at: now },
    actor: { personId: houseId as PersonId, orgId: houseId as OrgId },
  } as SessionEvent);

/** How it is written down that the clock has moved a booking on. */
function writtenAs({ status }: Booking, to: BookingStatus) {
  if (status === "offered") return "offerExpired";
  if (status === "requested") return "requestExpired";
  if (status === "waitlisted") return "waitEnded";
  if (to === "onHold") return "bookingHeld";
  if (to === "confirmed") return "bookingResumed";
  if (to === "unsaid") return "attendanceUnsaid";
  return to === "cancelledByHost" ? "bookingLapsed" : "attendanceStood";
}

/** A commit holds 64 events, and what caused these is one of them: what is left comes with the next one. */
const atOnce = 30;
/** All that follows by the clock and the queue: what has lapsed is written down, and each free place is offered to the next who waits. */
export function followUps(start: SessionState, now: string, quiet: Quiet = new Map()): SessionDraft[] {
  const drafts: SessionDraft[] = [];
  let state = start;
  const write = (draft: SessionDraft) => {
    drafts.push(draft);
    state = afterDraft(state, draft, now);
  };
  const lapsed = bookingsOf(start).filter((booking) => statusAt(start, booking, now) !== booking.status);
  for (const booking of lapsed.slice(0, atOnce)) {
    const type = writtenAs(booking, statusAt(start, booking, now));
    const back = type === "offerExpired" || type === "bookingLapsed" ? keptAgain(state, booking, now) : {};
    write({ type, body: { bookingId: booking.bookingId, ...back } });
  }
  for (const booking of bookingsOf(state)) {
    const due = drafts.length < atOnce ? closesAt(state, booking) : undefined;
    if (due !== undefined && now >= due) write({ type: "waitClosed", body: { bookingId: booking.bookingId } });
  }
  for (const booking of bookingsOf(state)) {
    const until = drafts.length < atOnce ? warningDue(booking, timesOf(state), now) : undefined;
    if (until) write({ type: "readinessWarned", body: { bookingId: booking.bookingId, until } });
  }
  for (let offers = 0; offers < atOnce && offersFlow(state, now) && freePlaces(state, now) > 0; offers++) {
    const next = nextInQueue(state, now);
    if (!next) break;
    const until = answerUntil(state, now, quiet.get(next.booking.personId));
    const [skipped, unready] = [next.skipped.slice(0, 500), next.unready.slice(0, 500)];
    const over = { ...(skipped.length > 0 ? { skipped } : {}), ...(unready.length > 0 ? { unready } : {}) };
    write({ type: "placeOffered", body: { bookingId: next.booking.bookingId, until, ...over } });
  }
  const before = reminderDue(state, now);
  if (before) write({ type: "reminderDue", body: { before } });
  if (!state.whoCame && owesAttendance(state, now)) write({ type: "attendanceAsked", body: {} });
  return drafts;
}

/** The next instant at which something follows by the clock, as seen at `now`; undefined where nothing will. */
export function dueAt(state: SessionState, now: string): string | undefined {
  const times = timesOf(state);
  const turns = bookingsOf(state).flatMap((booking) => [
    lapsesAt(state, booking),
    closesAt(state, booking),
    readyTurns(booking, times, now),
  ]);
  const expected = !state.whoCame && !state.cancelled && bookingsOf(state).some(({ status }) => isExpected(status));
  const ends = [...turns, nextReminder(state, now), expected ? endsAt(state) : undefined].filter((each) => each !== undefined);
  if (state.cancelled || queueOf(state).length === 0) return ends.sort()[0];
  const allFree = shareEnds(state);
  const left = offersFlow(state, now) && freePlaces(state, now) > 0 && nextInQueue(state, now) !== undefined;
  return [...ends, ...(now < allFree ? [allFree] : []), ...(left ? [now] : [])].sort()[0];
}

/** Whether its visit can still be looked at by whoever doesn't host it. */
export const isThere = ({ standing }: Pick<SessionState, "standing">): boolean => standing !== "archived";
/** Whether somebody may read that it is held: those who work somewhere, unless it was put away; and always whoever booked it. */
export const maySeeSession = (state: SessionState, actor: Actor): boolean =>
  mayHost(state.host, actor) ||
  (worksHere(actor) && isThere(state)) ||
  Object.values(state.bookings).some(({ personId }) => personId === actor.personId);
