import type { OpportunityId, PersonId, Sector, SessionId } from "../kernel/shapes.ts";
import type { Dated, Host, OpportunityEvent, Terms } from "./schema.ts";
import type { HostReason, Ready } from "./schema-session.ts";

/** A chance to shadow, as its host writes it. */
export type OpportunityState = {
  readonly status: "absent" | "draft" | "published" | "paused" | "closed" | "archived";
  readonly opportunityId: OpportunityId | "";
  readonly host: Host | null;
  readonly terms: Terms | null;
  /** its sessions, by date; none before it is published */
  readonly dates: readonly Dated[];
  /** claims on somebody's time, named by the command that they were for, of which it is known what came: it was done, or was given up */
  readonly settled: Readonly<Record<string, true>>;
  /** the number of its newest event */
  readonly heard: number;
};
export const noOpportunity: OpportunityState = {
  status: "absent",
  opportunityId: "",
  host: null,
  terms: null,
  dates: [],
  settled: {},
  heard: 0,
};

/** By these somebody is to be somewhere. Other words may come with a hand-over, which then goes by their id. */
const takesTime: readonly OpportunityEvent["type"][] = ["opportunityRevised", "opportunityPublished", "datesMoved", "contactHandedOver"];

export function foldOpportunity(before: OpportunityState, event: OpportunityEvent): OpportunityState {
  if (event.type === "claimAbandoned") return { ...before, settled: { ...before.settled, [event.body.claimId]: true } };
  const settled = takesTime.includes(event.type) ? { ...before.settled, [event.id]: true as const } : before.settled;
  const state = { ...before, settled, heard: event.seq };
  switch (event.type) {
    case "opportunityDrafted": {
      const { opportunityId, terms, host } = event.body;
      return { ...state, status: "draft", opportunityId, terms, host };
    }
    case "datesMoved": {
      const moved = new Map(event.body.dates.map((date) => [date.sessionId, date]));
      const dates = state.dates.map((date) => moved.get(date.sessionId) ?? date);
      return { ...state, dates: dates.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) };
    }
    case "contactHandedOver":
      return state.terms ? { ...state, terms: { ...state.terms, contact: event.body.contact, deputy: event.body.deputy } } : state;
    case "opportunityRevised":
      return { ...state, terms: event.body.terms };
    case "opportunityPublished":
      return { ...state, status: "published", dates: event.body.dates };
    case "opportunityResumed":
      return { ...state, status: "published" };
    case "opportunityPaused":
      return { ...state, status: "paused" };
    case "opportunityClosed":
      return { ...state, status: "closed" };
    case "opportunityArchived":
      return { ...state, status: "archived" };
  }
}

/** How a booking stands, as it was last written down; what the clock makes of it is asked of the rules. */
export type BookingStatus =
  | "requested"
  | "waitlisted"
  | "offered"
  | "confirmed"
  | "onHold"
  | "checkedIn"
  | "attended"
  | "noShow"
  | "unsaid"
  | "unplaced"
  | "declined"
  | "expired"
  | "cancelledByVisitor"
  | "cancelledByHost"
  | "voided";

export type Booking = {
  readonly bookingId: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly orgId: Host["orgId"];
  readonly orgName: string;
  readonly sector: Sector;
  readonly status: BookingStatus;
  /** the number of the event that asked for it: their place in the queue, for ever */
  readonly key: number;
  /** when they asked; ISO */
  readonly askedAt: string;
  /** when it last changed; ISO */
  readonly at: string;
  readonly hopes?: string;
  /** with `offered`: the first instant at which it holds no more; UTC */
  readonly until?: string;
  /** why the host said no, or took it back, with their words */
  readonly reason?: HostReason;
  readonly words?: string;
  /** the event by which they have the place, while they have it and afterwards: their time in that week goes by its id */
  readonly takenBy?: string;
  /** when they said that they were there; ISO. It stands unless the host says something else in time */
  readonly saidAt?: string;
  /** they themselves said that they were there: on arrival, or afterwards */
  readonly ownWord?: true;
  /** they say that they were there, whatever was written down; with their words, if there are any */
  readonly disputed?: { readonly at: string; readonly words?: string };
  /** they say that they were not there, and the host wrote down that they came; with their words, if there are any */
  readonly denied?: { readonly at: string; readonly words?: string };
  /** both say that they didn't come, after the host had written down that they did: it counts no more, and is settled */
  readonly agreed?: true;
  /** how it stands with what the host asks of them; nothing where nothing is asked */
  readonly ready?: Ready;
  /** the end of which they were told beforehand */
  readonly warned?: string;
  /** they were shown around there, and until when that holds; UTC */
  readonly inducted?: string;
  /** theirs is, or was, one of the places that the host keeps for an urgent need */
  readonly kept?: true;
  /** they waited, and heard that no place came free before the list was closed */
  readonly closed?: true;
  /** cancelled less than a day before */
  readonly late?: true;
  /** the place that they give back as soon as they have this one */
  readonly moves?: {
    readonly sessionId: SessionId;
    readonly bookingId: string;
    readonly starts: string;
    readonly zone: string;
    readonly startsAt: string;
  };
  /** they have a place on that date instead */
  readonly movedTo?: SessionId;
};

/** Where a booking is not over, whatever the clock says. */
export const unfinished: readonly BookingStatus[] = ["requested", "waitlisted", "offered", "confirmed", "onHold", "checkedIn"];
