import type { GapEvent } from "./schema-gap.ts";
import type { GapState } from "./state-gap.ts";

/** Whoever is let in counts from when they say it again. */
export function spokenAnew(state: GapState, event: GapEvent): GapState {
  if (event.type !== "gapEndorsed" && event.type !== "evidenceAdded" && event.type !== "reopeningAsked") return state;
  const { personId } = event.actor;
  const known = state.newcomers.includes(personId);
  if (known === (event.body.newcomer === true)) return state;
  return { ...state, newcomers: known ? state.newcomers.filter((each) => each !== personId) : [...state.newcomers, personId] };
}
