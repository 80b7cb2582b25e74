import { keptAway, mayRead } from "@linkwork/shared/cases/rules.ts";
import { dueBetween, type Moment } from "@linkwork/shared/cases/rules-due.ts";
import { whyClosed } from "@linkwork/shared/cases/rules-ending.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState, Participation } from "@linkwork/shared/cases/state.ts";
import { membersAs, standsOn } from "@linkwork/shared/identity/rules.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Ask, Effect } from "../kernel/slice.ts";
import { systemActor } from "../kernel/system.ts";
import type { CaseViews } from "./views.ts";

/** What came so long before a case was first looked at is told nobody any more (ms). */
const oldest = 14 * 24 * 3600_000;
/** A place whose people may read is told what concerns who reads; one that is shut is told that it is. */
type At = { state: CaseState; place: Participation; now: string };

/** Who works on a case for an organisation: its members there, and the shared inbox while it stands in for who has gone. As the rules see them. */
export async function workersOf({ orgId, name: orgName, sector, members, inbox }: Participation, ask: Ask): Promise<Actor[]> {
  const standIns = inbox ? membersAs(await ask<OrgState>(orgRoom(orgId)), "roleInbox") : [];
  const as = (roles: Role[]) => (who: { personId: PersonId; name: string }) => ({ ...who, orgId, orgName, sector, roles });
  return [...members.map(as([])), ...standIns.map(as(["roleInbox"]))];
}

type Invited = Extract<CaseEvent, { type: "organisationInvited" }>["body"];
/**
 * A second look at the agreement, once an invitation is written: one that was signed, or ended, in the very moment between is noted in the cases that the
 * organisation has to do with, and this one was none of them yet.
 */
export async function agreedSince({ orgId, agreement }: Invited, { caseId, leadOrg }: CaseState, ask: Ask): Promise<Effect[]> {
  if (caseId === "" || leadOrg === "") return [];
  const org = await ask<OrgState>(orgRoom(leadOrg));
  const held = standsOn(org, { orgId, agreementId: agreement?.agreementId });
  if (!held || (held.agreementId === agreement?.agreementId && held.validTo === agreement.validTo)) return [];
  return [{ target: caseRoom(caseId), type: "noteAgreement", input: { orgId, ...held } }];
}

/** Those of them who read, or don't. Whom the person wants kept away is told nothing. */
async function peopleOf(rooms: Rooms, { state, place, now }: At, reads: boolean): Promise<PersonId[]> {
  const may = (who: Actor) => mayRead(state, who, now) === reads && !keptAway(state, who.personId, who.orgId);
  return (await workersOf(place, rooms.ask)).filter(may).map((who) => who.personId);
}

function noticeOf({ kind, consentId, participationId }: Moment, { state, place, now }: At): Record<string, unknown> {
  const notice = { kind, caseId: state.caseId, orgId: place.orgId };
  if (kind === "sharingEnded") return { ...notice, reason: whyClosed(state, place.orgId, now) as Notice["reason"] };
  return { ...notice, ...(consentId ? { consentId } : {}), ...(participationId ? { participationId } : {}) };
}

type Telling = { rooms: Rooms; cases: CaseViews; logger: Logger; now: number; stopping: AbortSignal };

/**
 * Tells people what has become true by the clock: a yes that ends soon or has ended, an agreement that has ended, an invitation that nobody answered.
 * Each once for each of them, whichever node does it and whatever crashed: ids follow from what it is. What came while nothing ran is told late.
 */
export async function tellDue({ rooms, cases, logger, now, stopping }: Telling): Promise<void> {
  for (const { caseId, toldUntil } of await cases.due(now)) {
    if (stopping.aborted) return;
    await tellOf({ rooms, cases, now, caseId, after: toldUntil ?? now - oldest }).catch((error: unknown) =>
      logger.error({ room: caseRoom(caseId), error: String(error) }, "what is due waits for the next round"),
    );
  }
}

type One = { rooms: Rooms; cases: CaseViews; now: number; caseId: CaseId; after: number };
async function tellOf({ rooms, cases, now, caseId, after }: One): Promise<void> {
  const { state, head } = await rooms.open<CaseState>(systemActor, caseRoom(caseId));
  for (const moment of dueBetween(state, after, now)) {
    const place = state.participations[moment.tells];
    if (!place) continue;
    const at = { state, place, now: iso(now) };
    const input = noticeOf(moment, at);
    for (const personId of await peopleOf(rooms, at, moment.kind !== "sharingEnded"))
      await rooms
        .act(systemActor, personRoom(personId), { id: derivedId(moment.key, personId), type: "deliverNotice", input })
        .catch(wasTold);
  }
  await cases.toldUntil(caseId, { state, seq: head.seq }, now);
}

/** They were told before, when the reason was still another one: once is once. */
function wasTold(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "IdReused") throw error;
}
