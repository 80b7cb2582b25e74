import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, OpportunityId, OrgId, PartId, PersonId, Sector, SessionId, text } from "../kernel/shapes.ts";
import { Dated, Host, nothing, PlaceRules, Terms, WallTime, Zone } from "./schema.ts";

/** How an opportunity stands, as its sessions know it. */
export const Standing = z.enum(["published", "paused", "closed", "archived"]);
/** What a session holds of its opportunity. */
const Card = Terms.omit({ when: true });
/** `heard`: the number of what it was told in the opportunity's room; what is older comes too late. */
const heard = z.int().positive();
const followed = z.strictObject({ standing: Standing, card: Card, heard });

/** Why a host says no, or takes a place back. */
export const HostReason = z.enum(["notReady", "tooMany", "noFit", "shortStaffed", "unsafe", "otherReason", "dateMoved"]);
export type HostReason = z.infer<typeof HostReason>;
const oneBooking = z.strictObject({ bookingId: PartId });
/** `dateMoved` is the house's: they can't come at the new time. */
const withReason = { reason: HostReason.exclude(["dateMoved"]), /** kind words to whoever it is */ words: text(500).optional() };
/** The place that somebody gives back as soon as they have another one: of the same visit, on another date. */
const Moves = z.strictObject({ sessionId: SessionId, bookingId: PartId });

/**
 * What people who are helped there said when they were asked whether a visitor may be there. `notAsked`: nobody was asked, as it has to be said once it
 * has begun.
 */
export const Permission = z.enum(["asked", "someRefused", "notAsked"]);
export type Permission = z.infer<typeof Permission>;
/**
 * Whether all that the host asks of somebody is in place; `until`: the first instant at which it no longer is, UTC. What it is that is missing stands in
 * nobody's room but their own. `heard`: the number of the event there after which it was so.
 */
const Ready = z.strictObject({ ok: z.boolean(), until: z.iso.datetime().optional(), heard: z.int().min(0) });
export type Ready = z.infer<typeof Ready>;

const seats = { capacity: PlaceRules.shape.capacity, reserve: PlaceRules.shape.reserve };
/** Commands of a `session:` room. A booking's id is that of the command that asked for it. */
export const sessionCommands = {
  /** the house's: its opportunity was published */
  scheduleSession: followed.extend({ opportunityId: OpportunityId, host: Host, date: Dated }),
  /** the house's: its opportunity changed */
  followOpportunity: followed,
  /** the house's: its date was moved */
  moveSession: z.strictObject({
    date: Dated,
    heard,
    /** those that move with it: what they take of anybody now they give back */ beside: z.array(SessionId).max(60).optional(),
  }),
  /** the house's: whoever had this booking has a place on another date instead */
  releaseMoved: oneBooking.extend({ to: SessionId }),
  /** the house's: how it stands with what its host asks of somebody, as of an event of their `readiness:` room */
  hearReadiness: z.strictObject({ personId: PersonId, ready: Ready }),
  /** the house's: whoever booked for this organisation doesn't work there any more */
  noteVisitorGone: z.strictObject({ orgId: OrgId, personId: PersonId }),
  /** the house's: the time of an offer or a request is over */
  settleSession: nothing,
  book: z.strictObject({ /** what one hopes to learn, for the host */ hopes: text(500).optional(), moves: Moves.optional() }),
  acceptOffer: oneBooking,
  declineOffer: oneBooking,
  cancelBooking: oneBooking,
  approveBooking: oneBooking,
  declineBooking: oneBooking.extend(withReason),
  cancelPlace: oneBooking.extend(withReason),
  /** the host picks somebody who waits: for a reserve place, or once the list is closed */
  offerPlace: oneBooking,
  /** either side, from half an hour before: they are there */
  checkIn: oneBooking,
  /** the host, once it has begun: they came */
  confirmAttendance: oneBooking,
  /** the visitor, once it has begun: I was there; it stands if the host says nothing else within two days */
  sayAttended: oneBooking,
  recordNoShow: oneBooking,
  /** the visitor: I was there, whatever was written down */
  disputeNoShow: oneBooking.extend({ words: text(500).optional() }),
  /** the visitor: I was not there, though the host wrote down that I came */
  disputeAttendance: oneBooking.extend({ words: text(500).optional() }),
  /** the host has shown them around: fire exits, whom to call */
  recordInduction: oneBooking,
  /** the host has asked the people who may be there. A no of one of them is a no, and nobody is named */
  recordPermission: z.strictObject({ answer: Permission }),
  changeCapacity: z
    .strictObject({
      ...seats,
      /** the numbers that they read, which these replace: others are not undone */
      was: z.strictObject(seats).optional(),
    })
    .refine(({ capacity, reserve }) => reserve < capacity, { path: ["reserve"], message: "keep fewer than there are" }),
  cancelSession: z.strictObject(withReason),
  /** the house's, on the word of an administrator of the platform: it was entered in error, and counts nowhere */
  voidBooking: oneBooking.extend({ why: line(200) }),
  /** the house's: a claim on somebody's time that came to nothing is over, and what comes of it late is refused */
  abandonClaim: z.strictObject({ claimId: PartId }),
} as const;
export type SessionCommand = CommandsOf<typeof sessionCommands>;

