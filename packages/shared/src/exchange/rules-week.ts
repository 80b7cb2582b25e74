import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { WeekCommand } from "./schema-week.ts";
import type { SessionState } from "./state-session.ts";
import type { BookingAsked, ReceivingClaimed, TimeTaken, WeekState } from "./state-week.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** The longest time between that a host can ask for: who is so close to a week's end has to do with the next one too. */
const widest = 120 * minute;

/** The week of the calendar (ISO 8601) in which an instant lies, in UTC: `2027-W13`. */
function weekOf(at: number): string {
  const date = new Date(at);
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  // a week belongs to the year of its Thursday
  const thursday = today + (4 - (date.getUTCDay() || 7)) * day;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The weeks with which some time has to do, in order: one, or two at the turn. */
export const weeksOf = ({ from, to }: Pick<TimeTaken, "from" | "to">): string[] => [
  ...new Set([weekOf(Date.parse(from) - widest), weekOf(Date.parse(to) + widest)]),
];

/** The time that a session takes of whoever comes to it. */
export const timeOf = ({ date, card }: SessionState, claimId: string): TimeTaken | undefined =>
  date && card
    ? {
        ...{ claimId, sessionId: date.sessionId, from: date.startsAt, to: date.endsAt, day: date.starts.slice(0, 10) },
        ...{ buffer: card.rules.bufferMinutes, perDay: card.rules.perDay },
      }
    : undefined;

type Spell = Pick<TimeTaken, "from" | "to" | "buffer">;
/** Whether one follows on the other without the time between that both ask for. */
export function meets(one: Spell, other: Spell): boolean {
  const gap = Math.max(one.buffer, other.buffer) * minute;
  return Date.parse(one.from) < Date.parse(other.to) + gap && Date.parse(other.from) < Date.parse(one.to) + gap;
}

/** How long a claim is believed without asking what became of it: ms. */
export const claimLife = minute;

type Claimed = Extract<WeekCommand, { type: "claimTime" }>["input"];
/** Can they be there? What is in the way and only claimed, for too long, is named: it is asked what became of it. */
export function mayClaim({ taken }: WeekState, claim: Claimed, now: string): Verdict {
  // somebody has one place in a session: what it took of them before is given back when this is held
  const others = Object.values(taken).filter(
    ({ claimId, sessionId }) => claimId !== claim.claimId && sessionId !== claim.sessionId && !claim.beside?.includes(sessionId),
  );
  const inTheWay = others.filter((other) => meets(claim, other));
  const sameDay = others.filter((other) => other.day === claim.day && other.claimId !== claim.instead);
  const full = sameDay.length >= claim.perDay;
  const lapsed = [...inTheWay, ...(full ? sameDay : [])].find(({ until }) => until !== undefined && now >= until);
  if (lapsed) return refuse("ClaimLapsed", { claimId: lapsed.claimId, sessionId: lapsed.sessionId });
  if (inTheWay.length > 0) return refuse("Elsewhere");
  return full ? refuse("EnoughThatDay") : true;
}

/** How many live bookings one person has at most. */
export const mostLive = 3;

type Asking = Extract<WeekCommand, { type: "claimBooking" }>["input"];
/** What they asked for elsewhere of which it is not known that a live booking came. */
export const unsureBeside = ({ asked }: WeekState, { sessionId, instead, live }: Omit<Asking, "claimId">): BookingAsked[] =>
  Object.values(asked).filter((each) => ![sessionId, instead, ...live].includes(each.sessionId));
/** May they ask for one more? What is live elsewhere and what is being asked for count alike, so that nobody has more by asking at several places at once. */
export function mayAskFor(state: WeekState, asking: Omit<Asking, "claimId">): Verdict {
  const { sessionId, instead, live } = asking;
  const there = live.filter((each) => each !== sessionId && each !== instead);
  const others = new Set([...there, ...unsureBeside(state, asking).map((each) => each.sessionId)]);
  return others.size < mostLive || refuse("ThreeAtMost");
}

type Receives = Pick<ReceivingClaimed, "claimId" | "opportunityId" | "buffer" | "until"> & ReceivingClaimed["dates"][number];
/** When they receive visitors, or are to, at these times or too close to them. A date that is held at another time is not in its own way. */
export const receivingBeside = ({ received }: WeekState, { dates, buffer }: Pick<ReceivingClaimed, "dates" | "buffer">): Receives[] =>
  Object.values(received)
    .flatMap(({ dates: theirs, ...claim }) => theirs.map((date) => ({ ...claim, ...date })))
    .filter(
      (other) => !dates.some(({ sessionId }) => sessionId === other.sessionId) && dates.some((date) => meets({ ...date, buffer }, other)),
    );
/** May they be the one who receives visitors then? Two claims that meet are one too many, as long as it isn't known that nothing came of the other. */
export function mayClaimReceiving(state: WeekState, claim: Extract<WeekCommand, { type: "claimReceiving" }>["input"]): Verdict {
  const others = receivingBeside(state, claim).filter(({ claimId }) => claimId !== claim.claimId && !claim.beside.includes(claimId));
  return others.length === 0 || refuse("ContactReceives");
}
