import { mayKnow } from "@linkwork/shared/cases/rules.ts";
import type { CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { commands } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type CaseId, type ClientId, type EventId, newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { type CaseFacts, decide } from "../../apps/server/src/cases/decide.ts";
import { consentInput } from "./build.ts";
import { day, hour, testClock } from "./clock.ts";
import { guestInput } from "./guests.ts";

const start = Date.parse("2026-03-02T09:00:00.000Z");
export const id = <T extends string = string & never>() => newId<T>(start);
const org = (name: string) => ({ orgId: id<OrgId>(), name, sector: "third" as const, phone: "0141", about: name });
export const lead = org("Practice");
export const city = org("City Interpreters");
export const [hub, cafe] = [org("Food Hub"), org("Café")] as const;
const actor = (of: typeof lead, name: string, ...roles: Actor["roles"]): Actor => ({
  personId: id<PersonId>(),
  orgId: of.orgId,
  name,
  orgName: of.name,
  sector: of.sector,
  roles,
});
export const people = [
  actor(lead, "Rhona", "linkWorker"),
  actor(lead, "Ian", "infoLead"),
  actor(hub, "Tariq", "worker"),
  actor(hub, "Tess", "worker"),
  actor(cafe, "Olga", "worker"),
  actor(hub, "Hana", "infoLead"),
  actor(lead, "Isla", "linkWorker"),
];
const [rhona] = people as [Actor];
/** Let in for a while, and taking part in nothing. */
export const amina = actor(city, "Amina", "worker", "infoLead");
people.push(amina);
export const caseId = id<CaseId>();
const places = Array.from({ length: 5 }, () => id());
const consents = Array.from({ length: 5 }, () => id());
const topics = [id()];
const guests = Array.from({ length: 4 }, () => id());
const validity = { agreementId: id(), validFrom: "2026-01-01T00:00:00.000Z", validTo: "2026-05-20T00:00:00.000Z" };
export const facts: CaseFacts = {
  cards: Object.fromEntries([lead, hub, cafe, city].map((o) => [o.orgId, o])),
  agreement: validity,
  colleague: "Tess",
  guest: "Amina",
  clientIsOurs: true,
};

const consentId = fc.constantFrom(...consents);
const participationId = fc.constantFrom(...places);
const orgId = fc.constantFrom(hub.orgId, cafe.orgId);
const word = fc.record({ consentId, method: fc.constant("phone" as const) });
const scopes = fc.subarray(["message", "needs", "identity"] as const, { minLength: 1 });
const can = { kind: "regained" as const, capacity: { outcome: "has", assessedBy: "Dr Ross", assessedOn: "2026-03-02" } };
const given = fc.record({
  consentId,
  supersedes: fc.option(consentId, { nil: undefined, freq: 1 }),
  of: orgId,
  scopes,
  away: fc.boolean(),
  city: fc.boolean(),
});
/** For an hour, a day, or most of what a life lasts, from its beginning. */
const admission = fc
  .record({ guestId: fc.constantFrom(...guests), history: fc.boolean(), until: fc.constantFrom(hour, day, 15 * day, 30 * day) })
  .map((input) => guestInput(testClock(start), amina, { ...input, until: new Date(start + input.until).toISOString() }));
const command = fc.oneof(
  { arbitrary: admission.map((input) => ({ type: "admitGuest" as const, input })), weight: 2 },
  fc.constantFrom(...guests).map((guestId) => ({ type: "endGuest" as const, input: { guestId } })),
  given.map(({ of, scopes: wanted, away, city: named, ...ids }) => ({
    type: "recordConsent" as const,
    input: consentInput(testClock(start), named ? [of, city.orgId] : [of], {
      ...ids,
      terms: { scopes: wanted },
      excluded: away ? [{ kind: "org", orgId: cafe.orgId }] : [],
    }),
  })),
  ...(["refuseConsent", "pauseConsent", "resumeConsent", "resumeConsent", "withdrawConsent"] as const).map((type) =>
    word.map((input) => ({ type, input })),
  ),
  fc.record({ consentId }).map((input) => ({ type: "markConsentInError" as const, input: { ...input, reason: "wrong" } })),
  fc.tuple(word, scopes).map(([input, s]) => ({ type: "narrowConsent" as const, input: { ...input, scopes: s } })),
  // a paper has seven lines, and one for each thing that may be known
  fc.record({ consentId, allowed: fc.constantFrom(1, 2, 3) }).map(({ allowed, ...input }) => ({
    type: "translateReceipt" as const,
    input: { ...input, language: "ur", title: "اجازت", lines: Array(7 + allowed).fill("آپ نے رونا کو بتایا۔"), translator: "Parveen" },
  })),
  fc.record({ participationId, orgId, consentId }).map((input) => ({ type: "inviteOrganisation" as const, input })),
  ...(["joinCase", "joinCase", "leaveCase"] as const).map((type) => fc.record({ participationId }).map((input) => ({ type, input }))),
  fc.record({ participationId }).map((input) => ({ type: "declineInvitation" as const, input: { ...input, reason: "other" as const } })),
  fc
    .record({ participationId, personId: fc.constantFrom(...people.map((p) => p.personId)) })
    .map((input) => ({ type: "addColleague" as const, input })),
  { arbitrary: fc.constant({ type: "postMessage" as const, input: { text: "word" } }), weight: 3 },
  fc.constantFrom("capacity" as const, "death" as const).map((because) => ({
    type: "restSharing" as const,
    input: { because, on: "2026-03-01", from: "her daughter" },
  })),
  ...[{ kind: "mistake" as const, reason: "wrong" }, { kind: "mistake" as const, reason: "wrong" }, can].map((how) =>
    fc.constant({ type: "endRest" as const, input: { how } }),
  ),
  fc.constantFrom(...topics).map((topicId) => ({ type: "openTopic" as const, input: { topicId, title: "x" } })),
);
export const step = fc.record({
  command,
  by: fc.constantFrom(...people, rhona, rhona, rhona, people[2] as Actor, amina),
  later: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, day, 10 * day),
});

