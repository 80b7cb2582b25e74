import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { ProjectCommand } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { describe, expect, test } from "vitest";
import { aPerson, asked, done, proposed } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
const [rhona, tariq, morag] = [aPerson("Rhona", "statutory"), aPerson("Tariq", "third"), aPerson("Morag", "statutory")] as const;
const everybody = [rhona, tariq, morag];
const act = (state: ProjectState, as: Actor, command: ProjectCommand) => done(state, command, { as, at: start, everybody });
const refusedTo = (state: ProjectState, as: Actor, command: ProjectCommand): string => {
  const answer = asked(state, command, { as, at: start, everybody });
  return answer instanceof Refusal ? answer.code : "done";
};

describe("before it begins", () => {
  const back: ProjectCommand = { type: "withdrawProject", input: {} };
  const yes = (state: ProjectState, as: Actor) => act(state, as, { type: "acceptPlace", input: { charterAt: state.charterAt } });

  test("once another organisation has said yes, nobody takes it back for them; until then whoever proposed it does, and nobody else", () => {
    const project = proposed([rhona, morag, tariq], { at: start });
    expect(act(project, rhona, back).status).toBe("withdrawn");
    // two of one sector: it waits for another one
    const two = yes(project, morag);
    expect(two.status).toBe("proposed");
    expect(refusedTo(two, rhona, back)).toBe("OthersSaidYes");
    expect(refusedTo(two, morag, back)).toBe("NotYourProposal");
    const alone = act(two, rhona, { type: "leaveProject", input: { words: "" } });
    expect(refusedTo(alone, morag, back)).toBe("NotYourProposal");
  });

  test("who is asked again keeps the words to which they had said yes, until they answer: that alone shows them what has changed", () => {
    const said = yes(proposed([rhona, morag, tariq], { at: start }), morag);
    const first = said.charter;
    if (!first) throw new Error("no charter");
    const words = (state: ProjectState, as: Actor, purpose: string) =>
      act(state, as, { type: "reviseCharter", input: { charter: { ...first, purpose }, heard: state.heard } });
    // Tariq has said yes to nothing yet; Rhona wrote it herself
    const once = words(said, rhona, "Company, and a walk.");
    expect(once.agreed).toEqual({ [morag.orgId]: first });
    // whoever wrote it the second time, each is shown all that has changed since their own yes
    const twice = words(once, tariq, "Company, a walk and tea.");
    expect(twice.agreed).toEqual({ [morag.orgId]: first, [rhona.orgId]: once.charter });
    expect(yes(twice, morag).agreed).toEqual({ [rhona.orgId]: once.charter });
    expect(act(twice, rhona, { type: "declinePlace", input: { words: "" } }).agreed).toEqual({ [morag.orgId]: first });
  });
});
