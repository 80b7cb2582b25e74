import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import type { Ask, Effect } from "../kernel/slice.ts";

/** What the worries answer: a look, in each that names one of these people, at who may read it. */
export type WorriesNaming = (people: readonly PersonId[]) => Promise<Effect[]>;

/** Whom the person wants kept away is kept away from worries about them too. Behind the answer, so that nobody can tell by the time it took whether there is one. */
export async function shutFromWorries(
  event: CaseEvent,
  { compartment }: CaseState,
  { ask, worries }: { ask: Ask; worries: WorriesNaming },
): Promise<Effect[]> {
  if (compartment !== "general" || (event.type !== "consentGiven" && event.type !== "keptAwayNoted")) return [];
  const excluded = event.type === "consentGiven" ? (event.body.leadOnly?.excluded ?? []) : event.body.excluded;
  const people = excluded.map(async (one) =>
    one.kind === "person" ? [one.personId] : (Object.keys((await ask<OrgState>(orgRoom(one.orgId))).members) as PersonId[]),
  );
  return worries((await Promise.all(people)).flat());
}
