import type { Remind } from "./schema-session.ts";
import type { Booking } from "./state.ts";
import type { SessionState } from "./state-session.ts";

const hour = 3600_000;
/** Who comes is reminded a week, a day and two hours before, the farthest first: ms. */
const reminders: readonly { before: Remind; ms: number }[] = [
  { before: "week", ms: 7 * 24 * hour },
  { before: "day", ms: 24 * hour },
  { before: "hours", ms: 2 * hour },
];

const iso = (ms: number): string => new Date(ms).toISOString();
const startsAt = ({ date }: SessionState): string => date?.startsAt ?? "";
const at = (state: SessionState, ms: number): string => iso(Date.parse(startsAt(state)) - ms);

/** Those who come, and have had their place since before a reminder is due: who books later, or hears that it moved, has just read when it is. */
const since = (state: SessionState, due: string): Booking[] =>
  Object.values(state.bookings).filter(({ status, at: got }) => status === "confirmed" && got <= due && state.movedAt <= due);

const left = ({ reminded }: SessionState) => reminders.slice(reminders.findIndex(({ before }) => before === reminded) + 1);

/** The reminder that is due now, if there is one and anybody to remind; of several that are, the nearest. Those before it come no more. */
export function reminderDue(state: SessionState, now: string): Remind | undefined {
  if (!state.date || state.cancelled || now >= startsAt(state)) return undefined;
  return left(state).findLast(({ ms }) => at(state, ms) <= now && since(state, at(state, ms)).length > 0)?.before;
}

/** When the next reminder is due; undefined where there is none to come, or nobody to remind. */
export function nextReminder(state: SessionState, now: string): string | undefined {
  if (!state.date || state.cancelled || !Object.values(state.bookings).some(({ status }) => status === "confirmed")) return undefined;
  if (reminderDue(state, now) !== undefined) return now;
  return left(state)
    .map(({ ms }) => at(state, ms))
    .find((due) => now < due);
}

/** Whom a reminder reminds. */
export const whomToRemind = (state: SessionState, remind: Remind): Booking[] =>
  since(state, at(state, reminders.find(({ before }) => before === remind)?.ms ?? 0));
