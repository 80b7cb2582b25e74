import { mayRegister, refuse } from "@linkwork/shared/clients/rules.ts";
import type { ClientCommand, ClientEvent } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** What decide needs besides the state: whether somebody else has the number that comes with it. */
export type ClientFacts = { numberTaken: boolean };

/** Turns a request about a client into an event, or says why not. Pure. */
export function decide(
  state: ClientState,
  command: ClientCommand,
  { actor, roomId, facts }: Context<ClientFacts>,
): Draft<ClientEvent> | Refusal {
  if (command.type === "linkCase")
    return actor.system && !state.erased ? { type: "caseLinked", body: command.input } : refuseKernel("NotFound");
  if (command.type === "noteKeptAway") return actor.system ? { type: "keptAwayNoted", body: command.input } : refuseKernel("NotFound");
  if (command.type === "unlinkCase") {
    const { caseId } = command.input;
    if (!actor.system || !state.cases.includes(caseId)) return refuseKernel("NotFound");
    return { type: "caseUnlinked", body: { caseId, last: state.cases.every((other) => other === caseId) } };
  }
  if (command.type === "registerClient") {
    const may = mayRegister(actor);
    if (may !== true) return may;
    if (state.identity) return refuse("AlreadyRegistered");
    if (roomId !== clientRoom(command.input.clientId)) return refuseKernel("BadInput", { field: "clientId" });
    if (facts.numberTaken) return refuse("NumberTaken", { field: "identity.numbers" });
    return { type: "clientRegistered", body: { ...command.input, leadOrgId: actor.orgId } };
  }
  if (!state.identity) return refuseKernel("NotFound");
  return facts.numberTaken ? refuse("NumberTaken", { field: "identity.numbers" }) : { type: "identityCorrected", body: command.input };
}
