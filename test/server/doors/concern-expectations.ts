import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import { cells, command, type Row } from "./rows.ts";

/** Nobody in the case, whatever they are to it, knows of a worry: each of these is named in none. */
const inConcern = (name: string, input: Row["input"]): Row =>
  command(`concerns.${name}`, ({ target }) => concernRoom(target.concernId), cells("hide"), input);

/** What can be asked about worries. Who is named in one is looked at in test/server/concerns. */
export const concerns: readonly Row[] = [
  { name: "concerns.list", path: "concerns.list", input: () => undefined, cells: cells("allow") },
  { name: "concerns.doubts", path: "concerns.doubts", input: () => undefined, cells: cells("allow") },
  { name: "concerns.about", path: "concerns.about", input: () => undefined, cells: cells("allow") },
  {
    name: "concerns.leads",
    path: "concerns.leads",
    input: ({ target }) => ({ caseId: target.caseId }),
    cells: cells("NOT_FOUND NotFound"),
  },
  {
    name: "concerns.verify",
    path: "concerns.verify",
    room: ({ target }) => concernRoom(target.concernId),
    input: () => ({}),
    cells: cells("hide"),
  },
  inConcern("raiseConcern", ({ target, world }) => ({
    concernId: target.concernId,
    caseId: target.caseId,
    authority: "danger",
    reason: "She is not safe.",
    second: { orgId: world.orgs.practice.orgId, personId: world.people.rhona.personId },
  })),
  inConcern("confirmConcern", () => ({})),
  inConcern("chooseSecond", ({ world }) => ({ second: { orgId: world.orgs.hub.orgId, personId: world.people.tess.personId } })),
  inConcern("nameLead", ({ world }) => ({ orgId: world.orgs.hub.orgId, personId: world.people.tess.personId, why: "on call" })),
  inConcern("writeNote", () => ({ text: "She was seen on Sunday." })),
  inConcern("keepOn", () => ({ why: "The court still waits for it." })),
  inConcern("closeConcern", () => ({ outcome: "She is safe." })),
];
