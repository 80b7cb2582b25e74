import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type OrgId, type PersonId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { Sector } from "@linkwork/shared/kernel/shapes.ts";
import { afterDraft } from "@linkwork/shared/projects/rules-following.ts";
import type { Charter, ProjectCommand } from "@linkwork/shared/projects/schema.ts";
import { noProject, type ProjectState } from "@linkwork/shared/projects/state.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import { decideProject } from "../../apps/server/src/projects/decide.ts";
import { day } from "./clock.ts";

export const part = (): string => newId<string & never>(Date.now());
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A charter to which everybody can say yes. `days`: how long its money lasts from `now` on; null for none. */
export function charterOf(
  orgIds: readonly OrgId[],
  { now, days = null, change = {} }: { now: number; days?: number | null; change?: Partial<Charter> },
): Charter {
  const money =
    days === null
      ? []
      : [
          {
            ...{ fundingId: part(), name: "Winter fund", funder: "The invented trust", pence: 12_000_00 },
            ...{ from: dayOf(now - 200 * day), until: dayOf(now + days * day) },
          },
        ];
  return {
    title: "Befriending pilot",
    purpose: "Company for people who see nobody from one week to the next.",
    need: "“I'd go if somebody came with me.”",
    startsOn: dayOf(now),
    brings: orgIds.map((orgId) => ({ bringsId: part(), orgId, kind: "time", words: "Four hours a week" })),
    money,
    measures: [{ measureId: part(), words: "People feel less alone", how: "We ask them", target: "Most say so", by: null }],
    ...change,
  };
}

/** Somebody of an organisation that is in no database: for what `decide` alone says. */
export const aPerson = (name: string, sector: Sector, orgId = newId<OrgId>(Date.now()), roles: Actor["roles"] = ["worker"]): Actor => ({
  ...{ personId: newId<PersonId>(Date.now()), orgId, name, orgName: `${name}'s place`, sector, roles },
});

type Ask = { as: Actor; at: number; everybody?: readonly Actor[] };
/** What a project's room says to a request: the state that it leaves, or the refusal. Pure, with all of `everybody`'s organisations known. */
export function asked(state: ProjectState, command: ProjectCommand, { as, at, everybody = [] }: Ask): ProjectState | Refusal {
  const orgs = everybody.map(({ orgId, orgName, sector }) => [orgId, { name: orgName, sector }] as const);
  const people = everybody.filter(({ orgId }) => orgId === as.orgId);
  const members = Object.fromEntries(people.map(({ personId, name, roles }) => [personId, { name, roles }]));
  const now = new Date(at).toISOString();
  const roomId = projectRoom(command.type === "proposeProject" ? command.input.projectId : (state.projectId as ProjectId));
  const facts = { asked: new Map(orgs), members, boardTaken: false, gapThere: true, deeds: new Map() };
  const drafts = decideProject(state, command, { actor: as, now, id: part() as EventId, roomId, event: () => undefined, facts });
  return drafts instanceof Refusal ? drafts : drafts.reduce((before, draft) => afterDraft(before, draft, { actor: as, now }), state);
}
/** The same, where it has to be done. */
export function done(state: ProjectState, command: ProjectCommand, ask: Ask): ProjectState {
  const next = asked(state, command, ask);
  if (next instanceof Refusal) throw new Error(`${command.type}: ${next.code} ${JSON.stringify(next.details)}`);
  return next;
}
/** What the clock makes of it. */
export const settled = (state: ProjectState, at: number): ProjectState => {
  const next = asked(state, { type: "settleProject", input: {} }, { as: systemActor, at });
  return next instanceof Refusal ? state : next;
};

type Begun = { at: number; charter?: Charter };
/** A project that the first of them has proposed to the others. */
export function proposed(owners: readonly Actor[], { at, charter }: Begun): ProjectState {
  const [first] = owners;
  if (!first) throw new Error("a project has owners");
  const projectId = newId<ProjectId>(at);
  const orgIds = owners.map(({ orgId }) => orgId);
  const partners = orgIds.slice(1);
  const terms = charter ?? charterOf(orgIds, { now: at });
  return done(
    noProject,
    { type: "proposeProject", input: { projectId, charter: terms, template: "empty", partners } },
    { as: first, at, everybody: owners },
  );
}
/** A project that its owners' first people have all said yes to. */
export function aProject(owners: readonly Actor[], begun: Begun): ProjectState {
  const everybody = owners;
  return owners
    .slice(1)
    .reduce(
      (state, as) => done(state, { type: "acceptPlace", input: { charterAt: state.charterAt } }, { as, at: begun.at, everybody }),
      proposed(owners, begun),
    );
}
