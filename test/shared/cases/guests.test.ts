import type { Guest } from "@linkwork/shared/cases/guests.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { mentionable } from "@linkwork/shared/cases/rules-asks.ts";
import { whyShut } from "@linkwork/shared/cases/rules-ending.ts";
import { mayHaveFiles } from "@linkwork/shared/cases/rules-files.ts";
import { mayReadLedger } from "@linkwork/shared/cases/rules-ledger.ts";
import { type CaseEvent, commands } from "@linkwork/shared/cases/schema.ts";
import type { Rest } from "@linkwork/shared/cases/sharing.ts";
import { type CaseState, foldCase, type HeldConsent, noCase, type Participation } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { compartments } from "@linkwork/shared/kernel/room.ts";
import { Role } from "@linkwork/shared/kernel/shapes.ts";
import { expect, test } from "vitest";

const now = "2026-03-02T09:00:00.000Z";
const [earlier, later] = ["2026-03-01T00:00:00.000Z", "2026-03-02T15:30:00.000Z"];
const [leadOrg, city, aminaId] = ["lead" as OrgId, "city" as OrgId, "amina" as PersonId];
const amina: Actor = { personId: aminaId, orgId: city, name: "Amina", orgName: "City Interpreters", sector: "third", roles: ["worker"] };

type Standing = {
  until: string;
  ended: boolean;
  away: "no" | "person" | "org";
  /** sharing rests since before they came, or since after */
  rest: "no" | "before" | "after";
  compartment: (typeof compartments)[number];
  status: CaseState["status"];
  hat: OrgId;
  person: PersonId;
};
const good: Standing = {
  ...{ until: later, ended: false, away: "no", rest: "no", compartment: "general", status: "active", hat: city, person: aminaId },
};
const choices: { [K in keyof Standing]: Standing[K][] } = {
  until: [later, "2026-03-02T09:01:00.000Z", now, earlier],
  ended: [false, true],
  away: ["no", "person", "org"],
  rest: ["no", "before", "after"],
  compartment: [...compartments],
  status: ["active", "opening", "absent"],
  hat: [city, "another" as OrgId],
  person: [aminaId, "colleague" as PersonId],
};
const every = Object.entries(choices).reduce<Standing[]>(
  (all, [key, values]) => all.flatMap((s) => values.map((value) => ({ ...s, [key]: value }))),
  [good],
);

const guest = (change: Partial<Guest> = {}): Guest => ({
  ...{ guestId: "g", personId: aminaId, orgId: city, name: "Amina", orgName: "City Interpreters", sector: "third", as: "interpreter" },
  ...{ may: "write", until: later, history: false, admitted: { seq: 7, at: earlier }, speech: 3 },
  ...change,
});

function stateOf(s: Standing, change: Partial<Guest> = {}): CaseState {
  const excluded = s.away === "no" ? [] : [s.away === "person" ? { kind: "person", personId: aminaId } : { kind: "org", orgId: city }];
  const consent = { consentId: "c", status: "withdrawn", terms: { controllers: [] }, record: { leadOnly: { excluded } } };
  const rest = { seq: s.rest === "before" ? 5 : 9, at: earlier, because: "capacity" } as Rest;
  return {
    ...noCase,
    ...{ status: s.status, compartment: s.compartment, leadOrg },
    consents: { c: consent as unknown as HeldConsent },
    guests: { g: guest({ until: s.until, ...(s.ended ? { ended: { seq: 8, at: earlier } } : {}), ...change }) },
    ...(s.rest === "no" ? {} : { rest }),
  };
}
const should = (s: Standing): boolean =>
  now < s.until &&
  !s.ended &&
  s.away === "no" &&
  s.rest !== "after" &&
  s.compartment === "general" &&
  s.status === "active" &&
  s.hat === city &&
  s.person === aminaId;
const lead: Actor = { ...amina, orgId: leadOrg, personId: "rhona" as PersonId, roles: ["linkWorker"] };
const who = (s: Standing): Actor => ({ ...amina, orgId: s.hat, personId: s.person });

test(`of all ${every.length} standings a guest reads only where every single condition holds: by name, under that hat, in time, in the main conversation`, () => {
  const wrong = every.filter((s) => rules.mayRead(stateOf(s), who(s), now) !== should(s));
  expect(wrong).toEqual([]);
  expect(every.filter(should)).toHaveLength(4);
});

test("writing, being among those who read it, and being nameable follow reading; who was let in to read writes nothing", () => {
  for (const s of every) {
    const [state, actor] = [stateOf(s), who(s)];
    const may = rules.mayRead(state, actor, now);
    expect(rules.mayPost(state, actor, now) === true).toBe(may);
    if (s.hat !== city || s.person !== aminaId || s.status !== "active") continue;
    expect(rules.guestsNow(state, now)).toHaveLength(may ? 1 : 0);
    expect(mentionable(state, { kind: "person", personId: aminaId }, now, lead)).toBe(may);
    expect(rules.mayPost(stateOf(s, { may: "read" }), actor, now)).toMatchObject({ code: may ? "GuestReads" : "ConsentMissing" });
  }
});

