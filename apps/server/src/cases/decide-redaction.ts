import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import { breachReasons, flagKey } from "@linkwork/shared/cases/redaction.ts";
import { refuse } from "@linkwork/shared/cases/rules.ts";
import { mayRedact } from "@linkwork/shared/cases/rules-redaction.ts";
import type { AccessCommand, AccessRoomEvent, CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";

/** Takes the words out of a message, and the files that it carried. */
export function decideRedaction(
  state: CaseState,
  input: (CaseCommand & { type: "redactMessage" })["input"],
  { actor, now, event }: Context,
): Draft<CaseEvent> | Refusal {
  const message = event(input.messageSeq) as CaseEvent | undefined;
  const may = mayRedact(state, message, actor, now);
  if (may !== true) return may;
  if (!message) return refuse("UnknownReference", { field: "messageSeq" });
  const files = Object.values(state.files).flatMap((file) => (file.messageSeq === message.seq ? file.fileId : []));
  return { type: "messageRedacted", body: { ...input, author: message.actor, name: actor.name, files } };
}

/** The author, and the information leads of the organisation that looks after what they wrote (`leadsOf`, if not their own); but for whom the person wants kept away. */
export type AccessFacts = { author: readonly PersonId[]; leads: readonly PersonId[]; leadsOf?: OrgId };

/** What was looked at, found too much and taken out: in the records of a case by the house alone. */
export function decideAccess(
  state: AccessState,
  command: AccessCommand,
  { actor, facts }: Context<AccessFacts>,
): Draft<AccessRoomEvent> | Refusal {
  if (!actor.system) return refuseKernel("NotFound");
  const of = facts.leadsOf ? { leadsOf: facts.leadsOf } : {};
  switch (command.type) {
    case "noteAccess":
      return { type: "accessNoted", body: command.input };
    case "noteFlag":
      return { type: "messageFlagged", body: { ...command.input, tell: [...facts.author, ...facts.leads], ...of } };
    case "settleFlag":
      return state.flags[flagKey(command.input)]
        ? { type: "flagSettled", body: command.input }
        : refuse("WrongState", { field: "messageSeq" });
    case "noteRedaction": {
      // of words about somebody who never agreed to be here, the information lead hears
      const leads = breachReasons.includes(command.input.reason) ? facts.leads : [];
      return { type: "redactionNoted", body: { ...command.input, tell: [...facts.author, ...leads], ...of } };
    }
  }
}
