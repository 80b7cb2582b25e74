import type { OrgId } from "../kernel/ids.ts";
import { keptAway, readableFrom } from "./rules.ts";
import { covers, rests } from "./sharing.ts";
import type { CaseState, Participation } from "./state.ts";

/** An organisation that holds the keys of a case's room: by which part in the case and which yes, and from where on; null keeps what it has and gets nothing new. */
export type Keyholder = {
  readonly orgId: OrgId;
  readonly part: string;
  readonly yes: string;
  readonly from: { readonly seq: number; readonly at: string } | null;
};

/**
 * The organisations that hold this room's keys. It says who could ever read here, and asks no clock: a yes that has run out, or an agreement, is
 * asked at each read. While sharing is paused, or rests, an organisation keeps the keys that it had. Whoever is removed, has left or lost this part
 * holds none, and never again by the same part and yes.
 */
export const keyholders = (state: CaseState): Keyholder[] =>
  state.status === "absent" || state.status === "erased" ? [] : Object.values(state.participations).flatMap((p) => holdsBy(state, p));

function holdsBy(state: CaseState, p: Participation): Keyholder[] {
  const { orgId, participationId: part, consentId } = p;
  if (p.status !== "joined") return [];
  if (consentId === null) return orgId === state.leadOrg ? [{ orgId, part, yes: "lead", from: { seq: 1, at: "" } }] : [];
  const consent = state.consents[consentId];
  if (!consent || keptAway(state, null, orgId)) return [];
  if (!consent.terms.scopes.includes("message") || !covers(state.compartment, consent.terms.scopes)) return [];
  if (consent.status === "paused" || rests(state, consent)) return [{ orgId, part, yes: consentId, from: null }];
  return consent.status === "active" ? [{ orgId, part, yes: consentId, from: readableFrom(state, { orgId }) }] : [];
}