/** Who asks for a place, with the names that they had then. */
export const Visitor = z.strictObject({ personId: PersonId, name: line(80), orgId: OrgId, orgName: line(120), sector: Sector });
export type Visitor = z.infer<typeof Visitor>;
const movesFrom = Moves.extend({ /** when that one is */ starts: WallTime, zone: Zone, startsAt: z.iso.datetime() }).optional();
const asked = sessionCommands.book.extend({
  ...{ bookingId: PartId, visitor: Visitor, moves: movesFrom },
  ready: Ready.optional(),
  /** they were shown around before, and until when that holds; UTC */
  inducted: z.iso.datetime().optional(),
});
/** `moves`: what is given back is another place by now, because they exchanged that one meanwhile */
const given = oneBooking.extend({ moves: movesFrom });

/** How long before it begins somebody is reminded: a week, a day, or two hours. */
const Remind = z.enum(["week", "day", "hours"]);
export type Remind = z.infer<typeof Remind>;

/** They had one of the places that the host keeps, or were offered it: the host keeps it again. */
const kept = z.literal(true).optional();

export const sessionEvents = {
  sessionScheduled: sessionCommands.scheduleSession,
  /** `handed`: somebody else receives the visitors */
  opportunityFollowed: followed.extend({ handed: z.literal(true).optional() }),
  bookingRequested: asked,
  bookingConfirmed: asked,
  bookingWaitlisted: asked,
  bookingApproved: given,
  /** the host said yes and no place was free */
  bookingQueued: oneBooking,
  bookingDeclined: sessionCommands.declineBooking,
  requestExpired: oneBooking,
  /** `until`: the first instant at which it holds no more; UTC. `reserve`: it is one of those that the host kept */
  placeOffered: oneBooking.extend({
    until: z.iso.datetime(),
    reserve: z.literal(true).optional(),
    /** those before them in the queue who were passed over, because their organisation has its share */
    skipped: z.array(PartId).max(500).optional(),
    /** those before them for whom something is not in place */
    unready: z.array(PartId).max(500).optional(),
  }),
  offerAccepted: given,
  offerDeclined: oneBooking.extend({ kept }),
  offerExpired: oneBooking.extend({ kept }),
  /** `late`: less than a day before it begins; `had`: they had a place */
  bookingCancelled: oneBooking.extend({ late: z.boolean(), had: z.boolean(), kept }),
  placeCancelled: sessionCommands.cancelPlace.extend({ kept }),
  /** the list is closed, and no place came free for them: the host can still give one by hand. It has begun: nobody gives one any more */
  waitClosed: oneBooking,
  waitEnded: oneBooking,
  readinessHeard: oneBooking.extend({ ready: Ready }),
  /** something that the host asks for ends before the visit does: `until` */
  readinessWarned: oneBooking.extend({ until: z.iso.datetime() }),
  /** something is not in place: the place is kept until a day before; it is in place again; the place is free */
  bookingHeld: oneBooking,
  bookingResumed: oneBooking,
  bookingLapsed: oneBooking.extend({ kept }),
  /** `until`: the first instant at which it holds no more; UTC */
  inductionRecorded: oneBooking.extend({ until: z.iso.datetime() }),
  permissionRecorded: sessionCommands.recordPermission,
  visitorArrived: oneBooking,
  attendanceConfirmed: oneBooking,
  attendanceSaid: oneBooking,
  /** the host said nothing else within two days, or in all that time of somebody who arrived */
  attendanceStood: oneBooking,
  /** it is over: both sides are asked who came */
  attendanceAsked: nothing,
  /** two weeks on, nobody has said whether they came; or the host wrote down that they didn't, they said otherwise, and nobody has settled it */
  attendanceUnsaid: oneBooking,
  /** `agreed`: it was written down that they came, and they said that they didn't */
  noShowRecorded: oneBooking.extend({ agreed: z.literal(true).optional() }),
  noShowDisputed: sessionCommands.disputeNoShow,
  attendanceDisputed: sessionCommands.disputeAttendance,
  bookingVoided: sessionCommands.voidBooking,
  /** they have a place on another date instead; `late` and `had` as when it is cancelled */
  bookingMoved: sessionCommands.releaseMoved.extend({ late: z.boolean(), had: z.boolean(), kept }),
  /**
   * `moved`: who has a place and can come then too, with the claim by which they have it now, and the one before; `cannot`: who is elsewhere then, and has
   * no place any more
   */
  sessionMoved: sessionCommands.moveSession.extend({
    was: Dated,
    moved: z.array(z.strictObject({ bookingId: PartId, claimId: PartId, was: PartId })).max(50),
    cannot: z.array(PartId).max(50),
    /** how many of those who cannot had a place that the host keeps again */
    kept: z.int().min(1).max(49).optional(),
  }),
  reminderDue: z.strictObject({ before: Remind }),
  capacityChanged: z.strictObject(seats),
  sessionCancelled: sessionCommands.cancelSession,
  claimAbandoned: sessionCommands.abandonClaim,
} as const;
export type SessionEvent = EventsOf<typeof sessionEvents>;
