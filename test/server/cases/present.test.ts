import { expect, test } from "vitest";
import { audienceOf, present, presentState } from "../../../apps/server/src/cases/present.ts";
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
/** How it was said, and the paper: with somebody who interpreted, and a line that says so. */
const paper = {
  said: { on: "2026-09-14T09:00:00.000Z", method: "face", language: "ur", interpreter: "Samira Noor", witness: "Jean Weir" },
  notice: { version: 1, language: "en-GB", text: ["You told Rhona.", "Samira Noor interpreted.", "You can stop."], sha256: "" },
};
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
  event("consentGiven", { consentId: "gone", terms: terms("hub"), told: [{ orgId: "hub" }], ...paper, leadOnly: { excluded: [] } }),
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
    ...paper,
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
  const shown = present(asked, audienceOf(state, late), state);
  expect(shown.seq).toBe(asked.seq);
  expect(JSON.stringify(shown)).not.toContain("hostel");
  expect(present(asked, "lead", state)).toBe(asked);
});

/** Another organisation is agreed to, for sexual health as well, and asked in; then it is there, and then the person turns from it. */
const museum = [
  event("consentGiven", {
    consentId: "theirs",
    terms: { ...terms("museum"), purpose: "money", scopes: ["message", "sexual"] },
    told: [{ orgId: "museum", name: "Museum" }],
    ...paper,
    leadOnly: { excluded: [] },
  }),
  event("organisationInvited", { participationId: "m", orgId: "museum", name: "Museum", sector: "third", consentId: "theirs" }),
  event("participationJoined", { participationId: "m", member: { personId: "mo", name: "Mo" } }),
  event("consentNarrowed", { consentId: "theirs", scopes: ["message"], version: 2, method: "face" }),
  event("consentWithdrawn", { consentId: "theirs", method: "face" }),
];
const after = (n: number) => foldAll(foldCase, state, museum.slice(0, n));
const told = (n: number) => present(museum[n - 1] as CaseEvent, audienceOf(after(n), late), after(n));

test("a partner learns of another organisation when it comes in, by its name and that it reads, and nothing else of what was agreed", () => {
  for (const n of [1, 2]) expect(JSON.stringify([told(n), presentState(after(n), late)])).not.toMatch(/museum|theirs/i);
  const seen = presentState(after(3), late);
  expect(seen.participations.m).toMatchObject({ name: "Museum", members: [{ name: "Mo" }] });
  expect(seen.consents.theirs).toMatchObject({ status: "active", terms: { controllers: ["museum"], scopes: ["message"] } });
  for (const n of [3, 4, 5]) expect(JSON.stringify([told(n), presentState(after(n), late)])).not.toMatch(/sexual|money|Samira|Jean/);
  expect(told(5).body).toMatchObject({ consentId: "theirs" });
  expect(presentState(after(5), late).participations.m?.status).toBe("removed");
});

test("their copy follows it all, event by event", () => {
  let copy = presentState(state, late);
  for (let n = 1; n <= museum.length; n++) {
    copy = foldCase(copy, told(n));
    expect(copy).toEqual(presentState(after(n), late));
  }
});

test("of its own yes a partner has the paper but for the line that says who interpreted, in each language", () => {
  const translated = event("receiptTranslated", {
    consentId: "ours",
    language: "ur",
    title: "x",
    lines: ["one", "two", "three"],
    translator: "P.",
  });
  const now = foldCase(state, translated);
  const held = presentState(now, late).consents.ours;
  expect(held?.record?.notice.text).toEqual(["You told Rhona.", "You can stop."]);
  expect(held?.record?.said).toEqual({ on: "2026-09-14T09:00:00.000Z", method: "face", language: "ur" });
  expect(held?.translations?.ur?.lines).toEqual(["one", "three"]);
  expect(present(translated, audienceOf(now, late), now).body).toMatchObject({ lines: ["one", "three"] });
  expect(presentState(now, lead).consents.ours?.record?.said.interpreter).toBe("Samira Noor");
});

test("of a change that was stored without when its message was written, whoever reads from an instant on is told the words only if none of it can be older", () => {
  const { consents, ...rest } = state;
  const { ours } = consents;
  if (!ours) throw new Error("no consent");
  const since = { ...ours, terms: { ...ours.terms, historyFrom: { kind: "date" as const, at: "2026-09-14T10:00:00.000Z" } } };
  const now = { ...rest, consents: { ...consents, ours: since } };
  const told = (at: string, more: object = {}) => {
    const change = { ...event("messageEdited", { messageSeq: 9, text: "Ask him", ...more }), at } as CaseEvent;
    return (present(change, audienceOf(now, late), now).body as { text: string }).text;
  };
  expect(told("2026-09-14T10:14:59.999Z")).toBe("");
  expect(told("2026-09-14T10:15:00.000Z")).toBe("Ask him");
  expect(told("2026-09-14T10:14:00.000Z", { postedAt: "2026-09-14T10:00:00.000Z" })).toBe("Ask him");
  expect(told("2026-09-14T10:14:00.000Z", { postedAt: "2026-09-14T09:59:59.999Z" })).toBe("");
});
