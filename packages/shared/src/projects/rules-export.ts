import { broughtBy } from "./rules-given.ts";
import { joined } from "./rules-votes.ts";
import type { HeldOwner, ProjectState } from "./state.ts";

/**
 * A project as all who own it can take it with them: charter, owners, decisions, and what came of it. The same bytes for each of them, from the same events; who
 * took it when is not in it. People are named by their ids alone: whom they are is in the organisations' own hands.
 */
export function projectExport(state: ProjectState): string {
  const { projectId, status, charter, owners, boards, proposals, milestones, waysOn, given, entries, outcomes, proposedAt, closedAt } =
    state;
  const whole = {
    ...{ format: "linkwork project 1", projectId, status, proposedAt, closedAt, charter },
    owners: Object.values(owners),
    boards,
    decisions: Object.values(proposals),
    money: { reached: milestones, waysOn },
    contributions: { brought: broughtBy(state), entries: given },
    measures: entries,
    outcomes,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Those who have not taken all of it with them since it closed, and since something was last noted in it: that can be done while it is closed. */
export function withoutExport({ owners, boards, exports, closedAt, given, entries, outcomes }: ProjectState): HeldOwner[] {
  const noted = Math.max(0, ...[...given, ...entries, ...outcomes].map(({ seq }) => seq));
  return joined({ owners }).filter(
    ({ orgId }) =>
      !boards.every(({ boardId }) => {
        const took = exports[orgId]?.[boardId];
        return took && closedAt !== null && took.at >= closedAt && (took.heard ?? noted) >= noted;
      }),
  );
}
