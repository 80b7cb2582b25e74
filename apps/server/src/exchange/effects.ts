import { placeByHand } from "@linkwork/shared/exchange/rules-booking.ts";
import { whomToRemind } from "@linkwork/shared/exchange/rules-reminders.ts";
import { cutOffAt, placed, queueOf } from "@linkwork/shared/exchange/rules-session.ts";
import { timeOf, weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { Dated, Host, OpportunityEvent } from "@linkwork/shared/exchange/schema.ts";
import type { SessionCommand, SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { type Booking, type OpportunityState, unfinished } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { VisitNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, sessionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import type { Effect, Follows } from "../kernel/slice.ts";
import { calendarMails } from "./effects-calendar.ts";
import { reflectionsOf, touchesReflections } from "./effects-learning.ts";
import { hasReadyEffects, readyEffects } from "./effects-ready.ts";

type House<Name extends SessionCommand["type"]> = Extract<SessionCommand, { type: Name }>["input"];

export const hasEffects = ({ type }: OpportunityEvent): boolean => type !== "opportunityDrafted" && type !== "claimAbandoned";

/** A chance to shadow becomes sessions when it is published, before that is answered; what changes afterwards reaches each of them. */
export function effectsOf(event: OpportunityEvent, { status, terms, host, dates, opportunityId }: OpportunityState): Effect[] {
  const { type, seq } = event;
  if (!terms || !host || opportunityId === "" || status === "absent" || status === "draft") return [];
  const { when: _when, ...card } = terms;
  // by what it stands like now: an older event that is told late changes nothing
  const followed: House<"followOpportunity"> = { standing: status, card, heard: seq };
  if (event.type === "datesMoved") {
    const moved = new Set(event.body.dates.map(({ sessionId }) => sessionId));
    return dates
      .filter(({ sessionId }) => moved.has(sessionId))
      .map(
        (date): Effect => ({
          target: sessionRoom(date.sessionId),
          type: "moveSession",
          input: { date, heard: seq, beside: [...moved] },
          first: true,
        }),
      );
  }
  const handed = event.type === "contactHandedOver" && !event.body.same;
  const [first] = dates;
  const toThem = handed && first && event.body.contact.personId !== event.actor.personId;
  const input: Notice = { kind: "handedToYou", orgId: host.orgId, ...(first ? { sessionId: first.sessionId } : {}) };
  const told: Effect[] = toThem ? [{ target: personRoom(event.body.contact.personId), type: "deliverNotice", input }] : [];
  const follow = dates.map((date): Effect => {
    const target = sessionRoom(date.sessionId);
    if (type !== "opportunityPublished") return { target, type: "followOpportunity", input: followed, first: true };
    const input: House<"scheduleSession"> = { ...followed, opportunityId, host, date };
    return { target, type: "scheduleSession", input, first: true };
  });
  return [...follow, ...told];
}

/** What each event tells: the visitor whom it is about, or the contact who receives them. Nothing that they did themselves. */
const tells: Partial<Record<SessionEvent["type"], { visitor?: VisitNotice; contact?: VisitNotice }>> = {
  bookingRequested: { contact: "visitAsked" },
  bookingConfirmed: { contact: "visitorBooked" },
  offerAccepted: { contact: "visitorBooked" },
  bookingApproved: { visitor: "visitAgreed" },
  bookingQueued: { visitor: "visitQueued" },
  bookingDeclined: { visitor: "visitDeclined" },
  requestExpired: { visitor: "visitDeclined" },
  placeOffered: { visitor: "placeOffered" },
  offerExpired: { visitor: "offerLapsed" },
  offerDeclined: {},
  waitClosed: { visitor: "noPlaceCame" },
  waitEnded: { visitor: "noPlaceCame" },
  bookingCancelled: { contact: "visitorOff" },
  bookingMoved: { contact: "visitorOff" },
  placeCancelled: { visitor: "visitOff" },
  noShowRecorded: { visitor: "noShowNoted" },
  noShowDisputed: { contact: "noShowDisputed" },
  attendanceDisputed: { contact: "attendanceDisputed" },
  readinessWarned: { visitor: "readinessEnds", contact: "visitorEnds" },
  bookingHeld: { visitor: "visitHeld", contact: "visitorHeld" },
  bookingResumed: { visitor: "visitResumed", contact: "visitorResumed" },
  bookingLapsed: { visitor: "visitLapsed", contact: "visitorLapsed" },
};

export const hasSessionEffects = (event: SessionEvent): boolean =>
  event.type in tells ||
  [...["sessionCancelled", "opportunityFollowed", "sessionMoved", "reminderDue"], ...["permissionRecorded", "attendanceAsked"]].includes(
    event.type,
  ) ||
  hasReadyEffects(event) ||
  touchesReflections(event);

/** Whoever has a place instead of another one gives that one back, before this is answered. */
const released = (event: SessionEvent, { bookings, date }: SessionState): Effect[] =>
  takesPlace.includes(event.type)
    ? Object.values(bookings).flatMap(({ takenBy, moves }): Effect[] => {
        if (takenBy !== event.id || !moves || !date) return [];
        const input: House<"releaseMoved"> = { bookingId: moves.bookingId, to: date.sessionId };
        return [{ target: sessionRoom(moves.sessionId), type: "releaseMoved", input, first: true }];
      })
    : [];

const takesPlace: readonly SessionEvent["type"][] = ["bookingConfirmed", "offerAccepted", "bookingApproved"];
const freesPlace: readonly SessionEvent["type"][] = [
  "bookingCancelled",
  "bookingMoved",
  "placeCancelled",
  "bookingVoided",
  "bookingLapsed",
];

/** A place that somebody has takes their time; one that they have no more gives it back, before that is answered. */
function timeEffects(event: SessionEvent, state: SessionState): Effect[] {
  const bookings = Object.values(state.bookings);
  const inWeeks = (type: "confirmTime" | "dropTime", { personId, takenBy = "" }: Booking, date = state.date): Effect[] =>
    weeksOf(timeOf({ ...state, date }, takenBy) ?? { from: event.at, to: event.at }).map((week) => {
      const effect: Effect = { target: weekRoom(personId, week), type, input: { claimId: takenBy } };
      return type === "dropTime" ? { ...effect, first: true } : effect;
    });
  if (takesPlace.includes(event.type))
    return bookings.filter(({ takenBy }) => takenBy === event.id).flatMap((each) => inWeeks("confirmTime", each));
  if (event.type === "sessionMoved") {
    const { moved, cannot, was } = event.body;
    const by = (bookingId: string) => bookings.filter((each) => each.bookingId === bookingId);
    return [
      ...moved.flatMap(({ bookingId }) => by(bookingId).flatMap((each) => inWeeks("confirmTime", each))),
      ...moved.flatMap((old) => by(old.bookingId).flatMap((each) => inWeeks("dropTime", { ...each, takenBy: old.was }, was))),
      ...cannot.flatMap((bookingId) => by(bookingId).flatMap((each) => inWeeks("dropTime", each, was))),
    ];
  }
  const freed = bookings.filter(
    ({ takenBy, bookingId, status, at }) =>
      takenBy !== undefined &&
      (event.type === "sessionCancelled"
        ? status === "cancelledByHost" && at === event.at
        : freesPlace.includes(event.type) && "bookingId" in event.body && event.body.bookingId === bookingId),
  );
  return freed.flatMap((each) => inWeeks("dropTime", each));
}

/** Who is told of it, in their own room: that there is something, where and when, never a word that was written; and whose calendar follows. */
export function sessionEffects(event: SessionEvent, state: SessionState, roomId: RoomId): Follows[] {
  const { card, host, date } = state;
  if (!card || !host || !date) return [];
  if (event.type === "opportunityFollowed" && event.at >= date.endsAt) return [];
  const ready = readyEffects(event, state);
  return [
    ...timeEffects(event, state),
    ...released(event, state),
    ...ready,
    ...notices(event, { ...state, card, host, date }),
    ...calendarMails(event, state, roomId),
    ...(touchesReflections(event) ? reflectionsOf(event, state) : []),
  ];
}

/** Whether a place was offered to somebody in the same moment. */
const isOfferedWith = ({ at }: SessionEvent, { bookings }: SessionState): boolean =>
  Object.values(bookings).some((each) => each.status === "offered" && each.at === at);

/** Whether a place came free that nobody was offered, while somebody waits: only the host can give it now, by hand. */
const leavesToGive = (event: SessionEvent, state: SessionState): boolean => queueOf(state).length > 0 && !isOfferedWith(event, state);

type Known = SessionState & { card: NonNullable<SessionState["card"]>; host: Host; date: Dated };
function notices(event: SessionEvent, state: Known): Effect[] {
  const { card, host, date, bookings, calendar } = state;
  const tell = (personId: PersonId, orgId: OrgId, kind: VisitNotice): Effect => ({
    target: personRoom(personId),
    type: "deliverNotice",
    input: { kind, orgId, sessionId: date.sessionId } satisfies Notice,
  });
  if (event.type === "sessionCancelled")
    return Object.values(bookings)
      .filter(({ status, at }) => status === "cancelledByHost" && at === event.at)
      .map(({ personId, orgId }) => tell(personId, orgId, "visitOff"));
  if (event.type === "sessionMoved") {
    const { cannot } = event.body;
    const told = Object.values(bookings).filter(({ status, bookingId }) => unfinished.includes(status) || cannot.includes(bookingId));
    return told.map(({ personId, orgId, bookingId }) => tell(personId, orgId, cannot.includes(bookingId) ? "visitOff" : "visitMoved"));
  }
  if (event.type === "reminderDue") {
    const { before } = event.body;
    const coming = whomToRemind(state, before);
    const { contact } = card;
    return [
      ...coming.map(({ personId, orgId }) => tell(personId, orgId, "visitSoon")),
      ...(contact && before === "day" && coming.length > 0 ? [tell(contact.personId, host.orgId, "visitorsSoon")] : []),
    ];
  }
  // who receives them, and who stands in; not whoever did it
  const hosts = (kind: VisitNotice): Effect[] =>
    [card.contact, card.deputy].flatMap((each) =>
      each && each.personId !== event.actor.personId ? [tell(each.personId, host.orgId, kind)] : [],
    );
  if (event.type === "permissionRecorded") {
    if (event.body.answer !== "someRefused" || event.at >= date.endsAt) return [];
    const coming = Object.values(bookings).filter(({ status }) => placed.includes(status));
    return [...coming.map(({ personId, orgId }) => tell(personId, orgId, "visitWithout")), ...hosts("visitorsWithout")];
  }
  if (event.type === "attendanceAsked") {
    const silent = Object.values(bookings).filter(({ status, saidAt }) => status === "confirmed" && saidAt === undefined);
    return [...silent.map(({ personId, orgId }) => tell(personId, orgId, "wereYouThere")), ...hosts("whoCame")];
  }
  if (event.type === "opportunityFollowed" && event.body.handed)
    return Object.values(bookings)
      .filter(({ status }) => unfinished.includes(status))
      .map(({ personId, orgId }) => tell(personId, orgId, "hostChanged"));
  if (event.type === "opportunityFollowed")
    return Object.values(bookings)
      .filter(({ bookingId }) => calendar[bookingId]?.on && calendar[bookingId].since === event.seq)
      .map(({ personId, orgId }) => tell(personId, orgId, "visitMoved"));
  // it is a place that they keep for an urgent need
  if (event.type === "bookingWaitlisted") return event.at >= cutOffAt(state) ? hosts("keptAsked") : [];
  const { visitor, contact } = tells[event.type] ?? {};
  const booking = "bookingId" in event.body ? bookings[event.body.bookingId] : undefined;
  const quiet = (event.type === "bookingCancelled" || event.type === "bookingMoved") && !event.body.had;
  const told = event.type === "waitEnded" && booking?.closed;
  const notTaken = (event.type === "offerExpired" || event.type === "offerDeclined") && placeByHand(state, event.at) !== undefined;
  const toHost = (contact === "visitorOff" || notTaken) && leavesToGive(event, state) ? "placeToGive" : contact;
  return [
    ...(visitor && booking && !told ? [tell(booking.personId, booking.orgId, visitor)] : []),
    ...(toHost && card.contact && !quiet ? [tell(card.contact.personId, host.orgId, toHost)] : []),
  ];
}
