import type { Actor } from "../kernel/event.ts";
import type { OrgId, PersonId } from "../kernel/ids.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { Agreement } from "./schema.ts";
import type { OrgState } from "./state.ts";

export const identityCodes = {
  /** this needs the information lead of the organisation */
  NotYourRole: "FORBIDDEN",
  AlreadyThere: "CONFLICT",
  NotThere: "CONFLICT",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(identityCodes);

/** An organisation's room is its members' own. */
export const mayReadOrg = (state: OrgState, actor: Actor, orgId: OrgId): boolean =>
  actor.system === true || (actor.orgId === orgId && state.members[actor.personId] !== undefined && !state.members[actor.personId]?.ended);

/** A person's room is theirs alone. */
export const mayReadPerson = (actor: Actor, personId: PersonId): boolean => actor.system === true || actor.personId === personId;

/** Agreements are the information lead's to propose, sign and end. */
export const mayHandleAgreements = (actor: Actor): Verdict => actor.system || actor.roles.includes("infoLead") || refuse("NotYourRole");

/** The signed agreement between this organisation and another that ends last, if there is one; whether it holds now is asked at each read. */
export function agreementWith(state: OrgState, orgId: OrgId): Agreement | undefined {
  return Object.values(state.agreements)
    .filter((a) => a.withOrgId === orgId && a.status === "signed")
    .sort((a, b) => b.validTo.localeCompare(a.validTo))[0];
}
