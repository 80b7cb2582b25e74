import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { most } from "@linkwork/shared/projects/rules.ts";
import type { ProjectCommand, Question } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { describe, expect, test } from "vitest";
import { aPerson, aProject, asked, dayOf, done, part } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
const [rhona, tariq, jean] = [aPerson("Rhona", "statutory"), aPerson("Tariq", "third"), aPerson("Jean", "citizen")] as const;
const everybody = [rhona, tariq, jean];
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

describe("nobody alone shuts another out", () => {
  test("whoever asks and takes back without end shuts themselves out, and nobody else", () => {
    let project = aProject([rhona, tariq], { at: start });
    for (let i = 0; i < most.questions; i++) {
      const proposalId = part();
      project = act(project, rhona, opens({ kind: "close", words }, proposalId));
      project = act(project, rhona, { type: "withdrawProposal", input: { proposalId } });
    }
    expect(refusedTo(project, rhona, opens({ kind: "close", words }))).toBe("ProjectFull");
    expect(refusedTo(project, tariq, opens({ kind: "close", words }))).toBe("done");
  });

  test("whoever tells of outcomes without end keeps nobody else from it", () => {
    const outcome = (): ProjectCommand => ({ type: "recordOutcome", input: { outcomeId: part(), words: "More", on: dayOf(start) } });
    let project = aProject([rhona, tariq], { at: start });
    for (let i = 0; i < most.outcomes; i++) project = act(project, rhona, outcome());
    expect(refusedTo(project, rhona, outcome())).toBe("ProjectFull");
    expect(refusedTo(project, tariq, outcome())).toBe("done");
  });

  test("of those who were asked one is left, and others have come: what is asked falls, and is for all of them to be asked anew", () => {
    const asking = act(aProject([rhona, tariq], { at: start }), rhona, opens({ kind: "invite", orgId: jean.orgId }, "invite"));
    const invited = act(asking, tariq, votes(true, "invite"));
    // asked while Jean's panel had not come yet
    const late = act(act(invited, rhona, opens({ kind: "close", words })), jean, {
      type: "acceptPlace",
      input: { charterAt: invited.charterAt },
    });
    const alone = act(late, tariq, { type: "leaveProject", input: { words: "" } });
    expect(alone.status).not.toBe("closed");
    expect(status(alone)).toBe("rejected");
  });
});