export type Seen = { before: CaseState; event: CaseEvent; after: CaseState; actor: Actor };
/** How every life begins: opened, the food hub agreed to, invited and in, and a guest of another organisation that the same yes names. */
const beginning = [
  {
    command: { type: "recordConsent", input: { ...consentInput(testClock(start), [hub.orgId, city.orgId]), consentId: consents[0] } },
    by: rhona,
    later: 0,
  },
  {
    command: { type: "inviteOrganisation", input: { participationId: places[0], orgId: hub.orgId, consentId: consents[0] } },
    by: rhona,
    later: 0,
  },
  { command: { type: "joinCase", input: { participationId: places[0] } }, by: people[2] as Actor, later: 0 },
  {
    command: {
      type: "admitGuest",
      input: guestInput(testClock(start), amina, { guestId: guests[0], until: new Date(start + 20 * day).toISOString() }),
    },
    by: rhona,
    later: 0,
  },
];

/** A life of a case, by the same order of checks as the room: may know, then decide, then fold. */
export function live(steps: { command: { type: string; input: unknown }; by: Actor; later: number }[]): Seen[] {
  const seen: Seen[] = [];
  let [state, ms, seq] = [noCase, start, 0];
  const opening = { caseId, clientId: id<ClientId>(), label: "M.K.", need: "food", purpose: "food", jurisdiction: "SCT" };
  for (const { command: asked, by, later } of [
    { command: { type: "openCase", input: opening }, by: rhona, later: 0 },
    ...beginning,
    ...steps,
  ]) {
    ms += later;
    const now = new Date(ms).toISOString();
    if (seq > 0 && !mayKnow(state, by, now, asked.type)) continue;
    const schema = commands[asked.type as keyof typeof commands];
    const given = { type: asked.type, input: schema.parse(JSON.parse(JSON.stringify(asked.input))) } as CaseCommand;
    const context = { actor: by, now, id: newId<EventId>(ms), roomId: caseRoom(caseId), event: () => undefined, facts };
    const draft = decide(state, given, context);
    if (draft instanceof Refusal) continue;
    seq += 1;
    const event = { ...draft, seq, id: context.id, at: now, actor: { personId: by.personId, orgId: by.orgId } } as CaseEvent;
    const before = state;
    state = foldCase(before, event);
    seen.push({ before, event, after: state, actor: by });
  }
  return seen;
}
