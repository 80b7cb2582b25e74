import { namedAlready, staysWithout } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";

// Records from before an organisation could be named only once: two yeses in force name it, and it is in under one of them.

const [hub, choir] = ["hub", "choir"] as OrgId[];
let seq = 0;
const event = (type: string, body: object): CaseEvent =>
  ({
    seq: ++seq,
    id: `e${seq}`,
    type,
    at: `2026-09-14T10:00:${String(seq).padStart(2, "0")}.000Z`,
    actor: {},
    body,
  }) as unknown as CaseEvent;
const terms = (...controllers: (string | undefined)[]) => ({
  controllers,
  scopes: ["message"],
  historyFrom: { kind: "now" },
  period: { start: "2026-01-01T00:00:00.000Z", end: "2027-01-01T00:00:00.000Z" },
});
const twice = [
  event("consentGiven", { consentId: "first", terms: terms(hub) }),
  event("organisationInvited", { participationId: "h", orgId: hub, name: "Hub", sector: "third", consentId: "first" }),
  event("participationJoined", { participationId: "h", member: { personId: "tariq", name: "Tariq" } }),
  event("consentGiven", { consentId: "second", terms: terms(hub, choir) }),
];
const state = foldAll(foldCase, noCase, twice);
const staysIn = (at: typeof state, consentId: string) => {
  const held = at.consents[consentId];
  return held && staysWithout(at, held);
};

test("whoever is in under one yes is not shut out by the end of the other, and that is known before it is said", () => {
  expect(staysIn(state, "second")).toEqual([hub]);
  expect(staysIn(state, "first")).toEqual([]);
});

test("once the other one has ended, the end of this one shuts them out", () => {
  const ended = foldAll(foldCase, state, [event("consentWithdrawn", { consentId: "first", method: "face" })]);
  expect(staysIn(ended, "second")).toEqual([]);
  expect(ended.participations.h?.status).toBe("removed");
});

test("a yes names an organisation that no other living one names, but for the one whose place it takes", () => {
  expect(namedAlready(state, hub as OrgId, [])).toBe(true);
  expect(namedAlready(state, choir as OrgId, ["second"])).toBe(false);
  const withdrawn = foldAll(foldCase, state, [event("consentWithdrawn", { consentId: "second", method: "face" })]);
  expect(namedAlready(withdrawn, choir as OrgId, [])).toBe(false);
});
