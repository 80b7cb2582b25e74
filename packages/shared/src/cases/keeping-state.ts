import type { ActorRef, ClientId, OrgId } from "../kernel/shapes.ts";
import { type ErasureBasis, type KeepingEvent, keepingEvents } from "./keeping.ts";
import { type Flags, foldFlags, reasonKey } from "./redaction.ts";
import type { AccessRoomEvent } from "./schema.ts";

/** A case is kept beyond its time while one of these stands. */
export type Hold = (KeepingEvent & { type: "holdPlaced" })["body"] & {
  readonly by: ActorRef;
  readonly at: string;
  readonly lifted?: { readonly by: ActorRef; readonly at: string };
};

/** An erasure on its way. `begun`: it can't be stopped any more. */
export type Erasure = {
  readonly erasureId: string;
  readonly status: "asked" | "agreed" | "begun";
  readonly basis: ErasureBasis;
  readonly askedBy: ActorRef;
  readonly askedAt: string;
  readonly agreedBy?: ActorRef;
  readonly agreedAt?: string;
  /** UTC */
  readonly due?: string;
  readonly clientId?: ClientId;
};

/** What remains of an erased case: who decided it, when it was done, and what was destroyed. */
export type Certificate = (KeepingEvent & { type: "erasureDone" })["body"] &
  Pick<Erasure, "basis" | "askedBy" | "askedAt" | "agreedBy" | "agreedAt"> & { readonly at: string };

/** How long a case is kept, as far as people decide about it. */
export type KeepingState = {
  readonly holds: Readonly<Record<string, Hold>>;
  readonly erasure: Erasure | null;
  readonly certificate: Certificate | null;
  /** an erasure that nobody stopped and that stopped all the same, since something was written meanwhile; until one is asked for again */
  readonly lapsed: { readonly askedAt: string; readonly at: string } | null;
};
export const noKeeping: KeepingState = { holds: {}, erasure: null, certificate: null, lapsed: null };

export function foldKeeping(state: KeepingState, event: KeepingEvent): KeepingState {
  const { erasure } = state;
  const by = event.actor;
  switch (event.type) {
    case "holdPlaced":
      // what is held is not erased: whoever wants it all the same asks anew once the hold is lifted
      return { ...state, holds: { ...state.holds, [event.body.holdId]: { ...event.body, by, at: event.at } }, erasure: null };
    case "holdLifted": {
      const held = state.holds[event.body.holdId];
      return held ? { ...state, holds: { ...state.holds, [held.holdId]: { ...held, lifted: { by, at: event.at } } } } : state;
    }
    case "erasureAsked":
      return { ...state, lapsed: null, erasure: { ...event.body, status: "asked", askedBy: by, askedAt: event.at } };
    case "erasureAgreed": {
      const agreed = { status: "agreed" as const, agreedBy: by, agreedAt: event.at, due: event.body.due, clientId: event.body.clientId };
      return erasure ? { ...state, erasure: { ...erasure, ...agreed } } : state;
    }
    case "erasureStopped":
      return { ...state, erasure: null, ...(event.body.why && erasure ? { lapsed: { askedAt: erasure.askedAt, at: event.at } } : {}) };
    case "erasureBegun":
      return erasure ? { ...state, erasure: { ...erasure, status: "begun" } } : state;
    case "erasureDone": {
      if (!erasure) return state;
      const { status: _over, due: _due, clientId: _whose, ...decided } = erasure;
      return { ...state, erasure: null, certificate: { ...decided, ...event.body, at: event.at } };
    }
  }
}

/** What lies in the records of a case: looks and refusals, words that somebody found too much in, and how long it is kept. */
export type RecordEvent = AccessRoomEvent | KeepingEvent;
export const isKeeping = (event: RecordEvent): event is KeepingEvent => Object.hasOwn(keepingEvents, event.type);

/** How many records there are, the messages that somebody found too much in, when who last said why they look, and how long the case is kept, by which organisation. */
export type AccessState = KeepingState & {
  readonly records: number;
  readonly flags: Flags;
  readonly reasons: Readonly<Record<string, string>>;
  readonly orgId: OrgId | "";
};
export const noAccess: AccessState = { ...noKeeping, records: 0, flags: {}, reasons: {}, orgId: "" };
export function foldAccess(state: AccessState, event: RecordEvent): AccessState {
  const counted = { ...state, records: state.records + 1 };
  if (!isKeeping(event)) {
    const said = event.type === "accessNoted" && event.body.what === "reason" && event.body.decision === "permit";
    const reasons = said ? { ...state.reasons, [reasonKey(event.body)]: event.at } : state.reasons;
    return { ...counted, flags: foldFlags(state.flags, event), reasons };
  }
  const byPeople = event.type !== "erasureBegun" && event.type !== "erasureDone" && event.type !== "erasureStopped";
  // what is erased has no messages any more, and nobody looks into it
  const gone = event.type === "erasureDone" ? { flags: {}, reasons: {} } : {};
  return { ...counted, ...foldKeeping(state, event), ...gone, orgId: byPeople ? event.actor.orgId : state.orgId };
}

/** A record without the words in which somebody said why they look; the same object where there are none. */
function wordless(event: RecordEvent): RecordEvent {
  if (event.type !== "accessNoted" || event.body.why?.words === undefined) return event;
  const { words: _words, ...why } = event.body.why;
  return { ...event, body: { ...event.body, why } };
}
/** A record as it may be read: of an erased case nobody's words are left. */
export const concealReason = (event: RecordEvent, { certificate }: AccessState): RecordEvent => (certificate ? wordless(event) : event);
/** Whether the end of a case took the words out of a record, and none are left there. */
export const tookReasons = (by: RecordEvent, event: RecordEvent): boolean =>
  by.type === "erasureDone" && event.type === "accessNoted" && wordless(event) === event;
