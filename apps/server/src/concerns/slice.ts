import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { changesReaders, mayReadConcern } from "@linkwork/shared/concerns/rules.ts";
import { type ConcernCommand, type ConcernEvent, concernEvents } from "@linkwork/shared/concerns/schema.ts";
import { type ConcernState, foldConcern, noConcern } from "@linkwork/shared/concerns/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, ConcernId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, concernAccessRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { type Ask, defineSlice } from "../kernel/slice.ts";
import { type ConcernFacts, decide } from "./decide.ts";
import { effectsOf, hasEffects } from "./effects.ts";
import type { ConcernViews } from "./views.ts";

/** A worry about somebody's safety: named leads alone know of it, and no consent opens or closes it. */
export const concernSlice = (views: ConcernViews) =>
  defineSlice<ConcernState, ConcernCommand, ConcernEvent, ConcernFacts>({
    kind: "concern",
    events: concernEvents,
    initial: noConcern,
    quiet: true,
    shape: 1,
    fold: foldConcern,
    rules: { mayKnow: mayReadConcern, mayRead: mayReadConcern, changesReaders },
    decide,
    facts: async ({ command, state, ask }) => {
      if (command.type === "raiseConcern") return factsOf(ask, command.input.caseId, command.input.second);
      return command.type === "nameLead" && state.caseId !== "" ? factsOf(ask, state.caseId, command.input) : {};
    },
    views: { of: (event) => event.type !== "noteWritten", write: views.write },
    effects: { of: hasEffects, list: effectsOf },
    recordAccess: ({ actor, roomId, state: _state, ...access }) => [
      {
        target: concernAccessRoom(subjectOf(roomId) as ConcernId),
        type: "noteAccess",
        input: { ...access, personId: actor.personId, orgId: actor.orgId },
      },
    ],
  });

/** The case that it is about, and the lead who is to be named, if that is what they are. */
async function factsOf(
  ask: Ask,
  caseId: CaseId,
  { orgId, personId }: Pick<ConcernFacts["lead"] & object, "orgId" | "personId">,
): Promise<ConcernFacts> {
  const [general, org] = await Promise.all([ask<CaseState>(caseRoom(caseId)), ask<OrgState>(orgRoom(orgId))]);
  const member = org.members[personId];
  const lead = member && !member.ended && member.roles.includes("safeguardingLead") && org.card;
  return { general, ...(lead ? { lead: { orgId, personId, name: member.name, orgName: lead.name } } : {}) };
}
