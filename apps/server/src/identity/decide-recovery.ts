import { refuse } from "@linkwork/shared/identity/rules.ts";
import {
  confirmed,
  type Keepers,
  mayAskForRecovery,
  mayConfirmRecovery,
  newRecovery,
  recoveryHolds,
  recoveryReady,
} from "@linkwork/shared/identity/rules-recovery.ts";
import type { PersonCommand, PersonEvent } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** Who can be asked about this person, from the organisations' own rooms; for a link, whether mail can be sent, and the hash of its secret. */
export type PersonFacts = { keepers?: Keepers | undefined; mail?: boolean | undefined; hash?: string | undefined };
type RecoveryCommand = Extract<PersonCommand, { type: `${string}Recovery` }>;

export const isRecovery = (command: PersonCommand): command is RecoveryCommand => command.type.endsWith("Recovery");

/** The way back in, in the room of the person whose it is: one order for what is asked, said, stopped and used. */
export function decideRecovery(
  state: PersonState,
  command: RecoveryCommand,
  { actor, now, id, roomId, facts }: Context<PersonFacts>,
): Draft<PersonEvent> | Refusal {
  const { recovery } = state;
  if (command.type === "askForRecovery") {
    if (!actor.system) return refuseKernel("NotFound");
    const may = mayAskForRecovery(state, now);
    return may !== true ? may : { type: "recoveryAsked", body: newRecovery(id, now) };
  }
  const { recoveryId } = command.input;
  switch (command.type) {
    case "confirmRecovery": {
      const keepers = facts.keepers ?? { managers: [], infoLeads: [] };
      const may = mayConfirmRecovery(actor, { recovery, personId: subjectOf(roomId) as PersonId, recoveryId, keepers, now });
      if (may !== true || !recovery) return may === true ? refuse("NotThere") : may;
      return { type: "recoveryConfirmed", body: confirmed(recovery, actor, { keepers, now }) };
    }
    case "stopRecovery":
      // whoever may know of it may stop it: what only takes away asks less than what gives
      return recoveryHolds(recovery, now) && recovery.recoveryId === recoveryId
        ? { type: "recoveryStopped", body: { recoveryId } }
        : refuse("NotThere", { field: "recoveryId" });
    case "useRecovery":
      if (!actor.system) return refuseKernel("NotFound");
      if (!recoveryHolds(recovery, now) || recovery.recoveryId !== recoveryId) return refuse("NotThere", { field: "recoveryId" });
      return recoveryReady(recovery, now) ? { type: "recoveryUsed", body: { recoveryId } } : refuse("TooEarly");
  }
}
