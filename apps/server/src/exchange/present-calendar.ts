import type { OwnEntry } from "@linkwork/shared/exchange/rules-calendar.ts";
import { comingTo } from "@linkwork/shared/exchange/state-calendar.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { entryWords } from "@linkwork/shared/exchange/words-calendar.ts";
import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";

/** A mail address, with a name if there is one. */
export type Address = { name: string; email: string };
/** "Name <address>", or an address alone, as the configuration has it. */
export function addressIn(written: string): Address {
  const [, name, email] = /^(.*) <([^<>]+)>$/.exec(written) ?? [];
  return { name: name ?? "Linkwork", email: email ?? written };
}

/** What stands in one calendar about one session. */
export type Shown = {
  uid: string;
  sequence: number;
  /** when it last changed; UTC */
  stamp: string;
  startsAt: string;
  endsAt: string;
  summary: string;
  place?: string;
  description: string;
  url: string;
  status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
};

/** As typed, less what is no sign but a command to a printer. */
const plain = (typed: string): string =>
  typed
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();

type Looking = { /** where the product is found */ publicUrl: string /** neither name nor place */; covered?: boolean };
/** A session as it stands in the calendar of a visitor, or of who receives them; undefined where there is none yet. */
export function shownIn(state: SessionState, { booking, ...entry }: OwnEntry, { publicUrl, covered: hidden }: Looking): Shown | undefined {
  const { card, host, opportunityId } = state;
  const date = entry.last ?? state.date;
  if (!card || !date || !host) return undefined;
  const coming = comingTo(state);
  // with people there who are helped, the name of a visit or its place could say whose home it is
  const covered = card.clients || hidden === true;
  const title = plain(card.title);
  const summary = booking
    ? covered
      ? entryWords.covered(plain(host.name))
      : title
    : covered
      ? entryWords.coveredHost
      : entryWords.host(title);
  const says = booking ? entryWords.visit : entryWords.receive(coming);
  return {
    ...{ uid: `${booking?.bookingId ?? date.sessionId}@linkwork`, sequence: entry.sequence, stamp: entry.at, summary },
    ...{ startsAt: date.startsAt, endsAt: date.endsAt, url: `${publicUrl}/exchange/${opportunityId}` },
    ...(covered ? {} : { place: plain(card.place) }),
    description: covered ? `${says}\n${entryWords.elsewhere}` : says,
    status: entry.on && booking?.status === "onHold" ? "TENTATIVE" : entry.on ? "CONFIRMED" : booking ? "CANCELLED" : "TENTATIVE",
  };
}

type File = {
  /** a feed; an invitation; its end. Without one it is a file to be kept */
  method?: "PUBLISH" | "REQUEST" | "CANCEL";
  /** whom it is from: always the same, or a calendar takes no change from it */
  organizer: Address;
  /** whom it invites */
  attendee?: string;
  entries: readonly Shown[];
};

/** How often a feed may be fetched anew: seconds. */
const refreshed = 3600;
const statuses = { CONFIRMED: ICalEventStatus.CONFIRMED, TENTATIVE: ICalEventStatus.TENTATIVE, CANCELLED: ICalEventStatus.CANCELLED };

/** A calendar file (RFC 5545): UTC throughout, each session by itself. Depends on nothing but what it is given. */
export function calendarFile({ method, organizer, attendee, entries }: File): string {
  const calendar = ical({
    prodId: { company: "Linkwork", product: "Visits", language: "EN" },
    ...(method ? { method: ICalCalendarMethod[method] } : {}),
    ...(method === "PUBLISH" ? { name: entryWords.feed, ttl: refreshed } : {}),
  });
  for (const { uid, sequence, stamp, startsAt, endsAt, summary, place, description, url, status } of entries) {
    const event = calendar.createEvent({
      ...{ id: uid, sequence, summary, description, url, organizer, status: statuses[status] },
      ...{ stamp: new Date(stamp), lastModified: new Date(stamp), start: new Date(startsAt), end: new Date(endsAt) },
      ...(place ? { location: { title: place } } : {}),
      transparency: status === "CONFIRMED" ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
    if (attendee) event.createAttendee({ email: attendee, status: ICalAttendeeStatus.NEEDSACTION, rsvp: false });
  }
  return `${calendar.toString()}\r\n`;
}
