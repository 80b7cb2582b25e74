import type { Actor } from "../kernel/event.ts";
import type { OrgId } from "../kernel/ids.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { type Ask, waitedFor } from "./asks.ts";
import { guestOf, mayPost, readableFrom, readers, refuse } from "./rules.ts";
import type { CaseState } from "./state.ts";

/** May these be asked to say that they have read it? Other organisations that read here now, each once. */
export function mayAsk(state: CaseState, orgs: readonly OrgId[], actor: Actor, now: string): Verdict {
  const others = new Set(readers(state, now).map((p) => p.orgId));
  others.delete(actor.orgId);
  return (new Set(orgs).size === orgs.length && orgs.every((orgId) => others.has(orgId))) || refuse("MentionUnknown", { field: "ask" });
}

/** May they say for their organisation that they have read and understood these words? */
export function mayAcknowledge(
  state: CaseState,
  { messageSeq, versionSeq }: Pick<Ask, "messageSeq" | "versionSeq">,
  actor: Actor,
  now: string,
): Verdict {
  const may = mayPost(state, actor, now);
  if (may !== true) return may;
  const ask = state.asks[messageSeq];
  if (!ask || !isThere(state, ask, actor)) return refuse("UnknownReference", { field: "messageSeq" });
  if (ask.of[actor.orgId] === undefined) return refuse("NotYours");
  return (ask.of[actor.orgId] === null && ask.versionSeq === versionSeq) || refuse("WrongState", { field: "versionSeq" });
}

const isThere = (state: CaseState, { posted }: Ask, actor: Actor): boolean => {
  const from = readableFrom(state, actor);
  return posted.seq >= from.seq && posted.at >= from.at;
};

/** What waits for this organisation to say so, oldest first. A guest says nothing for theirs. */
export const askedOf = (state: CaseState, actor: Actor): Ask[] =>
  guestOf(state, actor)
    ? []
    : Object.values(state.asks).filter((ask) => waitedFor(ask).includes(actor.orgId) && isThere(state, ask, actor));
