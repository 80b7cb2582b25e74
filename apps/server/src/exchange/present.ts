import { directionOf, mayHost } from "@linkwork/shared/exchange/rules.ts";
import * as booking from "@linkwork/shared/exchange/rules-booking.ts";
import * as places from "@linkwork/shared/exchange/rules-session.ts";
import type { Access, Dated, Host, Spot, Theme } from "@linkwork/shared/exchange/schema.ts";
import type { Requirement } from "@linkwork/shared/exchange/schema-asks.ts";
import type { HostReason, Permission } from "@linkwork/shared/exchange/schema-session.ts";
import type { Booking, BookingStatus } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OpportunityId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Sector } from "@linkwork/shared/kernel/shapes.ts";

/** My own booking, as I read it. */
type MyBooking = {
  bookingId: string;
  status: BookingStatus;
  /** by its name in FHIR R4 (AppointmentStatus) */
  fhir: string;
  askedAt: string;
  /** with an offer: until when it holds */
  until?: string;
  /** on the waiting list: 1 for who is next */
  position?: number;
  /** and the list is closed: they were told that no place came free */
  closed?: true;
  reason?: HostReason;
  words?: string;
  /** the date whose place is given back as soon as this one is there */
  moves?: { startsAt: string; starts: string; zone: string };
  /** they took another date instead */
  moved?: true;
  /** they said that they were there, and it doesn't stand yet; or that it is wrong what was written down */
  said?: true;
  disputed?: true;
  /** they said that they weren't there, and it was written down that they came; `agreed`: both say so by now */
  denied?: true;
  agreed?: true;
  /** something that the host asks for is not in place, as the session has heard; `readyUntil`: until when it is, where that is before the visit is over */
  notReady?: true;
  readyUntil?: string;
  /** what they can do with it now */
  can: booking.Move[];
};

/** A session as anybody reads it who may come: where, when, how many, and what it is to them. */
export type SessionRow = Dated & {
  opportunityId: OpportunityId;
  title: string;
  theme: Theme;
  host: Host;
  place: string;
  /** where it lies on a map; null where it is on none */
  at: Spot["at"] | null;
  access: Access[];
  clients: boolean;
  /** with clients: what they said when they were asked; null before */
  permission: Permission | null;
  /** what its host asks for beforehand */
  asks: Requirement[];
  mode: "instant" | "approval";
  capacity: number;
  free: number;
  /** why somebody of their organisation who asks now has no place at once; null where they have, if all that is asked for is in place */
  waits: "full" | "share" | "inLine" | null;
  /** the first instant at which no organisation has a share any more; UTC */
  shareEnds: string;
  /** the list is closed, and one can still ask for a place that the host keeps */
  late: boolean;
  waiting: number;
  phase: places.Phase;
  /** the first instant at which it is too late to book; UTC */
  bookableUntil: string;
  direction: { from: Sector; to: Sector; across: boolean };
  /** their own organisation's */
  ours: boolean;
  /** what it belongs to was put away: there is no page of it any more */
  putAway: boolean;
  mine: MyBooking | null;
};

/** What a session has heard of what is in place for somebody, where it matters. */
function readyPart(state: SessionState, ready: Booking["ready"]): { notReady?: true; readyUntil?: string } {
  const { ok = true, until } = ready ?? {};
  return { ...(ok ? {} : { notReady: true }), ...(until && until < places.endsAt(state) ? { readyUntil: until } : {}) };
}

function myBooking(state: SessionState, actor: Actor, now: string): MyBooking | null {
  const all = Object.values(state.bookings).filter(({ personId }) => personId === actor.personId);
  // the one that is live, else the latest
  const mine = all.find((each) => places.isLive(state, each, now)) ?? all.at(-1);
  if (!mine) return null;
  const { bookingId, askedAt, until, reason, words, saidAt, disputed, denied, agreed, moves, movedTo, ready, closed } = mine;
  const status = places.statusAt(state, mine, now);
  const position = places.positionOf(state, bookingId);
  return {
    ...{ bookingId, status, fhir: booking.fhirCodes[status], askedAt },
    ...(status === "offered" && until ? { until } : {}),
    ...(position === undefined || status !== "waitlisted" ? {} : { position }),
    ...(closed && status === "waitlisted" ? { closed: true as const } : {}),
    ...(reason ? { reason } : {}),
    ...(words ? { words } : {}),
    ...(moves && ["requested", "waitlisted", "offered"].includes(status)
      ? { moves: { startsAt: moves.startsAt, starts: moves.starts, zone: moves.zone } }
      : {}),
    ...(movedTo ? { moved: true as const } : {}),
    ...(saidAt && (status === "confirmed" || status === "checkedIn") ? { said: true as const } : {}),
    ...(disputed && (status === "noShow" || status === "unsaid") ? { disputed: true as const } : {}),
    ...(denied && status === "attended" ? { denied: true as const } : {}),
    ...(agreed && status === "noShow" ? { agreed: true as const } : {}),
    ...(places.isLive(state, mine, now) ? readyPart(state, ready) : {}),
    can: booking.canDo(state, mine, "visitor", now),
  };
}

