import type { Actor } from "../kernel/event.ts";
import type { GuestId, HolderId } from "../kernel/ids.ts";
import type { Guest } from "./guests.ts";
import { guestOf, keptAway, readableBy } from "./rules.ts";
import { covers, guestFrom, rests, restsFor } from "./sharing.ts";
import type { CaseState, Participation } from "./state.ts";

/** Who holds the keys of a case's room, an organisation or a guest: by which part in the case and which yes, and from where on; null keeps what it has and gets nothing new. */
export type Keyholder = {
  readonly holder: HolderId;
  readonly part: string;
  readonly yes: string;
  readonly from: { readonly seq: number; readonly at: string } | null;
};

/**
 * Who holds this room's keys: the organisations that take part, and each guest their own, of which their organisation has nothing. It says who could ever read here, and asks no clock: a yes that has run out, or an agreement, is
 * asked at each read. While sharing is paused, or rests, an organisation keeps the keys that it had. Whoever is removed, has left or lost this part
 * holds none, and never again by the same part and yes. An admission is never made longer: whose time was over at the last event gets nothing new, and
 * what they had goes with the next decision.
 */
export const keyholders = (state: CaseState): Keyholder[] =>
  state.status === "absent" || state.status === "erased"
    ? []
    : [
        ...Object.values(state.participations).flatMap((p) => holdsBy(state, p)),
        ...Object.values(state.guests).flatMap((guest) => holdsAsGuest(state, guest)),
      ];

function holdsBy(state: CaseState, p: Participation): Keyholder[] {
  const { orgId, participationId: part, consentId } = p;
  if (p.status !== "joined") return [];
  if (consentId === null) return orgId === state.leadOrg ? [{ holder: orgId, part, yes: "lead", from: { seq: 1, at: "" } }] : [];
  const consent = state.consents[consentId];
  if (!consent || keptAway(state, null, orgId)) return [];
  if (!consent.terms.scopes.includes("message") || !covers(state.compartment, consent.terms.scopes)) return [];
  if (consent.status === "paused" || rests(state, consent)) return [{ holder: orgId, part, yes: consentId, from: null }];
  return consent.status === "active" ? [{ holder: orgId, part, yes: consentId, from: readableBy(state, orgId) }] : [];
}

function holdsAsGuest(state: CaseState, guest: Guest): Keyholder[] {
  const { guestId: part, personId, orgId, ended, until } = guest;
  if (state.compartment !== "general" || ended || until <= state.lastAt || keptAway(state, personId, orgId)) return [];
  return [{ holder: part as GuestId, part, yes: "guest", from: restsFor(state, guest) ? null : guestFrom(guest) }];
}

/** What somebody reads as a guest is opened with the keys of their own admission. */
export const guestHolder = (state: CaseState, actor: Actor): GuestId | undefined => guestOf(state, actor)?.guestId as GuestId | undefined;
