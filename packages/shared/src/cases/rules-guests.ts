import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { actsAsGuest, guestsNow, mayRecordConsent, refuse, revocations } from "./rules.ts";
import type { CaseCommand } from "./schema.ts";
import type { CaseState } from "./state.ts";

type Admission = Extract<CaseCommand, { type: "admitGuest" }>["input"];

/** How far ahead a guest's end may lie, in milliseconds: 30 days. */
export const guestLongest = 30 * 24 * 3600 * 1000;

/** Letting somebody in for a while is for those who note what the person says. */
export const mayLetIn = mayRecordConsent;

/** May this person be let in, as far as the case itself can tell? Who they are is looked up besides. */
export function mayAdmit(state: CaseState, { guestId, personId, orgId, until, said }: Admission, actor: Actor, now: string): Verdict {
  const may = mayLetIn(state, actor);
  if (may !== true) return may;
  if (state.rest) return refuse(state.rest.because === "death" ? "HasDied" : "SharingRests");
  if (orgId === state.leadOrg) return refuse("GuestFromOutside", { field: "orgId" });
  if (until <= now || Date.parse(until) - Date.parse(now) > guestLongest) return refuse("GuestTime", { field: "until" });
  if (said.on > now) return refuse("InTheFuture", { field: "said.on" });
  if (state.guests[guestId]) return refuse("WrongState", { field: "guestId" });
  if (guestsNow(state, now).some((guest) => guest.personId === personId && guest.orgId === orgId))
    return refuse("AlreadyIn", { field: "personId" });
  // an organisation that takes part brings its own people in, on the yes that it has; also while that is paused
  const takesPart = Object.values(state.participations).some((p) => p.orgId === orgId && (p.status === "joined" || p.status === "invited"));
  return !takesPart || refuse("AlreadyIn", { field: "orgId" });
}

/** May they end it before its time? The practice's link workers, and the guest, who leaves. */
export function mayEndGuest(state: CaseState, guestId: string, actor: Actor, now: string): Verdict {
  const guest = state.guests[guestId];
  if (!guest) return refuse("UnknownReference", { field: "guestId" });
  const own = guest.personId === actor.personId && guest.orgId === actor.orgId;
  if (!own && mayLetIn(state, actor) !== true) return refuse("NotYours");
  return (!guest.ended && now < guest.until) || refuse("WrongState", { field: "guestId" });
}

/** What a guest may ask for at all. What only takes away, and what their organisation was asked itself, is judged by its own rules. */
const forGuests: readonly CaseCommand["type"][] = [
  ...(["postMessage", "editMessage", "react", "redactMessage", "endGuest"] as const),
  ...(["joinCase", "declineInvitation"] as const),
  ...revocations,
];

/** Whether this is no guest's to ask for. */
export const notForGuest = (state: CaseState, command: CaseCommand["type"], actor: Actor, now: string): boolean =>
  !forGuests.includes(command) && actsAsGuest(state, actor, now);
