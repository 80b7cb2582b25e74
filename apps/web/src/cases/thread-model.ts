import type { RedactionReason } from "@linkwork/shared/cases/redaction.ts";
import { isDecision, type reactions } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent, Mention } from "@linkwork/shared/cases/schema.ts";
import { covers } from "@linkwork/shared/cases/sharing.ts";
import { notedAgain } from "@linkwork/shared/cases/shown.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { knotWords } from "@linkwork/shared/cases/words.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import { daysBetween } from "../ui/time.ts";
import type { Sector } from "../ui/tone.ts";

export type Reaction = (typeof reactions)[number];
type Version = { seq: number; at: string; text: string };

/** Something done to a message that waits to be sent. */
export type Waits = "editMessage" | "react" | "pinMessage" | "unpinMessage";

/** A message with everything that hangs on it. */
export type Speech = {
  kind: "said";
  seq: number;
  id: string;
  at: string;
  personId: string;
  orgId: string;
  text: string;
  topicId: string | undefined;
  replyTo: number | undefined;
  mentions: readonly Mention[];
  /** ids; what is known of them is in the state */
  files: readonly string[];
  /** oldest first; the last one is what stands */
  versions: readonly Version[];
  /** for each reaction the people who set it, in the order they did */
  reactions: ReadonlyMap<Reaction, readonly string[]>;
  /** its words were taken out: by whom, when, why */
  redacted?: { name: string; at: string; reason: RedactionReason };
  /** what I did to it and what is not with the server yet */
  waits?: readonly Waits[];
  /** changes with every edit and reaction, and when its words go */
  stamp: string;
};
type Knot = { kind: "knot"; seq: number; id: string; at: string; event: CaseEvent };
export type DayLine = { kind: "day"; id: string; at: string };
export type Item = Speech | Knot;

/** Whether something has words doesn't hang on names. */
const nameless = { org: String, consent: String, participation: String, guest: String };

/** Turns a room's events into what is drawn: messages with their edits and reactions, and knots. Pure. */
export function itemsOf(events: readonly CaseEvent[]): Item[] {
  const items: Item[] = [];
  const again = notedAgain(events);
  const speech = new Map<number, { item: Speech; versions: Version[]; reactions: Map<Reaction, string[]> }>();
  for (const event of events) {
    switch (event.type) {
      case "messagePosted": {
        const versions = [{ seq: event.seq, at: event.at, text: event.body.text }];
        const reactions = new Map<Reaction, string[]>();
        const item: Speech = {
          kind: "said",
          seq: event.seq,
          id: event.id,
          at: event.at,
          personId: event.actor.personId,
          orgId: event.actor.orgId,
          text: event.body.text,
          topicId: event.body.topicId,
          replyTo: event.body.replyTo,
          mentions: event.body.mentions ?? [],
          files: event.body.files ?? [],
          versions,
          reactions,
          stamp: event.id,
        };
        speech.set(event.seq, { item, versions, reactions });
        items.push(item);
        break;
      }
      case "messageEdited": {
        const found = speech.get(event.body.messageSeq);
        if (!found) break;
        found.versions.push({ seq: event.seq, at: event.at, text: event.body.text });
        found.item.text = event.body.text;
        found.item.stamp = event.id;
        break;
      }
      case "reactionSet": {
        const found = speech.get(event.body.messageSeq);
        if (!found) break;
        const who = (found.reactions.get(event.body.reaction) ?? []).filter((id) => id !== event.actor.personId);
        if (event.body.on) who.push(event.actor.personId);
        if (who.length > 0) found.reactions.set(event.body.reaction, who);
        else found.reactions.delete(event.body.reaction);
        found.item.stamp = event.id;
        break;
      }
      case "messageRedacted": {
        const found = speech.get(event.body.messageSeq);
        if (!found) break;
        Object.assign(found.item, { text: "", files: [], mentions: [], stamp: event.id });
        found.item.redacted = { name: event.body.name, at: event.at, reason: event.body.reason };
        found.versions.splice(0);
        found.reactions.clear();
        break;
      }
      // who has said that they read it is drawn with the message, from the state
      case "acknowledged":
      // a file is drawn with the message that carries it
      case "fileAdded":
      case "fileChecked":
        break;
      default:
        // what says nothing to anybody begins no day
        if (knotWords(event, "", nameless) && !again.has(event.seq))
          items.push({ kind: "knot", seq: event.seq, id: event.id, at: event.at, event });
    }
  }
  return items;
}

/** In a place beside the main conversation: without what was decided about organisations that were never let in there. */
export function inPlace(items: readonly Item[], { compartment, consents, participations }: CaseState): readonly Item[] {
  if (compartment === "general") return items;
  const narrowed = new Set(items.flatMap((i) => (i.kind === "knot" && i.event.type === "consentNarrowed" ? [i.event.body.consentId] : [])));
  const concerns = (consentId: string | null | undefined): boolean => {
    const consent = consentId ? consents[consentId] : undefined;
    return !consent || narrowed.has(consent.consentId) || covers(compartment, consent.terms.scopes);
  };
  return items.filter((item) => {
    if (item.kind === "said" || !isDecision(item.event)) return true;
    const { body } = item.event;
    if ("consentId" in body) return concerns(body.consentId);
    if ("participationId" in body) return concerns(participations[body.participationId]?.consentId);
    return "orgId" in body ? Object.values(participations).some((p) => p.orgId === body.orgId && concerns(p.consentId)) : true;
  });
}

