import { agreementWith } from "@linkwork/shared/identity/rules.ts";
import type { OrgEvent } from "@linkwork/shared/identity/schema.ts";
import type { HeldAgreement, OrgState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Effect } from "../kernel/slice.ts";
import { systemActor } from "../kernel/system.ts";

/** Cases that the first organisation leads and the second has to do with; the cases' own view answers. */
export type CasesBetween = (leadOrg: OrgId, other: OrgId) => Promise<CaseId[]>;

export const hasEffects = (event: OrgEvent): boolean =>
  event.type === "memberAdded" ||
  event.type === "membershipEnded" ||
  event.type === "agreementProposed" ||
  event.type === "agreementSigned" ||
  event.type === "agreementEnded";

/** Memberships reach the person's room, agreements the other side's, and an agreement's dates every case that stands on it. */
export async function effectsOf(event: OrgEvent, state: OrgState, casesBetween: CasesBetween): Promise<Effect[]> {
  const { card } = state;
  if (!card) return [];
  switch (event.type) {
    case "memberAdded": {
      const { orgId, name: orgName, sector, phone } = card;
      return [
        {
          target: personRoom(event.body.personId),
          type: "startMembership",
          input: { orgId, orgName, sector, phone, roles: event.body.roles },
        },
      ];
    }
    case "membershipEnded":
      return [{ target: personRoom(event.body.personId), type: "stopMembership", input: { orgId: card.orgId } }];
    case "agreementProposed": {
      const { withOrgId, withName: _name, ...rest } = event.body;
      return [{ target: orgRoom(withOrgId), type: "receiveAgreement", input: { ...rest, withOrgId: card.orgId, withName: card.name } }];
    }
    case "agreementSigned":
    case "agreementEnded": {
      const held = state.agreements[event.body.agreementId];
      if (!held) return [];
      const inCases = await noteInCases(card.orgId, state, held, casesBetween);
      // what came from the other side is not sent back
      if (event.actor.personId === systemActor.personId) return inCases;
      const type = event.type === "agreementSigned" ? "agreementSignedThere" : "agreementEndedThere";
      return [{ target: orgRoom(held.withOrgId), type, input: event.body }, ...inCases];
    }
    default:
      return [];
  }
}

/** Cases stand on the signed agreement that ends last; the one that the event is about, where no other is left. */
async function noteInCases(leadOrg: OrgId, state: OrgState, held: HeldAgreement, casesBetween: CasesBetween): Promise<Effect[]> {
  const { agreementId, validFrom, validTo } = agreementWith(state, held.withOrgId) ?? held;
  const cases = await casesBetween(leadOrg, held.withOrgId);
  return cases.map((caseId) => ({
    target: caseRoom(caseId),
    type: "noteAgreement",
    input: { orgId: held.withOrgId, agreementId, validFrom, validTo },
  }));
}
