import { refuse } from "@linkwork/shared/exchange/rules.ts";
import * as rules from "@linkwork/shared/exchange/rules-booking.ts";
import { leaves, mayMoveSession, whoseTime } from "@linkwork/shared/exchange/rules-moving.ts";
import { mayCome, mayHaveOneMore, waitsForYes } from "@linkwork/shared/exchange/rules-person.ts";
import * as places from "@linkwork/shared/exchange/rules-session.ts";
import type { SessionCommand, Visitor } from "@linkwork/shared/exchange/schema-session.ts";
import type { Booking } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { Looked } from "./present-ready.ts";

/** The other sessions that whoever is to have a place has to do with. */
export type SessionFacts = {
  /** how it stands with what the session asks of whoever books; nothing where it asks for nothing */
  looked?: Looked;
  elsewhere?: readonly SessionState[];
  /** their time at that moment is claimed for this; else why it can't be. Nothing where nobody gets a place by it */
  claimed?: true | Refusal;
  /** one of the few live bookings that they may have is claimed for this; else why it can't be */
  asked?: true | Refusal;
  /** when the session was to begin, as it was claimed */
  claimedAt?: string;
  /** when those who wait want no mail; where a place may be offered to them */
  quiet?: places.Quiet;
  /** the place that is to be given for this one, and its session; another one than was said, if that one was exchanged meanwhile */
  moves?: { sessionId: SessionId; bookingId: string };
  leaving?: SessionState;
  /** when the session moves: what became of claiming the new time of each who has a place, by booking, with the claim's id */
  claims?: Readonly<Record<string, { claimId: string; claimed: true | Refusal }>>;
};
type Decision = places.SessionDraft | Refusal;

const visitorOf = ({ personId, name, orgId, orgName, sector }: Actor): Visitor => ({ personId, name, orgId, orgName, sector });

/** Turns a request about a session into events: what was asked, and all that follows from it by clock and queue, in one commit. */
export function decideSession(
  state: SessionState,
  command: SessionCommand,
  context: Context<SessionFacts>,
): places.SessionDraft[] | Refusal {
  const { now, actor } = context;
  // whoever was in its way has been told that nothing comes of it
  if (state.abandoned[context.id]) return refuse("ClaimAbandoned");
  // it moved after the time was claimed: a place now would take another time than theirs that is held
  if (context.facts?.claimed === true && context.facts.claimedAt !== undefined && context.facts.claimedAt !== state.date?.startsAt)
    return refuse("ClaimAbandoned");
  if (isTheHouses(command)) {
    if (!actor.system) return refuseKernel("NotFound");
    return byTheHouse(state, command, context);
  }
  if (!state.host) return refuseKernel("NotFound");
  const decided = "bookingId" in command.input ? move(state, command as Moving, context) : other(state, command as Other, context);
  return decided instanceof Refusal
    ? decided
    : [decided, ...places.followUps(places.afterDraft(state, decided, now), now, context.facts?.quiet)];
}

const theHouses = [
  "scheduleSession",
  "followOpportunity",
  "moveSession",
  "releaseMoved",
  "voidBooking",
  "settleSession",
  "abandonClaim",
  "hearReadiness",
  "noteVisitorGone",
] as const;
type House = Extract<SessionCommand, { type: (typeof theHouses)[number] }>;
const isTheHouses = (command: SessionCommand): command is House => theHouses.some((type) => type === command.type);
const hasPlace = ({ status }: Booking): boolean => status === "confirmed" || status === "onHold";
function byTheHouse(state: SessionState, command: House, { now, facts }: Context<SessionFacts>): places.SessionDraft[] | Refusal {
  const all = (draft: places.SessionDraft) => [draft, ...places.followUps(places.afterDraft(state, draft, now), now, facts?.quiet)];
  switch (command.type) {
    case "scheduleSession":
      return state.host ? refuse("NothingDue") : [{ type: "sessionScheduled", body: command.input }];
    case "followOpportunity": {
      // it is on its way: told again later
      if (!state.host) return refuseKernel("Busy");
      if (command.input.heard <= state.heard) return refuse("NothingDue");
      // by what it knew, whichever word of the opportunity comes first
      const handed = state.card?.contact?.personId !== command.input.card.contact?.personId;
      return all({ type: "opportunityFollowed", body: { ...command.input, ...(handed ? { handed } : {}) } });
    }
    case "moveSession": {
      const moved = sessionMoved(state, command.input, { now, claims: facts.claims ?? {} });
      return moved instanceof Refusal ? moved : all(moved);
    }
    case "releaseMoved": {
      const { bookingId } = command.input;
      const booking = state.bookings[bookingId];
      if (!booking || !leaves(state, { ...booking, opportunityId: state.opportunityId, now })) return refuse("NothingDue");
      const back = places.keptAgain(state, booking, now);
      const body = { ...command.input, late: rules.isLate(state, now), had: booking.takenBy !== undefined, ...back };
      return all({ type: "bookingMoved", body });
    }
    case "voidBooking": {
      const booking = state.bookings[command.input.bookingId];
      if (!booking) return refuse("UnknownBooking", { field: "bookingId" });
      if (now < places.startsAt(state)) return refuse("NotYet");
      return booking.status === "voided"
        ? refuse("BookingMoved", { status: "voided" })
        : all({ type: "bookingVoided", body: command.input });
    }
    case "abandonClaim": {
      const { claimId } = command.input;
      const over = state.abandoned[claimId] || state.bookings[claimId] || places.isTakenBy(state, claimId);
      return over ? refuse("NothingDue") : [{ type: "claimAbandoned", body: command.input }];
    }
    case "hearReadiness": {
      const { personId, ready } = command.input;
      const booking = places.bookingBy(state, personId, now);
      const late = now >= places.startsAt(state) || (booking?.ready && ready.heard <= booking.ready.heard);
      if (!booking || late) return refuse("NothingDue");
      const heard: places.SessionDraft = { type: "readinessHeard", body: { bookingId: booking.bookingId, ready } };
      return all(heard);
    }
    case "noteVisitorGone": {
      const { orgId, personId } = command.input;
      const booking = places.bookingBy(state, personId, now);
      // who was there, or is, was there for whom they worked then
      if (!booking || booking.orgId !== orgId || now >= places.startsAt(state)) return refuse("NothingDue");
      const back = places.keptAgain(state, booking, now);
      const body = { bookingId: booking.bookingId, late: false, had: hasPlace(booking) || booking.status === "checkedIn", ...back };
      return all({ type: "bookingCancelled", body });
    }
    case "settleSession": {
      const due = places.followUps(state, now, facts?.quiet);
      return due.length > 0 ? due : refuse("NothingDue");
    }
  }
}

