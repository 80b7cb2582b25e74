import { refuse } from "@linkwork/shared/exchange/rules.ts";
import { certificateIn } from "@linkwork/shared/exchange/rules-readiness.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { systemActor } from "../kernel/system.ts";

/**
 * The same decision, and no words with what looks like the number of a certificate, in whatever field of the exchange somebody writes them. What the house
 * carries on from one room to another was looked at when it was written; older words must not stop it.
 */
export const wordsLookedAt =
  <S, C extends { input: unknown }, X extends { actor: Pick<Actor, "personId"> }, D>(decide: (state: S, command: C, context: X) => D) =>
  (state: S, command: C, context: X): D | Refusal => {
    const field = context.actor.personId === systemActor.personId ? undefined : certificateIn(command.input);
    return field === undefined ? decide(state, command, context) : refuse("CertificateNumber", { field });
  };
