import { mayReadClient, mayRegister } from "@linkwork/shared/clients/rules.ts";
import type { ClientEvent } from "@linkwork/shared/clients/schema.ts";
import { foldClient, initialsOf, noClient } from "@linkwork/shared/clients/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";

const [ours, theirs] = ["practice" as Actor["orgId"], "hub" as Actor["orgId"]];
const actor = (orgId: Actor["orgId"], ...roles: Actor["roles"]) =>
  ({ orgId, roles, personId: "p", name: "", orgName: "", sector: "third" }) as Actor;
const event = (type: string, body: unknown) => ({ seq: 1, id: "i", at: "", actor: {}, type, body }) as unknown as ClientEvent;
const registered = event("clientRegistered", { clientId: "c", identity: { name: "Mohammed Khan" }, leadOrgId: ours });

test("who registered a person and who leads a case of theirs are the ones who know them, each once", () => {
  const linked = (leadOrgId: string, caseId: string) => event("caseLinked", { leadOrgId, caseId });
  const state = foldAll(foldClient, noClient, [registered, linked(ours, "1"), linked("other", "2"), linked(ours, "3")]);
  expect(state).toEqual({
    identity: { name: "Mohammed Khan" },
    leadOrgs: [ours, "other"],
    cases: ["1", "2", "3"],
    keptAway: [],
    erased: false,
  });
});

test("a correction replaces the whole identity: what was taken out is gone", () => {
  const state = foldAll(foldClient, noClient, [registered, event("identityCorrected", { identity: { name: "M. Khan" } })]);
  expect(state.identity).toEqual({ name: "M. Khan" });
});

test("only link workers of an organisation that leads may read who the person is (I1)", () => {
  const state = foldClient(noClient, registered);
  expect(mayReadClient(state, actor(ours, "linkWorker"))).toBe(true);
  for (const role of ["worker", "infoLead", "manager", "roleInbox", "resident"] as const) {
    expect(mayReadClient(state, actor(ours, role)), role).toBe(false);
    expect(mayRegister(actor(ours, role)), role).toMatchObject({ code: "NotLinkWorker" });
  }
  expect(mayReadClient(state, actor(theirs, "linkWorker"))).toBe(false);
  expect(mayReadClient(noClient, actor(ours, "linkWorker"))).toBe(false);
});

test("whom the person wants kept away may not read who they are, nor may anybody of an organisation that is kept away, whatever their role (I1)", () => {
  const noted = (...excluded: object[]) => event("keptAwayNoted", { excluded });
  const worker = { ...actor(ours, "linkWorker"), personId: "neighbour" } as Actor;
  const one = foldAll(foldClient, noClient, [registered, noted({ kind: "person", personId: "neighbour" })]);
  expect(mayReadClient(one, worker)).toBe(false);
  expect(mayReadClient(one, actor(ours, "linkWorker"))).toBe(true);
  const all = foldAll(foldClient, one, [noted({ kind: "org", orgId: ours })]);
  expect(mayReadClient(all, actor(ours, "linkWorker"))).toBe(false);
  expect(all.keptAway).toHaveLength(2);
});

test("initials tell little: the first letters of the first and the last name", () => {
  const table: [string, string][] = [
    ["Mohammed Khan", "M.K."],
    ["  anna   maria van der berg ", "A.B."],
    ["Cher", "C."],
    ["Élodie Ōta", "É.Ō."],
    ["😀 Smith", "😀.S."],
    ["", ""],
  ];
  for (const [name, initials] of table) expect(initialsOf(name)).toBe(initials);
});