/** Only one topic: its messages, and its own knots. */
export const inTopic = (items: readonly Item[], topicId: string): Item[] =>
  items.filter((item) =>
    item.kind === "said" ? item.topicId === topicId : "topicId" in item.event.body && item.event.body.topicId === topicId,
  );

/** Where a reader stands: which message is theirs, up to where they have read, and the first number that is loaded here (1 where all is). */
export type Reader = { personId: string; mark: number | undefined; loaded: number };

/** What others wrote since one last read and what doesn't stand among these lines; null as long as that can't be known. */
export function newsBeside(all: readonly Item[], shown: readonly Item[], { personId, mark, loaded }: Reader): Speech[] | null {
  if (mark === undefined || loaded > mark + 1) return null;
  const here = new Set(shown.map((item) => item.seq));
  return all.filter((item) => item.kind === "said" && item.seq > mark && item.personId !== personId && !here.has(item.seq)) as Speech[];
}

/** Something done that has no number yet: the device holds it, or it is on its way. */
type Pending = { id: string; type: string; input: Record<string, unknown>; state: "sending" | "waiting" };

const done: readonly string[] = ["editMessage", "react", "pinMessage", "unpinMessage"] satisfies Waits[];

/** The same with what I did to the messages and what has not arrived yet: my newest words, my reactions, and that they wait where nobody is there to take them. */
export function withPending(items: readonly Item[], pending: readonly Pending[], me: string): readonly Item[] {
  const acts = pending.filter(({ type }) => done.includes(type));
  if (acts.length === 0) return items;
  return items.map((item) => {
    const mine = item.kind === "said" && !item.redacted ? acts.filter(({ input }) => input.messageSeq === item.seq) : [];
    return item.kind === "said" && mine.length > 0 ? mine.reduce((now, act) => withAct(now, act, me), item) : item;
  });
}

function withAct(item: Speech, { id, type, input, state }: Pending, me: string): Speech {
  const waits = state === "waiting" ? [...new Set([...(item.waits ?? []), type as Waits])] : (item.waits ?? []);
  const next: Speech = { ...item, waits, stamp: `${item.stamp} ${id} ${state}` };
  if (type === "editMessage" && typeof input.text === "string") next.text = input.text;
  if (type === "react") {
    const reaction = input.reaction as Reaction;
    const others = (item.reactions.get(reaction) ?? []).filter((each) => each !== me);
    const reactions = new Map(item.reactions);
    if (input.on === true) reactions.set(reaction, [...others, me]);
    else if (others.length > 0) reactions.set(reaction, others);
    else reactions.delete(reaction);
    next.reactions = reactions;
  }
  return next;
}

/** The same with a line where another day begins. */
export function withDays(items: readonly Item[]): (Item | DayLine)[] {
  const lines: (Item | DayLine)[] = [];
  let before: string | undefined;
  for (const item of items) {
    if (before === undefined || daysBetween(before, item.at) !== 0)
      lines.push({ kind: "day", id: `day-${item.at.slice(0, 10)}-${item.seq}`, at: item.at });
    lines.push(item);
    before = item.at;
  }
  return lines;
}

export type Who = { name: string; place: string; sector: Sector };

/** Names of people and organisations, as the case itself knows them (also of those who have left); of those only asked about, as the directory has them. */
export function namesIn(state: Pick<CaseState, "participations" | "consents" | "guests">, directory: readonly OrgCard[]) {
  const people = new Map<string, string>();
  const orgs = new Map(directory.map(({ orgId, name, sector }) => [orgId as string, { name, sector }]));
  for (const p of Object.values(state.participations)) {
    orgs.set(p.orgId, { name: p.name, sector: p.sector });
    for (const member of p.members) people.set(member.personId, member.name);
  }
  for (const { personId, name, orgId, orgName, sector } of Object.values(state.guests)) {
    if (!orgs.has(orgId)) orgs.set(orgId, { name: orgName, sector });
    if (!people.has(personId)) people.set(personId, name);
  }
  for (const consent of Object.values(state.consents))
    for (const told of consent.record?.told ?? []) if (!orgs.has(told.orgId)) orgs.set(told.orgId, { name: told.name, sector: "third" });
  const org = (id: string): string => orgs.get(id)?.name ?? "an organisation";
  const list = (ids: readonly string[]): string => new Intl.ListFormat("en-GB").format(ids.map(org));
  return {
    org,
    sector: (id: string): Sector | undefined => orgs.get(id)?.sector,
    person: (id: string): string => people.get(id) ?? "Somebody",
    who: (personId: string, orgId: string): Who => ({
      name: people.get(personId) ?? org(orgId),
      place: org(orgId),
      sector: orgs.get(orgId)?.sector ?? "third",
    }),
    consent: (id: string): string => list(state.consents[id]?.terms.controllers ?? []) || "an organisation",
    participation: (id: string): string => state.participations[id]?.name ?? "an organisation",
    guest: (id: string): string => state.guests[id]?.name ?? "somebody",
  };
}
export type Names = ReturnType<typeof namesIn>;

/** Under which message each other organisation's "seen by" stands: the newest that it has read, unless it wrote that itself. */
export function seenUnder(items: readonly Item[], seen: Readonly<Record<string, number>>, mine: string): Map<number, string[]> {
  const under = new Map<number, string[]>();
  const said = items.filter((item) => item.kind === "said");
  for (const [orgId, seq] of Object.entries(seen)) {
    if (orgId === mine) continue;
    const newest = said.findLast((item) => item.seq <= seq);
    if (!newest || newest.orgId === orgId) continue;
    under.set(newest.seq, [...(under.get(newest.seq) ?? []), orgId]);
  }
  return under;
}
