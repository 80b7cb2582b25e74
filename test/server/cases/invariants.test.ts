import * as rules from "@linkwork/shared/cases/rules.ts";
import { keyholders } from "@linkwork/shared/cases/rules-keys.ts";
import type { CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { commands } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type CaseId, type ClientId, type EventId, newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CaseFacts, decide } from "../../../apps/server/src/cases/decide.ts";
import { consentInput } from "../../kit/build.ts";
import { day, testClock } from "../../kit/clock.ts";

const start = Date.parse("2026-03-02T09:00:00.000Z");
const id = <T extends string = string & never>() => newId<T>(start);
const org = (name: string) => ({ orgId: id<OrgId>(), name, sector: "third" as const, phone: "0141", about: name });
const [lead, hub, cafe] = [org("Practice"), org("Food Hub"), org("Café")];
const actor = (of: typeof lead, name: string, ...roles: Actor["roles"]): Actor => ({
  personId: id<PersonId>(),
  orgId: of.orgId,
  name,
  orgName: of.name,
  sector: of.sector,
  roles,
});
const people = [
  actor(lead, "Rhona", "linkWorker"),
  actor(lead, "Ian", "infoLead"),
  actor(hub, "Tariq", "worker"),
  actor(hub, "Tess", "worker"),
  actor(cafe, "Olga", "worker"),
  actor(hub, "Hana", "infoLead"),
  actor(lead, "Isla", "linkWorker"),
];
const [rhona] = people as [Actor];
const caseId = id<CaseId>();
const places = Array.from({ length: 5 }, () => id());
const consents = Array.from({ length: 5 }, () => id());
const topics = [id()];
const validity = { agreementId: id(), validFrom: "2026-01-01T00:00:00.000Z", validTo: "2026-05-20T00:00:00.000Z" };
const facts: CaseFacts = {
  cards: Object.fromEntries([lead, hub, cafe].map((o) => [o.orgId, o])),
  agreement: validity,
  colleague: "Tess",
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
});
const command = fc.oneof(
  given.map(({ of, scopes: wanted, away, ...ids }) => ({
    type: "recordConsent" as const,
    input: consentInput(testClock(start), [of], {
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
const step = fc.record({
  command,
  by: fc.constantFrom(...people, rhona, rhona, rhona, people[2] as Actor),
  later: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, day, 10 * day),
});

type Seen = { before: CaseState; event: CaseEvent; after: CaseState; actor: Actor };
/** How every life begins: opened, the food hub agreed to, invited and in. */
const beginning = [
  {
    command: { type: "recordConsent", input: { ...consentInput(testClock(start), [hub.orgId]), consentId: consents[0] } },
    by: rhona,
    later: 0,
  },
  {
    command: { type: "inviteOrganisation", input: { participationId: places[0], orgId: hub.orgId, consentId: consents[0] } },
    by: rhona,
    later: 0,
  },
  { command: { type: "joinCase", input: { participationId: places[0] } }, by: people[2] as Actor, later: 0 },
];

/** A life of a case, by the same order of checks as the room: may know, then decide, then fold. */
function live(steps: { command: { type: string; input: unknown }; by: Actor; later: number }[]): Seen[] {
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
    if (seq > 0 && !rules.mayKnow(state, by, now, asked.type)) continue;
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

const holdsFor = (title: string, check: (seen: Seen) => void) =>
  test(title, () => {
    let checked = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 80, size: "max" }), (steps) => {
        for (const seen of live(steps)) {
          check(seen);
          checked += 1;
        }
      }),
      { numRuns: 300 },
    );
    // lives in which nothing happens would prove nothing
    expect(checked).toBeGreaterThan(300 * 9);
  });

holdsFor("nobody writes who may not read at that instant (I1)", ({ before, event, actor: by }) => {
  if (event.type === "messagePosted" || event.type === "topicOpened") expect(rules.mayRead(before, by, event.at)).toBe(true);
});

holdsFor("every organisation that is invited was named to the person, by name (I10)", ({ before, event }) => {
  if (event.type !== "organisationInvited") return;
  const told = before.consents[event.body.consentId]?.record?.told.map((t) => t.orgId);
  expect(told).toContain(event.body.orgId);
});

holdsFor("nobody comes in through another organisation's place or consent (I11)", ({ before, event, after, actor: by }) => {
  if (event.type !== "participationJoined" && event.type !== "colleagueAdded") return;
  const place = after.participations[event.body.participationId];
  expect(place?.orgId).toBe(by.orgId);
  if (place?.consentId) expect(before.consents[place.consentId]?.terms.controllers).toContain(by.orgId);
});

holdsFor("terminal is terminal, for consents and for places (I14)", ({ before, after }) => {
  for (const [key, { status }] of Object.entries(before.consents)) {
    const next = after.consents[key]?.status;
    if (status === "entered-in-error") expect(next).toBe(status);
    if (["withdrawn", "rejected", "superseded"].includes(status)) expect([status, "entered-in-error"]).toContain(next);
  }
  for (const [key, { status }] of Object.entries(before.participations))
    if (["declined", "left", "removed"].includes(status)) expect(after.participations[key]?.status).toBe(status);
});

/** Whom the person may tell: who has a place in it, the inbox and the information lead of an organisation that has, and the practice's link workers. */
function mayBeTold(state: CaseState, by: Actor): boolean {
  const place = Object.values(state.participations).findLast((p) => p.orgId === by.orgId);
  if (!place || rules.keptAway(state, by.personId, by.orgId)) return false;
  if (place.status === "invited") return by.roles.includes("worker");
  const member = place.members.some((m) => m.personId === by.personId);
  return (
    place.status === "joined" && (member || by.roles.includes("infoLead") || (by.orgId === lead.orgId && by.roles.includes("linkWorker")))
  );
}

holdsFor("whomever the person may tell can revoke, whatever else stands, and nobody else can (I2)", ({ after, event }) => {
  // far beyond every date: revoking asks none of that
  const now = "2040-01-01T00:00:00.000Z";
  for (const held of Object.values(after.consents)) {
    if (held.status !== "active" && held.status !== "paused") continue;
    for (const by of people) {
      const may = mayBeTold(after, by) && (by.orgId === lead.orgId || held.terms.controllers.includes(by.orgId));
      const context = { actor: by, now, id: event.id, roomId: caseRoom(caseId), event: () => undefined, facts };
      const withdrawn = decide(after, { type: "withdrawConsent", input: { consentId: held.consentId, method: "phone" } }, context);
      expect(withdrawn).toMatchObject(may ? { type: "consentWithdrawn" } : { code: "NotYours" });
      if (may) expect(rules.mayKnow(after, by, now, "withdrawConsent")).toBe(true);
    }
  }
});

holdsFor("who may only revoke, or leave, writes nothing else (I2)", ({ before, event, actor: by }) => {
  if (before.status === "absent" || rules.mayRead(before, by, event.at) || rules.mayAnswer(before, by)) return;
  expect(["consentPaused", "consentNarrowed", "consentWithdrawn", "consentMarkedInError", "participationLeft"]).toContain(event.type);
});

holdsFor(
  "while sharing rests nobody outside the practice reads on a yes from before, and nobody at all after a death",
  ({ after, event }) => {
    const { rest } = after;
    if (!rest) return;
    for (const p of rules.readers(after, event.at)) {
      if (p.consentId === null) continue;
      expect(rest.because).toBe("capacity");
      expect(after.consents[p.consentId]?.first.seq ?? 0).toBeGreaterThan(rest.seq);
    }
  },
);

holdsFor(
  "an event that changes who may read says so, and the key's epoch rises with everybody who is shut out by consent",
  ({ before, event, after }) => {
    const reads = (state: CaseState) => people.map((p) => rules.mayRead(state, p, event.at));
    const [was, is] = [reads(before), reads(after)];
    if (was.join() !== is.join()) expect(rules.changesReaders(event), event.type).toBe(true);
    const turns = ({ epoch, turned }: CaseState) => epoch + turned;
    expect(turns(after)).toBeGreaterThanOrEqual(turns(before));
    if (was.some((could, i) => could && !is[i])) expect(turns(after), event.type).toBeGreaterThan(turns(before));
  },
);

holdsFor(
  "who may read holds the room's keys from where they may read on; who holds none reads nothing (N8)",
  ({ before, event, after }) => {
    const holders = keyholders(after);
    expect(new Set(holders.map((h) => h.orgId)).size).toBe(holders.length);
    for (const p of people) {
      const holder = holders.find((h) => h.orgId === p.orgId);
      if (rules.mayRead(after, p, event.at)) expect(holder?.from).toEqual(rules.readableFrom(after, p));
      if (!holder?.from) expect(rules.mayRead(after, p, event.at)).toBe(false);
    }
    const bySomething = (state: CaseState) => keyholders(state).map(({ orgId, part, yes, from }) => [orgId, part, yes, from]);
    if (JSON.stringify(bySomething(before)) !== JSON.stringify(bySomething(after)))
      expect(rules.changesReaders(event), event.type).toBe(true);
  },
);

test("by a part and a yes that an organisation once lost it never holds keys again (N8, I14)", () => {
  let lost = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80, size: "max" }), (steps) => {
      const ended = new Set<string>();
      for (const { before, after } of live(steps)) {
        const now = keyholders(after);
        for (const { orgId, part, yes } of keyholders(before))
          if (!now.some((h) => h.orgId === orgId && h.part === part)) ended.add(`${part}/${yes}`);
        for (const { part, yes } of now) expect(ended.has(`${part}/${yes}`)).toBe(false);
        lost = Math.max(lost, ended.size);
      }
    }),
    { numRuns: 300 },
  );
  expect(lost).toBeGreaterThan(0);
});

holdsFor("who is shut out gets a reason that fits", ({ before, event, after }) => {
  for (const p of people) {
    if (!rules.mayRead(before, p, event.at) || rules.mayRead(after, p, event.at)) continue;
    const reason = rules.whyClosed(after, p.orgId, event.at);
    const expected: Record<string, string[]> = {
      consentWithdrawn: ["withdrawn"],
      consentMarkedInError: ["withdrawn"],
      consentPaused: ["paused"],
      consentNarrowed: ["ended"],
      participationLeft: ["left"],
      consentGiven: ["removed", "ended"],
      sharingRested: ["rests", "died"],
      // what had been noted before rests again
      restEnded: ["rests"],
    };
    expect(expected[event.type], event.type).toContain(reason);
  }
});