/** One row; undefined for who may not read that it is there. */
export function rowOf(state: SessionState, actor: Actor, now: string): SessionRow | undefined {
  const { host, date, card, opportunityId } = state;
  if (!host || !date || !card || opportunityId === "" || !places.maySeeSession(state, actor)) return undefined;
  const { title, theme, place, spot, access, clients, rules, asks } = card;
  return {
    ...{ ...date, opportunityId, title, theme, host, place, access, clients, mode: rules.mode, capacity: state.capacity },
    at: spot?.at ?? null,
    permission: clients ? (state.permission?.answer ?? null) : null,
    asks: [
      ...(asks?.agreement ? (["agreement"] as const) : []),
      ...(asks?.check?.needed ? (["check"] as const) : []),
      ...(asks?.induction ? (["induction"] as const) : []),
    ],
    free: places.freePlaces(state, now),
    waits: places.whyWaits(state, actor.orgId, now) ?? null,
    shareEnds: places.shareEnds(state),
    late: booking.asksLate(state, now),
    waiting: places.queueOf(state).length,
    phase: places.phaseOf(state, now),
    bookableUntil: places.bookableUntil(state),
    direction: directionOf(actor.sector, host.sector),
    ours: host.orgId === actor.orgId,
    putAway: !places.isThere(state),
    mine: myBooking(state, actor, now),
  };
}

/** Somebody's booking, as the host reads it. */
type VisitorRow = Pick<Booking, "bookingId" | "name" | "orgName" | "sector" | "status" | "askedAt"> & {
  orgId: OrgId;
  position?: number;
  until?: string;
  hopes?: string;
  late?: true;
  /** where something has to be in place: whether it is, and until when, where that is before the visit is over. What it is, is not the host's to read */
  ready?: boolean;
  readyUntil?: string;
  /** where they are to be shown around: whether they were */
  inducted?: boolean;
  /** they say that they were there, or weren't, against what was written down; with their words, if there are any */
  says?: { there: boolean; words?: string };
  /** what the host can do with it now */
  can: booking.Move[];
};

/** Of whoever is still to come: whether all is in place, and whether they were shown around. */
function readyShown(state: SessionState, each: Booking, now: string): Pick<VisitorRow, "ready" | "readyUntil" | "inducted"> {
  if (!places.isLive(state, each, now)) return {};
  const { readyUntil } = readyPart(state, each.ready);
  return {
    ...(each.ready ? { ready: each.ready.ok && (each.ready.until === undefined || now < each.ready.until) } : {}),
    ...(readyUntil ? { readyUntil } : {}),
    ...(state.card?.asks?.induction ? { inducted: booking.isInducted(state, each) } : {}),
  };
}

function saysOtherwise({ disputed, denied, agreed }: Booking, status: BookingStatus): Pick<VisitorRow, "says"> {
  const against = status === "attended" ? denied : (status === "noShow" || status === "unsaid") && !agreed ? disputed : undefined;
  if (!against) return {};
  return { says: { there: status !== "attended", ...(against.words ? { words: against.words } : {}) } };
}

/** Who comes and who waits: those with a place first, then the queue in its order, then who is out of it. */
function visitorsOf(state: SessionState, now: string): VisitorRow[] {
  const rank = (status: BookingStatus) =>
    ["checkedIn", "confirmed", "onHold", "offered", "requested", "waitlisted"].indexOf(status) + 1 || 9;
  return Object.values(state.bookings)
    .map((each): VisitorRow => {
      const { bookingId, name, orgId, orgName, sector, askedAt, hopes, late, until } = each;
      const status = places.statusAt(state, each, now);
      const position = places.positionOf(state, bookingId);
      return {
        ...{ bookingId, name, orgId, orgName, sector, askedAt, status },
        ...(position === undefined || status !== "waitlisted" ? {} : { position }),
        ...(status === "offered" && until ? { until } : {}),
        ...(hopes ? { hopes } : {}),
        ...(late ? { late } : {}),
        ...readyShown(state, each, now),
        ...saysOtherwise(each, status),
        can: booking.canDo(state, each, "host", now),
      };
    })
    .sort((a, b) => rank(a.status) - rank(b.status) || (a.position ?? 0) - (b.position ?? 0) || a.askedAt.localeCompare(b.askedAt));
}

/** A session as its host runs it. */
export type HostedRow = SessionRow & { reserve: number; visitors: VisitorRow[] };
export function hostedOf(state: SessionState, actor: Actor, now: string): HostedRow | undefined {
  const row = mayHost(state.host, actor) ? rowOf(state, actor, now) : undefined;
  return row && { ...row, reserve: state.reserve, visitors: visitorsOf(state, now) };
}
