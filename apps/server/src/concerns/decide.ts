import { keptAway } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import * as rules from "@linkwork/shared/concerns/rules.ts";
import type { ConcernCommand, ConcernEvent, Lead } from "@linkwork/shared/concerns/schema.ts";
import { type ConcernState, isSame, type LeadRef } from "@linkwork/shared/concerns/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** The case that the worry is about, and the lead who is to be named. */
export type ConcernFacts = {
  general?: CaseState;
  lead?: Lead;
  /** of those who are named, who is no safeguarding lead there any more; and who could have it in their place, the nearest first */
  gone?: readonly LeadRef[];
  others?: readonly (readonly Lead[])[];
  /** what decides for how long it is kept */
  kept?: rules.WorryKept;
};
type Decision = Draft<ConcernEvent> | Refusal;
const { refuse } = rules;

/** Turns a request into an event, or says why not. Who may not raise one here is answered as if there were no such case. */
export function decide(state: ConcernState, command: ConcernCommand, context: Context<ConcernFacts>): Decision {
  const { actor, facts } = context;
  if (command.type === "raiseConcern") return raise(state, command.input, context);
  if (state.status === "absent") return refuseKernel("NotFound");
  if (command.type === "confirmConcern") {
    const may = rules.mayConfirm(state, actor);
    return may !== true ? may : { type: "concernConfirmed", body: command.input };
  }
  if (command.type === "chooseSecond") return chooseSecond(state, context);
  if (command.type === "settleConcern") return actor.system ? settle(state, context) : refuseKernel("NotFound");
  if (command.type === "keepOn") {
    const may = rules.mayKeepOn(state);
    return may !== true ? may : { type: "keptOn", body: command.input };
  }
  if (command.type === "followLeads") return actor.system ? followLeads(state, facts) : refuseKernel("NotFound");
  const may = rules.mayAdd(state);
  if (may !== true) return may;
  switch (command.type) {
    case "nameLead": {
      const { lead, general } = facts;
      if (!lead || !general || !rules.mayBeNamed(general, lead)) return refuse("NotALead", { field: "personId" });
      if (rules.leadsNow(state).some((known) => isSame(known, lead))) return refuse("AlreadyNamed");
      return { type: "leadNamed", body: { ...lead, why: command.input.why } };
    }
    case "writeNote":
      return { type: "noteWritten", body: command.input };
    case "closeConcern":
      return { type: "concernClosed", body: command.input };
  }
}

/** By the clock: its end is planned, called off where something keeps it after all, and carried out on its day. */
function settle(state: ConcernState, { now, facts: { kept } }: Context<ConcernFacts>): Decision {
  const over = kept !== undefined && rules.timeIsOver(state, kept, now);
  if (state.destroyOn === "") {
    if (!over) return refuse("NothingPlanned");
    return { type: "destructionPlanned", body: { on: new Date(Date.parse(now) + rules.worryNotice).toISOString() } };
  }
  if (!over) return { type: "destructionOff", body: {} };
  return state.destroyOn <= now ? { type: "concernDestroyed", body: {} } : refuse("NothingPlanned");
}

function chooseSecond(state: ConcernState, { actor, facts: { general, lead } }: Context<ConcernFacts>): Decision {
  const may = rules.mayChooseSecond(state, actor);
  if (may !== true) return may;
  if (!lead || !general || !rules.mayBeNamed(general, lead)) return refuse("NotALead", { field: "second" });
  if (lead.personId === actor.personId || lead.personId === state.raisedBy?.personId) return refuse("SamePerson", { field: "second" });
  return rules.leadsNow(state).some((known) => isSame(known, lead)) ? refuse("AlreadyNamed") : { type: "secondChosen", body: lead };
}

/** Who is no lead any more, or is kept away, is out of it. Where nobody is left, the other leads have it: of the same organisation, or of any that has to do with the case. */
function followLeads(state: ConcernState, { general, gone = [], others = [] }: ConcernFacts): Decision {
  const away = (lead: Lead) => general !== undefined && keptAway(general, lead.personId, lead.orgId);
  const out = rules.leadsNow(state).filter((lead) => away(lead) || gone.some((one) => isSame(one, lead)));
  const left = rules.readersOf(state).filter((lead) => !out.some((one) => isSame(one, lead)));
  const fits = (lead: Lead) => general !== undefined && rules.mayBeNamed(general, lead) && !out.some((one) => isSame(one, lead));
  const next = left.length > 0 ? [] : (others.map((all) => all.filter(fits)).find((all) => all.length > 0) ?? []);
  if (out.length === 0 && next.length === 0) return refuse("WrongConcern");
  const refs = out.map(({ personId, orgId }) => ({ personId, orgId }));
  return { type: "leadsFollowed", body: { out: refs, ...(next.length > 0 ? { handedTo: next } : {}) } };
}

function raise(
  state: ConcernState,
  { second, ...input }: (ConcernCommand & { type: "raiseConcern" })["input"],
  { actor, roomId, facts: { general, lead } }: Context<ConcernFacts>,
): Decision {
  if (!general || !rules.mayRaise(general, actor)) return refuseKernel("NotFound");
  if (state.status !== "absent" || roomId !== concernRoom(input.concernId)) return refuse("WrongConcern", { field: "concernId" });
  if (second.personId === actor.personId) return refuse("SamePerson", { field: "second" });
  if (!lead || !rules.mayBeNamed(general, lead)) return refuse("NotALead", { field: "second" });
  const raisedBy = { personId: actor.personId, orgId: actor.orgId, name: actor.name, orgName: actor.orgName };
  return { type: "concernRaised", body: { ...input, label: general.label, raisedBy, second: lead } };
}
