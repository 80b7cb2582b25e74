import * as rules from "@linkwork/shared/cases/rules.ts";
import { whyShut } from "@linkwork/shared/cases/rules-ending.ts";
import { guestHolder, keyholders } from "@linkwork/shared/cases/rules-keys.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../../apps/server/src/cases/decide.ts";
import { amina, caseId, city, facts, id, lead, live, people, type Seen, step } from "../../kit/lives.ts";

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
      { numRuns: 350 },
    );
    // lives in which nothing happens would prove nothing
    expect(checked).toBeGreaterThan(300 * 9);
  });

holdsFor("nobody writes who may not read at that instant (I1)", ({ before, event, actor: by }) => {
  if (event.type === "messagePosted" || event.type === "topicOpened") expect(rules.mayRead(before, by, event.at)).toBe(true);
});

holdsFor(
  "a guest reads in time and no longer, writes, leaves, and does nothing else; nobody else of their organisation reads",
  ({ before, event, after, actor: by }) => {
    if (by === amina) expect(["messagePosted", "guestEnded"]).toContain(event.type);
    expect(rules.mayRead(after, { ...amina, personId: id<PersonId>() }, event.at)).toBe(false);
    if (!rules.mayRead(after, amina, event.at)) return;
    const [guest] = Object.values(after.guests).filter((each) => !each.ended && event.at < each.until);
    expect(guest).toBeDefined();
    expect(rules.mayRead(after, amina, guest?.until ?? "")).toBe(false);
    if (!rules.mayRead(before, amina, event.at)) expect(["guestAdmitted", "restEnded"]).toContain(event.type);
  },
);

holdsFor("what the person takes back from an organisation takes its guests with it", ({ before, event, after }) => {
  const hears = ({ terms }: HeldConsent) => terms.controllers.includes(city.orgId) && terms.scopes.includes("message");
  const stood = Object.values(before.consents).filter((c) => rules.alive(c) && c.terms.controllers.includes(city.orgId));
  const turned = stood.some(({ consentId: which, ...old }) => {
    const now = after.consents[which] as HeldConsent;
    if (now.status === "superseded") return hears({ consentId: which, ...old }) && !hears(after.consents[newest(event)] as HeldConsent);
    return now.status !== old.status ? now.status !== "active" : hears({ consentId: which, ...old }) && !hears(now);
  });
  if (turned) expect(rules.mayRead(after, amina, event.at), event.type).toBe(false);
});
const newest = (event: CaseEvent): string => (event.type === "consentGiven" ? event.body.consentId : "");

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
    expect(new Set(holders.map((h) => h.holder)).size).toBe(holders.length);
    for (const p of people) {
      const holder = holders.find((h) => h.holder === (guestHolder(after, p) ?? p.orgId));
      if (rules.mayRead(after, p, event.at)) expect(holder?.from).toEqual(rules.readableFrom(after, p));
      if (!holder?.from) expect(rules.mayRead(after, p, event.at)).toBe(false);
    }
    // a guest's time that is over ends by the clock, and the next decision takes the keys away
    const still = (guestId: string) => event.at < (after.guests[guestId]?.until ?? event.at);
    const bySomething = (state: CaseState) =>
      keyholders(state).flatMap(({ holder, part, yes, from }) => (yes !== "guest" || still(part) ? [[holder, part, yes, from]] : []));
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
        for (const { holder, part, yes } of keyholders(before))
          if (!now.some((h) => h.holder === holder && h.part === part)) ended.add(`${part}/${yes}`);
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
    const reason = whyShut(after, p, event.at);
    if (p === amina && event.type.startsWith("consent")) {
      expect(reason).toBe("guestEnded");
      continue;
    }
    const expected: Record<string, string[]> = {
      consentWithdrawn: ["withdrawn"],
      consentMarkedInError: ["removed"],
      consentPaused: ["paused"],
      consentNarrowed: ["withoutMessages"],
      participationLeft: ["left"],
      guestEnded: ["guestEnded"],
      consentGiven: ["removed", "withoutMessages", "ended"],
      sharingRested: ["rests", "died"],
      // what had been noted before rests again
      restEnded: ["rests"],
    };
    expect(expected[event.type], event.type).toContain(reason);
  }
});
