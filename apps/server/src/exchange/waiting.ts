import { mayHost } from "@linkwork/shared/exchange/rules.ts";
import { canDo, owesWord, runs } from "@linkwork/shared/exchange/rules-booking.ts";
import { looksAfterPeople } from "@linkwork/shared/exchange/rules-readiness.ts";
import { owes } from "@linkwork/shared/exchange/rules-reflection.ts";
import { bookingBy, owesAttendance, queueOf, statusAt } from "@linkwork/shared/exchange/rules-session.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { readyNotices } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { reflectionRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { type Clock, iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";

/** What is told of what is written after a visit is so as long as it is owed; that it was looked at stands in the product alone. */
const owedBy: Partial<Record<Notice["kind"], ReturnType<typeof owes>>> = {
  reflectionDue: "write",
  reflectionWaits: "check",
  reflectionBack: "mend",
};

type Deps = { rooms: Rooms; clock: Clock };
/** Whether what somebody was told of a visit is still so at this moment, under the hat for which they were told; and until when it can be answered. */
export const visitHolds = (deps: Deps) => {
  const isSo = holdsIn(deps);
  return async (actor: Actor, notice: Notice): Promise<{ until?: string } | false> => {
    if (!(await isSo(actor, notice))) return false;
    if (notice.kind !== "placeOffered" || notice.sessionId === undefined) return {};
    const state = await deps.rooms.ask<SessionState>(sessionRoom(notice.sessionId));
    const { until } = bookingBy(state, actor.personId, iso(deps.clock.now())) ?? {};
    return until === undefined ? {} : { until };
  };
};

const holdsIn =
  ({ rooms, clock }: Deps) =>
  async (actor: Actor, { kind, orgId, sessionId, reflectionId }: Notice): Promise<boolean> => {
    if (orgId !== actor.orgId) return false;
    if (kind === "checkAsked") return looksAfterPeople(actor);
    if (kind === "hostingAsked" || readyNotices.some((each) => each === kind)) return true;
    if (sessionId === undefined) return false;
    const now = iso(clock.now());
    if (reflectionId !== undefined) {
      const owed = owes(await rooms.ask<ReflectionState>(reflectionRoom(reflectionId)), actor, now);
      return owed !== undefined && owed === owedBy[kind];
    }
    const state = await rooms.ask<SessionState>(sessionRoom(sessionId));
    const booking = bookingBy(state, actor.personId, now);
    const receives = mayHost(state.host, actor) && state.card?.contact?.personId === actor.personId;
    const without = now < (state.date?.endsAt ?? "") && state.permission?.answer === "someRefused";
    switch (kind) {
      case "placeOffered":
        return booking !== undefined && statusAt(state, booking, now) === "offered";
      case "visitQueued":
        return booking !== undefined;
      // who waits, asks or has an offer has it in no calendar
      case "visitMoved":
        return booking !== undefined && state.calendar[booking.bookingId]?.on !== true;
      case "hostChanged":
        return booking !== undefined && now < (state.date?.endsAt ?? "");
      case "visitSoon":
        return booking?.status === "confirmed" && now < (state.date?.startsAt ?? "");
      case "visitorsSoon":
        return receives && now < (state.date?.startsAt ?? "");
      case "handedToYou":
        return receives;
      case "keptAsked":
        return runs(state, actor) && now < (state.date?.startsAt ?? "") && queueOf(state).length > 0;
      case "placeToGive":
        return runs(state, actor) && Object.values(state.bookings).some((each) => canDo(state, each, "host", now).includes("offerPlace"));
      case "noPlaceCame":
        return booking === undefined || statusAt(state, booking, now) === "waitlisted";
      case "visitWithout":
        return booking !== undefined && without;
      case "visitorsWithout":
        return runs(state, actor) && without;
      case "wereYouThere":
        return booking !== undefined && owesWord(state, booking, now);
      case "whoCame":
        return runs(state, actor) && owesAttendance(state, now);
      case "noShowDisputed":
      case "attendanceDisputed":
        return mayHost(state.host, actor);
      case "noShowNoted":
        return booking === undefined;
      case "readinessEnds":
        return booking !== undefined && statusAt(state, booking, now) === "confirmed";
      case "visitorEnds":
        return mayHost(state.host, actor);
      case "visitorHeld":
        return mayHost(state.host, actor) && Object.values(state.bookings).some((each) => statusAt(state, each, now) === "onHold");
      // of what changes in their calendar the calendar's own mail tells
      case "visitAgreed":
      case "visitHeld":
      case "visitResumed":
      case "visitLapsed":
      case "visitorResumed":
      case "visitorLapsed":
      case "visitorBooked":
      case "visitorOff":
        return false;
      case "visitOff": {
        const last = Object.values(state.bookings).findLast(({ personId }) => personId === actor.personId);
        return booking === undefined && last !== undefined && state.calendar[last.bookingId] === undefined;
      }
      case "visitAsked":
        return mayHost(state.host, actor) && Object.values(state.bookings).some((each) => statusAt(state, each, now) === "requested");
      default:
        return booking === undefined;
    }
  };
