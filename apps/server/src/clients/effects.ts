import type { ClientEvent } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import type { Effect } from "../kernel/slice.ts";

export const hasEffects = ({ type }: ClientEvent): boolean => type === "keptAwayNoted" || type === "caseLinked";

/** Whom the person wants kept away is kept away from each of their cases: from those that there are, and from one that began meanwhile. */
export function effectsOf(event: ClientEvent, { cases, keptAway }: ClientState): Effect[] {
  if (keptAway.length === 0) return [];
  const told = event.type === "caseLinked" ? [event.body.caseId] : cases;
  return told.map((caseId) => ({ target: caseRoom(caseId), type: "noteKeptAway", input: { excluded: [...keptAway] } }));
}
