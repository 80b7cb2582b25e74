import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { ProjectCommand, Question, WayOn } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../kit/clock.ts";
import { full } from "../../kit/depth.ts";
import { aPerson, aProject, asked, charterOf, dayOf, part, proposed, settled } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
/** Two people of each organisation, and a manager of each: as many hands as one organisation can have in it. */
const firsts = [aPerson("Rhona", "statutory"), aPerson("Tariq", "third"), aPerson("Jean", "citizen"), aPerson("Olga", "third")];
const people = firsts.flatMap((first) => [
  first,
  { ...aPerson(`${first.name}'s colleague`, first.sector, first.orgId), orgName: first.orgName },
  { ...aPerson(`${first.name}'s manager`, first.sector, first.orgId, ["manager"]), orgName: first.orgName },
]);
const outsiders = [aPerson("Morag", "statutory"), aPerson("Eilidh", "citizen")];
const everybody = [...people, ...outsiders];
const pick = <T>(from: readonly T[], n: number): T | undefined => (from.length === 0 ? undefined : from[n % from.length]);

/** What somebody tries: which kind, by which hand, about which organisation or question; and how much time goes by before. */
type Try = { what: number; hand: number; about: number; yes: boolean; wait: number };
const tries = fc.record({
  what: fc.nat(22),
  hand: fc.nat(2),
  about: fc.nat(9),
  yes: fc.boolean(),
  wait: fc.constantFrom(0, 0, 1, 8, 14, 28, 95),
});

/** The command of a try, whoever gives it: everything that there is, about everybody that there is. */
function commandOf(state: ProjectState, as: Actor, { what, about, yes }: Try, at: number): ProjectCommand {
  const orgId = pick(
    everybody.map((each) => each.orgId),
    about * 3,
  )?.toString() as Actor["orgId"];
  const proposalId = pick(Object.keys(state.proposals), about) ?? part();
  const charter = charterOf(
    Object.values(state.owners).flatMap((each) => each?.orgId ?? []),
    { now: at, days: 50, change: { title: `Ours now ${about}` } },
  );
  const fundingId = pick(state.charter?.money ?? [], about)?.fundingId ?? part();
  const wayOn: WayOn = { way: "plannedConclusion", orgId: as.orgId, endsOn: dayOf(at + day), words: "It ends." };
  const colleague =
    pick(
      people.filter((each) => each.orgId === as.orgId),
      about,
    )?.personId ?? as.personId;
  const words = "because";
  const questions: Question[] = [
    { kind: "charter", charter },
    { kind: "invite", orgId },
    { kind: "wayOn", fundingId, wayOn },
    { kind: "close", words },
    { kind: "remove", orgId, words },
    { kind: "ceased", orgId, words },
    { kind: "delete", words },
  ];
  const asks = questions.map((question): ProjectCommand => ({ type: "openProposal", input: { proposalId: part(), question } }));
  const all: ProjectCommand[] = [
    ...asks,
    { type: "vote", input: { proposalId, yes, words: "" } },
    { type: "vote", input: { proposalId, yes: true, words: "" } },
    { type: "withdrawProposal", input: { proposalId } },
    { type: "replyToRemoval", input: { proposalId, words } },
    { type: "reviseCharter", input: { charter, heard: state.heard } },
    { type: "invitePartner", input: { orgId } },
    { type: "acceptPlace", input: { charterAt: state.charterAt } },
    { type: "leaveProject", input: { words: "" } },
    { type: "declinePlace", input: { words: "" } },
    { type: "withdrawProject", input: {} },
    { type: "addSteward", input: { personId: colleague } },
    { type: "removeSteward", input: { personId: colleague } },
    { type: "archiveProject", input: {} },
    { type: "restoreProject", input: {} },
    { type: "recordOutcome", input: { outcomeId: part(), words, on: dayOf(at) } },
  ];
  return all[what % all.length] as ProjectCommand;
}

/** The state after a try, or as it was where it is refused. Exports are taken by everybody whenever they can be: they hinder nobody. */
function tried(state: ProjectState, as: Actor, one: Try, at: number): ProjectState {
  const next = asked(state, commandOf(state, as, one, at), { as, at, everybody });
  return next instanceof Refusal ? state : next;
}
const orgIdsOf = (owners: readonly Actor[]) => owners.map(({ orgId }) => orgId);
const handsOf = (orgId: Actor["orgId"]) => people.filter((each) => each.orgId === orgId);
const joinedOf = (state: ProjectState) => Object.values(state.owners).flatMap((each) => (each?.status === "joined" ? each : []));
const holds = (state: ProjectState): void => {
  for (const { stewards, name } of joinedOf(state)) expect(stewards.length, `${name} is spoken for`).toBeGreaterThan(0);
  const jointly = new Set(joinedOf(state).map(({ sector }) => sector)).size >= 2;
  if (state.status === "active" || state.status === "sustainReview") expect(jointly, "what is active is joint").toBe(true);
};
/** An export of everything, for each owner: what deleting asks for. */
const withExports = (state: ProjectState, at: number): ProjectState =>
  joinedOf(state).reduce((before, { orgId }) => {
    const input = { personId: newId<Actor["personId"]>(at), orgId, boardId: before.boards[0]?.boardId as never, boardHead: 1 };
    const next = asked(before, { type: "noteExport", input }, { as: { ...(people[0] as Actor), system: true }, at });
    return next instanceof Refusal ? before : next;
  }, state);

