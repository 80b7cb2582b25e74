import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { afterDraft } from "@linkwork/shared/projects/rules-following.ts";
import type { ProjectCommand, Question, WayOn } from "@linkwork/shared/projects/schema.ts";
import { type ProjectState, type Proposal, undecided } from "@linkwork/shared/projects/state.ts";
import { describe, expect, test } from "vitest";
import { day } from "../../kit/clock.ts";
import { aPerson, aProject, asked, charterOf, dayOf, done, part, settled } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
const [rhona, tariq, jean, olga] = [
  aPerson("Rhona", "statutory"),
  aPerson("Tariq", "third"),
  aPerson("Jean", "citizen"),
  aPerson("Olga", "third"),
] as const;
const everybody = [rhona, tariq, jean, olga];
const id = part();

const act = (state: ProjectState, as: Actor, command: ProjectCommand, at = start) => done(state, command, { as, at, everybody });
const refusedTo = (state: ProjectState, as: Actor, command: ProjectCommand, at = start): string => {
  const answer = asked(state, command, { as, at, everybody });
  return answer instanceof Refusal ? answer.code : "done";
};
const opens = (question: Question, proposalId = id): ProjectCommand => ({ type: "openProposal", input: { proposalId, question } });
const votes = (yes: boolean, proposalId = id): ProjectCommand => ({ type: "vote", input: { proposalId, yes, words: "" } });
const status = (state: ProjectState) => state.proposals[id]?.status;

describe("a way on", () => {
  const ending = (days: number, owners: readonly Actor[] = [rhona, tariq]) =>
    aProject(owners, {
      at: start,
      charter: charterOf(
        owners.map(({ orgId }) => orgId),
        { now: start, days },
      ),
    });
  const wayOf = (state: ProjectState, wayOn: WayOn): Question => ({
    kind: "wayOn",
    fundingId: state.charter?.money[0]?.fundingId ?? "",
    wayOn,
  });

  test("it takes a yes of whoever answers for it, however many others want it", () => {
    const project = ending(100, [rhona, tariq, olga, jean]);
    const open = act(
      project,
      rhona,
      opens(wayOf(project, { way: "mainstreamed", orgId: tariq.orgId, from: "2027-05-01", words: "In their work" })),
    );
    const wanted = [olga, jean].reduce((state, as) => act(state, as, votes(true)), open);
    expect(status(wanted)).toBe("open");
    expect(status(act(wanted, tariq, votes(false)))).toBe("rejected");
    expect(status(act(wanted, tariq, votes(true)))).toBe("executed");
  });

  test("new money counts towards an end of its own; the old one is decided", () => {
    const project = settled(ending(80), start);
    expect(project.status).toBe("sustainReview");
    const funding = { fundingId: part(), name: "Second winter", funder: "The trust", pence: null, from: "2027-04-01", until: "2028-04-01" };
    const way: WayOn = { way: "successorFunding", orgId: rhona.orgId, funding, words: "" };
    const decided = act(act(project, rhona, opens(wayOf(project, way))), tariq, votes(true));
    expect(decided.status).toBe("active");
    expect(decided.charter?.money).toHaveLength(2);
    expect(settled(decided, start + 200 * day).status).toBe("active");
    expect(settled(decided, Date.parse("2028-03-01T12:00:00Z")).status).toBe("sustainReview");
  });

  test("the same money with a later end counts anew", () => {
    const project = settled(ending(80), start);
    const [old] = project.charter?.money ?? [];
    if (!old) throw new Error("no money");
    const way: WayOn = { way: "successorFunding", orgId: rhona.orgId, funding: { ...old, until: "2028-04-01" }, words: "" };
    const decided = act(act(project, rhona, opens(wayOf(project, way))), tariq, votes(true));
    expect(decided).toMatchObject({ status: "active", charter: { money: [{ until: "2028-04-01" }] } });
    expect(settled(decided, Date.parse("2028-03-01T12:00:00Z")).status).toBe("sustainReview");
  });

  test("a way on is off once the end that it was asked about has moved, and the later end is asked about in its time", () => {
    const project = ending(100);
    const { charter } = project;
    if (!charter) throw new Error("no charter");
    const way: WayOn = { way: "mainstreamed", orgId: tariq.orgId, from: "2027-05-01", words: "In their work" };
    const asking = act(project, rhona, opens(wayOf(project, way)));
    const longer = { ...charter, money: charter.money.map((each) => ({ ...each, until: "2028-04-01" })) };
    const moving = part();
    const moved = act(act(asking, rhona, opens({ kind: "charter", charter: longer }, moving)), tariq, votes(true, moving));
    expect(moved.proposals[moving]?.status).toBe("executed");
    expect(status(moved)).toBe("overtaken");
    expect(refusedTo(moved, tariq, votes(true))).toBe("QuestionOver");
    const [money] = longer.money;
    expect(settled(moved, Date.parse("2028-01-15T12:00:00Z")).milestones).toContain(`${money?.fundingId} 2028-04-01 90`);
    // written before this was so: what was decided for an end that had moved has decided nothing about the later one
    const before = { ...moved, proposals: { ...moved.proposals, [id]: asking.proposals[id] as Proposal } };
    const late = afterDraft(
      before,
      { type: "proposalExecuted", body: { proposalId: id } },
      { actor: tariq, now: new Date(start).toISOString() },
    );
    expect(undecided(late).map(({ until }) => until)).toEqual(["2028-04-01"]);
  });

  test("other words of the charter that leave the end as it is stop no way on", () => {
    const project = ending(100);
    const { charter } = project;
    if (!charter) throw new Error("no charter");
    const way: WayOn = { way: "mainstreamed", orgId: tariq.orgId, from: "2027-05-01", words: "In their work" };
    const asking = act(project, rhona, opens(wayOf(project, way)));
    const other = part();
    const titled = act(
      act(asking, rhona, opens({ kind: "charter", charter: { ...charter, title: "Ours" } }, other)),
      tariq,
      votes(true, other),
    );
    expect(status(titled)).toBe("open");
    expect(status(act(titled, tariq, votes(true)))).toBe("executed");
  });

  test("an end on a day closes it the day after, and not before", () => {
    const project = ending(100);
    const way: WayOn = { way: "plannedConclusion", orgId: rhona.orgId, endsOn: "2027-03-31", words: "People are told." };
    const decided = act(act(project, rhona, opens(wayOf(project, way))), tariq, votes(true));
    expect(decided.status).toBe("closing");
    // British summer time began on the 28th: the day ends an hour earlier by UTC
    expect(settled(decided, Date.parse("2027-03-31T22:59:59Z")).status).toBe("closing");
    expect(settled(decided, Date.parse("2027-03-31T23:00:00Z")).status).toBe("closed");
  });

  test("without a decision it comes to an end the day after its last, and even then a way on brings it back; nothing is ever deleted", () => {
    const project = ending(80);
    const until = Date.parse(`${dayOf(start + 80 * day)}T00:00:00Z`);
    expect(settled(project, until).status).toBe("sustainReview");
    const closing = settled(project, until + 2 * day);
    expect(closing.status).toBe("closing");
    expect(settled(closing, until + 1000 * day).status).toBe("closing");
    const way: WayOn = { way: "volunteerLed", orgId: tariq.orgId, from: "2027-05-01", words: "Six volunteers" };
    const asking = act(closing, rhona, opens(wayOf(closing, way)), until + 3 * day);
    expect(act(asking, tariq, votes(true), until + 3 * day).status).toBe("active");
  });
});
