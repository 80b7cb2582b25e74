import type { ConsentRecord } from "@linkwork/shared/cases/consent.ts";
import { foldFiles } from "@linkwork/shared/cases/files.ts";
import type { Guest } from "@linkwork/shared/cases/guests.ts";
import { didWords, type LedgerEntry, tellsOfKeeping, whoWords } from "@linkwork/shared/cases/ledger.ts";
import { type PaperDay, paperOf } from "@linkwork/shared/cases/ledger-paper.ts";
import type { Pack, PackConsent, PackFile, PackGuest, PackMessage, PackWho } from "@linkwork/shared/cases/pack.ts";
import { conceal, foldRedactions, type Redactions } from "@linkwork/shared/cases/redaction.ts";
import type { AccessRequest, Withheld } from "@linkwork/shared/cases/requests.ts";
import { keptAway } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { wroteAsGuest } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { withheldWords } from "@linkwork/shared/cases/words-requests.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Compartment } from "@linkwork/shared/kernel/room.ts";

/** A place of the case, and all that is in it, in order, as who asks may see it. */
type Talk = { readonly compartment: Compartment; readonly events: readonly CaseEvent[] };

/** What every pack is made of. `state` and `talks` went through the slice's `present`, for who asks: what it hides is in no pack. */
export type PackSources = {
  state: CaseState;
  talks: readonly Talk[];
  /** the lines of the ledger that the pack may tell */
  lines: readonly LedgerEntry[];
  by: { orgName: string; phone: string };
  /** UTC */
  madeAt: string;
  /** the day of an instant where the person lives */
  dayOf(at: string): string;
};

/** The places without the words that were taken out, by now: also of what was gone through before. */
function concealed(talks: readonly Talk[]): (Talk & { redactions: Redactions })[] {
  return talks.map(({ compartment, events }) => {
    const redactions = events.reduce(foldRedactions, {} as Redactions);
    return { compartment, redactions, events: events.map((event) => conceal(event, redactions)) };
  });
}

/** Names as they were told in the conversation, of those too who have left since. */
function namesIn({ state, talks }: Pick<PackSources, "state" | "talks">): (personId: PersonId, orgId: OrgId) => PackWho {
  const people = new Map<string, string>();
  const orgs = new Map<string, string>();
  const note = (orgId: string | undefined, member: { personId: string; name: string }) => {
    if (orgId) people.set(`${member.personId}|${orgId}`, member.name);
  };
  for (const p of Object.values(state.participations)) {
    orgs.set(p.orgId, p.name);
    for (const member of p.members) note(p.orgId, member);
  }
  for (const guest of Object.values(state.guests)) {
    note(guest.orgId, guest);
    if (!orgs.has(guest.orgId)) orgs.set(guest.orgId, guest.orgName);
  }
  for (const { type, body } of talks.flatMap((talk) => talk.events)) {
    if (type === "caseOpened") note(body.lead.orgId, body.lead.member);
    if (type === "participationJoined" || type === "colleagueAdded") note(state.participations[body.participationId]?.orgId, body.member);
  }
  return (personId, orgId) => {
    if (keptAway(state, personId, orgId)) return {};
    const [name, orgName] = [people.get(`${personId}|${orgId}`), orgs.get(orgId)];
    return { ...(name ? { name } : {}), ...(orgName ? { orgName } : {}) };
  };
}

const beside = (place: Compartment): { place?: Compartment } => (place === "general" ? {} : { place });

type Said = { event: CaseEvent & { type: "messagePosted" }; before: { at: string; text: string }[]; text: string };
/** The messages of a place with what became of each, in order. */
function saidIn(events: readonly CaseEvent[]): Said[] {
  const said = new Map<number, Said>();
  let at = new Map<number, string>();
  for (const event of events) {
    if (event.type === "messagePosted") {
      said.set(event.seq, { event, before: [], text: event.body.text });
      at = at.set(event.seq, event.at);
    } else if (event.type === "messageEdited") {
      const found = said.get(event.body.messageSeq);
      if (!found) continue;
      found.before.push({ at: at.get(event.body.messageSeq) ?? "", text: found.text });
      found.text = event.body.text;
      at.set(event.body.messageSeq, event.at);
    }
  }
  return [...said.values()];
}

