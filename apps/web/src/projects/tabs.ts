import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { isWorking, mayAnswerPlace, speaksForOwner } from "@linkwork/shared/projects/rules.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { type ProjectTab, projectTabs } from "./address.ts";

/** Whether it has ever begun: only then there is a board, something to look at, something to decide. */
export const hasBegun = ({ status }: Pick<ProjectState, "status">): boolean =>
  status !== "absent" && status !== "proposed" && status !== "lapsed" && status !== "withdrawn";
/** Nothing can be changed in it any more. */
export const isOver = ({ status }: Pick<ProjectState, "status">): boolean =>
  status === "closed" || status === "archived" || status === "lapsed" || status === "withdrawn" || status === "deleted";

/** The parts that a project has as it stands, for an organisation of it: who is only asked reads what they are asked to, and no board, which is the owners'. */
export function tabsIn(state: Pick<ProjectState, "status" | "owners">, orgId: OrgId): readonly ProjectTab[] {
  if (!hasBegun(state)) return ["charter", "activity"];
  return state.owners[orgId]?.status === "joined" ? projectTabs : ["charter", "measures", "decisions", "activity"];
}

/** Whether I may write other words of the charter: while it is only proposed whoever is asked may too, and once it has begun it is put to the vote. */
export function mayWrite(state: ProjectState, actor: Actor): boolean {
  const speaks = speaksForOwner(state, actor) === true;
  return state.status === "proposed" ? speaks || mayAnswerPlace(state, actor) === true : speaks && isWorking(state);
}
