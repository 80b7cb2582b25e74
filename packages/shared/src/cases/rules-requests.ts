import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { AccessRequest, RequestStatus, RequestsState } from "./requests.ts";
import { keptAway, open, refuse } from "./rules.ts";
import { mayReadLedger } from "./rules-ledger.ts";
import type { CaseState } from "./state.ts";

export const isOpen = ({ status }: AccessRequest): boolean => status === "review" || status === "ready";
export const openRequest = (state: RequestsState): AccessRequest | undefined => state.requests.find(isOpen);

/** Who deals with the person's request for a copy: the organisation that leads, by its link workers in the case and its information leads. */
export const mayHandleRequest = (state: CaseState, actor: Actor): boolean => mayReadLedger(state, actor) === "all";

/** Going through it, keeping a part back and saying that it is ready are the information lead's. */
export const mayReview = (actor: Actor): Verdict => actor.roles.includes("infoLead") || refuse("InfoLeadOnly");

/** What may become of a request, and by whom: who reviews, or anybody who deals with it. */
const moves: Readonly<Record<RequestStatus, Partial<Record<RequestStatus, "reviewer" | "either">>>> = {
  review: { ready: "reviewer", withdrawn: "either" },
  ready: { review: "reviewer", given: "either", withdrawn: "either" },
  given: {},
  withdrawn: {},
};

export function mayMove(request: AccessRequest, to: RequestStatus, actor: Actor): Verdict {
  const by = moves[request.status][to];
  if (!by) return refuse("WrongState", { field: "to" });
  return by === "either" || mayReview(actor);
}

/** May they have the pack made? The information lead while they go through it, and both once it is ready; what was given can be given again. */
export function mayMakePack(request: AccessRequest, actor: Actor): Verdict {
  if (request.status === "withdrawn") return refuse("WrongState", { field: "requestId" });
  return request.status === "review" ? mayReview(actor) : true;
}

/** What their own organisation wrote and read in a case is for its information lead, while the organisation is in; a removed one gets its export by another way. */
export function mayMakeOwnPack(state: CaseState, actor: Actor, now: string): boolean {
  if (state.status !== "active" || !actor.roles.includes("infoLead") || keptAway(state, actor.personId, actor.orgId)) return false;
  return Object.values(state.participations).some((p) => p.orgId === actor.orgId && open(state, p, now));
}

/** The last day for the answer, "2026-12-29": the same day of the next month, or the last one of it. A holiday makes it no later here: early is safe. */
export function dueOf(receivedOn: string): string {
  const [year = 0, month = 0, day = 0] = receivedOn.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}