type Moved = (SessionCommand & { type: "moveSession" })["input"];
/** It is held at another time. Who has a place comes then too, unless they are elsewhere. */
function sessionMoved(
  state: SessionState,
  input: Moved,
  { now, claims }: { now: string; claims: NonNullable<SessionFacts["claims"]> },
): places.SessionDraft | Refusal {
  // it is on its way: told again later
  if (!state.date) return refuseKernel("Busy");
  if (input.heard <= state.dateHeard || !mayMoveSession(state, now)) return refuse("NothingDue");
  const body = { ...input, was: state.date, moved: [] as { bookingId: string; claimId: string; was: string }[], cannot: [] as string[] };
  for (const { bookingId, takenBy = "" } of whoseTime(state)) {
    const claim = claims[bookingId];
    // they got their place after it was looked: looked again later
    if (!claim || state.abandoned[claim.claimId] || (claim.claimed instanceof Refusal && claim.claimed.meaning !== "CONFLICT"))
      return refuseKernel("Busy");
    if (claim.claimed === true) body.moved.push({ bookingId, claimId: claim.claimId, was: takenBy });
    else body.cannot.push(bookingId);
  }
  const kept = body.cannot.filter((bookingId) => state.bookings[bookingId]?.kept).length;
  return { type: "sessionMoved", body: { ...body, ...(kept > 0 ? { kept } : {}) } };
}

type Other = Extract<SessionCommand, { type: "book" | "changeCapacity" | "cancelSession" | "recordPermission" }>;
function other(state: SessionState, command: Other, { actor, now, id: bookingId, facts }: Context<SessionFacts>): Decision {
  if (command.type === "book") {
    const may = rules.mayBook(state, actor, now);
    if (may !== true) return may;
    const who = { personId: actor.personId, elsewhere: facts.elsewhere ?? [], now };
    const moves = givenFor(state, command.input.moves, { actor, now, leaving: facts.leaving });
    if (moves instanceof Refusal) return moves;
    const few = mayHaveOneMore({ ...who, elsewhere: who.elsewhere.filter(({ date }) => date?.sessionId !== moves?.sessionId) });
    if (few !== true) return few;
    const { ready, inducted, missing = [] } = facts.looked ?? {};
    const stands = { ...(ready ? { ready } : {}), ...(inducted ? { inducted } : {}) };
    const { moves: _asked, ...rest } = command.input;
    const body = { ...rest, ...(moves ? { moves } : {}), bookingId, visitor: visitorOf(actor), ...stands };
    const asks = state.card?.rules.mode === "approval" || waitsForYes({ ...who, elsewhere: [...who.elsewhere, state] });
    const how = rules.howBooked(state, { orgId: actor.orgId, asks, now });
    // one may wait for a place before all is in place; offers pass over who isn't ready
    if (how !== "waits" && missing.length > 0) return refuse("NotInPlace", { missing: missing.join(",") });
    const comes = how === "comes" ? mayCome(state, who) : true;
    if (comes !== true) return comes;
    if (how === "comes" && facts.claimed instanceof Refusal) return facts.claimed;
    if (facts.asked !== true) return facts.asked ?? refuseKernel("Busy");
    if (how === "asks") return { type: "bookingRequested", body };
    // a place came free after it was looked: they are the next to be offered it
    return { type: how === "comes" && facts.claimed ? "bookingConfirmed" : "bookingWaitlisted", body };
  }
  if (command.type === "recordPermission") {
    const asked = rules.mayRecordPermission(state, command.input.answer, now);
    return asked !== true ? asked : { type: "permissionRecorded", body: command.input };
  }
  const may = rules.mayRun(state, now);
  if (may !== true) return may;
  if (command.type === "cancelSession") return { type: "sessionCancelled", body: command.input };
  const { was: _read, ...seats } = command.input;
  const fits = rules.mayChangeCapacity(state, command.input, now);
  return fits !== true ? fits : { type: "capacityChanged", body: seats };
}

