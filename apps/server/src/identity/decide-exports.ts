import { refuse } from "@linkwork/shared/identity/rules.ts";
import { exportOpenFor, mayConfirmExport, mayOpenExport } from "@linkwork/shared/identity/rules-exports.ts";
import type { OrgCommand, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";

type ExportCommand = Extract<OrgCommand, { type: `${string}Export` }>;
export const isExport = (command: OrgCommand): command is ExportCommand => command.type.endsWith("Export");

/** What an organisation wrote in a conversation that it is no longer in: it comes once, is opened once, and goes. Pure. */
export function decideExports(state: OrgState, command: ExportCommand, { actor, now }: Context<unknown>): Draft<OrgEvent> | Refusal {
  if (!state.card) return refuseKernel("NotFound");
  const { exportId } = command.input;
  const notFor = state.exports[exportId]?.notFor;
  const hidden = notFor ? { notFor: [...notFor] } : {};
  if (command.type === "openExport") {
    const may = mayOpenExport(state, actor, exportId, now);
    if (may !== true) return may;
    return { type: "exportOpened", body: { ...hidden, exportId, until: new Date(Date.parse(now) + exportOpenFor).toISOString() } };
  }
  if (command.type === "confirmExport") {
    const may = mayConfirmExport(state, actor, exportId);
    return may !== true ? may : { type: "exportClosed", body: { ...hidden, exportId, why: "kept" } };
  }
  if (!actor.system) return refuseKernel("NotFound");
  if (command.type === "receiveExport")
    return state.exports[exportId] ? refuse("AlreadyThere") : { type: "exportReceived", body: command.input };
  return state.exports[exportId] ? { type: "exportClosed", body: { ...hidden, ...command.input } } : refuse("NotThere");
}
