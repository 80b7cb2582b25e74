import * as rules from "@linkwork/shared/cases/rules.ts";
import { askedOf } from "@linkwork/shared/cases/rules-asks.ts";
import { mayStillAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import { endingSoon } from "@linkwork/shared/cases/rules-due.ts";
import { mayAgree } from "@linkwork/shared/cases/rules-keeping.ts";
import { lastTakenOut, looksAfter } from "@linkwork/shared/cases/rules-redaction.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { mayLetIn } from "@linkwork/shared/identity/rules-residents.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { type Clock, iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";
import { workersOf } from "./due.ts";
import type { CaseViews, Marker } from "./views.ts";

/** How often this person, or their organisation, was named in the room. A guest isn't named with their organisation. */
export const namedSoFar = (state: CaseState, actor: Actor): number =>
  (state.named[actor.personId] ?? 0) + (rules.guestOf(state, actor) ? 0 : (state.named[actor.orgId] ?? 0));

/** How many messages were posted up to where this reader has read, or to where their reading begins: what isn't there for them is not unread. */
const readSoFar = (state: CaseState, mark: Marker | undefined, actor: Actor): number =>
  Math.max(mark?.speech ?? 0, beforeTheirTime(state, actor));

/** How many messages lie before the time of who reads from now on: by their own admission, or by what was agreed for their organisation. */
function beforeTheirTime(state: CaseState, actor: Actor): number {
  const guest = rules.guestOf(state, actor);
  if (guest) return guest.history ? 0 : guest.speech;
  const yes = state.consents[rules.participationOf(state, actor.orgId)?.consentId ?? ""];
  return yes?.terms.historyFrom.kind === "now" ? (yes.spoken ?? 0) : 0;
}

/** How much is new to this reader in a room that they may read, the last words that were taken out, and how much they are asked to say that they have read. */
export const unreadIn = (state: CaseState, mark: Marker | undefined, actor: Actor) => ({
  unread: Math.max(0, state.speech - readSoFar(state, mark, actor)),
  mentions: Math.max(0, namedSoFar(state, actor) - (mark?.named ?? 0)),
  takenOut: lastTakenOut(state, actor),
  asked: askedOf(state, actor).length,
});

/** A conversation in which something is new to somebody. `read`: how many messages they had read. */
export type Unread = { caseId: CaseId; roomId: RoomId; speech: number; read: number; lastAt: string };
/** Up to where somebody has read each room: under each of their hats, and under whichever of them furthest. */
type Marks = { of(actor: Actor): ReadonlyMap<string, Marker>; furthest: ReadonlyMap<string, Marker> };
/** Whether a notice still says what is so, to who may hear it at this moment; with the conversation that it is about, if it is about what was said there. */
export type Held = { roomId?: RoomId; speech?: number } | undefined;

/** Of how many conversations is found out at once what is new in them. */
const together = 10;

/** Who can sign an agreement for their organisation. */
const signs = ({ roles }: Actor): boolean => roles.includes("infoLead") || roles.includes("manager");

/** What waits for somebody in the cases, judged by the rules at this moment. */
export function createWaiting({ rooms, views, clock }: { rooms: Rooms; views: CaseViews; clock: Clock }) {
  const stateOf = (roomId: RoomId) => rooms.ask<CaseState>(roomId);
  const now = () => iso(clock.now());

  /** Whether there is a message that they may read, haven't, and didn't write. What is not in memory counts as one. */
  function saysMore(roomId: RoomId, state: CaseState, { actor, mark }: { actor: Actor; mark: Marker | undefined }): boolean {
    const tail = (rooms.known(roomId)?.tail ?? []) as unknown as readonly CaseEvent[];
    const from = rules.readableFrom(state, actor);
    const first = Math.max(from.seq, (mark?.seq ?? 0) + 1);
    if ((tail[0]?.seq ?? Number.POSITIVE_INFINITY) > first) return true;
    return tail.some(
      ({ seq, at, type, actor: author }) => type === "messagePosted" && seq >= first && at >= from.at && author.personId !== actor.personId,
    );
  }

  async function newsIn(roomId: RoomId, caseId: CaseId, marks: Marks, actor: Actor): Promise<Unread[]> {
    const state = await stateOf(roomId);
    if (!rules.mayRead(state, actor, now())) return [];
    const mark = marks.furthest.get(roomId);
    if (unreadIn(state, mark, actor).unread === 0 || !saysMore(roomId, state, { actor, mark })) return [];
    return [{ caseId, roomId, speech: state.speech, read: readSoFar(state, mark, actor), lastAt: state.lastEntryAt }];
  }

  /** Whether what waits to be handed over is still there, unopened, for them to open. */
  async function opens({ orgId, roles }: Actor, whose: string, exportId: string): Promise<boolean> {
    if (whose !== orgId || !roles.includes("infoLead")) return false;
    const held = (await rooms.ask<OrgState>(orgRoom(orgId))).exports[exportId];
    return held !== undefined && !held.opened;
  }

  /** Whether somebody who came by a panel's poster still waits for them to let them in. */
  async function letsIn(actor: Actor, whose: string): Promise<boolean> {
    if (whose !== actor.orgId) return false;
    const org = await rooms.ask<OrgState>(orgRoom(actor.orgId));
    return Object.keys(org.members).some((personId) => mayLetIn(org, actor, personId as Actor["personId"]) === true);
  }

  return {
    /** Up to where somebody has read, under all their hats. */
    async marksOf(hats: readonly Actor[]): Promise<Marks> {
      const each = await Promise.all(hats.map(({ personId, orgId }) => views.marksOf(personId, orgId)));
      const furthest = new Map<string, Marker>();
      for (const [room, mark] of each.flatMap((marks) => [...marks]))
        if (mark.seq >= (furthest.get(room)?.seq ?? 0)) furthest.set(room, mark);
      return { of: (actor) => each[hats.indexOf(actor)] ?? new Map(), furthest };
    },
    /** The conversations of this hat in which something is new. */
    async news(actor: Actor, marks: Marks): Promise<Unread[]> {
      const ids = await views.casesFor(actor);
      const begun = await views.compartmentsIn(ids);
      const places = ids.flatMap((caseId) =>
        (["general", ...(begun.get(caseId) ?? [])] as const).map((compartment) => ({ caseId, roomId: caseRoom(caseId, compartment) })),
      );
      const found: Unread[] = [];
      // nobody waits for this, and others work meanwhile: so many at a time as the database is asked about in one trip
      for (let at = 0; at < places.length; at += together)
        found.push(
          ...(await Promise.all(places.slice(at, at + together).map((place) => newsIn(place.roomId, place.caseId, marks, actor)))).flat(),
        );
      return found;
    },
    /** Whether an invitation to a case can still be answered by them. */
    async answerable(actor: Actor, { caseId, participationId }: { caseId: CaseId; participationId: string }): Promise<boolean> {
      const state = await stateOf(caseRoom(caseId));
      const place = rules.participationOf(state, actor.orgId);
      return place?.participationId === participationId && mayStillAnswer(state, actor, now());
    },
    /** Undefined for what is not so any more, was read, or is not theirs to hear under this hat. */
    async held(notice: Notice, actor: Actor, marks: Marks): Promise<Held> {
      const { kind, caseId, orgId, compartment, consentId, participationId = "", exportId = "" } = notice;
      if (kind === "wordsWait") return (await opens(actor, orgId, exportId)) ? {} : undefined;
      // what they do was told by a mail of its own
      if (kind === "rolesChanged") return undefined;
      if (kind === "newcomerWaits") return (await letsIn(actor, orgId)) ? {} : undefined;
      if (kind === "letIn") return orgId === actor.orgId ? {} : undefined;
      // about no case: an agreement with another organisation
      if (caseId === undefined) return signs(actor) && orgId !== actor.orgId ? {} : undefined;
      const roomId = caseRoom(caseId, compartment);
      const state = await stateOf(roomId);
      const reads = rules.mayRead(state, actor, now());
      const furthest = marks.furthest.get(roomId);
      if (kind === "mentioned") {
        const unread = unreadIn(state, furthest, actor).unread > 0 && unreadIn(state, marks.of(actor).get(roomId), actor).mentions > 0;
        return reads && unread ? { roomId, speech: state.speech } : undefined;
      }
      // of the organisation that asks
      if (kind === "asked") return reads && askedOf(state, actor).length > 0 ? {} : undefined;
      if (orgId !== actor.orgId) return undefined;
      const so = (is: boolean): Held => (is ? {} : undefined);
      switch (kind) {
        case "sharingEnded":
          return so(!reads && !rules.keptAway(state, actor.personId, actor.orgId));
        case "sharingAgain":
          return so(reads);
        case "invitationDeclined":
          return so(reads && state.participations[participationId]?.status === "declined");
        case "placeOpened":
          return so(reads && !furthest);
        case "guestAdmitted": {
          const guest = rules.guestOf(state, actor);
          return so(reads && guest !== undefined && (furthest?.seq ?? 0) < guest.admitted.seq);
        }
        case "endingSoon":
          return so(reads && endingSoon(state, actor, now()).some((yes) => yes.consentId === consentId));
        case "ranOut": {
          const yes = state.consents[consentId ?? ""];
          return so(
            reads &&
              rules.mayRecordConsent(state, actor) === true &&
              yes?.status === "active" &&
              !rests(state, yes) &&
              yes.terms.period.end <= now(),
          );
        }
        case "invitationLapsed":
          return so(reads && state.participations[participationId]?.status === "invited");
        case "flagged":
        case "redacted":
          return so(reads || looksAfter(state, actor));
        // it was not sent because they don't read any more, most of the time
        case "notSent":
          return so(!rules.keptAway(state, actor.personId, actor.orgId));
        case "erasureStopped":
          return so(mayAgree(state, actor));
        case "bestInterests":
          return so(state.leadOrg === actor.orgId && !rules.keptAway(state, actor.personId, actor.orgId));
        // judged where worries are, and here nothing is told of what is about no case
        case "concern":
        case "agreementLapsed":
          return undefined;
      }
    },
    /** Everybody who is in the case of a conversation: those whom something new in it may concern. */
    async inside(roomId: RoomId): Promise<Actor["personId"][]> {
      const state = rooms.known(roomId)?.state as CaseState | undefined;
      if (!state) return [];
      const guests = rules.guestsNow(state, now()).map((guest) => guest.personId);
      const places = Object.values(state.participations).filter((p) => p.status === "joined");
      const people = await Promise.all(places.map((p) => workersOf(p, rooms.ask)));
      return [...guests, ...people.flat().map((who) => who.personId)];
    },
  };
}
