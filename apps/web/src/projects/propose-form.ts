import type { GapId, OrgId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import type { Template } from "@linkwork/shared/projects/schema.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import type { Sector } from "../ui/tone.ts";
import { type CharterDraft, emptyCharter, type Missing, missingIn, type Named } from "./charter-form.ts";

/** A project that is being thought out, as it is kept on the device. */
export type ProposalDraft = CharterDraft & {
  projectId: ProjectId | "";
  partners: readonly OrgId[];
  template: Template;
  /** what is missing, of the map, that it begins from; empty where it doesn't */
  gapId: GapId | "";
};
export const emptyProposal: ProposalDraft = { ...emptyCharter, projectId: "", partners: [], template: "befriending", gapId: "" };

/** What was kept, as far as it can be read: an older build may have kept it otherwise. */
export function proposalIn(kept: string): ProposalDraft | null {
  if (kept === "") return null;
  try {
    const held = JSON.parse(kept) as unknown;
    if (typeof held !== "object" || held === null || Array.isArray(held)) return null;
    // what was kept before projects could begin from the map
    const whole = { gapId: "", ...held };
    const same = Object.entries(emptyProposal).every(([field, empty]) => {
      const value = (whole as Record<string, unknown>)[field];
      return Array.isArray(empty) ? Array.isArray(value) : typeof value === "string";
    });
    return same ? (whole as ProposalDraft) : null;
  } catch {
    return null;
  }
}

/** An organisation that can be asked. */
export type Partner = Named & { readonly sector: Sector };

/** All who would own it: mine first, then those who are asked, as they were chosen. */
export const ownersOf = (draft: ProposalDraft, mine: Partner, all: readonly Partner[]): Partner[] => [
  mine,
  ...draft.partners.flatMap((orgId) => all.filter((each) => each.orgId === orgId && orgId !== mine.orgId)),
];

/** All that is missing before it can be proposed, at once, in the order of the steps. */
export function missingToPropose(draft: ProposalDraft, owners: readonly Partner[], today: string): Missing[] {
  const sectors = new Set(owners.map(({ sector }) => sector));
  const who: Missing[] =
    owners.length < 2
      ? [{ step: 1, field: "partners", message: words.missing.partners }]
      : sectors.size < 2
        ? [{ step: 1, field: "partners", message: words.missing.sector }]
        : [];
  const rest = missingIn(draft, owners, today);
  return [...rest.filter(({ step }) => step < 1), ...who, ...rest.filter(({ step }) => step > 1)];
}