describe("B3: equals", () => {
  for (const count of [2, 3, 4])
    test(`of ${count} owners, no sequence of commands by one alone deletes, hides, renames or removes anything of the others, from any state that can be reached`, () => {
      const owners = firsts.slice(0, count);
      fc.assert(
        fc.property(
          fc.array(tries, { maxLength: 14 }),
          fc.array(tries, { minLength: 1, maxLength: 25 }),
          fc.nat(count - 1),
          (before, alone, who) => {
            const orgIds = owners.map(({ orgId }) => orgId);
            let at = start;
            let state = aProject(owners, { at, charter: charterOf(orgIds, { now: at, days: 200 }) });
            // any state: everybody does anything
            for (const [i, one] of before.entries()) {
              at += one.wait * day;
              state = settled(state, at);
              const hand = pick(handsOf(pick(orgIds, one.about + i) as Actor["orgId"]), one.hand) as Actor;
              state = tried(state, hand, one, at);
              holds(state);
            }
            const lone = pick(orgIds, who) as Actor["orgId"];
            // what is on its way by the others' own votes is theirs: it comes to its end first
            for (const wait of [14, 14, 28, 1]) {
              at += wait * day;
              state = settled(state, at);
            }
            const others = joinedOf(state).filter(({ orgId }) => orgId !== lone);
            const wayOfOthers = others.length > 0 && state.owners[lone]?.status === "joined";
            const { charter, projectId } = state;
            for (const one of alone) {
              at += one.wait * day;
              state = settled(withExports(state, at), at);
              state = tried(state, pick(handsOf(lone), one.hand) as Actor, one, at);
              holds(state);
              if (!wayOfOthers) continue;
              // put away too early, or for good, the others could not write down what came of it
              const other = pick(handsOf(others[0]?.orgId as Actor["orgId"]), 2) as Actor;
              if (state.status === "archived") {
                expect(at - Date.parse(state.closedAt ?? ""), "how long it has been closed").toBeGreaterThanOrEqual(90 * day);
                expect(asked(state, { type: "restoreProject", input: {} }, { as: other, at, everybody })).toMatchObject({
                  status: "closed",
                });
              }
              if (state.status === "closed") {
                const outcome = { outcomeId: part(), words: "What came of it", on: dayOf(at) };
                expect(asked(state, { type: "recordOutcome", input: outcome }, { as: other, at, everybody })).not.toBeInstanceOf(Refusal);
              }
              expect(state.status).not.toBe("deleted");
              expect(state.projectId).toBe(projectId);
              for (const { orgId, name, stewards } of others)
                expect(state.owners[orgId], `${name} as it was`).toMatchObject({ status: "joined", name, stewards });
              // the words that all agreed to, where another sector would have had to agree
              if (others.some(({ sector }) => sector !== state.owners[lone]?.sector) || others.length > 1)
                expect(state.charter).toEqual(charter);
            }
          },
        ),
        { numRuns: full ? 1_000 : 100 },
      );
    });

  for (const count of [2, 3])
    test(`before it begins, of ${count} no sequence of commands by one who is only asked ends it, or takes from the others that they can say yes`, () => {
      const owners = firsts.slice(0, count);
      const [first] = owners as [Actor];
      fc.assert(
        fc.property(fc.array(tries, { minLength: 30, maxLength: 90 }), fc.nat(count - 2), (alone, who) => {
          const lone = pick(owners.slice(1), who) as Actor;
          let state = proposed(owners, { at: start, charter: charterOf(orgIdsOf(owners), { now: start }) });
          for (const one of alone) {
            // nobody waits: by the clock alone it lapses after 30 days, which is nobody's doing
            state = tried(state, pick(handsOf(lone.orgId), one.hand) as Actor, one, start);
            if (state.status !== "proposed") break;
            for (const { orgId, orgName } of owners)
              if (orgId !== lone.orgId) expect(["joined", "invited"], `${orgName} is in it`).toContain(state.owners[orgId]?.status);
          }
          expect(["proposed", "active"]).toContain(state.status);
          if (state.status !== "proposed" || state.owners[first.orgId]?.status !== "invited") return;
          const again = asked(state, { type: "acceptPlace", input: { charterAt: state.charterAt } }, { as: first, at: start, everybody });
          // whom the other asked in may bring nothing yet: that is written first, by whoever proposed it too
          expect(["yes", "CharterNotReady"], "the answer of whoever proposed it").toContain(again instanceof Refusal ? again.code : "yes");
        }),
        { numRuns: full ? 1_000 : 200 },
      );
    });

  test("two who step down at once: whatever the order, somebody is left who speaks for the organisation", () => {
    const [first, second] = handsOf(firsts[0]?.orgId as Actor["orgId"]) as [Actor, Actor];
    let state = aProject(firsts.slice(0, 2), { at: start });
    const how = { as: first, at: start, everybody };
    state = asked(state, { type: "addSteward", input: { personId: second.personId } }, how) as ProjectState;
    const one = asked(state, { type: "removeSteward", input: { personId: first.personId } }, how) as ProjectState;
    const two = asked(one, { type: "removeSteward", input: { personId: second.personId } }, { ...how, as: second });
    expect(two).toMatchObject({ code: "LastSteward" });
  });
});
