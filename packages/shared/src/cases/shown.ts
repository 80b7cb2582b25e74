import { doubtOf } from "./consent.ts";
import type { CaseEvent } from "./schema.ts";
import { put } from "./sharing.ts";
import type { CaseState } from "./state.ts";

/**
 * Who is in, and by what, as somebody outside the practice may know it. It goes with each event that changes it: of others the event itself names nobody,
 * so their copy can't be folded from it.
 */
export type Shown = Pick<CaseState, "participations" | "guests" | "policy" | "epoch" | "lastEntryAt"> & {
  /** consents that are new to them, or others by it */
  readonly consents: CaseState["consents"];
  /** ids of those that they have, and that it left as they were */
  readonly still: readonly string[];
};

/** A copy outside the practice, after an event that came with this. */
export const withShown = (state: CaseState, { still, consents, ...shown }: Shown): CaseState => ({
  ...state,
  ...shown,
  consents: { ...Object.fromEntries(Object.entries(state.consents).filter(([id]) => still.includes(id))), ...consents },
});

export function noteAgreement(
  state: CaseState,
  { orgId, asOf, ...agreement }: (CaseEvent & { type: "agreementNoted" })["body"],
): CaseState {
  const participations = Object.fromEntries(
    Object.entries(state.participations).map(([id, p]) => [id, p.orgId === orgId && p.consentId !== null ? { ...p, agreement } : p]),
  );
  const agreed = asOf === undefined ? state.agreed : { ...state.agreed, [orgId]: asOf };
  return { ...state, participations, agreed, policy: state.policy + 1 };
}

/** It is for the outside what it looks like there. Whoever is kept away from now on is shut out by it. */
export const noteKeptAway = (state: CaseState, { excluded, shown }: (CaseEvent & { type: "keptAwayNoted" })["body"]): CaseState => ({
  ...noteAgreement(state, shown),
  keptAway: [...state.keptAway, ...excluded],
  turned: state.turned + 1,
});

/** The same of a doubt. */
export const noteDoubt = (state: CaseState, { body: { consentId, doubt, shown }, at }: CaseEvent & { type: "doubtNoted" }): CaseState => ({
  ...noteAgreement(state, shown),
  consents: put(state.consents, consentId, (c) => ({ ...c, ...doubtOf(c.doubt, doubt, at) })),
});

/**
 * The numbers of those agreements noted that say nothing new by what came before them: about no organisation that was invited or noted before, or what was
 * said of it already. Whether the house said it twice or something else looks like it (I6), nobody is to see: it is drawn nowhere. `events`: in order, from
 * wherever they are loaded.
 */
export function notedAgain(events: readonly CaseEvent[]): ReadonlySet<number> {
  const known = new Map<string, Set<string>>();
  const again = new Set<number>();
  for (const event of events) {
    if (event.type !== "organisationInvited" && event.type !== "agreementNoted") continue;
    const { orgId } = event.body;
    const of = event.type === "agreementNoted" ? event.body : event.body.agreement;
    const said = of ? `${of.agreementId} ${of.validFrom} ${of.validTo}` : "";
    const before = known.get(orgId);
    if (event.type === "agreementNoted" && (before === undefined || before.has(said))) again.add(event.seq);
    else known.set(orgId, (before ?? new Set<string>()).add(said));
  }
  return again;
}
