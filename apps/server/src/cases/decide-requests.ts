import type { RequestCommand, RequestEvent, RequestsState } from "@linkwork/shared/cases/requests.ts";
import { refuse } from "@linkwork/shared/cases/rules.ts";
import { dueOf, mayHandleRequest, mayMove, mayReview, openRequest } from "@linkwork/shared/cases/rules-requests.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { type Compartment, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** The case as it stands, the messages that may be kept back, and where each place ends. */
export type RequestFacts = {
  general?: CaseState;
  /** whether the part that is marked is a message */
  isMessage?: boolean;
  heads?: Partial<Record<Compartment, number>>;
};
type Decision = Draft<RequestEvent> | Refusal;

/** Turns what is asked about a person's request into an event, or says why not. Pure. Who may not deal with it is answered as if there were no such case. */
export function decideRequests(state: RequestsState, command: RequestCommand, context: Context<RequestFacts>): Decision {
  const { actor, facts, now, roomId } = context;
  const { general } = facts;
  if (!general || !mayHandleRequest(general, actor)) return refuseKernel("NotFound");
  if (command.type === "startRequest") {
    const { input } = command;
    if (roomId !== requestsRoom(input.caseId as CaseId)) return refuse("UnknownReference", { field: "caseId" });
    if (input.receivedOn > dayInLondon(now)) return refuse("InTheFuture", { field: "receivedOn" });
    if (openRequest(state) || state.requests.some((r) => r.requestId === input.requestId)) return refuse("AlreadyOpen");
    if (general.leadOrg === "") return refuseKernel("NotFound");
    return { type: "requestStarted", body: { ...input, leadOrg: general.leadOrg, dueOn: dueOf(input.receivedOn) } };
  }
  const reviewer = mayReview(actor);
  if (command.type === "markPart" && reviewer !== true) return reviewer;
  const request = state.requests.find((r) => r.requestId === command.input.requestId);
  if (!request) return refuse("UnknownReference", { field: "requestId" });
  if (command.type === "markPart") {
    if (request.status !== "review") return refuse("WrongState", { field: "requestId" });
    return facts.isMessage ? { type: "partMarked", body: command.input } : refuse("UnknownReference", { field: "seq" });
  }
  const may = mayMove(request, command.input.to, actor);
  if (may !== true) return may;
  return { type: "requestMoved", body: { ...command.input, ...(command.input.to === "ready" ? { through: facts.heads ?? {} } : {}) } };
}
