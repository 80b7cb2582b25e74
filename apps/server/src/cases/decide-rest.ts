import { mayDecideRest, mayEndRest, mayRecordBestInterests, mayRest } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseCommand } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseContext, Decision } from "./decide.ts";

type RestCommand = Extract<CaseCommand, { type: "restSharing" | "recordBestInterests" | "endRest" }>;

/** The person can't decide any more what may be shared, or has died: sharing rests, and what it takes to go on. */
export function decideRest(state: CaseState, command: RestCommand, { actor, now, facts }: CaseContext): Decision {
  const may = mayDecideRest(state, command, actor);
  if (may !== true) return may;
  switch (command.type) {
    case "restSharing": {
      const verdict = mayRest(state, command.input, now);
      return verdict !== true ? verdict : { type: "sharingRested", body: command.input };
    }
    case "recordBestInterests": {
      const verdict = mayRecordBestInterests(state, command.input, now);
      return verdict !== true
        ? verdict
        : { type: "bestInterestsRecorded", body: { ...command.input, informed: [...(facts.informed ?? [])] } };
    }
    case "endRest": {
      const verdict = mayEndRest(state, command.input.how, { actor, now });
      return verdict !== true ? verdict : { type: "restEnded", body: command.input.how };
    }
  }
}
