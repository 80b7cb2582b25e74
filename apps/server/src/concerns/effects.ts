import type { ConcernEvent, Lead } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Effect } from "../kernel/slice.ts";

export const hasEffects = (event: ConcernEvent): boolean => event.type === "concernRaised" || event.type === "leadNamed";

/** Whoever is named hears of it in their own room: that there is something, never what. */
export function effectsOf(event: ConcernEvent, { caseId }: ConcernState): Effect[] {
  const tell = (lead: Lead): Effect => ({
    target: personRoom(lead.personId),
    type: "deliverNotice",
    input: { kind: "concern", caseId, orgId: lead.orgId },
  });
  if (event.type === "concernRaised") return [tell(event.body.second)];
  return event.type === "leadNamed" ? [tell(event.body)] : [];
}
