import { hash as digestOf } from "node:crypto";
import { refuse, worksHere } from "@linkwork/shared/exchange/rules.ts";
import * as rules from "@linkwork/shared/exchange/rules-hosting.ts";
import type { HostingCommand, HostingEvent } from "@linkwork/shared/exchange/schema-hosting.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** What an organisation says of itself as a host, and somebody who asks it; who may not know of it is told that nothing is there. */
export function decideHosting(
  state: HostingState,
  command: HostingCommand,
  { actor, now, roomId }: Context,
): Draft<HostingEvent> | Refusal {
  if (command.type === "askToHost") {
    if (!rules.couldHost(state, actor, now)) return refuseKernel("NotFound");
    const may = rules.mayAskToHost(state, actor, now);
    if (may !== true) return may;
    const { personId, name, orgId, orgName, sector } = actor;
    return { type: "hostingAsked", body: { personId, name, orgId, orgName, sector } };
  }
  if (!rules.isOwnHosting(actor, subjectOf(roomId)) || !worksHere(actor)) return refuseKernel("NotFound");
  const host = { orgId: actor.orgId, name: actor.orgName, sector: actor.sector };
  if (command.type === "sayAppetite") {
    const until = new Date(Date.parse(now) + rules.appetiteLife).toISOString();
    return { type: "appetiteSaid", body: { ...command.input, until, host } };
  }
  if (!rules.mayWriteAgreement(actor)) return refuse("NotYoursToWrite");
  const { words } = command.input;
  const hash = digestOf("sha256", words, "base64url");
  const last = rules.newest(state);
  if (last?.hash === hash) return refuse("SameWords", { field: "words" });
  return { type: "agreementWritten", body: { words, hash, host, version: (last?.version ?? 0) + 1 } };
}
