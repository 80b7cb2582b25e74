import { agreementWith, mayHandleAgreements, mayReadOrg, mayReadPerson } from "@linkwork/shared/identity/rules.ts";
import type { OrgEvent, PersonEvent } from "@linkwork/shared/identity/schema.ts";
import { foldOrg, foldPerson, noOrg, noPerson } from "@linkwork/shared/identity/state.ts";
import { agreementWords, roleWords, sectorWords } from "@linkwork/shared/identity/words.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import { Role, Sector } from "@linkwork/shared/kernel/shapes.ts";
import { expect, test } from "vitest";

const [hub, practice] = ["hub" as Actor["orgId"], "practice" as Actor["orgId"]];
const actor = (personId: string, orgId: Actor["orgId"], ...roles: Actor["roles"]) =>
  ({ orgId, roles, personId, name: "", orgName: "", sector: "third" }) as Actor;
const org = (type: string, body: unknown, id = "i") => ({ seq: 1, id, at: "2026-03-02", actor: {}, type, body }) as unknown as OrgEvent;
const person = (type: string, body: unknown, id = "i") =>
  ({ seq: 1, id, at: "2026-03-02", actor: {}, type, body }) as unknown as PersonEvent;
const agreement = (agreementId: string, validTo: string, withOrgId = practice) => ({
  agreementId,
  withOrgId,
  validFrom: "2026-01-01",
  validTo,
});

test("an organisation's room is its members' own, and not theirs any more once they left", () => {
  const joined = foldAll(foldOrg, noOrg, [org("memberAdded", { personId: "tariq", name: "Tariq", roles: ["worker"] })]);
  expect(mayReadOrg(joined, actor("tariq", hub), hub)).toBe(true);
  expect(mayReadOrg(joined, actor("tariq", practice), hub), "under another hat").toBe(false);
  expect(mayReadOrg(joined, actor("otto", hub), hub)).toBe(false);
  const left = foldOrg(joined, org("membershipEnded", { personId: "tariq" }));
  expect(mayReadOrg(left, actor("tariq", hub), hub)).toBe(false);
  const back = foldOrg(left, org("memberAdded", { personId: "tariq", name: "Tariq", roles: ["worker"] }));
  expect(mayReadOrg(back, actor("tariq", hub), hub)).toBe(true);
});

test("a person's room is theirs alone, under each of their hats", () => {
  const id = "tariq" as Actor["personId"];
  expect(mayReadPerson(actor("tariq", hub), id)).toBe(true);
  expect(mayReadPerson(actor("tariq", practice), id)).toBe(true);
  expect(mayReadPerson(actor("tess", hub), id)).toBe(false);
});

test("agreements are the information lead's", () => {
  for (const role of Role.options) expect(mayHandleAgreements(actor("x", hub, role)) === true, role).toBe(role === "infoLead");
});

test("an agreement counts once it is signed and until it is ended; of several, the one that ends last", () => {
  const proposed = foldAll(foldOrg, noOrg, [
    org("agreementProposed", agreement("a", "2026-06-01")),
    org("agreementReceived", agreement("b", "2027-06-01")),
    org("agreementReceived", agreement("c", "2029-06-01", "cafe" as never)),
  ]);
  expect(agreementWith(proposed, practice)).toBeUndefined();
  const signed = foldAll(
    foldOrg,
    proposed,
    ["a", "b", "c"].map((agreementId) => org("agreementSigned", { agreementId })),
  );
  expect(agreementWith(signed, practice)?.agreementId).toBe("b");
  const ended = foldOrg(signed, org("agreementEnded", { agreementId: "b", at: "2026-03-02" }));
  expect(agreementWith(ended, practice)?.agreementId).toBe("a");
  expect(ended.agreements.b).toMatchObject({ status: "ended", validTo: "2026-03-02" });
});

test("invitations are open until they are closed, notices until they are read", () => {
  const invited = foldOrg(
    noOrg,
    org("invitationReceived", { caseId: "1", participationId: "p", fromOrgId: practice, fromName: "Practice" }),
  );
  expect(Object.keys(invited.invitations)).toEqual(["p"]);
  expect(foldOrg(invited, org("invitationClosed", { caseId: "1", participationId: "p" })).invitations).toEqual({});
  const told = foldPerson(noPerson, person("noticeDelivered", { kind: "mentioned", caseId: "1", orgId: hub }, "n"));
  expect(Object.keys(told.notices)).toEqual(["n"]);
  expect(foldPerson(told, person("noticeRead", { noticeId: "n" })).notices).toEqual({});
});

test("a hat is worn once for each organisation, with its newest roles, until it is taken off", () => {
  const hat = (roles: string[]) => person("membershipStarted", { orgId: hub, orgName: "Hub", sector: "third", phone: "1", roles });
  const twice = foldAll(foldPerson, noPerson, [hat(["worker"]), hat(["worker", "infoLead"])]);
  expect(twice.memberships.map((m) => m.roles)).toEqual([["worker", "infoLead"]]);
  expect(foldPerson(twice, person("membershipStopped", { orgId: hub })).memberships).toEqual([]);
});

test("every role, sector and state of an agreement has its word", () => {
  for (const role of Role.options) expect(roleWords[role]).toMatch(/\w/);
  for (const sector of Sector.options) expect(sectorWords[sector]).toMatch(/\w/);
  for (const status of ["proposed", "received", "signed", "ended"] as const) expect(agreementWords[status]).toMatch(/\w/);
});
