import type { Actor } from "../kernel/event.ts";
import type { OrgId } from "../kernel/ids.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { ActorRef } from "../kernel/shapes.ts";
import type { Flag } from "./redaction.ts";
import { keptAway, leads, mayRead, readableFrom, refuse, wasIn } from "./rules.ts";
import type { CaseEvent } from "./schema.ts";
import { covers, wroteAsGuest } from "./sharing.ts";
import type { CaseState } from "./state.ts";

/**
 * Whether they look after what their organisation wrote in this room: its information lead, also once it isn't in it any more, and without reading it.
 * In a place beside the main conversation only where the person had let the organisation in.
 */
export function looksAfter(state: CaseState, actor: Actor): boolean {
  if (state.status !== "active" || !actor.roles.includes("infoLead") || keptAway(state, actor.personId, actor.orgId)) return false;
  return Object.values(state.participations).some((p) => {
    if (p.orgId !== actor.orgId || !wasIn(p)) return false;
    return leads(state, actor) || covers(state.compartment, (p.consentId && state.consents[p.consentId]?.terms.scopes) || []);
  });
}

/** The organisation that looks after what somebody wrote in this room: their own, and for a guest, whose organisation has no part in it, the one that let them in. */
export const answersFor = (state: CaseState, actor: ActorRef, seq: number): OrgId =>
  (state.compartment === "general" && wroteAsGuest(state, { actor, seq }) && state.leadOrg) || actor.orgId;

/** May they take the words out of a message? Its author, who reads it; the information lead of the organisation that looks after it, whether they read it or not. */
export function mayRedact(state: CaseState, message: CaseEvent | undefined, actor: Actor, now: string): Verdict {
  const reads = mayRead(state, actor, now);
  if (message?.type !== "messagePosted") return refuse("UnknownReference", { field: "messageSeq" });
  const ours = message.actor.orgId === actor.orgId;
  const from = readableFrom(state, actor);
  const seen = reads && message.seq >= from.seq && message.at >= from.at;
  if (answersFor(state, message.actor, message.seq) === actor.orgId && looksAfter(state, actor)) return undone(state, message.seq);
  if (!seen) return refuse("UnknownReference", { field: "messageSeq" });
  return ours && message.actor.personId === actor.personId ? undone(state, message.seq) : refuse("NotYours");
}

const undone = (state: CaseState, messageSeq: number): Verdict =>
  state.redactions[messageSeq] === undefined || refuse("WrongState", { field: "messageSeq" });

/** The event by which words were last taken out, as far as this reader may know; 0 for never. */
export function lastTakenOut(state: CaseState, actor: Actor): number {
  const from = readableFrom(state, actor);
  return Object.values(state.redactions).reduce((last, { seq, at }) => (seq >= from.seq && at >= from.at && seq > last ? seq : last), 0);
}

/** What somebody is to a message that was found too much in: its author, while they read it and have not looked at it; the information lead of the organisation that looks after it. Nobody else knows of it. */
export function flagStanding(state: CaseState, flag: Flag, actor: Actor, now: string): "author" | "lead" | undefined {
  const { author, messageSeq } = flag;
  if (state.redactions[messageSeq]) return undefined;
  if (answersFor(state, author, messageSeq) === actor.orgId && looksAfter(state, actor)) return "lead";
  const theirs = author.personId === actor.personId && author.orgId === actor.orgId;
  return theirs && !flag.seen && mayRead(state, actor, now) ? "author" : undefined;
}
