import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { ProjectCommand, Question, WayOn } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { describe, expect, test } from "vitest";
import { day } from "../../kit/clock.ts";
import { aPerson, aProject, asked, charterOf, dayOf, done, part, settled } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
const [rhona, tariq, jean, olga, morag] = [
  aPerson("Rhona", "statutory"),
  aPerson("Tariq", "third"),
  aPerson("Jean", "citizen"),
  aPerson("Olga", "third"),
  aPerson("Morag", "statutory"),
] as const;
const everybody = [rhona, tariq, jean, olga, morag];
const id = part();

const act = (state: ProjectState, as: Actor, command: ProjectCommand, at = start) => done(state, command, { as, at, everybody });
const refusedTo = (state: ProjectState, as: Actor, command: ProjectCommand, at = start): string => {
  const answer = asked(state, command, { as, at, everybody });
  return answer instanceof Refusal ? answer.code : "done";
};
const opens = (question: Question, proposalId = id): ProjectCommand => ({ type: "openProposal", input: { proposalId, question } });
const votes = (yes: boolean, proposalId = id): ProjectCommand => ({ type: "vote", input: { proposalId, yes, words: "" } });
const status = (state: ProjectState) => state.proposals[id]?.status;
const words = "We can't go on.";

describe("one organisation, one vote", () => {
  test("whoever asks has said yes to it, and what more than half of each sector wants is done at once", () => {
    const project = aProject([rhona, tariq, jean], { at: start });
    const open = act(project, rhona, opens({ kind: "invite", orgId: olga.orgId }));
    expect(status(open)).toBe("open");
    const more = act(open, tariq, votes(true));
    expect(status(more)).toBe("open");
    const decided = act(more, jean, votes(true));
    expect(status(decided)).toBe("executed");
    expect(decided.owners[olga.orgId]?.status).toBe("invited");
  });

  test("two people of one organisation are one vote, and the later word counts", () => {
    const colleague = aPerson("Tess", "third", tariq.orgId, ["manager"]);
    const open = act(aProject([rhona, tariq, jean], { at: start }), rhona, opens({ kind: "close", words }));
    const twice = act(act(open, tariq, votes(false)), colleague, votes(true));
    expect(Object.keys(twice.proposals[id]?.votes ?? {})).toHaveLength(2);
    expect(twice.proposals[id]?.votes[tariq.orgId]).toMatchObject({ yes: true, personId: colleague.personId });
    expect(status(twice)).toBe("open");
  });

  test("of two in one sector, one yes is not more than half, and one no is enough to stop it", () => {
    const open = act(aProject([rhona, tariq, olga], { at: start }), rhona, opens({ kind: "invite", orgId: jean.orgId }));
    const half = act(open, tariq, votes(true));
    expect(status(half)).toBe("open");
    expect(status(act(half, olga, votes(true)))).toBe("executed");
    expect(status(act(half, olga, votes(false)))).toBe("rejected");
  });

  test("new words of the charter are what all agreed to from then on, and a question about it falls where money came in meanwhile", () => {
    const project = aProject([rhona, tariq], { at: start, charter: charterOf([rhona.orgId, tariq.orgId], { now: start, days: 100 }) });
    const { charter } = project;
    if (!charter) throw new Error("no charter");
    const asking = act(project, rhona, opens({ kind: "charter", charter: { ...charter, title: "Ours" } }));
    expect(act(asking, tariq, votes(true))).toMatchObject({ charter: { title: "Ours" }, charterAt: expect.any(Number) });
    const money = part();
    const funding = { fundingId: part(), name: "More", funder: "The trust", pence: null, from: "2027-05-01", until: "2028-05-01" };
    const wayOn: WayOn = { way: "successorFunding", orgId: rhona.orgId, funding, words: "" };
    const fundingId = charter.money[0]?.fundingId ?? "";
    const both = act(
      act(asking, rhona, opens({ kind: "wayOn", fundingId, wayOn }, money), start + 1),
      tariq,
      votes(true, money),
      start + 2,
    );
    expect(both.proposals[money]?.status).toBe("executed");
    expect(status(both)).toBe("overtaken");
  });

  test("who came in since a question was asked has no vote on it", () => {
    const open = act(aProject([rhona, tariq, jean], { at: start }), rhona, opens({ kind: "close", words }));
    const invite = part();
    const asking = [rhona, tariq, jean].reduce(
      (state, as, i) => act(state, as, i === 0 ? opens({ kind: "invite", orgId: olga.orgId }, invite) : votes(true, invite)),
      open,
    );
    const joined = act(asking, olga, { type: "acceptPlace", input: { charterAt: asking.charterAt } });
    expect(joined.owners[olga.orgId]?.status).toBe("joined");
    expect(refusedTo(joined, olga, votes(false))).toBe("NotAVoter");
  });

  test("who neither speaks for an owner nor manages it has no vote", () => {
    const other = aPerson("Tess", "third", tariq.orgId);
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    expect(refusedTo(open, other, votes(true))).toBe("NotASpeaker");
  });
});

