import type { NoticeWishes } from "../identity/notices.ts";
import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { OrgId } from "../kernel/shapes.ts";
import { mayHost, refuse, worksHere } from "./rules.ts";
import {
  answerUntil,
  before,
  bookableUntil,
  bookingBy,
  cutOffAt,
  endsAt,
  freePlaces,
  hasPlaceFor,
  heldPlaces,
  isInPlace,
  keptPlaces,
  phaseOf,
  spokenUntil,
  startsAt,
  statusAt,
} from "./rules-session.ts";
import type { Permission, SessionCommand } from "./schema-session.ts";
import type { Booking, BookingStatus } from "./state.ts";
import { comingTo } from "./state-calendar.ts";
import type { SessionState } from "./state-session.ts";

const hour = 3600_000;
/** One can say that somebody is there from so long before: ms. */
export const arrival = hour / 2;
/** Whoever cancels later than this before it begins is late: ms. */
const lateFrom = 24 * hour;

/** What visitors ask of a session; everything else is for the host. */
const visitors: readonly string[] = [
  "book",
  "acceptOffer",
  "declineOffer",
  "cancelBooking",
  "checkIn",
  "sayAttended",
  "disputeNoShow",
  "disputeAttendance",
];
/** May they know that the session is there, when they ask for this? */
export const mayKnowSession = (state: SessionState, actor: Actor, command: string): boolean =>
  visitors.includes(command) ? worksHere(actor) : mayHost(state.host, actor);

/** Whether the list is closed, and one can still ask for a place that the host keeps for an urgent need and gives by hand. */
export const asksLate = (state: SessionState, now: string): boolean =>
  phaseOf(state, now) === "cutOff" && state.standing === "published" && keptPlaces(state, now) > 0;

/** May they ask for a place? */
export function mayBook(state: SessionState, actor: Actor, now: string): Verdict {
  const { host, card } = state;
  if (host?.orgId === actor.orgId) return refuse("OwnOrganisation");
  if ([card?.contact, card?.deputy].some((contact) => contact?.personId === actor.personId)) return refuse("HostsItself");
  if (bookingBy(state, actor.personId, now)) return refuse("BookedAlready");
  const phase = phaseOf(state, now);
  if (asksLate(state, now)) return true;
  if (phase === "cutOff" || (phase === "open" && now >= bookableUntil(state))) return refuse("TooLate");
  return phase === "open" || refuse("NotOpen", { phase });
}

/** What becomes of somebody who books now: they have a place, ask the host, or wait. `asks`: whether the host says yes first to them. */
export function howBooked(
  state: SessionState,
  { orgId, asks, now }: { orgId: OrgId; asks: boolean; now: string },
): "comes" | "asks" | "waits" {
  if (asksLate(state, now) || (!asks && !hasPlaceFor(state, orgId, now))) return "waits";
  return asks ? "asks" : "comes";
}

export type Move = Exclude<Extract<SessionCommand, { input: { bookingId: string } }>["type"], "releaseMoved" | "voidBooking">;
/** From where each command leads a booking on, and whose it is. Every other pair is refused. */
export const moves: Record<Move, { from: readonly BookingStatus[]; by: "visitor" | "host" | "either" }> = {
  acceptOffer: { from: ["offered"], by: "visitor" },
  declineOffer: { from: ["offered"], by: "visitor" },
  cancelBooking: { from: ["requested", "waitlisted", "confirmed", "onHold"], by: "visitor" },
  approveBooking: { from: ["requested"], by: "host" },
  declineBooking: { from: ["requested"], by: "host" },
  cancelPlace: { from: ["offered", "confirmed", "onHold"], by: "host" },
  offerPlace: { from: ["waitlisted"], by: "host" },
  checkIn: { from: ["confirmed"], by: "either" },
  confirmAttendance: { from: ["confirmed", "checkedIn", "noShow"], by: "host" },
  sayAttended: { from: ["confirmed", "checkedIn", "attended"], by: "visitor" },
  // of whom it is written down that they came, only where they say otherwise themselves
  recordNoShow: { from: ["confirmed", "checkedIn", "attended"], by: "host" },
  disputeNoShow: { from: ["noShow"], by: "visitor" },
  disputeAttendance: { from: ["attended"], by: "visitor" },
  recordInduction: { from: ["confirmed", "onHold", "checkedIn", "attended"], by: "host" },
};

