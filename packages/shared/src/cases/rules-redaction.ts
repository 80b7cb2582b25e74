import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { Flag } from "./redaction.ts";
import { keptAway, leads, mayRead, readableFrom, refuse, wasIn } from "./rules.ts";
import type { CaseEvent } from "./schema.ts";
import { covers } from "./sharing.ts";
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

/** May they take the words out of a message? Its author, who reads it; the information lead of its author's organisation, whether they read it or not. */
export function mayRedact(state: CaseState, message: CaseEvent | undefined, actor: Actor, now: string): Verdict {
  const reads = mayRead(state, actor, now);
  if (message?.type !== "messagePosted") return refuse("UnknownReference", { field: "messageSeq" });
  const ours = message.actor.orgId === actor.orgId;
  const from = readableFrom(state, actor);
  const seen = reads && message.seq >= from.seq && message.at >= from.at;
  if (ours && looksAfter(state, actor)) return undone(state, message.seq);
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

/** What somebody is to a message that was found too much in: its author, while they read it and have not looked at it; the information lead of the author's organisation. Nobody else knows of it. */
export function flagStanding(state: CaseState, flag: Flag, actor: Actor, now: string): "author" | "lead" | undefined {
  if (flag.author.orgId !== actor.orgId || state.redactions[flag.messageSeq]) return undefined;
  if (looksAfter(state, actor)) return "lead";
  return flag.author.personId === actor.personId && !flag.seen && mayRead(state, actor, now) ? "author" : undefined;
}