describe("removing", () => {
  test("of two, one can't put the other out", () => {
    const project = aProject([rhona, tariq], { at: start });
    expect(refusedTo(project, rhona, opens({ kind: "remove", orgId: tariq.orgId, words }))).toBe("TooFewOthers");
    expect(refusedTo(project, rhona, opens({ kind: "ceased", orgId: tariq.orgId, words }))).toBe("TooFewOthers");
  });

  test("all the others decide, it is done after 14 days and not a moment sooner, and it can be replied to until then", () => {
    const project = aProject([rhona, tariq, jean], { at: start });
    const open = act(project, rhona, opens({ kind: "remove", orgId: tariq.orgId, words }));
    expect(refusedTo(open, tariq, votes(false))).toBe("NotAVoter");
    const passed = act(open, jean, votes(true));
    expect(status(passed)).toBe("passed");
    const replied = act(passed, tariq, { type: "replyToRemoval", input: { proposalId: id, words: "We were ill." } });
    expect(replied.proposals[id]?.reply?.words).toBe("We were ill.");
    expect(settled(replied, start + 14 * day - 1)).toBe(replied);
    const done = settled(replied, start + 14 * day);
    expect(done.owners[tariq.orgId]).toMatchObject({ status: "removed", stewards: [] });
  });

  test("one no among the others, and nobody is removed", () => {
    const open = act(aProject([rhona, tariq, jean, olga], { at: start }), rhona, opens({ kind: "remove", orgId: tariq.orgId, words }));
    expect(status(act(open, jean, votes(false)))).toBe("rejected");
  });

  test("should the others be one by the day, it is not done", () => {
    const passed = act(
      act(aProject([rhona, tariq, jean], { at: start }), rhona, opens({ kind: "remove", orgId: tariq.orgId, words })),
      jean,
      votes(true),
    );
    const left = act(passed, jean, { type: "leaveProject", input: { words: "" } });
    expect(status(left)).toBe("overtaken");
    expect(settled(left, start + 20 * day).owners[tariq.orgId]?.status).toBe("joined");
  });

  test("whoever asked can take it back in the 14 days; nobody else can", () => {
    const passed = act(
      act(aProject([rhona, tariq, jean], { at: start }), rhona, opens({ kind: "remove", orgId: tariq.orgId, words })),
      jean,
      votes(true),
    );
    const back: ProjectCommand = { type: "withdrawProposal", input: { proposalId: id } };
    expect(refusedTo(passed, tariq, back)).toBe("NotYourQuestion");
    expect(status(act(passed, rhona, back))).toBe("withdrawn");
  });

  test("who is said to have ceased and does anything here has not", () => {
    const project = aProject([rhona, tariq, jean], { at: start });
    const passed = act(act(project, rhona, opens({ kind: "ceased", orgId: tariq.orgId, words })), jean, votes(true));
    expect(status(passed)).toBe("passed");
    expect(settled(passed, start + 28 * day).owners[tariq.orgId]?.status).toBe("ceased");
    const alive = act(passed, tariq, { type: "recordOutcome", input: { outcomeId: part(), words: "We are here.", on: dayOf(start) } });
    expect(status(alive)).toBe("overtaken");
    expect(settled(alive, start + 28 * day).owners[tariq.orgId]?.status).toBe("joined");
  });
});

