import { mayRegister, refuse } from "@linkwork/shared/clients/rules.ts";
import type { ClientCommand, ClientEvent } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** Turns a request about a client into an event, or says why not. Pure. */
export function decide(state: ClientState, command: ClientCommand, { actor, roomId }: Context): Draft<ClientEvent> | Refusal {
  if (command.type === "linkCase") return actor.system ? { type: "caseLinked", body: command.input } : refuseKernel("NotFound");
  if (command.type === "noteKeptAway") return actor.system ? { type: "keptAwayNoted", body: command.input } : refuseKernel("NotFound");
  if (command.type === "registerClient") {
    const may = mayRegister(actor);
    if (may !== true) return may;
    if (state.identity) return refuse("AlreadyRegistered");
    if (roomId !== clientRoom(command.input.clientId)) return refuseKernel("BadInput", { field: "clientId" });
    return { type: "clientRegistered", body: { ...command.input, leadOrgId: actor.orgId } };
  }
  return state.identity ? { type: "identityCorrected", body: command.input } : refuseKernel("NotFound");
}
