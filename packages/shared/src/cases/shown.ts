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