describe("closing and deleting", () => {
  test("all say yes, and it is closed at once", () => {
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    expect(act(open, tariq, votes(true))).toMatchObject({ status: "closed" });
  });

  test("who was told twice and said nothing keeps nobody from ending after 28 days", () => {
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    const reminded = settled(open, start + 14 * day);
    expect(reminded.proposals[id]?.reminded).toBe(true);
    expect(settled(reminded, start + 28 * day - 1).status).toBe("active");
    expect(settled(reminded, start + 28 * day).status).toBe("closed");
  });

  test("who was not told twice is not taken for silent", () => {
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    const late = settled(open, start + 40 * day);
    expect(late.status).toBe("active");
    expect(status(late)).toBe("expired");
  });

  test("one no, and silence closes nothing", () => {
    const open = act(aProject([rhona, tariq, jean], { at: start }), rhona, opens({ kind: "close", words }));
    const against = settled(act(open, tariq, votes(false)), start + 14 * day);
    expect(settled(against, start + 28 * day)).toMatchObject({ status: "active" });
    expect(status(settled(against, start + 28 * day))).toBe("rejected");
  });

  const exported = (state: ProjectState, as: Actor, at: number) =>
    done(
      state,
      {
        type: "noteExport",
        input: { personId: as.personId, orgId: as.orgId, boardId: state.boards[0]?.boardId as never, boardHead: 3 },
      },
      { as: { ...as, system: true }, at },
    );

  test("it is deleted by all, after 90 days, once each has taken everything with them since it closed", () => {
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    const early = exported(open, tariq, start);
    const closed = act(early, tariq, votes(true), start + 1000);
    const ask = opens({ kind: "delete", words }, part());
    const later = start + 91 * day;
    expect(refusedTo(closed, rhona, ask, start + 90 * day)).toBe("ClosedTooShort");
    expect(refusedTo(closed, rhona, ask, later)).toBe("ExportMissing");
    const one = exported(closed, rhona, later);
    expect(refusedTo(one, rhona, ask, later)).toBe("ExportMissing");
    const both = exported(one, tariq, later);
    const asking = act(both, rhona, ask, later);
    expect(asking.status).toBe("closed");
    const proposalId = ask.type === "openProposal" ? ask.input.proposalId : "";
    expect(act(asking, tariq, votes(false, proposalId), later).status).toBe("closed");
    expect(settled(asking, later + 60 * day).status).toBe("closed");
    expect(act(asking, tariq, votes(true, proposalId), later)).toMatchObject({ status: "deleted", charter: null });
  });

  test("what was noted since they took everything is in nobody's copy: until each has taken it anew, it is not deleted", () => {
    const open = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "close", words }));
    const closed = act(open, tariq, votes(true));
    const both = (state: ProjectState, at: number) => exported(exported(state, rhona, at), tariq, at);
    const tells = (state: ProjectState, at: number) =>
      act(state, tariq, { type: "recordOutcome", input: { outcomeId: part(), words: "They meet by themselves.", on: dayOf(at) } }, at);
    const told = tells(both(closed, start + day), start + 60 * day);
    const proposalId = part();
    const ask = opens({ kind: "delete", words }, proposalId);
    const later = start + 91 * day;
    expect(refusedTo(told, rhona, ask, later)).toBe("ExportMissing");
    const asking = act(both(told, later), rhona, ask, later);
    // and where it is told of once that was asked, the question falls
    const late = tells(asking, later);
    expect(late.proposals[proposalId]?.status).toBe("overtaken");
    expect(refusedTo(late, tariq, votes(true, proposalId), later)).toBe("QuestionOver");
    expect(act(asking, tariq, votes(true, proposalId), later).status).toBe("deleted");
    // what was made before it was told of counts as taken before, whenever that is noted
    const { outcomes, boards } = told;
    const old = { personId: rhona.personId, orgId: rhona.orgId, boardId: boards[0]?.boardId as never, boardHead: 3 };
    const heard = (outcomes[0]?.seq ?? 0) - 1;
    const stale = done(both(told, later), { type: "noteExport", input: { ...old, heard } }, { as: { ...rhona, system: true }, at: later });
    expect(refusedTo(stale, rhona, ask, later)).toBe("ExportMissing");
  });
});
