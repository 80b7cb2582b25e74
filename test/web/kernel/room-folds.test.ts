import { type CaseState, noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { expect, test } from "vitest";
import { cases } from "../../../apps/web/src/kernel/room-folds.ts";

test("the device's own copy of a conversation may be looked at until the time that the person agreed to is over, and not a moment longer", () => {
  const [orgId, personId] = ["hub" as OrgId, "tariq" as PersonId];
  const actor: Actor = { personId, orgId, roles: ["worker"], name: "Tariq", orgName: "Hub", sector: "third" };
  const [from, end] = ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"];
  const terms = { controllers: [orgId], scopes: ["message"], period: { start: from, end }, historyFrom: { kind: "all" } };
  const place = { participationId: "p", orgId, consentId: "c", status: "joined", members: [{ personId, name: "Tariq" }], invitedAt: from };
  const agreement = { agreementId: "a", validFrom: from, validTo: "2027-01-01T00:00:00.000Z" };
  const state = {
    ...noCase,
    status: "active",
    consents: { c: { consentId: "c", status: "active", terms, givenSeq: 1, givenAt: from } },
    participations: { p: { ...place, agreement } },
  } as unknown as CaseState;
  expect(cases.mayRead?.(state, actor, "2026-03-31T23:59:59.999Z")).toBe(true);
  expect(cases.mayRead?.(state, actor, end)).toBe(false);
});
