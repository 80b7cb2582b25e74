import { type KeepingCommand, keepingCommands } from "@linkwork/shared/cases/keeping.ts";
import type { AccessState, Erasure, RecordEvent } from "@linkwork/shared/cases/keeping-state.ts";
import { noRequests, type RequestsState } from "@linkwork/shared/cases/requests.ts";
import * as rules from "@linkwork/shared/cases/rules-keeping.ts";
import type { AccessCommand } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import { type AccessFacts, decideAccess } from "./decide-redaction.ts";

export type RecordCommand = AccessCommand | KeepingCommand;
/** `general`: the case as its conversation stands, with the last entry in any of its places; `requests`: what the person asked to be given; `managers`: those of the organisation that leads, as `leads` are its information leads. */
export type RecordFacts = AccessFacts & { general?: CaseState; requests?: RequestsState; managers?: readonly PersonId[] };
type KeepingContext = Context<RecordFacts>;
type Decision = Draft<RecordEvent> | Refusal;
const { refuse } = rules;

export const keeps = (command: RecordCommand): command is KeepingCommand => Object.hasOwn(keepingCommands, command.type);

/** What is written into the records of a case: by the house what was looked at and found too much, and by people how long it is kept. Pure. */
export function decideRecord(state: AccessState, command: RecordCommand, context: KeepingContext): Decision {
  if (!keeps(command)) return decideAccess(state, command, context);
  const { actor, facts } = context;
  switch (command.type) {
    case "beginErasure":
      return actor.system ? begin(state, command.input.erasureId, context) : refuseKernel("NotFound");
    case "certifyErasure":
      return actor.system ? certify(state, command.input) : refuseKernel("NotFound");
  }
  const { general } = facts;
  if (!general || !rules.mayAgree(general, actor)) return refuseKernel("NotFound");
  if (command.type === "agreeErasure" || command.type === "stopErasure") return answer(state, command, { ...context, general });
  return rules.mayKeep(general, actor) ? ask(state, command, { ...context, general }) : refuse("NotInfoLead");
}

function ask(
  state: AccessState,
  command: Extract<KeepingCommand, { type: "placeHold" | "liftHold" | "askErasure" }>,
  { now, general, facts: { requests = noRequests } }: KeepingContext & { general: CaseState },
): Decision {
  switch (command.type) {
    case "placeHold": {
      const may = rules.mayHold(state, command.input.holdId);
      return may !== true ? may : { type: "holdPlaced", body: command.input };
    }
    case "liftHold": {
      const may = rules.mayLift(state, command.input.holdId);
      return may !== true ? may : { type: "holdLifted", body: command.input };
    }
    case "askErasure": {
      const may = rules.mayAskErasure(state, command.input.basis, { general, requests }, now);
      return may !== true ? may : { type: "erasureAsked", body: command.input };
    }
  }
}

function answer(
  state: AccessState,
  { type, input: { erasureId } }: Extract<KeepingCommand, { type: "agreeErasure" | "stopErasure" }>,
  { actor, now, general: { clientId }, facts: { requests = noRequests } }: KeepingContext & { general: CaseState },
): Decision {
  if (type === "stopErasure") {
    const may = rules.mayStop(state, erasureId);
    return may !== true ? may : { type: "erasureStopped", body: { erasureId } };
  }
  const may = rules.maySecond(state, actor, erasureId, requests);
  if (may !== true) return may;
  if (clientId === "") return refuseKernel("NotFound");
  return { type: "erasureAgreed", body: { erasureId, clientId, due: new Date(Date.parse(now) + rules.erasurePause).toISOString() } };
}

/** The seven days are over: everything that was asked at the beginning is asked once more. While a copy is owed it waits. */
function begin(state: AccessState, erasureId: string, { now, facts }: KeepingContext): Decision {
  const { general, requests = noRequests, leads, managers = [] } = facts;
  const { erasure } = state;
  if (erasure?.erasureId !== erasureId || erasure.status !== "agreed") return refuse("Changed");
  const { due, clientId, basis } = erasure;
  if (!due || !clientId || now < due) return refuse("Changed");
  if (rules.onHold(state)) return refuse("OnHold");
  // a copy of the records may be brought back after the case was gone: then it is only ended once more
  if (general?.status === "active" && rules.basisHolds(basis, general, now) !== true)
    return { type: "erasureStopped", body: { erasureId, why: "writtenSince", tell: heard(erasure, leads, managers) } };
  const owed = rules.nothingOwed(requests);
  return owed !== true ? owed : { type: "erasureBegun", body: { erasureId, clientId } };
}

/** Who hears that an erasure stopped by itself: the two whose decision it was, while they could still decide so, and whoever asks for the next one. */
const heard = ({ askedBy, agreedBy }: Erasure, leads: readonly PersonId[], managers: readonly PersonId[]): PersonId[] => {
  const theirs = managers.filter((personId) => personId === askedBy.personId || personId === agreedBy?.personId);
  return [...new Set([...theirs, ...leads])].slice(0, 50);
};

function certify(state: AccessState, input: Extract<KeepingCommand, { type: "certifyErasure" }>["input"]): Decision {
  const begun = state.erasure?.erasureId === input.erasureId && state.erasure.status === "begun";
  return begun ? { type: "erasureDone", body: input } : refuse("Changed");
}
