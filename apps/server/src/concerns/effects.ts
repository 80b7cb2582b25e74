import { readersOf } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernEvent, Lead } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { ConcernId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Effect, Follows } from "../kernel/slice.ts";

/** What the worries' own view answers: those in which somebody is or was named. */
export type WorriesOf = { concernsOf(personId: PersonId): Promise<ConcernId[]> };

/** Each worry in which one of these is named looks again at who may read it. */
export async function lookAgain({ concernsOf }: WorriesOf, people: readonly PersonId[]): Promise<Effect[]> {
  const found = new Set((await Promise.all([...new Set(people)].map(concernsOf))).flat());
  return [...found].map((concernId) => followIn(concernRoom(concernId)));
}
const followIn = (target: RoomId): Effect => ({ target, type: "followLeads", input: {} });

const following: readonly ConcernEvent["type"][] = [
  ...(["concernRaised", "leadNamed", "secondChosen", "leadsFollowed", "destructionPlanned", "concernDestroyed"] as const),
];
export const hasEffects = ({ type }: ConcernEvent): boolean => following.includes(type);

/**
 * Whoever is named hears of it in their own room: that there is something, never what. So do those who are left when somebody is out of it, and those who can
 * keep it on. One that is over goes, with its keys; who looked into it stays on record, which nobody reads and which says no word of it.
 */
export function effectsOf(event: ConcernEvent, state: ConcernState, roomId: RoomId): Follows[] {
  const tell = (lead: Lead): Effect => ({
    target: personRoom(lead.personId),
    type: "deliverNotice",
    input: { kind: "concern", caseId: state.caseId, orgId: lead.orgId },
  });
  switch (event.type) {
    // what was decided while they were being named is looked at once more
    case "concernRaised":
      return [tell(event.body.second), followIn(roomId)];
    case "leadNamed":
    case "secondChosen":
      return [tell(event.body), followIn(roomId)];
    case "leadsFollowed":
      return state.status === "closed" ? [] : (event.body.handedTo ?? readersOf(state)).map(tell);
    case "destructionPlanned":
      return readersOf(state).map(tell);
    case "concernDestroyed":
      return [{ purge: roomId }];
    default:
      return [];
  }
}
