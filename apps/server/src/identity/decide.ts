import { hasLapsed, mayHandleAgreements, refuse } from "@linkwork/shared/identity/rules.ts";
import { mayStartAnew } from "@linkwork/shared/identity/rules-recovery.ts";
import type { OrgCommand, OrgEvent, PersonCommand, PersonEvent } from "@linkwork/shared/identity/schema.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";
import { decideExports, isExport } from "./decide-exports.ts";
import { decidePassword, isPassword } from "./decide-passwords.ts";
import { decidePeople, isPeople, takeUpInvitation } from "./decide-people.ts";
import { decideRecovery, isRecovery, type PersonFacts } from "./decide-recovery.ts";
import { decideResidents, isResident } from "./decide-residents.ts";

/** The other side's name, for an agreement; for an invitation, whether mail can be sent, and the hash of its secret; for a poster, that of its code; for who has no account, who they are. */
export type OrgFacts = {
  other?: string | undefined;
  mail?: boolean | undefined;
  hash?: string | undefined;
  personId?: PersonId | undefined;
};

/** Turns a request to an organisation's room into an event. Most come from the house: members and invitations have their own stories. */
export function decideOrg(state: OrgState, command: OrgCommand, context: Context<OrgFacts>): Draft<OrgEvent> | Draft<OrgEvent>[] | Refusal {
  const { actor, now, roomId, facts } = context;
  if (command.type === "proposeAgreement" || command.type === "signAgreement" || command.type === "endAgreement") {
    if (!state.card) return refuseKernel("NotFound");
    const may = mayHandleAgreements(actor);
    return may !== true ? may : decideAgreement(state, command, { now, facts, roomId });
  }
  if (isPeople(command)) return decidePeople(state, command, context);
  if (isResident(command)) return decideResidents(state, command, context);
  if (isExport(command)) return decideExports(state, command, context);
  if (!actor.system) return refuseKernel("NotFound");
  switch (command.type) {
    case "takeUpInvitation":
      return takeUpInvitation(state, command.input, now);
    case "registerOrganisation":
      if (orgRoom(command.input.orgId) !== roomId) return refuseKernel("BadInput", { field: "orgId" });
      return state.card ? refuse("AlreadyThere") : { type: "organisationRegistered", body: command.input };
    case "addMember":
      return { type: "memberAdded", body: command.input };
    case "receiveAgreement":
      return state.agreements[command.input.agreementId] ? refuse("AlreadyThere") : { type: "agreementReceived", body: command.input };
    case "agreementSignedThere":
      // ended here while it was signed there: the signature comes too late, and they hear of the end as well
      if (state.agreements[command.input.agreementId]?.status === "ended") return refuse("NotThere", { field: "agreementId" });
      return { type: "agreementSigned", body: command.input };
    case "agreementEndedThere":
      return { type: "agreementEnded", body: command.input };
    case "noteLapse": {
      const held = state.agreements[command.input.agreementId];
      return held && hasLapsed(held, now) ? { type: "agreementLapsed", body: command.input } : refuse("NotThere", { field: "agreementId" });
    }
    case "receiveInvitation":
      return { type: "invitationReceived", body: command.input };
    case "closeInvitation":
      return state.invitations[command.input.participationId] ? { type: "invitationClosed", body: command.input } : refuse("NotThere");
    case "noteRecovery": {
      const { personId, told } = command.input;
      // notes may overtake each other on their way: the newest stays
      return (state.recoveries[personId]?.told ?? 0) < told ? { type: "recoveryNoted", body: { note: command.input } } : refuse("NotThere");
    }
  }
}

type AgreementCommand = Extract<OrgCommand, { type: "proposeAgreement" | "signAgreement" | "endAgreement" }>;

