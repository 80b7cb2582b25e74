import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import * as rules from "@linkwork/shared/projects/rules.ts";
import { charterFits, missingIn, wayOnFits, whoBrings } from "@linkwork/shared/projects/rules-charter.ts";
import { type Asked, answerDays, daysLater, type ProjectDraft } from "@linkwork/shared/projects/rules-following.ts";
import { mayAskKind } from "@linkwork/shared/projects/rules-questions.ts";
import { isLive, votersOn } from "@linkwork/shared/projects/rules-votes.ts";
import type { ProjectCommand, Question } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import type { Context } from "../kernel/slice.ts";

/** What is known of other rooms: organisations that are asked in, the people of the one that asks, whether the board that is to begin is there already, and that what it is to address is there for whoever asks; and where somebody is said to have ceased, when who owns it last did something on its boards. */
export type ProjectFacts = {
  asked: Asked;
  members: OrgState["members"];
  boardTaken: boolean;
  gapThere: boolean;
  deeds: ReadonlyMap<OrgId, string>;
};

const votes = ["openProposal", "vote", "withdrawProposal", "replyToRemoval"] as const;
type Vote = Extract<ProjectCommand, { type: (typeof votes)[number] }>;
export const isVote = (command: ProjectCommand): command is Vote => votes.some((type) => type === command.type);
const { refuse } = rules;

/** As it happened, without that somebody was asked about their words. */
export function plain<Input extends { readonly anyway?: true | undefined }>({ anyway: _asked, ...said }: Input): Omit<Input, "anyway"> {
  return said;
}

/** What is put to the vote, and what each organisation says to it. What it comes to follows in the same commit. */
export function decideVote(state: ProjectState, command: Vote, context: Context<ProjectFacts>): ProjectDraft | ProjectDraft[] | Refusal {
  const { actor, now } = context;
  const may = rules.speaksForOwner(state, actor);
  if (may !== true) return may;
  if (command.type === "openProposal") return open(state, command.input, context);
  const { proposalId } = command.input;
  const proposal = state.proposals[proposalId];
  if (!proposal) return refuse("UnknownQuestion", { field: "proposalId" });
  const { status, until, question, voters, by } = proposal;
  const live = status === "open" ? now < until : status === "passed";
  if (!live || (command.type === "vote" && status !== "open")) return refuse("QuestionOver", { status });
  switch (command.type) {
    case "vote":
      if (!voters.includes(actor.orgId)) return refuse("NotAVoter");
      return { type: "voteCast", body: { ...plain(command.input), orgId: actor.orgId } };
    case "withdrawProposal":
      return by.orgId === actor.orgId ? { type: "proposalWithdrawn", body: { proposalId } } : refuse("NotYourQuestion");
    case "replyToRemoval":
      return question.kind === "remove" && question.orgId === actor.orgId
        ? { type: "removalAnswered", body: plain(command.input) }
        : refuse("NotAboutYou");
  }
}

/** What a question is about: of each kind one is open about the same thing. */
const aboutOf = (question: Question): string => {
  if ("orgId" in question) return `${question.kind} ${question.orgId}`;
  return question.kind === "wayOn" ? `${question.kind} ${question.fundingId}` : question.kind;
};
/** A question with those who vote on it; whoever asks says yes to it. */
function open(
  state: ProjectState,
  { proposalId, question }: Extract<Vote, { type: "openProposal" }>["input"],
  context: Context<ProjectFacts>,
): ProjectDraft[] | Refusal {
  const { actor, now } = context;
  const known = Object.values(state.proposals);
  if (state.proposals[proposalId]) return refuse("TakenInProject", { field: "proposalId" });
  const may = mayAsk(state, question, context);
  if (may !== true) return may;
  if (known.some((each) => isLive(each) && aboutOf(each.question) === aboutOf(question)))
    return refuse("AskedBefore", { field: "question" });
  const room = { orgId: actor.orgId, most: rules.most.questions };
  const asked = known.map(({ by }) => by.orgId);
  if (!rules.hasShare(state, asked, room)) return refuse("ProjectFull", { most: rules.most.questions });
  const voters = votersOn(state, { question });
  const until = daysLater(now, answerDays.question);
  return [
    { type: "proposalOpened", body: { proposalId, question, voters, until } },
    { type: "voteCast", body: { proposalId, orgId: actor.orgId, yes: true, words: "" } },
  ];
}

/** Whether a question can be asked as the project stands. */
function mayAsk(state: ProjectState, question: Question, { actor, now, facts }: Context<ProjectFacts>): true | Refusal {
  const { kind } = question;
  const toOwn = (kind === "remove" || kind === "ceased") && question.orgId === actor.orgId;
  const may = mayAskKind(state, kind, { orgId: actor.orgId, now });
  if (may !== true) return toOwn && may.code === "TooFewOthers" ? refuse("LeaveInstead", { field: "question.orgId" }) : may;
  switch (kind) {
    case "charter":
      return charterAsked(state, question, now);
    case "invite":
      return rules.mayBeAsked(state, { orgId: question.orgId, there: facts.asked.has(question.orgId), field: "question.orgId" });
    case "wayOn":
      return wayOnFits(state, question, dayInLondon(now));
    case "remove":
    case "ceased":
      if (toOwn) return refuse("LeaveInstead", { field: "question.orgId" });
      return state.owners[question.orgId]?.status === "joined" || refuse("NotInProject", { field: "question.orgId" });
    case "close":
    case "delete":
      return true;
  }
}

function charterAsked(state: ProjectState, { charter }: Extract<Question, { kind: "charter" }>, now: string): true | Refusal {
  // what somebody brought who is in it no more stays written
  const inIt = Object.values(state.owners).flatMap((each) => (each ? each.orgId : []));
  const fits = charterFits(charter, inIt);
  if (fits instanceof Refusal) return fits;
  const missing = missingIn(charter, whoBrings(state), now).filter((part) => part !== "money");
  return missing.length === 0 || refuse("CharterNotReady", { field: "question.charter", missing: missing.join(",") });
}
