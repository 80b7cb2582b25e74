import { mayReadLedger } from "@linkwork/shared/cases/rules-ledger.ts";
import { type CaseState, type HeldConsent, noCase, type Participation, type ParticipationStatus } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { expect, test } from "vitest";

const [practice, hub] = ["practice" as OrgId, "hub" as OrgId];
const who = (personId: string, orgId: OrgId, ...roles: Actor["roles"]): Actor => ({
  ...{ personId: personId as PersonId, orgId, roles, name: personId, orgName: orgId, sector: "third" },
});
const place = (orgId: OrgId, consentId: string | null, status: ParticipationStatus, ...members: string[]): Participation => ({
  ...{ participationId: orgId, orgId, name: orgId, sector: "third", consentId, status, invitedAt: "" },
  members: members.map((personId) => ({ personId: personId as PersonId, name: personId })),
});
/** Rhona leads; the food hub came in with Tariq, and this became of it. */
function aCase(status: ParticipationStatus = "joined", excluded: object[] = [], members = ["tariq"]): CaseState {
  const consent = { consentId: "yes", status: "withdrawn", record: { leadOnly: { excluded } } } as unknown as HeldConsent;
  return {
    ...noCase,
    ...{ status: "active", leadOrg: practice, consents: { yes: consent } },
    participations: { practice: place(practice, null, "joined", "rhona"), hub: place(hub, "yes", status, ...members) },
  };
}

test("all of it: the lead's link worker who is in, and its information lead", () => {
  expect(mayReadLedger(aCase(), who("rhona", practice, "linkWorker"))).toBe("all");
  expect(mayReadLedger(aCase(), who("ian", practice, "infoLead"))).toBe("all");
  expect(mayReadLedger(aCase(), who("rhona", practice, "worker"))).toBe("none");
  expect(mayReadLedger(aCase(), who("isla", practice, "linkWorker"))).toBe("none");
  expect(mayReadLedger(aCase(), who("mona", practice, "manager", "roleInbox", "resident"))).toBe("none");
});

test("their own people's: an information lead whose organisation came in, whatever became of it", () => {
  for (const status of ["joined", "left", "removed"] as const) {
    expect(mayReadLedger(aCase(status), who("hana", hub, "infoLead"))).toBe("own");
    expect(mayReadLedger(aCase(status), who("tariq", hub, "worker", "roleInbox"))).toBe("none");
  }
  for (const status of ["invited", "declined", "removed"] as const)
    expect(mayReadLedger(aCase(status, [], []), who("hana", hub, "infoLead")), "never came in").toBe("none");
  expect(mayReadLedger(aCase(), who("olga", "another" as OrgId, "infoLead"))).toBe("none");
});

test("nobody who is to be kept away, nor anybody of an organisation that is", () => {
  const [org, person] = [[{ kind: "org", orgId: hub }], [{ kind: "person", personId: "hana" }]];
  expect(mayReadLedger(aCase("joined", org), who("hana", hub, "infoLead"))).toBe("none");
  expect(mayReadLedger(aCase("joined", person), who("hana", hub, "infoLead"))).toBe("none");
  expect(mayReadLedger(aCase("joined", person), who("bea", hub, "infoLead"))).toBe("own");
});

test("there is nothing of a case that isn't there", () => {
  expect(mayReadLedger(noCase, who("rhona", "" as OrgId, "linkWorker", "infoLead"))).toBe("none");
});