type Moves = (SessionCommand & { type: "book" })["input"]["moves"];
type Giver = { actor: Actor; now: string; leaving: SessionState | undefined };
/** The place that is given for this one, with its date; nothing where none is; or why it can't be. */
function givenFor({ opportunityId }: SessionState, asked: Moves, { actor, now, leaving }: Giver) {
  if (!asked) return undefined;
  const from = leaving?.date;
  const gives = leaving && leaves(leaving, { personId: actor.personId, bookingId: asked.bookingId, opportunityId, now });
  if (!gives || !from) return refuse("UnknownBooking", { field: "moves.bookingId" });
  return { ...asked, starts: from.starts, zone: from.zone, startsAt: from.startsAt };
}

type Moving = Extract<SessionCommand, { type: rules.Move }>;
function move(state: SessionState, command: Moving, { actor, now, facts }: Context<SessionFacts>): Decision {
  const { bookingId } = command.input;
  const may = rules.mayMove(state, actor, { move: command.type, bookingId, now });
  const booking = state.bookings[bookingId];
  if (may !== true || !booking) return may !== true ? may : refuse("UnknownBooking");
  const taken = (type: "offerAccepted" | "bookingApproved"): Decision => {
    const comes = mayCome(state, { personId: booking.personId, elsewhere: facts.elsewhere ?? [], now });
    // of another visit of theirs the host is told nothing
    const clash = (refusal: Refusal): Refusal =>
      type === "bookingApproved" && refusal.meaning === "CONFLICT" ? refuse("VisitorElsewhere") : refusal;
    if (comes !== true) return clash(comes);
    const { leaving, moves: gives } = facts;
    const from = leaving?.date;
    const other = from && gives && gives.bookingId !== booking.moves?.bookingId;
    const moves = other ? { moves: { ...gives, starts: from.starts, zone: from.zone, startsAt: from.startsAt } } : {};
    return facts.claimed === true ? { type, body: { bookingId, ...moves } } : clash(facts.claimed ?? refuseKernel("Busy"));
  };
  const back = places.keptAgain(state, booking, now);
  switch (command.type) {
    case "acceptOffer":
      return taken("offerAccepted");
    case "declineOffer":
      return { type: "offerDeclined", body: { bookingId, ...back } };
    case "cancelBooking":
      return {
        type: "bookingCancelled",
        body: { bookingId, late: rules.isLate(state, now), had: hasPlace(booking), ...back },
      };
    case "approveBooking":
      return places.hasPlaceFor(state, booking.orgId, now) ? taken("bookingApproved") : { type: "bookingQueued", body: { bookingId } };
    case "declineBooking":
      return { type: "bookingDeclined", body: command.input };
    case "cancelPlace":
      return { type: "placeCancelled", body: { ...command.input, ...back } };
    case "recordInduction": {
      const until = new Date(now);
      until.setUTCMonth(until.getUTCMonth() + (state.card?.asks?.induction?.months ?? 0));
      return { type: "inductionRecorded", body: { bookingId, until: until.toISOString() } };
    }
    case "checkIn":
      return { type: "visitorArrived", body: { bookingId } };
    case "confirmAttendance":
      return { type: "attendanceConfirmed", body: { bookingId } };
    case "sayAttended":
      return { type: "attendanceSaid", body: { bookingId } };
    case "recordNoShow":
      return { type: "noShowRecorded", body: { bookingId, ...(booking.status === "attended" ? { agreed: true as const } : {}) } };
    case "disputeNoShow":
      return { type: "noShowDisputed", body: command.input };
    case "disputeAttendance":
      return { type: "attendanceDisputed", body: command.input };
    case "offerPlace": {
      const place = rules.placeByHand(state, now, facts.quiet?.get(booking.personId));
      return place ? { type: "placeOffered", body: { bookingId, ...place } } : refuse("NoPlaceToGive");
    }
  }
}
