import type { Actor } from "../kernel/event.ts";
import type { OrgId, PersonId } from "../kernel/ids.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { type Ask, waitedFor } from "./asks.ts";
import type { Guest } from "./guests.ts";
import { guestOf, isMember, keptAway, leads, mayPost, readableFrom, readers, readersTold, refuse } from "./rules.ts";
import type { Mention } from "./schema.ts";
import { guestHolds } from "./sharing.ts";
import type { CaseState } from "./state.ts";

/** May these be asked to say that they have read it? Other organisations that read here now, each once. */
export function mayAsk(state: CaseState, orgs: readonly OrgId[], actor: Actor, now: string): Verdict {
  const others = new Set(readersTold(state, actor, now).map((p) => p.orgId));
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

/**
 * A name can be mentioned only if it is among the readers; anything else is refused, whoever exists elsewhere. Whom the person wants kept away is so only to
 * those who lead the case and know of it: to everybody else they are who they seem to be, or trying name after name would tell. They hear nothing of it.
 */
export function mentionable(state: CaseState, mention: Mention, now: string, actor: Actor): boolean {
  const away = (personId: PersonId | null, orgId: OrgId) => leads(state, actor) && keptAway(state, personId, orgId);
  const visits = (guest: Guest) => guestHolds(state, guest, now) && guest.personId === mentioned && !away(guest.personId, guest.orgId);
  const mentioned = mention.kind === "person" ? mention.personId : undefined;
  if (Object.values(state.guests).some(visits)) return true;
  return readers(state, now).some((p) =>
    mention.kind === "person"
      ? isMember(p, mention.personId) && !away(mention.personId, p.orgId)
      : p.orgId === mention.orgId && !away(null, p.orgId),
  );
}