type Wanted = {
  whose: (event: CaseEvent, place: Compartment) => boolean;
  withheld: readonly Withheld[];
  draft: boolean;
  /** the last number of a place that may be in it */
  upTo: (place: Compartment) => number;
};

/** The messages that a pack holds, of all places, in the order in which they were written; what is kept back without text, or not at all. */
function messagesIn(sources: PackSources, { whose, withheld, draft, upTo }: Wanted): PackMessage[] {
  const nameOf = namesIn(sources);
  const all = concealed(sources.talks).flatMap(({ compartment, events: whole, redactions }) => {
    const events = whole.filter((event) => event.seq <= upTo(compartment));
    const topics = new Map(events.flatMap((e) => (e.type === "topicOpened" ? [[e.body.topicId, e.body.title] as const] : [])));
    const files = filesOf(events);
    return saidIn(events)
      .filter(({ event }) => whose(event, compartment))
      .flatMap(({ event, before, text }): PackMessage[] => {
        const kept = withheld.find((part) => part.compartment === compartment && part.seq === event.seq);
        if (kept && !draft && withheldWords[kept.why].paper === null) return [];
        const { seq, at, actor, body } = event;
        const about = { ...beside(compartment), seq, at, who: nameOf(actor.personId, actor.orgId) };
        const why = kept ? { withheld: kept.why } : {};
        const taken = redactions[seq];
        if (taken) return [{ ...about, takenOut: taken.reason }];
        if (kept && !draft) return [{ ...about, ...why }];
        const topic = body.topicId ? topics.get(body.topicId) : undefined;
        const carried = (body.files ?? []).flatMap((id) => files[id]?.name || []);
        return [
          {
            ...{ ...about, ...why, text },
            ...(topic ? { topic } : {}),
            ...(before.length > 0 ? { before } : {}),
            ...(carried.length > 0 ? { files: carried } : {}),
          },
        ];
      });
  });
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const filesOf = (events: readonly CaseEvent[]) => events.reduce(foldFiles, {} as ReturnType<typeof foldFiles>);

function filesIn(sources: PackSources, { whose, withheld, draft, upTo }: Wanted): PackFile[] {
  const nameOf = namesIn(sources);
  return concealed(sources.talks)
    .flatMap(({ compartment, events: whole }) => {
      const events = whole.filter((event) => event.seq <= upTo(compartment));
      const added = new Map(events.flatMap((e) => (e.type === "fileAdded" ? [[e.body.fileId, e] as const] : [])));
      return Object.values(filesOf(events)).flatMap((file): PackFile[] => {
        const event = added.get(file.fileId);
        const kept = withheld.some((part) => part.compartment === compartment && part.seq === file.messageSeq);
        // what was never sent in a message was never shown to anybody; what has no name was taken out, or is not shared
        if (!event || !whose(event, compartment) || file.messageSeq === undefined || file.name === "" || (kept && !draft)) return [];
        const { result, name, size, by, added: when } = file;
        const type = result?.type ? { type: result.type } : {};
        return [
          {
            ...{ ...beside(compartment), ...type, name, size: result?.size ?? size, at: when.at },
            ...{ who: nameOf(by.personId, by.orgId), readable: result?.outcome === "clean" },
          },
        ];
      });
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** A consent as the person may read all of it, but for whom they want kept away: a paper lies about at home. */
function consentFor(held: HeldConsent): PackConsent {
  const { record, terms } = held;
  const { grantor, capacity } = record?.leadOnly ?? {};
  return {
    ...consentOf(held),
    told: (record?.told ?? []).map((told) => told.name),
    ...(record ? { said: { on: record.said.on, method: record.said.method, ...interpreted(record.said.interpreter) } } : {}),
    ...(grantor ? { grantor } : {}),
    ...(capacity ? { capacity } : {}),
    ...(record ? { receipt: receiptFor(held, record) } : {}),
    purpose: terms.purpose,
  };
}
function receiptFor(
  { translations }: HeldConsent,
  { receiptId: id, notice: { text, sha256 } }: ConsentRecord,
): NonNullable<PackConsent["receipt"]> {
  const made = Object.values(translations ?? {}).map(({ of: _hash, ...translation }) => translation);
  return { id, text, sha256, ...(made.length > 0 ? { translations: made } : {}) };
}
const interpreted = (interpreter: string | undefined) => (interpreter ? { interpreter } : {});
const consentOf = ({ status, terms, givenAt, first, endedAt }: HeldConsent): PackConsent => ({
  ...{ status, told: [], purpose: terms.purpose, scopes: terms.scopes, from: terms.period.start, to: terms.period.end },
  notedAt: givenAt === "" ? first.at : givenAt,
  ...(endedAt ? { endedAt } : {}),
});

function guestFor({ name, orgName, as, may, history, admitted, until, ended, said, ...guest }: Guest, state: CaseState): PackGuest {
  const who = keptAway(state, guest.personId, guest.orgId) ? {} : { name, orgName };
  return {
    ...{ who, as, may, history, from: admitted.at, to: until },
    ...(ended && ended.at < until ? { endedAt: ended.at } : {}),
    ...(said ? { said: { on: said.on, method: said.method, ...interpreted(said.interpreter) } } : {}),
  };
}

const head = ({ state, by, madeAt }: PackSources, kind: Pack["kind"]) => ({
  ...({ format: "linkwork-pack", version: 1 } as const),
  ...{ kind, madeAt, label: state.label, ...by },
});

const aboutThem = ({ safeContact: _kept, ...identity }: Identity): NonNullable<Pack["person"]> => identity;

/** The copy that the person asked for. While it is gone through it holds everything, with what is kept back beside it. */
export function personPack(sources: PackSources, request: AccessRequest, identity: Identity | undefined): Pack {
  const draft = request.status === "review";
  // while it is gone through everything is there; afterwards what was there then
  const upTo = (place: Compartment) => (draft ? Number.POSITIVE_INFINITY : (request.through?.[place] ?? 0));
  const wanted = { whose: () => true, withheld: request.withheld, draft, upTo };
  return {
    ...head(sources, "person"),
    ...(draft ? { draft } : {}),
    request: { receivedOn: request.receivedOn, dueOn: request.dueOn },
    ...(identity ? { person: aboutThem(identity) } : {}),
    consents: Object.values(sources.state.consents).map(consentFor),
    guests: Object.values(sources.state.guests).map((guest) => guestFor(guest, sources.state)),
    messages: messagesIn(sources, wanted),
    files: filesIn(sources, wanted),
    seen: paperOf(sources.lines, sources.dayOf),
  };
}

/** What people of one organisation wrote in a case, what was agreed for it, and when its own people looked. Nobody else's words or names. */
export function organisationPack(sources: PackSources, orgId: OrgId): Pack {
  const wanted = {
    // what somebody of theirs wrote as a guest is not the organisation's
    whose: (event: CaseEvent, place: Compartment) =>
      event.actor.orgId === orgId && !(place === "general" && wroteAsGuest(sources.state, event)),
    withheld: [],
    draft: false,
    upTo: () => Number.POSITIVE_INFINITY,
  };
  const named = Object.values(sources.state.consents).filter((c) => c.record && c.terms.controllers.includes(orgId));
  return {
    ...head(sources, "organisation"),
    consents: named.map((held) => ({
      ...consentOf(held),
      told: (held.record?.told ?? []).filter((t) => t.orgId === orgId).map((t) => t.name),
    })),
    messages: messagesIn(sources, wanted),
    files: filesIn(sources, wanted),
    seen: daysOf(
      // nor that somebody tried to decide how long it is kept: that there is a hold to be lifted would be told by it
      sources.lines.filter((line) => line.who.orgId === orgId && !tellsOfKeeping(line)),
      sources.dayOf,
    ),
  };
}

/** The lines of the ledger as they are, by day, newest first. */
function daysOf(lines: readonly LedgerEntry[], dayOf: PackSources["dayOf"]): PaperDay[] {
  const days = new Map<string, Map<string, string[]>>();
  for (const line of lines) {
    const day = days.get(dayOf(line.at)) ?? new Map<string, string[]>();
    const who = whoWords(line.who);
    day.set(who, [...(day.get(who) ?? []), didWords(line)]);
    days.set(dayOf(line.at), day);
  }
  return [...days].map(([day, people]) => ({ day, lines: [...people].map(([who, did]) => ({ who, did })) }));
}
