import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import { onHold } from "@linkwork/shared/cases/rules-keeping.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { changesReaders, leadsOf, mayReadConcern, orgsOf, type WorryKept } from "@linkwork/shared/concerns/rules.ts";
import { type ConcernCommand, type ConcernEvent, concernEvents, type Lead } from "@linkwork/shared/concerns/schema.ts";
import { type ConcernState, foldConcern, isSame, noConcern } from "@linkwork/shared/concerns/state.ts";
import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, ConcernId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, compartments, concernAccessRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
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
    shape: 3,
    fold: foldConcern,
    over: (state) => state.status === "destroyed",
    rules: { mayKnow: mayReadConcern, mayRead: mayReadConcern, changesReaders },
    decide,
    facts: async ({ command, state, ask }) => {
      if (command.type === "raiseConcern") return factsOf(ask, command.input.caseId, command.input.second);
      if (state.caseId === "") return {};
      if (command.type === "nameLead") return factsOf(ask, state.caseId, command.input);
      if (command.type === "chooseSecond") return factsOf(ask, state.caseId, command.input.second);
      if (command.type === "settleConcern") return { kept: await keptBy(ask, state.caseId) };
      return command.type === "followLeads" ? standingOf(ask, state, state.caseId) : {};
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

/** What decides for how long it is kept: the case with the last entry in any of its places, and whether a legal hold stands there. */
async function keptBy(ask: Ask, caseId: CaseId): Promise<WorryKept> {
  const places = await Promise.all(compartments.map((compartment) => ask<CaseState>(caseRoom(caseId, compartment))));
  const [general] = places as [CaseState];
  const lastEntryAt = places.reduce((last, place) => (place.lastEntryAt > last ? place.lastEntryAt : last), "");
  return { general: { ...general, lastEntryAt }, held: onHold(await ask<AccessState>(accessRoom(caseId))) };
}

/** The case that it is about, who of those who are named is a lead no more, and who could have it instead: where they were, or in any organisation that has to do with the case. */
async function standingOf(ask: Ask, state: ConcernState, caseId: CaseId): Promise<ConcernFacts> {
  const general = await ask<CaseState>(caseRoom(caseId));
  const named = leadsOf(state);
  const near = [...new Set(named.map((lead) => lead.orgId))];
  const leadsAt = async (orgId: OrgId): Promise<Lead[]> => {
    const org = await ask<OrgState>(orgRoom(orgId));
    return membersAs(org, "safeguardingLead").map(({ personId, name }) => ({ orgId, personId, name, orgName: org.card?.name ?? "" }));
  };
  const [here, anywhere] = await Promise.all([near, orgsOf(general)].map(async (orgs) => (await Promise.all(orgs.map(leadsAt))).flat()));
  const gone = named.filter((lead) => !here?.some((one) => isSame(one, lead)));
  return { general, gone, others: [here ?? [], anywhere ?? []] };
}

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
