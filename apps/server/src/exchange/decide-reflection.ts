import { numbersIn } from "@linkwork/shared/clients/numbers.ts";
import { refuse } from "@linkwork/shared/exchange/rules.ts";
import {
  mayKnowReflection,
  mayLessen,
  mayLookAt,
  mayStepReflection,
  mayWithdraw,
  numberedIn,
} from "@linkwork/shared/exchange/rules-reflection.ts";
import type { ReflectionCommand, ReflectionEvent, Says } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";

/** `others`: somebody else works for the host who could look at it. */
export type ReflectionFacts = { others: boolean };
type Decision = Draft<ReflectionEvent> | Draft<ReflectionEvent>[] | Refusal;

/** Turns a request about a reflection into an event, or says why not. */
export function decideReflection(state: ReflectionState, command: ReflectionCommand, context: Context<ReflectionFacts>): Decision {
  const { actor } = context;
  if (isTheHouses(command)) return actor.system ? byTheHouse(state, command) : refuseKernel("NotFound");
  if (!state.visited || !mayKnowReflection(state, actor, command.type)) return refuseKernel("NotFound");
  const may = mayStepReflection(state, command.type);
  return may === true ? step(state, command, context) : may;
}

type House = Extract<ReflectionCommand, { type: "openReflection" | "closeReflection" }>;
const isTheHouses = (command: ReflectionCommand): command is House =>
  command.type === "openReflection" || command.type === "closeReflection";
function byTheHouse(state: ReflectionState, command: House): Decision {
  if (command.type === "openReflection") return state.visited ? refuse("NothingDue") : { type: "reflectionOpened", body: command.input };
  return mayStepReflection(state, command.type) === true ? { type: "reflectionClosed", body: {} } : refuse("NothingDue");
}

/** One answer is asked for; of the others nothing is left where all of it went. */
function saysWith(says: Says, part: keyof Says, left: string): Says {
  if (left !== "" || part === "differently") return { ...says, [part]: left };
  const { [part]: _gone, ...others } = says;
  return others;
}

type Step = Exclude<ReflectionCommand, House>;
function step(state: ReflectionState, command: Step, { actor, facts }: Context<ReflectionFacts>): Decision {
  switch (command.type) {
    case "submitReflection": {
      const { says, ...how } = command.input;
      const part = numberedIn(says);
      if (part) return refuse("NumberInReflection", { field: `says.${part}` });
      const author = { personId: actor.personId, name: actor.name };
      const again = state.status === "submitted" ? { again: true as const } : {};
      return [
        { type: "reflectionSubmitted", body: { ...how, author, ...again } },
        { type: "reflectionWorded", body: { says } },
      ];
    }
    case "sendReflectionBack": {
      const may = mayLookAt(state, actor, { version: command.input.version, ...facts });
      if (may !== true) return may;
      if (numbersIn(command.input.words ?? "").length > 0) return refuse("NumberInReflection", { field: "words" });
      return { type: "reflectionSentBack", body: { ...command.input, by: actor.personId } };
    }
    case "checkReflection": {
      const { version } = command.input;
      const may = mayLookAt(state, actor, { version, ...facts });
      const outcome = state.sent?.share === "learning" ? "shared" : "kept";
      return may !== true ? may : { type: "reflectionChecked", body: { version, outcome } };
    }
    case "lessenReflection": {
      const may = mayLessen(state, actor, command.input);
      if (may !== true || !state.sent) return may === true ? refuse("NothingDue") : may;
      const { part, left, reason } = command.input;
      return [
        { type: "reflectionLessened", body: { part, reason } },
        { type: "reflectionWorded", body: { says: saysWith(state.sent.says, part, left.trim()) } },
      ];
    }
    case "withdrawReflection": {
      const may = mayWithdraw(state, actor);
      if (may !== true) return may;
      return { type: "reflectionWithdrawn", body: { signed: state.noted && state.sent?.signed === true } };
    }
  }
}
