import type { Actor } from "../kernel/event.ts";
import type { OrgId } from "../kernel/ids.ts";
import type { ClosedCode } from "../kernel/wire.ts";
import { agreementHolds, consentOf, isMember, participationOf } from "./rules.ts";
import { admissionOf, covers, rests, restsFor } from "./sharing.ts";
import type { CaseState } from "./state.ts";

/** Why an organisation that was in can no longer read: what `closed` says. */
export function whyClosed(state: CaseState, orgId: OrgId, now: string): ClosedCode {
  if (state.status === "erased") return "erased";
  const p = participationOf(state, orgId);
  const consent = p && consentOf(state, p);
  if (p?.status === "left") return "left";
  if (consent?.status === "withdrawn") return "withdrawn";
  // that it was written down by mistake says nothing about what the person decided
  if (consent?.status === "entered-in-error") return "removed";
  if (consent && state.rest && rests(state, consent)) return state.rest.because === "death" ? "died" : "rests";
  if (consent?.status === "paused") return "paused";
  if (consent && consent.terms.period.end <= now) return "expired";
  if (p?.status === "joined" && p.consentId !== null && !agreementHolds(p, now)) return "agreementEnded";
  if (consent?.status === "active" && !consent.terms.scopes.includes("message")) return "withoutMessages";
  if (consent?.status === "active" && !covers(state.compartment, consent.terms.scopes)) return "narrowed";
  return p?.status === "removed" ? "removed" : "ended";
}

/** Why somebody can no longer read: what `closed` says. Of a guest it is said that their time is over, and nothing about their organisation. */
export function whyShut(state: CaseState, actor: Actor, now: string): ClosedCode {
  const guest = admissionOf(state, actor);
  // what they had to do with it before they were let in says nothing about now
  const tookPart = Object.values(state.participations).some(
    (p) =>
      p.orgId === actor.orgId && isMember(p, actor.personId) && (p.ended?.seq ?? Number.POSITIVE_INFINITY) > (guest?.admitted.seq ?? 0),
  );
  if (!guest || tookPart || state.status === "erased") return whyClosed(state, actor.orgId, now);
  if (!guest.ended && restsFor(state, guest)) return state.rest?.because === "death" ? "died" : "rests";
  return "guestEnded";
}