test("no role gives a guest's organisation anything, and the guest nothing more", () => {
  const state = stateOf(good);
  for (const role of Role.options) {
    const colleague = { ...amina, personId: "colleague" as PersonId, roles: [role] };
    expect(rules.mayRead(state, colleague, now), role).toBe(false);
    for (const command of Object.keys(commands)) expect(rules.mayKnow(state, colleague, now, command), `${role} ${command}`).toBe(false);
    expect(mayReadLedger(state, { ...amina, roles: [role] }), role).toBe("none");
    expect(rules.revocable(state, { ...amina, roles: [role] }), role).toEqual([]);
  }
  expect(mentionable(state, { kind: "org", orgId: city }, now, amina)).toBe(false);
  expect(rules.readers(state, now)).toEqual([]);
});

test("history: from the moment they came, unless it was granted", () => {
  expect(rules.readableFrom(stateOf(good), amina)).toEqual({ seq: 7, at: "" });
  expect(rules.readableFrom(stateOf(good, { history: true }), amina)).toEqual({ seq: 1, at: "" });
});

test("files are never a guest's, not even where their organisation has them", () => {
  const terms = { controllers: [city], scopes: ["message", "attach"], period: { start: earlier, end: later } };
  const place = { participationId: "p", orgId: city, consentId: "c", status: "joined", members: [], invitedAt: earlier };
  const state = {
    ...stateOf(good),
    consents: { c: { consentId: "c", status: "active", terms } as unknown as HeldConsent },
    participations: { p: place as unknown as Participation },
  };
  expect(mayHaveFiles(state, { ...amina, personId: "colleague" as PersonId })).toBe(true);
  expect(mayHaveFiles(state, amina)).toBe(false);
});

test("what the person says of a guest's organisation: whom a newer yes leaves out, or doesn't let hear any more, goes with it; whom it names stays", () => {
  const [other, terms] = ["other" as OrgId, { scopes: ["message", "needs"], controllers: [city] }];
  const held = { consentId: "c", status: "active", terms } as unknown as HeldConsent;
  const state = { ...stateOf(good), consents: { c: held, old: { ...held, consentId: "old", status: "withdrawn" } as HeldConsent } };
  const after = (type: CaseEvent["type"], body: object) => {
    const event = { type, body, seq: 9, at: now, actor: { personId: "rhona", orgId: leadOrg } } as unknown as CaseEvent;
    return foldCase(state, event).guests.g?.ended !== undefined;
  };
  const given = (change: object, supersedes?: string) =>
    after("consentGiven", { consentId: "new", terms: { ...terms, ...change }, ...(supersedes ? { supersedes } : {}) });
  expect(given({ controllers: [other] }, "c")).toBe(true);
  expect(given({ scopes: ["needs"] }, "c")).toBe(true);
  expect(given({}, "c")).toBe(false);
  expect(given({ controllers: [city, other] }, "c")).toBe(false);
  // another yes takes nothing of this one away, and one that was over let nobody in
  expect(given({ controllers: [other] })).toBe(false);
  expect(given({ controllers: [other] }, "old")).toBe(false);
  expect(after("consentNarrowed", { consentId: "c", scopes: ["message"], version: 2 })).toBe(false);
  expect(after("consentNarrowed", { consentId: "c", scopes: ["needs"], version: 2 })).toBe(true);
  for (const type of ["consentPaused", "consentWithdrawn", "consentMarkedInError"] as const) {
    expect(after(type, { consentId: "c" }), type).toBe(true);
    expect(after(type, { consentId: "old" }), type).toBe(false);
  }
});

test("why it closed: their time is over, and nothing of who is kept away or of their organisation", () => {
  const why = (change: Partial<Standing>) => whyShut(stateOf({ ...good, ...change }), amina, now);
  expect(why({ until: now })).toBe("guestEnded");
  expect(why({ ended: true })).toBe("guestEnded");
  expect(why({ away: "person" })).toBe("guestEnded");
  expect(why({ rest: "after" })).toBe("rests");
  const place = { participationId: "p", orgId: city, consentId: "c", status: "left", members: [{ personId: aminaId, name: "Amina" }] };
  const wasIn = (seq: number): CaseState => ({
    ...stateOf({ ...good, until: now }),
    participations: { p: { ...place, invitedAt: earlier, ended: { seq, at: earlier } } as unknown as Participation },
  });
  expect(whyShut(wasIn(3), amina, now), "what was before they were let in").toBe("guestEnded");
  expect(whyShut(wasIn(9), amina, now)).toBe("left");
  expect(whyShut({ ...stateOf(good), status: "erased" }, amina, now)).toBe("erased");
});
