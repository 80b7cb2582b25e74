import type { Verdict } from "../kernel/refusal.ts";
import type { OrgId, PersonId } from "../kernel/shapes.ts";
import { refuse } from "./rules.ts";
import { bookingBy, phaseOf } from "./rules-session.ts";
import { meets, mostLive, timeOf } from "./rules-week.ts";
import type { Dated } from "./schema.ts";
import type { SessionState } from "./state-session.ts";

/** Somebody, and the other sessions that they have to do with, as visitor or as the one who receives. */
export type Diary = { readonly personId: PersonId; readonly elsewhere: readonly SessionState[]; readonly now: string };

const isAhead = (state: SessionState, now: string): boolean => ["scheduled", "open", "cutOff", "inProgress"].includes(phaseOf(state, now));

/** Whether they receive the visitors there. Where they have a place is in their weeks. */
const receives = (state: SessionState, { personId, now }: Diary): boolean =>
  isAhead(state, now) && state.card?.contact?.personId === personId;

/** The other sessions in which they have a live booking. */
export const liveElsewhere = ({ personId, elsewhere, now }: Diary): SessionState[] =>
  elsewhere.filter((state) => isAhead(state, now) && bookingBy(state, personId, now));
/** May they have one more live booking? Whoever takes many keeps others out. */
export const mayHaveOneMore = (diary: Diary): Verdict => liveElsewhere(diary).length < mostLive || refuse("ThreeAtMost");

/** Looking back so long (ms), and so many times: whoever gave a place back late, or didn't come, is asked to wait for the host's yes. */
const lookedBack = 90 * 24 * 3600_000;
const oftenMissed = 3;
/** How often somebody gave a place back in the last day, or didn't come, in the last 90 days. What they say against it counts. Nobody else is told. */
export function missed({ personId, elsewhere, now }: Diary): number {
  const since = new Date(Date.parse(now) - lookedBack).toISOString();
  const theirs = elsewhere
    .flatMap(({ bookings }) => Object.values(bookings))
    .filter((booking) => booking.personId === personId && booking.at >= since);
  return theirs.filter(({ status, late, movedTo, disputed }) => (late && !movedTo) || (status === "noShow" && !disputed)).length;
}
/** Whether the host says yes first to their next booking, whatever it says of others. */
export const waitsForYes = (diary: Diary): boolean => missed(diary) >= oftenMissed;

type Held = {
  readonly dates: readonly Dated[];
  readonly bufferMinutes: number;
  readonly orgId: OrgId;
  /** under which question it is refused, where there is a form */
  readonly field?: string | undefined;
};
/**
 * Are they free to receive visitors on these dates? Not where they have a place themselves, nor where they receive others. When those come is said where
 * they are the same organisation's.
 */
export function mayReceive({ dates, bufferMinutes: buffer, orgId, field }: Held, diary: Diary): Verdict {
  const { personId, now } = diary;
  const metBy = (state: SessionState): Dated | undefined => {
    const time = timeOf(state, "");
    return time && dates.find(({ startsAt: from, endsAt: to }) => meets({ from, to, buffer }, time));
  };
  for (const state of diary.elsewhere) {
    const away = isAhead(state, now) && bookingBy(state, personId, now)?.takenBy !== undefined;
    // a date that moves is not in its own way
    const other = receives(state, diary) && !dates.some(({ sessionId }) => sessionId === state.date?.sessionId);
    const clash = away || other ? metBy(state) : undefined;
    if (!clash) continue;
    const at = { ...(field === undefined ? {} : { field }), starts: clash.starts };
    return away || state.host?.orgId !== orgId
      ? refuse("ContactElsewhere", at)
      : refuse("ContactReceives", { ...at, other: state.date?.starts ?? "" });
  }
  return true;
}

/** Are they free of visitors of their own at that time? */
export function mayCome(state: SessionState, diary: Diary): Verdict {
  const asked = timeOf(state, "");
  const own = diary.elsewhere.filter((other) => receives(other, diary)).flatMap((other) => timeOf(other, "") ?? []);
  return !asked || !own.some((other) => meets(asked, other)) || refuse("Elsewhere");
}
