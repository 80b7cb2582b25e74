import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import type { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import * as rules from "@linkwork/shared/projects/rules.ts";
import type { ProjectDraft } from "@linkwork/shared/projects/rules-following.ts";
import type { ProjectCommand, ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { isRemovable } from "@linkwork/shared/projects/state-words.ts";
import type { Context } from "../kernel/slice.ts";
import { plain } from "./decide-votes.ts";

const records = ["recordContribution", "recordMeasure", "recordOutcome"] as const;
type Noting = Extract<ProjectCommand, { type: (typeof records)[number] }>;
export const isRecord = (command: ProjectCommand): command is Noting => records.some((type) => type === command.type);
const { refuse } = rules;

/** Whoever wrote something takes its words out again, or who speaks for their organisation: also once nothing else is noted any more. */
export function removeWords(
  state: ProjectState,
  { seq }: Extract<ProjectCommand, { type: "removeWords" }>["input"],
  { actor, event }: Pick<Context, "actor" | "event">,
): ProjectDraft | Refusal {
  const said = event(seq) as ProjectEvent | undefined;
  if (!said || !isRemovable(said) || state.silenced.includes(seq)) return refuse("UnknownWords", { field: "seq" });
  const may = rules.mayRemoveWords(state, actor, said.actor);
  return may === true ? { type: "wordsRemoved", body: { seq } } : may;
}

/** What somebody brought, what was seen, and what people tell of it: noted by anybody of an owner, for that owner. */
export function decideRecord(state: ProjectState, command: Noting, { actor, now }: Pick<Context, "actor" | "now">): ProjectDraft | Refusal {
  const may = rules.mayRecord(state, actor);
  if (may !== true) return may;
  if (command.input.on > dayInLondon(now)) return refuse("NotThatDayYet", { field: "on" });
  const full = (most: number, by: readonly OrgId[]) => !rules.hasShare(state, by, { orgId: actor.orgId, most });
  const whose = ({ by }: { readonly by: { readonly orgId: OrgId } }) => by.orgId;
  const { most } = rules;
  switch (command.type) {
    case "recordContribution": {
      const noted = plain(command.input);
      const { contributionId } = noted;
      if (state.given.some((each) => each.contributionId === contributionId)) return refuse("TakenInProject", { field: "contributionId" });
      const taken = state.given.map(({ orgId }) => orgId);
      if (full(most.given, taken)) return refuse("ProjectFull", { most: most.given });
      return { type: "contributionRecorded", body: { ...noted, orgId: actor.orgId } };
    }
    case "recordMeasure": {
      const noted = plain(command.input);
      const { entryId, measureId } = noted;
      if (!state.charter?.measures.some((each) => each.measureId === measureId)) return refuse("UnknownMeasure", { field: "measureId" });
      if (state.entries.some((each) => each.entryId === entryId)) return refuse("TakenInProject", { field: "entryId" });
      if (full(most.entries, state.entries.map(whose))) return refuse("ProjectFull", { most: most.entries });
      return { type: "measureRecorded", body: noted };
    }
    case "recordOutcome": {
      const noted = plain(command.input);
      const { outcomeId } = noted;
      if (state.outcomes.some((each) => each.outcomeId === outcomeId)) return refuse("TakenInProject", { field: "outcomeId" });
      if (full(most.outcomes, state.outcomes.map(whose))) return refuse("ProjectFull", { most: most.outcomes });
      return { type: "outcomeRecorded", body: noted };
    }
  }
}
