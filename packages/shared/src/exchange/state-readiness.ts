import type { CheckKind } from "./schema-asks.ts";
import type { ReadinessEvent } from "./schema-readiness.ts";

type Body<Type extends ReadinessEvent["type"]> = Extract<ReadinessEvent, { type: Type }>["body"];
/** How it stands with somebody's PVG or DBS check in one organisation for which they work. */
export type Check = {
  readonly orgName: string;
  /** they asked that it be confirmed, and nobody has answered; ISO */
  readonly askedAt?: string;
  /** what kind they say that it is */
  readonly askedKind?: CheckKind;
  readonly confirmed?: Body<"checkConfirmed"> & { readonly at: string };
  /** it was confirmed, and holds no more; ISO */
  readonly revokedAt?: string;
};
/** An agreement that somebody has agreed to, by its hash; ISO. */
export type Agreed = Body<"agreedTo"> & { readonly at: string };

/** A session to come in which somebody asked for a place; `seq`: the number of the event that said so. */
type Visit = Body<"visitNoted"> & { readonly seq: number };

/** What is in place for one person before they visit anybody. */
export type ReadinessState = {
  /** the number of its newest event */
  readonly head: number;
  /** by the organisation that has seen it */
  readonly checks: Readonly<Record<string, Check>>;
  /** by host: what they agreed to last, and where they were shown around until when */
  readonly agreed: Readonly<Record<string, Agreed>>;
  readonly inductions: Readonly<Record<string, Body<"inductionNoted">>>;
  /** the sessions to come in which they asked for a place, by session */
  readonly visits: Readonly<Record<string, Visit>>;
};
export const noReadiness: ReadinessState = { head: 0, checks: {}, agreed: {}, inductions: {}, visits: {} };

export function foldReadiness(before: ReadinessState, { type, body, seq, at }: ReadinessEvent): ReadinessState {
  const state = { ...before, head: seq };
  const withCheck = (orgId: string, check: Check): ReadinessState => ({ ...state, checks: { ...state.checks, [orgId]: check } });
  switch (type) {
    case "agreedTo":
      return { ...state, agreed: { ...state.agreed, [body.host.orgId]: { ...body, at } } };
    case "checkAsked":
      return withCheck(body.orgId, { ...state.checks[body.orgId], orgName: body.orgName, askedAt: at, askedKind: body.kind });
    case "checkConfirmed":
      return withCheck(body.orgId, { orgName: body.orgName, confirmed: { ...body, at } });
    case "checkRevoked":
      return withCheck(body.orgId, { orgName: body.orgName, revokedAt: at });
    case "visitNoted": {
      const ahead = Object.entries(state.visits).filter(([, visit]) => at < visit.endsAt);
      return { ...state, visits: { ...Object.fromEntries(ahead), [body.sessionId]: { ...body, seq } } };
    }
    case "inductionNoted":
      return { ...state, inductions: { ...state.inductions, [body.host.orgId]: body } };
    case "agreementNoted":
      return state;
  }
}
