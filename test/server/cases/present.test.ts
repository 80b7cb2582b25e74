import { expect, test } from "vitest";
import { present, presentState } from "../../../apps/server/src/cases/present.ts";
import type { CaseEvent } from "../../../packages/shared/src/cases/schema.ts";
import { foldCase, noCase } from "../../../packages/shared/src/cases/state.ts";
import type { Actor } from "../../../packages/shared/src/kernel/event.ts";
import type { OrgId, PersonId } from "../../../packages/shared/src/kernel/ids.ts";
import { foldAll } from "../../../packages/shared/src/kernel/room.ts";

const person = (orgId: string): Actor => ({
  personId: `${orgId}-worker` as PersonId,
  orgId: orgId as OrgId,
  roles: ["worker"],
  name: "Nan Shaw",
  orgName: orgId,
  sector: "third",
});
const lead = person("practice");
const late = person("choir");

let seq = 0;
/** An event as the log holds it; the bodies carry only what the fold and the views look at. */
const event = (type: string, body: object): CaseEvent =>
  ({
    seq: ++seq,
    id: `e${seq}`,
    type,
    at: `2026-09-14T10:00:${String(seq).padStart(2, "0")}.000Z`,
    actor: lead,
    body,
  }) as unknown as CaseEvent;

const terms = (orgId: string) => ({
  controllers: [orgId],
  scopes: ["message"],
  historyFrom: { kind: "now" },
  period: { start: "2026-01-01T00:00:00.000Z", end: "2027-01-01T00:00:00.000Z" },
});
const asked = event("consentProposed", { consentId: "asked", terms: terms("hostel") });
const life = [
  event("caseOpened", {
    caseId: "c",
    clientId: "p",
    label: "M.K.",
    lead: { participationId: "l", orgId: "practice", name: "Practice", member: { personId: "practice-worker", name: "Rhona" } },
  }),
  event("topicOpened", { topicId: "old", title: "The eviction" }),
  event("messagePosted", { text: "Before the choir came" }),
  event("messagePinned", { messageSeq: 4, versionSeq: 4, text: "Before the choir came" }),
  asked,
  event("consentRefused", { consentId: "asked", method: "face" }),
  event("consentGiven", { consentId: "gone", terms: terms("hub"), told: [{ orgId: "hub" }], leadOnly: { excluded: [] } }),
  event("organisationInvited", { participationId: "h", orgId: "hub", name: "Hub", sector: "third", consentId: "gone" }),
  event("messagePosted", {
    text: "Ask them",
    mentions: [
      { kind: "org", orgId: "hub" },
      { kind: "org", orgId: "choir" },
    ],
  }),
  event("consentWithdrawn", { consentId: "gone", method: "face" }),
  event("consentGiven", {
    consentId: "ours",
    terms: terms("choir"),
    told: [{ orgId: "choir" }],
    leadOnly: { excluded: [{ kind: "org", orgId: "hub" }] },
  }),
  event("organisationInvited", { participationId: "k", orgId: "choir", name: "Choir", sector: "third", consentId: "ours" }),
  event("participationJoined", { participationId: "k", member: { personId: late.personId, name: late.name } }),
  event("messagePinned", { messageSeq: 4, versionSeq: 4, text: "Pinned again, for the choir too" }),
];
const state = foldAll(foldCase, noCase, life);

test("a partner who came later learns nothing of what ended, was pinned, named or asked before", () => {
  const seen = presentState(foldAll(foldCase, noCase, life.slice(0, -1)), late);
  expect(Object.keys(seen.consents)).toEqual(["ours"]);
  expect(Object.keys(seen.participations)).toEqual(["l", "k"]);
  expect(seen.topics).toEqual({});
  expect(seen.pins).toEqual([]);
  expect(seen.named).toEqual({ choir: 1 });
  expect(JSON.stringify(seen)).not.toMatch(/hub|hostel|eviction|Before the choir|excluded/);
});

test("what is pinned while the partner can read is theirs to read", () => {
  expect(presentState(state, late).pins.map((p) => p.text)).toEqual(["Pinned again, for the choir too"]);
});

test("the organisation that leads sees the whole state", () => {
  expect(presentState(state, lead)).toBe(state);
});

test("who else was asked names nobody to a partner, and keeps its place in the numbers", () => {
  const shown = present(asked, "partner");
  expect(shown.seq).toBe(asked.seq);
  expect(JSON.stringify(shown)).not.toContain("hostel");
  expect(present(asked, "lead")).toBe(asked);
});
