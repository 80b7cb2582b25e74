import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, OpportunityId, OrgId, PartId, PersonId, Sector, SessionId, unfinished } from "../kernel/shapes.ts";
import { Point, Postcode } from "../map/schema.ts";
import { Asks } from "./schema-asks.ts";

/** What a chance to shadow is about; one each, so that a list can be narrowed. */
export const Theme = z.enum(["food", "money", "company", "mind", "moving", "caring", "homes", "health", "voice"]);
export type Theme = z.infer<typeof Theme>;
/** What makes the place easy to come to. */
export const Access = z.enum(["stepFree", "toilet", "hearingLoop", "quietRoom", "parking", "busNearby"]);
export type Access = z.infer<typeof Access>;

/** One line that may still be empty; what is no sign but a command to a printer (line ends among them) becomes a blank. `max` in UTF-16 units. */
const oneLine = (max: number) => unfinished(max).overwrite((typed) => typed.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim());
/** The same, and something stands there. */
const named = (max: number) => oneLine(max).refine((typed) => typed.length > 0, "write something first");

const day = "20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
/** Whether the calendar has the day that a text begins with. */
const isThere = (written: string): boolean => {
  const [year = 0, month = 0, date = 0] = written.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date;
};
/** A time on the wall of the place, to the minute: `2027-03-28T10:00`. */
export const WallTime = z
  .string()
  .max(16)
  .regex(new RegExp(`^${day}T(?:[01]\\d|2[0-3]):[0-5]\\d$`), { error: "choose a day and a time", abort: true })
  .refine(isThere, "there is no such day");
/** A day on the wall of the place: `2027-03-28`. */
export const WallDay = z
  .string()
  .max(10)
  .regex(new RegExp(`^${day}$`), { error: "not a day", abort: true })
  .refine(isThere, "there is no such day");
/** The name of a time zone in the IANA list, with its place: `Europe/London`. Neither a shorthand nor a distance from UTC. */
export const Zone = z
  .string()
  .max(60)
  .regex(/^[A-Za-z]+(?:[_-][A-Za-z]+)*(?:\/[A-Za-z]+(?:[_-][A-Za-z]+)*){1,2}$/, "the name of a time zone is like Europe/London");

/** On which days: wall time and zone are what counts, and UTC follows from them. */
export const When = z.strictObject({
  starts: WallTime,
  /** how long it takes, in minutes */
  minutes: z.int("choose how long it takes").min(15, "at least a quarter of an hour").max(720, "at most 12 hours"),
  zone: Zone,
  /** how it comes again: the value of an RRULE (RFC 5545), by day, week or month; it says when that ends */
  rule: z.string().max(500, "this rule is too long").optional(),
  /** days of the rule on which it is not held */
  except: z.array(WallDay).max(60),
  /** where the clock shows the time twice, in autumn: the second one */
  second: z.literal(true).optional(),
});
export type When = z.infer<typeof When>;

/** Somebody of the host who answers for it. */
export const Contact = z.strictObject({ personId: PersonId, name: line(80) });
export type Contact = z.infer<typeof Contact>;

/** Where a visit lies on a map. What is kept of it is right to about a hundred metres: its words lead to the door. */
export const Spot = z.strictObject({ at: Point, /** by which it was found */ postcode: Postcode.optional() });
export type Spot = z.infer<typeof Spot>;

/** How places are given. */
export const PlaceRules = z.strictObject({
  /** instant: whoever books a free place has it; approval: the host says yes first */
  mode: z.enum(["instant", "approval"]),
  /** places each time */
  capacity: z.int().min(1, "at least one place").max(50, "at most 50 places"),
  /** of these, how many the host keeps for an urgent need */
  reserve: z.int().min(0).max(49),
  /** how long ahead one has to book, in hours */
  noticeHours: z.int().min(0).max(336),
  /** how long before it begins the list is closed, in hours: nobody books, and no place is offered any more */
  cutOffHours: z.int().min(0).max(336),
  /** how long one is not to be anywhere else before and after, in minutes */
  bufferMinutes: z.int().min(0).max(120),
  /** how many sessions one person may have on such a day */
  perDay: z.int().min(1).max(5),
});
export type PlaceRules = z.infer<typeof PlaceRules>;

