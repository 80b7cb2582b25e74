import type { Guest } from "@linkwork/shared/cases/guests.ts";
import type { KeepingEvent } from "@linkwork/shared/cases/keeping.ts";
import { type LedgerEntry, type LedgerKind, ledgerKindOf } from "@linkwork/shared/cases/ledger.ts";
import { isDecision, keptAway } from "@linkwork/shared/cases/rules.ts";
import type { AccessEvent, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { wroteAsGuest } from "@linkwork/shared/cases/sharing.ts";
import { notedAgain } from "@linkwork/shared/cases/shown.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { houseId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Compartment } from "@linkwork/shared/kernel/room.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";
import { quietly } from "./present-others.ts";

/** What the lines are made of, and for whom. */
export type LedgerSources = {
  scope: "all" | "own";
  actor: Actor;
  state: CaseState;
  /** the reader's own organisation: its people are named, in the case or not */
  ours: OrgState;
  records: readonly (AccessEvent | KeepingEvent)[];
  /** what was said and decided in the general room, and beside it */
  talks: readonly Talk[];
};
type Talk = { readonly compartment: Compartment; readonly events: readonly CaseEvent[] };

/** Every line that this reader may see, newest first. Pure. */
export function linesOf({ scope, actor, state, ours, records, talks }: LedgerSources): LedgerEntry[] {
  const nameOf = namesIn(state, actor, ours);
  const shown = new Map(talks.map(({ compartment, events }) => [compartment, messageCounter(events)]));
  const away = (personId: PersonId, orgId: OrgId) => (scope === "all" && keptAway(state, personId, orgId) ? { away: true as const } : {});
  const mine = (by: ActorRef): boolean => scope === "all" || by.orgId === actor.orgId;
  /** what somebody of theirs looked at, or did, as a guest is not the organisation's */
  const asGuest = (by: ActorRef, at: string): boolean =>
    scope === "own" && Object.values(state.guests).some((guest) => wasGuest(guest, by, at));
  const didAsGuest = ({ type, actor: by, seq }: CaseEvent, compartment: Compartment): boolean =>
    scope === "own" && compartment === "general" && (type === "guestEnded" || wroteAsGuest(state, { actor: by, seq }));
  const saidWhy = whenSaid(records);
  const looks = records.flatMap((record): Line[] => {
    const { id, at } = record;
    if (record.type !== "accessNoted") return decided(record);
    const { decision, what, personId, orgId, fromSeq, toSeq, asked, compartment, times, since, why } = record.body;
    const refused = decision === "deny";
    // what was tried in a place that the organisation is not let into would tell that it is there
    if (!mine({ personId, orgId }) || asGuest({ personId, orgId }, at) || !shown.has(compartment ?? "general")) return [];
    // who was asked why they look, and said it then, was not refused
    if (refused && what === "reason" && !times && saidWhy({ personId, orgId }, at)) return [];
    // that somebody whom the person wants kept away was refused would tell their own organisation why
    if (refused && scope === "own" && keptAway(state, personId, orgId)) return [];
    const messages = refused ? 0 : (shown.get(compartment ?? "general")?.(what === "closed" ? fromSeq + 1 : fromSeq, toSeq) ?? 0);
    return [
      {
        ...{ id, at, rank: 1, who: nameOf(personId, orgId), what, refused, ...away(personId, orgId) },
        ...(asked ? { asked } : {}),
        ...(why ? { why } : {}),
        ...(times && since ? { times, since } : {}),
        ...(messages > 0 ? { messages } : {}),
        ...(compartment ? { compartment } : {}),
      },
    ];
  });
  /** How long the case is kept is for those who see all of its records. */
  function decided({ id, at, type, actor: by }: KeepingEvent): Line[] {
    return scope === "all" ? [{ id, at, rank: 1, who: nameOf(by.personId, by.orgId), what: type, refused: false }] : [];
  }
  const deeds = talks.flatMap(({ compartment, events }) => {
    const told = events.map(quietly);
    const again = notedAgain(told);
    return told.flatMap((event) => (again.has(event.seq) ? [] : deedsOf(event, compartment)));
  });
  function deedsOf(event: CaseEvent, compartment: Compartment): Line[] {
    const { id, at, type, actor: by } = event;
    // what a place took over stands with the general room, where it was decided
    const copied = compartment !== "general" && (isDecision(event) || type === "sharingFollowed");
    if (!mine(by) || copied || didAsGuest(event, compartment)) return [];
    const about = aboutWhom(event, state).filter((org) => scope === "all" || org.orgId === actor.orgId);
    return [
      {
        ...{ id, at, rank: 0, who: nameOf(by.personId, by.orgId), what: type, refused: false, ...away(by.personId, by.orgId) },
        ...(about.length > 0 ? { about: about.map((org) => org.name) } : {}),
        ...(compartment === "general" ? {} : { compartment }),
      },
    ];
  }
  return [...deeds, ...looks]
    .map((line, place) => ({ line, place }))
    .sort((a, b) => compare(b.line.at, a.line.at) || b.line.rank - a.line.rank || b.place - a.place)
    .map(({ line: { rank: _rank, ...entry } }) => entry);
}

/** So long whoever is asked why they look may think of it, in milliseconds: an hour. */
const thinks = 3600_000;
/** Whether somebody said why they look within that time after a moment. */
function whenSaid(records: LedgerSources["records"]): (who: ActorRef, at: string) => boolean {
  const said = records.flatMap((record) =>
    record.type === "accessNoted" && record.body.what === "reason" && record.body.decision === "permit" ? [record] : [],
  );
  return ({ personId, orgId }, asked) =>
    said.some(({ at, body }) => {
      const after = Date.parse(at) - Date.parse(asked);
      return body.personId === personId && body.orgId === orgId && after >= 0 && after <= thinks;
    });
}

type Line = LedgerEntry & { rank: number };
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Who somebody is to this reader: people of the case and of the reader's own organisation by name, others by their organisation if it is in the case, else nobody. */
function namesIn(state: CaseState, actor: Actor, ours: OrgState): (personId: PersonId, orgId: OrgId) => LedgerEntry["who"] {
  const members = new Map<string, string>();
  const orgs = new Map<OrgId, string>();
  for (const p of Object.values(state.participations)) {
    orgs.set(p.orgId, p.name);
    for (const m of p.members) members.set(`${m.personId} ${p.orgId}`, m.name);
  }
  for (const { personId, orgId, name, orgName } of Object.values(state.guests)) {
    if (!orgs.has(orgId)) orgs.set(orgId, orgName);
    if (!members.has(`${personId} ${orgId}`)) members.set(`${personId} ${orgId}`, name);
  }
  return (personId, orgId) => {
    const orgName = orgs.get(orgId);
    const name = members.get(`${personId} ${orgId}`) ?? (orgId === actor.orgId ? ours.members[personId]?.name : undefined);
    if (!orgName) return orgId === houseId ? { name: "Linkwork" } : {};
    return name ? { personId, name, orgId, orgName } : { orgId, orgName };
  };
}

const wasGuest = (guest: Guest, { personId, orgId }: ActorRef, at: string): boolean =>
  guest.personId === personId && guest.orgId === orgId && guest.admitted.at <= at && (!guest.ended || at <= guest.ended.at);

/** How many messages lie between two numbers, both included. */
function messageCounter(events: readonly CaseEvent[]): (from: number, to: number) => number {
  const upTo: number[] = [0];
  for (const event of events) upTo[event.seq] = (upTo[event.seq - 1] ?? 0) + (event.type === "messagePosted" ? 1 : 0);
  const last = upTo.length - 1;
  const at = (seq: number): number => upTo[Math.max(0, Math.min(seq, last))] ?? 0;
  return (from, to) => (to < from ? 0 : at(to) - at(from - 1));
}

/** The organisations that an event is about, as the person was told of them or as they were invited. */
function aboutWhom(event: CaseEvent, state: CaseState): readonly { orgId: OrgId; name: string }[] {
  if (event.type === "organisationInvited") return [event.body];
  // whom the person wants kept away by now is named by no line, and so on no paper
  if (event.type === "guestAdmitted" || event.type === "guestEnded")
    return [state.guests[event.body.guestId]].flatMap((guest) => (guest && !keptAway(state, guest.personId, guest.orgId) ? [guest] : []));
  if (event.type === "consentGiven") return event.body.told;
  if (event.type === "consentProposed" || !("consentId" in event.body)) return [];
  return state.consents[event.body.consentId]?.record?.told ?? [];
}

export type LedgerFilter = { orgId?: OrgId | undefined; personId?: PersonId | undefined; kind?: LedgerKind | undefined };

/** The lines that were asked for. */
export const filtered = (entries: readonly LedgerEntry[], { orgId, personId, kind }: LedgerFilter): LedgerEntry[] =>
  entries.filter((e) => (!orgId || e.who.orgId === orgId) && (!personId || e.who.personId === personId) && (!kind || isOf(e, kind)));

const isOf = (entry: LedgerEntry, kind: LedgerKind): boolean =>
  kind === "marked" ? (entry.marks?.length ?? 0) > 0 : ledgerKindOf(entry) === kind;

type Named = { id: string; name: string };
/** The organisations and the people that the lines name: what can be filtered by. */
export function namedIn(entries: readonly LedgerEntry[]): { orgs: Named[]; people: (Named & { orgId: string })[] } {
  const orgs = new Map<string, Named>();
  const people = new Map<string, Named & { orgId: string }>();
  for (const { who } of entries) {
    if (who.orgId && who.orgName) orgs.set(who.orgId, { id: who.orgId, name: who.orgName });
    if (who.personId && who.name && who.orgId) people.set(who.personId, { id: who.personId, name: who.name, orgId: who.orgId });
  }
  const byName = (a: Named, b: Named) => a.name.localeCompare(b.name, "en-GB");
  return { orgs: [...orgs.values()].sort(byName), people: [...people.values()].sort(byName) };
}