/** From when until when each can be done; the others until it begins. */
function spanOf(state: SessionState, move: Move): { from: string; to: string } {
  switch (move) {
    case "cancelPlace":
      return { from: "", to: endsAt(state) };
    case "checkIn":
      return { from: before(startsAt(state), arrival), to: endsAt(state) };
    case "recordInduction":
      return { from: "", to: spokenUntil(state) };
    case "confirmAttendance":
    case "sayAttended":
    case "disputeAttendance":
      return { from: startsAt(state), to: spokenUntil(state) };
    case "recordNoShow":
    case "disputeNoShow":
      return { from: endsAt(state), to: spokenUntil(state) };
    default:
      return { from: "", to: startsAt(state) };
  }
}

const givesPlace: readonly Move[] = ["acceptOffer", "approveBooking", "offerPlace"];
/** Before anybody is there, or was, it is written down that people who may be there were asked. What a visitor says afterwards is their own to say. */
const asksBefore: readonly Move[] = ["checkIn", "confirmAttendance"];
/** Whether it was not written down yet that people who may be there were asked. */
export const isUnasked = ({ card, permission }: SessionState): boolean => card?.clients === true && permission === null;
/** Whether they were shown around, and it holds until the visit is over. */
export const isInducted = (state: SessionState, { inducted }: Pick<Booking, "inducted">): boolean =>
  inducted !== undefined && inducted >= endsAt(state);

/** Whether of who came there is nothing more to say in this way: it was said, or both say the same. */
function isSettled({ disputed, denied, ownWord, agreed }: Booking, status: BookingStatus, move: Move): boolean {
  switch (move) {
    case "disputeNoShow":
      return disputed !== undefined || agreed === true;
    case "disputeAttendance":
      return denied !== undefined || ownWord === true;
    case "recordNoShow":
      return status === "attended" && denied === undefined;
    case "confirmAttendance":
      return agreed === true;
    default:
      return false;
  }
}

/** Whether a move stands open at this instant, by the booking and the clock alone. */
export function isOpen(state: SessionState, booking: Booking, move: Move, now: string): Verdict {
  const status = statusAt(state, booking, now);
  // for two weeks it can be said who came, and then no more
  if (status === "unsaid") return refuse("Begun");
  const said = move === "sayAttended" && (booking.saidAt !== undefined || (status === "attended" && booking.ownWord === true));
  if (!moves[move].from.includes(status) || said || isSettled(booking, status, move)) return refuse("BookingMoved", { status });
  if (move === "recordInduction" && (!state.card?.asks?.induction || isInducted(state, booking))) return refuse("NothingDue");
  if (givesPlace.includes(move) && !isInPlace(state, booking, now))
    return refuse(move === "acceptOffer" ? "NotInPlace" : "VisitorNotReady");
  const { from, to } = spanOf(state, move);
  if (now < from) return refuse("NotYet");
  if (now >= to) return refuse("Begun");
  return !asksBefore.includes(move) || !isUnasked(state) || refuse("AskFirst");
}

/** What one side can do with a booking at this instant. */
export const canDo = (state: SessionState, booking: Booking, side: "visitor" | "host", now: string): Move[] =>
  (Object.keys(moves) as Move[]).filter(
    (move) =>
      (moves[move].by === side || moves[move].by === "either") &&
      isOpen(state, booking, move, now) === true &&
      (move !== "offerPlace" || placeByHand(state, now) !== undefined),
  );

/** May this booking be moved so, by them, now? */
export function mayMove(
  state: SessionState,
  actor: Actor,
  { move, bookingId, now }: { move: Move; bookingId: string; now: string },
): Verdict {
  const booking = state.bookings[bookingId];
  const { from, by } = moves[move];
  const theirs = booking?.personId === actor.personId || (by === "either" && mayHost(state.host, actor));
  if (!booking || (by !== "host" && !theirs)) return refuse("UnknownBooking", { field: "bookingId" });
  const over = by === "visitor" && from.includes("offered") && statusAt(state, booking, now) === "expired";
  return over ? refuse("OfferOver") : isOpen(state, booking, move, now);
}

