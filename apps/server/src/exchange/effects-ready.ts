import { asksAnything, itemsOf, looksAfterPeople, readyOf } from "@linkwork/shared/exchange/rules-readiness.ts";
import type { HostingEvent } from "@linkwork/shared/exchange/schema-hosting.ts";
import type { ReadinessCommand, ReadinessEvent } from "@linkwork/shared/exchange/schema-readiness.ts";
import type { SessionCommand, SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { type Booking, unfinished } from "@linkwork/shared/exchange/state.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { answersFor, membersAs } from "@linkwork/shared/identity/rules.ts";
import type { VisitNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { OrgId, PersonId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, orgRoom, personRoom, readinessRoom, sessionRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Ask, Effect } from "../kernel/slice.ts";

type Note<Name extends ReadinessCommand["type"]> = Extract<ReadinessCommand, { type: Name }>["input"];
type Hear = Extract<SessionCommand, { type: "hearReadiness" }>["input"];

const tell = (personId: PersonId, orgId: OrgId, kind: VisitNotice): Effect => ({
  target: personRoom(personId),
  type: "deliverNotice",
  input: { kind, orgId } satisfies Notice,
});

const asked: readonly SessionEvent["type"][] = ["bookingRequested", "bookingConfirmed", "bookingWaitlisted"];
export const hasReadyEffects = ({ type }: SessionEvent): boolean =>
  asked.includes(type) || type === "opportunityFollowed" || type === "sessionMoved" || type === "inductionRecorded";

/** Whoever asks for a place where something has to be in place: their own room knows of it, and the session hears from there how it stands. */
export function readyEffects(event: SessionEvent, { card, host, date, bookings, asksSince }: SessionState): Effect[] {
  if (!card || !host || !date) return [];
  const note = ({ personId, bookingId, orgId, orgName }: Booking): Effect => {
    const { sessionId, endsAt } = date;
    const input: Note<"noteVisit"> = { sessionId, bookingId, orgId, orgName, hostOrgId: host.orgId, endsAt, heard: asksSince };
    return { target: readinessRoom(personId), type: "noteVisit", input };
  };
  const booking = "bookingId" in event.body ? bookings[event.body.bookingId] : undefined;
  if (event.type === "inductionRecorded" && booking) {
    const input: Note<"noteInduction"> = { host, until: event.body.until };
    return [{ target: readinessRoom(booking.personId), type: "noteInduction", input }];
  }
  if (asked.includes(event.type)) return booking && asksAnything(card.asks) ? [note(booking)] : [];
  const live = Object.values(bookings).filter(({ status }) => unfinished.includes(status));
  // what it asks for has changed, or until when: how that stands with each of them is heard anew
  const anew = event.type === "opportunityFollowed" || (event.type === "sessionMoved" && asksAnything(card.asks));
  return anew && asksSince === event.seq ? live.map(note) : [];
}

/** The sessions to come of which somebody asked something hear how it stands; from the state of this moment, so that what is told late tells no old thing. */
export async function readinessEffects(event: ReadinessEvent, state: ReadinessState, roomId: RoomId, ask: Ask): Promise<Effect[]> {
  const personId = subjectOf(roomId) as PersonId;
  const { type, body } = event;
  switch (type) {
    case "inductionNoted":
      return [];
    case "checkAsked": {
      const { members } = await ask<OrgState>(orgRoom(body.orgId));
      return Object.entries(members)
        .filter(([id, member]) => !member.ended && id !== personId && looksAfterPeople(member))
        .map(([id]) => tell(id as PersonId, body.orgId, "checkAsked"));
    }
    case "visitNoted":
      return hear([body.sessionId]);
    case "agreedTo":
      return hear();
    case "checkConfirmed":
      return [tell(personId, body.orgId, "checkConfirmed"), ...(await hear())];
    case "checkRevoked":
      return [tell(personId, body.orgId, "checkRevoked"), ...(await hear())];
    case "agreementNoted": {
      const [visit] = Object.values(state.visits).filter(({ hostOrgId }) => hostOrgId === body.host.orgId);
      return [...(visit ? [tell(personId, visit.orgId, "agreementChanged")] : []), ...(await hear())];
    }
  }
  function hear(which?: readonly SessionId[]): Promise<Effect[]> {
    // a visit that was noted later has heard by that, and more
    const known = Object.values(state.visits).filter(({ endsAt, seq }) => event.at < endsAt && seq <= event.seq);
    const ahead = known.filter(({ sessionId }) => !which || which.includes(sessionId));
    return Promise.all(
      ahead.map(async ({ sessionId, orgId, hostOrgId }): Promise<Effect> => {
        const { card } = await ask<SessionState>(sessionRoom(sessionId));
        const hosting = await ask<HostingState>(hostingRoom(hostOrgId));
        const items = itemsOf({ asks: card?.asks, readiness: state, orgId, hosting, hostOrgId });
        const input: Hear = { personId, ready: readyOf(items, state.head) };
        return { target: sessionRoom(sessionId), type: "hearReadiness", input, first: true };
      }),
    );
  }
}

/** New words reach whoever has asked for a place and agreed to older ones; that somebody would like to come reaches who answers for the organisation. */
export async function hostingEffects(
  { type, body, at }: HostingEvent,
  { host }: HostingState,
  { ask, ahead }: { ask: Ask; ahead: (orgId: OrgId, since: string) => Promise<SessionId[]> },
): Promise<Effect[]> {
  if (!host || type === "appetiteSaid") return [];
  if (type === "hostingAsked") {
    const org = await ask<OrgState>(orgRoom(host.orgId));
    const named = (["roleInbox", "manager", "linkWorker"] as const).flatMap((role) => membersAs(org, role).map(({ personId }) => personId));
    return [...new Set(named.length > 0 ? named : answersFor(org))].map((personId) => tell(personId, host.orgId, "hostingAsked"));
  }
  const sessions = await Promise.all((await ahead(host.orgId, at)).map((sessionId) => ask<SessionState>(sessionRoom(sessionId))));
  const live = sessions
    .filter(({ card }) => card?.asks?.agreement)
    .flatMap(({ bookings }) => Object.values(bookings).filter(({ status }) => unfinished.includes(status)));
  const input: Note<"noteAgreement"> = { host, version: body.version };
  return [...new Set(live.map(({ personId }) => personId))].map((personId) => ({
    target: readinessRoom(personId),
    type: "noteAgreement",
    input,
  }));
}
