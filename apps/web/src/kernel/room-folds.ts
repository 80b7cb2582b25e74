import { conceal } from "@linkwork/shared/cases/redaction.ts";
import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import { foldConcern, noConcern } from "@linkwork/shared/concerns/state.ts";
import { wasPartly } from "@linkwork/shared/identity/rules.ts";
import { foldOrg, foldPerson, noOrg, noPerson, type OrgState } from "@linkwork/shared/identity/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type Kind, kind } from "./room-fold.ts";

/** A copy that an older build made may know nothing of words that were taken out. */
function withoutTaken(events: readonly AnyEvent[], state: unknown): readonly AnyEvent[] {
  const { redactions = {} } = (state ?? {}) as Partial<CaseState>;
  if (Object.keys(redactions).length === 0) return events;
  const left = events.map((event) => conceal(event as CaseEvent, redactions) as AnyEvent);
  return left.some((event, i) => event !== events[i]) ? left : events;
}

export const cases: Kind = {
  ...kind(noCase, foldCase),
  conceal: withoutTaken,
  mayRead: (state, actor, now) => mayRead(state as CaseState, actor, now),
};
export const clients = kind(noClient, foldClient);
export const concerns = kind(noConcern, foldConcern);
export const orgs: Kind = {
  ...kind(noOrg, foldOrg),
  outgrown: (state, { personId }) => wasPartly(state as OrgState, personId),
};
export const people = kind(noPerson, foldPerson);
