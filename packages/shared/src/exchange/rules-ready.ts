import type { Dated } from "./schema.ts";
import type { Booking, BookingStatus } from "./state.ts";

const day = 24 * 3600_000;
/** From so long before it begins, who is not ready has no place kept; and so long before they are told that something ends: ms. */
const keptUntil = day;
const toldFrom = 7 * day;

type Of = Pick<Booking, "status" | "ready" | "warned">;
/** When a visit begins and ends; UTC. */
export type Times = Pick<Dated, "startsAt" | "endsAt">;
const before = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();

/** The first instant at which something that the host asks for is no longer in place: "" where it isn't now; undefined where it stays. */
const lapseOf = ({ ready }: Pick<Of, "ready">): string | undefined => (ready?.ok === false ? "" : ready?.until);

/** Whether all that the host asks for is in place at this instant; from a day before it begins, until it is over. */
export function isReady(booking: Pick<Of, "ready">, { startsAt, endsAt }: Times, now: string): boolean {
  const lapse = lapseOf(booking);
  if (lapse === undefined || lapse >= endsAt) return true;
  return now < lapse && now < before(startsAt, keptUntil);
}

/**
 * How a booking with a place stands by what is in place: what is not holds it, until a day before the visit begins; from then on the place is free
 * once something has lapsed, at the latest when it begins. Anything but a booking with a place stays what it is.
 */
export function readyStatus({ status, ...booking }: Of, { startsAt, endsAt }: Times, now: string): BookingStatus {
  if (status !== "confirmed" && status !== "onHold") return status;
  const lapse = lapseOf(booking);
  if (lapse === undefined || lapse >= endsAt) return "confirmed";
  const closing = before(startsAt, keptUntil);
  const lapsed = lapse < startsAt ? lapse : startsAt;
  if (now >= closing && now >= lapsed) return "cancelledByHost";
  return now >= lapse || now >= closing ? "onHold" : "confirmed";
}

/** What is to be told a week before: that something ends before the visit does; once for each end. */
export function warningDue(booking: Of, times: Times, now: string): string | undefined {
  const lapse = lapseOf(booking);
  const due = booking.status === "confirmed" && lapse !== undefined && lapse < times.endsAt && now >= before(times.startsAt, toldFrom);
  return due && booking.warned !== lapse && readyStatus(booking, times, now) === "confirmed" ? lapse : undefined;
}

/** The next instant at which this booking stands otherwise by what is in place, or something is to be told of it; `now` where that is so already. */
export function readyTurns(booking: Of, times: Times, now: string): string | undefined {
  const { startsAt } = times;
  const turns = [now, before(startsAt, toldFrom), before(startsAt, keptUntil), lapseOf(booking) ?? startsAt, startsAt];
  return turns
    .filter((at) => at >= now)
    .sort()
    .find((at) => readyStatus(booking, times, at) !== booking.status || warningDue(booking, times, at) !== undefined);
}