/** Until when a place that is offered by hand can be taken, and whether it is one of those that were kept; undefined where there is none. */
export function placeByHand(state: SessionState, now: string, wishes?: NoticeWishes): { until: string; reserve?: true } | undefined {
  const closed = now >= cutOffAt(state);
  const until = closed ? startsAt(state) : answerUntil(state, now, wishes);
  if (closed && freePlaces(state, now) > 0) return { until };
  return state.reserve > 0 ? { until, reserve: true } : undefined;
}

/** Whether somebody receives the visitors there, or stands in for who does: what is owed by its host is owed by them. */
export const runs = ({ host, card }: SessionState, actor: Actor): boolean =>
  mayHost(host, actor) && [card?.contact, card?.deputy].some((each) => each?.personId === actor.personId);

/** Whether it is over and whoever had a place has yet to say whether they were there. */
export const owesWord = (state: SessionState, booking: Booking, now: string): boolean =>
  now >= endsAt(state) && booking.status === "confirmed" && isOpen(state, booking, "sayAttended", now) === true;

/** May the host change how many can come, or call it off? */
export function mayRun(state: SessionState, now: string): Verdict {
  const phase = phaseOf(state, now);
  if (phase === "cancelled") return refuse("NotOpen", { phase });
  return phase !== "completed" || refuse("Begun");
}

/**
 * May the host say what people answered who may be there? As long as it can be said who came: somebody can still say no, and who came is said after that.
 * A no stands for this date, and that nobody was asked can only be said once it is too late to ask.
 */
export function mayRecordPermission(state: SessionState, answer: Permission, now: string): Verdict {
  if (state.cancelled) return refuse("NotOpen", { phase: "cancelled" });
  if (!state.card?.clients) return refuse("NobodyToAsk");
  if (now >= spokenUntil(state)) return refuse("Begun");
  if (state.permission?.answer === answer) return refuse("NothingDue");
  if (state.permission?.answer === "someRefused") return refuse("RefusalStands");
  return answer !== "notAsked" || now >= startsAt(state) || refuse("NotYet");
}

/** From so long before it begins it is owed to ask: ms. */
export const askedFrom = 48 * hour;
/** Whether somebody comes soon, or came, and it was not yet written down that people who may be there were asked. */
export const owesPermission = (state: SessionState, now: string): boolean =>
  isUnasked(state) && !state.cancelled && now < spokenUntil(state) && now >= before(startsAt(state), askedFrom) && comingTo(state) > 0;

type Seats = { capacity: number; reserve: number };
/** Never fewer than are taken; and numbers that a colleague changed meanwhile are read first. */
export function mayChangeCapacity(
  state: SessionState,
  { capacity, reserve, was }: Seats & { was?: Seats | undefined },
  now: string,
): Verdict {
  if (was && (was.capacity !== state.capacity || was.reserve !== state.reserve)) return refuse("BookingMoved");
  const held = heldPlaces(state, now);
  return capacity - reserve >= held || refuse("BelowHeld", { field: "capacity", held });
}

/** Who could not know in time that it is so soon is not late: it was moved there. */
export function isLate(state: SessionState, now: string): boolean {
  const from = before(startsAt(state), lateFrom);
  return now >= from && state.movedAt < from;
}

/** Each status by its name in FHIR R4 (AppointmentStatus), for other systems. */
export const fhirCodes: Record<
  BookingStatus,
  "pending" | "waitlist" | "proposed" | "booked" | "arrived" | "fulfilled" | "noshow" | "cancelled" | "entered-in-error"
> = {
  requested: "pending",
  waitlisted: "waitlist",
  offered: "proposed",
  confirmed: "booked",
  onHold: "pending",
  checkedIn: "arrived",
  attended: "fulfilled",
  noShow: "noshow",
  unsaid: "booked",
  declined: "cancelled",
  unplaced: "cancelled",
  expired: "cancelled",
  cancelledByVisitor: "cancelled",
  cancelledByHost: "cancelled",
  voided: "entered-in-error",
};
