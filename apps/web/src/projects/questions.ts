import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { stands } from "@linkwork/shared/projects/rules.ts";
import { withoutExport } from "@linkwork/shared/projects/rules-export.ts";
import { closedLongEnough, mayAskKind } from "@linkwork/shared/projects/rules-questions.ts";
import { waitsForVote } from "@linkwork/shared/projects/rules-votes.ts";
import type { Question } from "@linkwork/shared/projects/schema.ts";
import type { HeldOwner, ProjectState, Proposal } from "@linkwork/shared/projects/state.ts";
import { questionWords, voteWords as words } from "@linkwork/shared/projects/words-votes.ts";

export type Kind = Question["kind"];

/** Name of an organisation of this project; of one that is none, what the directory says. */
export const nameIn = (state: Pick<ProjectState, "owners">, orgId: OrgId, known: Readonly<Record<string, string>> = {}): string =>
  state.owners[orgId]?.name ?? known[orgId] ?? "an organisation";

/** A question as its heading. */
export function titleOf(state: ProjectState, question: Question, known: Readonly<Record<string, string>> = {}): string {
  const { kind } = question;
  if (question.kind === "wayOn") {
    const money = state.charter?.money.find(({ fundingId }) => fundingId === question.fundingId);
    return questionWords.wayOn(money?.name ?? "the money");
  }
  return questionWords[kind]("orgId" in question ? nameIn(state, question.orgId, known) : "");
}

/** Open and those that are decided and not done yet, the one that ends first at the top. */
export const openQuestions = (state: ProjectState): Proposal[] =>
  Object.values(state.proposals)
    .filter(({ status }) => status === "open" || status === "passed")
    .toSorted((a, b) => ((a.from ?? a.until) < (b.from ?? b.until) ? -1 : 1));
/** The rest, the newest first. */
export const doneQuestions = (state: ProjectState): Proposal[] =>
  Object.values(state.proposals)
    .filter(({ status }) => status !== "open" && status !== "passed")
    .toSorted((a, b) => ((a.endedAt ?? a.at) > (b.endedAt ?? b.at) ? -1 : 1));

/** Whether my organisation has a vote on it that still counts. */
export const votes = ({ voters }: Pick<Proposal, "voters">, state: Pick<ProjectState, "owners">, orgId: OrgId): boolean =>
  voters.includes(orgId) && state.owners[orgId]?.status === "joined";

/** Questions that wait for an answer of my organisation. */
export const waitingFor = (state: ProjectState, { orgId }: Pick<Actor, "orgId">, now: number): Proposal[] =>
  openQuestions(state).filter((each) => waitsForVote(state, each, { orgId, now: new Date(now).toISOString() }));

export type Said = { readonly owner: HeldOwner | undefined; readonly orgId: OrgId; readonly vote: Proposal["votes"][OrgId] };
/** Who has said what, in the order in which the votes were fixed. */
export const saidOn = ({ voters, votes: cast }: Proposal, state: ProjectState): Said[] =>
  voters.map((orgId) => ({ owner: state.owners[orgId], orgId, vote: cast[orgId] }));

type By = Pick<Actor, "orgId">;
/** What is still missing before all of it can be deleted, in words, all at once; nothing where it can be asked. */
export function missingToDelete(state: ProjectState, now: number): string[] {
  const at = new Date(now).toISOString();
  if (stands(state, "closed", "archived") !== true) return [words.needsClosed];
  const long = closedLongEnough(state, at);
  const owed = withoutExport(state);
  return [
    ...(long === true ? [] : [words.closedSince(Number(long.details?.days))]),
    ...(owed.length > 0 ? [words.needsExport(new Intl.ListFormat("en-GB").format(owed.map(({ name }) => name)))] : []),
  ];
}

/** Why a kind of question can't be asked now, in words, by the rule that the server asks; nothing where it can. */
export function whyNot(kind: Kind, state: ProjectState, { orgId }: By, now: number): string[] {
  const may = mayAskKind(state, kind, { orgId, now: new Date(now).toISOString() });
  if (may === true) return [];
  if (kind === "delete") return missingToDelete(state, now);
  if (may.code === "TooFewOthers") return [words.needsTwo];
  return [may.code === "UnknownMoney" ? words.noMoney : words.over];
}
