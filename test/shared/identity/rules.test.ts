import { livesHere, membersAs, rolesFit, rolesIn } from "@linkwork/shared/identity/rules.ts";
import { noOrg, type OrgState } from "@linkwork/shared/identity/state.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Email, type Role } from "@linkwork/shared/kernel/shapes.ts";
import { expect, test } from "vitest";

test("a resident is a resident and at most a steward beside it: no invitation makes more of them (R13)", () => {
  const others: Role[] = ["linkWorker", "worker", "roleInbox", "infoLead", "manager"];
  expect(rolesFit(["resident"], "citizen")).toBe(true);
  for (const role of others) expect(rolesFit(["resident", role], "citizen"), role).toBe(false);
  for (const sector of ["statutory", "third"] as const) {
    expect(rolesIn(sector)).not.toContain("resident");
    expect(rolesFit(["resident"], sector)).toBe(false);
  }
  for (const role of ["linkWorker", "worker", "roleInbox"] as const) expect(rolesFit([role], "citizen"), role).toBe(false);
  expect(rolesFit([], "third")).toBe(false);
});

test("a steward is one of a panel's people, or somebody of an organisation; a coordinator works for one; a resident steward still works nowhere", () => {
  expect(rolesFit(["resident", "steward"], "citizen")).toBe(true);
  expect(rolesFit(["manager", "steward"], "citizen")).toBe(true);
  expect(rolesFit(["steward"], "citizen")).toBe(false);
  expect(rolesFit(["steward"], "third")).toBe(true);
  expect(rolesFit(["coordinator"], "citizen")).toBe(false);
  expect(rolesFit(["coordinator", "steward"], "statutory")).toBe(true);
  expect(livesHere(["resident", "steward"])).toBe(true);
  for (const roles of [["steward"], ["manager", "steward"], ["resident", "worker"]] as Role[][]) expect(livesHere(roles)).toBe(false);
});

test("who has left keeps no role", () => {
  const [a, b] = ["a", "b"] as unknown as [PersonId, PersonId];
  const state: OrgState = {
    ...noOrg,
    members: { [a]: { name: "Ada", roles: ["manager"] }, [b]: { name: "Bo", roles: ["manager"], ended: true } },
  };
  expect(membersAs(state, "manager")).toEqual([{ personId: a, name: "Ada" }]);
});

test("an e-mail address is one address, in small letters; nothing that a mail server could read as more", () => {
  expect(Email.parse("Nora.Quinn+work@Southside.Example")).toBe("nora.quinn+work@southside.example");
  const bad = [
    "a",
    "a@b",
    "a@b.c",
    "@b.uk",
    "a@@b.uk",
    "a@b.uk,c@d.uk",
    "a@b.uk\n",
    "a b@c.uk",
    '"a"@b.uk',
    "<a@b.uk>",
    ".a@b.uk",
    "a.@b.uk",
    "a@-b.uk",
    "a@b..uk",
    "ä@b.uk",
  ];
  for (const address of bad) expect(Email.safeParse(address).success, address).toBe(false);
  expect(Email.safeParse(`${"a".repeat(250)}@b.uk`).success).toBe(false);
});
