import type { CaseState } from "@linkwork/shared/cases/state.ts";
import * as rules from "@linkwork/shared/concerns/rules.ts";
import type { ConcernCommand, ConcernEvent, Lead } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** The case that the worry is about, and the lead who is to be named. */
export type ConcernFacts = { general?: CaseState; lead?: Lead };
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
  const may = rules.mayAdd(state);
  if (may !== true) return may;
  switch (command.type) {
    case "nameLead": {
      const { lead, general } = facts;
      if (!lead || !general || !rules.mayBeNamed(general, lead)) return refuse("NotALead", { field: "personId" });
      if (rules.leadsOf(state).some((known) => known.personId === lead.personId && known.orgId === lead.orgId))
        return refuse("AlreadyNamed");
      return { type: "leadNamed", body: { ...lead, why: command.input.why } };
    }
    case "writeNote":
      return { type: "noteWritten", body: command.input };
    case "closeConcern":
      return { type: "concernClosed", body: command.input };
  }
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
