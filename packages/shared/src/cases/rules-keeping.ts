import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { ErasureBasis } from "./keeping.ts";
import type { KeepingState } from "./keeping-state.ts";
import type { RequestsState } from "./requests.ts";
import { keptAway, leads, refuse as refuseCase } from "./rules.ts";
import { mayReadLedger } from "./rules-ledger.ts";
import { openRequest } from "./rules-requests.ts";
import type { CaseState } from "./state.ts";

export const keepingCodes = {
  /** holds and erasure are the information lead's to ask for */
  NotInfoLead: "FORBIDDEN",
  /** a legal hold stands */
  OnHold: "PRECONDITION_FAILED",
  /** the time for which the case has to be kept is not over */
  StillKept: "PRECONDITION_FAILED",
  /** the person asked for a copy of what is held about them, and was not given it yet */
  CopyOwed: "PRECONDITION_FAILED",
  /** whoever asked for an erasure can't be the second person too */
  SecondPerson: "FORBIDDEN",
  /** the hold, or the erasure, is not in a state from which this can be done */
  Changed: "CONFLICT",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(keepingCodes);

/** For how long a case is kept after its last entry, in years, by where it is led, and what says so. None of this was checked by an information-governance adviser yet: it has to be before real work. */
export const retentionSchedule = {
  SCT: { years: 6, source: "Records Management: Health and Social Care Code of Practice (Scotland) 2020: adult health records" },
  ENG: { years: 8, source: "NHS Records Management Code of Practice 2021: adult health records" },
  WLS: { years: 8, source: "Records Management Code of Practice for Health and Social Care 2022: adult health records" },
  NIR: { years: 8, source: "Good Management, Good Records: adult health records" },
} as const;
export type Jurisdiction = keyof typeof retentionSchedule;
/** Where it is not known where a case is led, the longest time there is. */
const unknown = { years: 8, source: "the longest of the schedules" } as const;

/** The line of the schedule that a case falls under. */
export const retentionOf = ({ jurisdiction }: Pick<CaseState, "jurisdiction">): { readonly years: number; readonly source: string } =>
  Object.hasOwn(retentionSchedule, jurisdiction) ? retentionSchedule[jurisdiction as Jurisdiction] : unknown;

type Entered = Pick<CaseState, "jurisdiction" | "lastEntryAt">;
/** Until when a case has to be kept: that many years after the last entry in any of its places (UTC). */
export function keptUntil({ jurisdiction, lastEntryAt }: Entered): string {
  const end = new Date(lastEntryAt);
  end.setUTCFullYear(end.getUTCFullYear() + retentionOf({ jurisdiction }).years);
  return end.toISOString();
}

/** For how long an erasure that two people agreed to can still be stopped, in milliseconds: 7 days. */
export const erasurePause = 7 * 24 * 3600 * 1000;

const ofTheLead = (general: CaseState, actor: Actor): boolean =>
  general.status === "active" && leads(general, actor) && !keptAway(general, actor.personId, actor.orgId);

/** Holds and erasure are asked for by the information lead of the organisation that leads the case. */
export const mayKeep = (general: CaseState, actor: Actor): boolean => ofTheLead(general, actor) && actor.roles.includes("infoLead");
/** The second person of an erasure, and whoever stops one: an information lead or a manager there. */
export const mayAgree = (general: CaseState, actor: Actor): boolean =>
  ofTheLead(general, actor) && (actor.roles.includes("infoLead") || actor.roles.includes("manager"));
/** Holds and erasure are seen by them, and by the link workers who lead the case. */
export const maySeeKeeping = (general: CaseState, actor: Actor): boolean =>
  mayAgree(general, actor) || (general.status === "active" && mayReadLedger(general, actor) === "all");
/** What remains of an erased case is for the information leads and managers of the organisation that led it. */
export const maySeeCertificate = (orgId: string, actor: Actor): boolean =>
  actor.orgId === orgId && (actor.roles.includes("infoLead") || actor.roles.includes("manager"));

export const onHold = (state: KeepingState): boolean => Object.values(state.holds).some((hold) => !hold.lifted);

/** Whether the reason for which a case is to be erased holds at this instant. */
export function basisHolds(basis: ErasureBasis, general: Entered, now: string): Verdict {
  if (basis.kind === "personAsked") return basis.on <= now || refuseCase("InTheFuture", { field: "basis.on" });
  return keptUntil(general) <= now || refuse("StillKept", { field: "basis" });
}

/** May a hold be placed? Also where an erasure is on its way, which it stops; not once that has begun. */
export function mayHold(state: KeepingState, holdId: string): Verdict {
  const open = !state.holds[holdId] && state.erasure?.status !== "begun" && state.certificate === null;
  return open || refuse("Changed", { field: "holdId" });
}

export const mayLift = (state: KeepingState, holdId: string): Verdict =>
  (state.holds[holdId] !== undefined && !state.holds[holdId]?.lifted) || refuse("Changed", { field: "holdId" });

/** Whether nothing is owed to the person first: a copy that they asked for is given (or no longer wanted) before what it is made of is erased. */
export const nothingOwed = (requests: RequestsState): Verdict => openRequest(requests) === undefined || refuse("CopyOwed");

/** The case as it stands when its erasure is asked for. */
type Standing = { readonly general: Entered; readonly requests: RequestsState };
/** May it be asked now that the case be erased? */
export function mayAskErasure(state: KeepingState, basis: ErasureBasis, { general, requests }: Standing, now: string): Verdict {
  if (onHold(state)) return refuse("OnHold");
  if (state.erasure || state.certificate) return refuse("Changed");
  const owed = nothingOwed(requests);
  return owed !== true ? owed : basisHolds(basis, general, now);
}

/** May this person be the second one? Never the one who asked. */
export function maySecond(state: KeepingState, actor: Actor, erasureId: string, requests: RequestsState): Verdict {
  const { erasure } = state;
  if (erasure?.erasureId !== erasureId || erasure.status !== "asked") return refuse("Changed", { field: "erasureId" });
  return erasure.askedBy.personId !== actor.personId ? nothingOwed(requests) : refuse("SecondPerson");
}

/** May it still be stopped? As long as nothing was destroyed. */
export const mayStop = (state: KeepingState, erasureId: string): Verdict =>
  (state.erasure?.erasureId === erasureId && state.erasure.status !== "begun") || refuse("Changed", { field: "erasureId" });
