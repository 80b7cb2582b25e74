import { keptAway, wasIn } from "../cases/rules.ts";
import { keptUntil } from "../cases/rules-keeping.ts";
import type { CaseState } from "../cases/state.ts";
import type { Actor } from "../kernel/event.ts";
import type { OrgId, PersonId } from "../kernel/ids.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { ConcernEvent, Lead } from "./schema.ts";
import { type ConcernState, isSame, type LeadRef } from "./state.ts";

export const concernCodes = {
  /** nothing can be added until the second person has looked at it */
  SecondPersonNeeded: "PRECONDITION_FAILED",
  /** the one who raised it can't be the second person too */
  SamePerson: "FORBIDDEN",
  ConcernClosed: "CONFLICT",
  AlreadyConfirmed: "CONFLICT",
  /** another second person is chosen by whoever raised it, or has it in their place */
  RaiserOnly: "FORBIDDEN",
  AlreadyNamed: "CONFLICT",
  /** not a safeguarding lead of an organisation that has to do with the case */
  NotALead: "BAD_REQUEST",
  WrongConcern: "BAD_REQUEST",
  /** its destruction is not planned, or not any more */
  NothingPlanned: "CONFLICT",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(concernCodes);

const isLead = (actor: Actor): boolean => actor.roles.includes("safeguardingLead");
const is = (lead: Lead | null, who: LeadRef): boolean => lead !== null && isSame(lead, who);
const among = (list: readonly LeadRef[], who: LeadRef): boolean => list.some((each) => isSame(each, who));

/** Everybody who has been named, whether they may read it yet, or still, or not. */
export const leadsOf = ({ raisedBy, second, named, handed }: ConcernState): Lead[] =>
  [raisedBy, second, ...named, ...handed].filter((lead): lead is Lead => lead !== null);

/** Those of them who are not out of it. */
export const leadsNow = (state: ConcernState): Lead[] => leadsOf(state).filter((lead) => !among(state.out, lead));

/** Who reads it as it stands. Until the second person has looked at it, the two of them alone, or those to whom it was handed. */
export const readersOf = (state: ConcernState): Lead[] =>
  leadsNow(state).filter(
    (lead) =>
      state.status !== "destroyed" &&
      (state.status !== "raised" || is(state.raisedBy, lead) || is(state.second, lead) || among(state.handed, lead)),
  );

/** Whether it waits for this lead: to be confirmed, for another second person to be chosen, or to be kept on. */
export const waitsFor = (state: ConcernState, who: LeadRef): boolean =>
  among(readersOf(state), who) && (state.destroyOn !== "" || asksThem(state, who));

const asksThem = (state: ConcernState, who: LeadRef): boolean =>
  state.status === "raised" && (looksToo(state, who) || (state.second !== null && among(state.out, state.second)));

/** Whether they are the second pair of eyes: never whoever raised it, whatever hat they wear, also where it was handed back to them. */
const looksToo = (state: ConcernState, who: LeadRef): boolean =>
  state.raisedBy?.personId !== who.personId && (is(state.second, who) || among(state.handed, who));

/**
 * Named safeguarding leads, as long as they are that, and nobody else: no role, no consent and no part in the case opens it. Whom the person wants kept
 * away is out of it like whoever has gone, and nothing says why.
 */
export const mayReadConcern = (state: ConcernState, actor: Actor): boolean =>
  actor.system === true || (isLead(actor) && among(readersOf(state), actor));

/** May they raise a worry about the person of this case? Safeguarding leads of an organisation that is or was in it, whatever became of the consent. */
export const mayRaise = (general: CaseState, actor: Actor): boolean =>
  isLead(actor) && hasToDoWith(general, actor.orgId) && !keptAway(general, actor.personId, actor.orgId);

/** May they read what was said quietly about a yes, that it was not given freely? The safeguarding leads of the organisation that leads the case. */
export const mayReadDoubts = (general: CaseState, actor: Actor): boolean => general.leadOrg === actor.orgId && mayRaise(general, actor);

const hasToDoWith = (general: CaseState, orgId: OrgId): boolean =>
  Object.values(general.participations).some((p) => p.orgId === orgId && wasIn(p));

/** The organisations whose safeguarding leads can be named: those that are or were in the case. */
export const orgsOf = (general: CaseState): OrgId[] => [
  ...new Set(Object.values(general.participations).flatMap((p) => (hasToDoWith(general, p.orgId) ? [p.orgId] : []))),
];

/** Whether this safeguarding lead can be named. Whom the person wants kept away never is, and nothing says why. */
export const mayBeNamed = (general: CaseState, lead: { orgId: OrgId; personId: PersonId }): boolean =>
  hasToDoWith(general, lead.orgId) && !keptAway(general, lead.personId, lead.orgId);

/** May something be added to it now? */
export function mayAdd(state: ConcernState): Verdict {
  if (state.status === "closed") return refuse("ConcernClosed");
  return state.status === "confirmed" || refuse("SecondPersonNeeded");
}

export function mayConfirm(state: ConcernState, actor: Actor): Verdict {
  if (state.status !== "raised") return refuse("AlreadyConfirmed");
  return looksToo(state, actor) || refuse("SamePerson");
}

/** May they choose another second person? Whoever raised it, as long as nobody has confirmed it: the first one may be ill, or gone. */
export function mayChooseSecond(state: ConcernState, actor: Actor): Verdict {
  if (state.status !== "raised") return refuse("AlreadyConfirmed");
  return is(state.raisedBy, actor) || among(state.handed, actor) || refuse("RaiserOnly");
}

/** For how long the leads of a worry can keep it on once its time is over, in milliseconds: 30 days. */
export const worryNotice = 30 * 24 * 3600 * 1000;

/** What else decides for how long a worry is kept: its case, if that is still there, with the last entry in any of its places; and whether a legal hold stands there. */
export type WorryKept = { general: Pick<CaseState, "status" | "jurisdiction" | "lastEntryAt">; held: boolean };

/** Until when a worry is kept (UTC): for as long as its case has to be, and as long again from its own last entry. */
export function worryKeptUntil({ keptFrom }: ConcernState, { general }: Pick<WorryKept, "general">): string {
  const own = keptUntil({ jurisdiction: general.jurisdiction, lastEntryAt: keptFrom });
  const ofCase = general.status === "active" && general.lastEntryAt !== "" ? keptUntil(general) : "";
  return own > ofCase ? own : ofCase;
}

/** Whether it may go: closed, its time over, and no legal hold. */
export const timeIsOver = (state: ConcernState, kept: WorryKept, now: string): boolean =>
  state.status === "closed" && !kept.held && worryKeptUntil(state, kept) <= now;

export const mayKeepOn = (state: ConcernState): Verdict => state.destroyOn !== "" || refuse("NothingPlanned");

/** Events after which somebody may read who could not. */
export const changesReaders = (event: ConcernEvent): boolean =>
  event.type !== "noteWritten" && event.type !== "concernClosed" && event.type !== "keptOn";