/** All that an organisation says of a chance to shadow. What is not written yet is empty; publishing asks for it. */
export const Terms = z.strictObject({
  title: named(80),
  theme: Theme,
  /** what one will see and do */
  seen: unfinished(2000),
  /** whom one meets */
  meet: unfinished(1000),
  /** what could go wrong there, and what to do then */
  risk: unfinished(1000),
  /** whether people who are helped there may be present */
  clients: z.boolean(),
  /** with clients: the words with which they are asked beforehand, and told that they may refuse */
  permission: unfinished(1000),
  /** what has to be in place before somebody comes; nothing where it was not asked yet */
  asks: Asks.optional(),
  /** where it is, as one would tell a visitor */
  place: oneLine(160),
  /** nothing where it is on no map, because nobody said or because it shall stay off it */
  spot: Spot.optional(),
  access: z
    .array(Access)
    .max(6)
    .refine((all) => new Set(all).size === all.length, "each one once"),
  contact: Contact.nullable(),
  /** who stands in for the contact */
  deputy: Contact.nullable(),
  when: When.nullable(),
  rules: PlaceRules.refine((rules) => rules.reserve < rules.capacity, { path: ["reserve"], message: "keep fewer than there are" }),
});
export type Terms = z.infer<typeof Terms>;

/** The organisation that posts it. */
export const Host = z.strictObject({ orgId: OrgId, name: line(120), sector: Sector });
export type Host = z.infer<typeof Host>;

/** One date of it, worked out by the server. */
export const Dated = z.strictObject({
  sessionId: SessionId,
  /** on the wall of the place. Before it was moved it is the RECURRENCE-ID, from which the session's id is made */
  starts: WallTime,
  zone: Zone,
  /** UTC */
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** how far the wall is from UTC then: `+01:00` */
  offset: z.string().max(9),
});
export type Dated = z.infer<typeof Dated>;

/** A command or an event that says nothing but its name. */
export const nothing = z.strictObject({});
/** Commands of an `opportunity:` room. */
export const opportunityCommands = {
  draftOpportunity: z.strictObject({ opportunityId: OpportunityId, terms: Terms }),
  reviseOpportunity: z.strictObject({
    terms: Terms,
    /** the number of the room's event that they have read up to: these words replace those, and none that came since */ heard: z
      .int()
      .positive(),
  }),
  publishOpportunity: nothing,
  pauseOpportunity: nothing,
  resumeOpportunity: nothing,
  closeOpportunity: nothing,
  archiveOpportunity: nothing,
  /** a date is held at another time; with `following` all that come after it move by as much */
  moveDates: z.strictObject({
    sessionId: SessionId,
    starts: WallTime,
    /** where the clock shows the time twice: the second one */
    second: z.literal(true).optional(),
    following: z.boolean(),
  }),
  /** somebody else receives the visitors from now on. `deputy`: who stands in for them, null for nobody yet; without it whoever did, unless it is they who receive now */
  handOver: z.strictObject({ contact: PersonId, deputy: PersonId.nullable().optional() }),
  /** the house's: a claim on the time of whoever was to receive visitors came to nothing, and what comes of it late is refused */
  abandonClaim: z.strictObject({ claimId: PartId }),
} as const;
export type OpportunityCommand = CommandsOf<typeof opportunityCommands>;

export const opportunityEvents = {
  opportunityDrafted: opportunityCommands.draftOpportunity.extend({ host: Host }),
  opportunityRevised: opportunityCommands.reviseOpportunity.omit({ heard: true }),
  opportunityPublished: z.strictObject({ dates: z.array(Dated).min(1).max(60) }),
  opportunityPaused: nothing,
  opportunityResumed: nothing,
  opportunityClosed: nothing,
  opportunityArchived: nothing,
  datesMoved: z.strictObject({ dates: z.array(Dated).min(1).max(60) }),
  /** `same`: whoever receives the visitors still does, and somebody else stands in */
  contactHandedOver: z.strictObject({ contact: Contact, deputy: Contact.nullable(), same: z.literal(true).optional() }),
  claimAbandoned: opportunityCommands.abandonClaim,
} as const;
export type OpportunityEvent = EventsOf<typeof opportunityEvents>;