function decideAgreement(
  state: OrgState,
  command: AgreementCommand,
  { now, facts, roomId }: { now: string; facts: OrgFacts; roomId: Context["roomId"] },
): Draft<OrgEvent> | Refusal {
  const held = state.agreements[command.input.agreementId];
  switch (command.type) {
    case "proposeAgreement":
      if (held) return refuse("AlreadyThere");
      if (!facts.other || command.input.withOrgId === (subjectOf(roomId) as OrgId)) return refuseKernel("BadInput", { field: "withOrgId" });
      return { type: "agreementProposed", body: { ...command.input, withName: facts.other } };
    case "signAgreement":
      return held?.status === "received" ? { type: "agreementSigned", body: command.input } : refuse("NotThere");
    case "endAgreement":
      return held && held.status !== "ended"
        ? { type: "agreementEnded", body: { ...command.input, at: now < held.validTo ? now : held.validTo } }
        : refuse("NotThere");
  }
}

/** Turns a request to a person's room into an event: their own wishes, and what the house tells them. */
export function decidePerson(
  state: PersonState,
  command: PersonCommand,
  context: Context<PersonFacts>,
): Draft<PersonEvent> | Draft<PersonEvent>[] | Refusal {
  const { actor, now } = context;
  if (state.name === null && !actor.system) return refuseKernel("NotFound");
  if (isRecovery(command)) return decideRecovery(state, command, context);
  if (isPassword(command)) return decidePassword(state, command, context);
  switch (command.type) {
    case "readNotice":
      return state.notices[command.input.noticeId] ? { type: "noticeRead", body: command.input } : refuse("NotThere");
    case "chooseReceipts":
      return { type: "receiptsChosen", body: command.input };
    case "chooseNotices":
      return { type: "noticesChosen", body: command.input };
  }
  if (!actor.system) return refuseKernel("NotFound");
  switch (command.type) {
    case "registerPerson":
      return state.name === null ? { type: "personRegistered", body: command.input } : refuse("AlreadyThere");
    case "inviteAdministrator":
      return state.name === null ? { type: "administratorInvited", body: command.input } : refuse("AlreadyThere");
    case "becomeAdministrator": {
      const { hash, name } = command.input;
      if (state.name !== null || state.link?.hash !== hash || now >= state.link.until) return refuse("InvitationOver");
      return [
        { type: "personRegistered", body: { name } },
        { type: "administratorMade", body: {} },
      ];
    }
    case "startAnew": {
      const may = mayStartAnew(state);
      return may !== true ? may : { type: "startedAnew", body: {} };
    }
    case "startMembership":
      return overtaken(state, command.input) ? refuse("AlreadyThere") : { type: "membershipStarted", body: command.input };
    case "stopMembership":
      return overtaken(state, command.input) ? refuse("AlreadyThere") : { type: "membershipStopped", body: command.input };
    case "deliverNotice":
      // of all that waits for a steward one notice tells, until it was read
      if (tellOfAll.has(command.input.kind) && waitsAlready(state, command.input)) return refuse("AlreadyThere");
      return { type: "noticeDelivered", body: command.input };
    // whoever looked at an older state is too late: each mail of a person has its number
    case "tellByMail":
      return command.input.number === state.told.count + 1 ? { type: "toldByMail", body: command.input } : refuse("AlreadyThere");
  }
}

/** Whether the organisation has said something newer about their place there, which was heard first. */
const overtaken = (
  { heard }: PersonState,
  { orgId, asOf = Number.POSITIVE_INFINITY }: { orgId: OrgId; asOf?: number | undefined },
): boolean => asOf < (heard[orgId] ?? 0);

/** The notices that say of however many things that they wait. */
const tellOfAll: ReadonlySet<string> = new Set(["mapWaits", "newcomerWaits"]);
/** Whether somebody has been told for this organisation that something of the kind waits, and hasn't read it. */
const waitsAlready = ({ notices }: PersonState, { kind, orgId }: { kind: string; orgId: OrgId }): boolean =>
  Object.values(notices).some((notice) => notice.kind === kind && notice.orgId === orgId);
