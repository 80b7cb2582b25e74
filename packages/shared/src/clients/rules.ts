import { isAmong } from "../cases/rules.ts";
import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { ClientState } from "./state.ts";

export const clientCodes = {
  AlreadyRegistered: "CONFLICT",
  NotLinkWorker: "FORBIDDEN",
  /** somebody else whom the organisation knows has this CHI or NHS number. An answer to a look-up, so it is on record as one */
  NumberTaken: "PRECONDITION_FAILED",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(clientCodes);

/** The lead organisations' link workers read it here, but for those whom the person wants kept away; partners read what they may through the case (`cases.client`). */
export const mayReadClient = (state: ClientState, actor: Actor): boolean =>
  actor.system === true ||
  (state.leadOrgs.includes(actor.orgId) && actor.roles.includes("linkWorker") && !isAmong(state.keptAway, actor.personId, actor.orgId));

/** Asking whether somebody with a number is known is for whoever may open a case for them. */
export const mayLookUp = (actor: Actor): Verdict => actor.roles.includes("linkWorker") || refuse("NotLinkWorker");
/** Who looked somebody up is for the organisation's own information lead. */
export const mayReadLookUps = (actor: Actor): boolean => actor.roles.includes("infoLead");

export const mayRegister = (actor: Actor): Verdict => actor.system || actor.roles.includes("linkWorker") || refuse("NotLinkWorker");
