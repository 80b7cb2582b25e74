import type { ProjectEvent, Question } from "./schema.ts";
import type { ProjectState, Proposal } from "./state.ts";

/** Events whose words can be taken out again, by whoever wrote them or speaks for their organisation; of a question, why it was asked. */
const removable = ["contributionRecorded", "measureRecorded", "outcomeRecorded", "voteCast", "removalAnswered", "proposalOpened"] as const;
type Removable = Extract<ProjectEvent, { type: (typeof removable)[number] }>;
const saysWhy: readonly Question["kind"][] = ["close", "remove", "ceased", "delete"];
export const isRemovable = (event: ProjectEvent): event is Removable =>
  removable.some((type) => type === event.type) && (event.type !== "proposalOpened" || saysWhy.includes(event.body.question.kind));
const without = (question: Question): Question => ("words" in question ? { ...question, words: "" } : question);
/** The words that can be taken out of it. */
function wordsOf({ type, body }: Removable): string {
  if (type !== "proposalOpened") return body.words;
  return "words" in body.question ? body.question.words : "";
}

/** Without the words of one event: what was noted with it is gone, a vote stands without them, a reply can be given anew. */
export function silenced(state: ProjectState, seq: number): ProjectState {
  const isOther = (each: { readonly seq: number }) => each.seq !== seq;
  const silent = (proposal: Proposal): Proposal => ({
    ...proposal,
    question: proposal.seq === seq ? without(proposal.question) : proposal.question,
    reply: proposal.reply?.seq === seq ? null : proposal.reply,
    votes: Object.fromEntries(
      Object.entries(proposal.votes).map(([orgId, vote]) => [orgId, vote?.seq === seq ? { ...vote, words: "" } : vote]),
    ),
  });
  // why somebody was put out, or doesn't exist any more, stands with them too
  const gone = Object.values(state.proposals).flatMap(({ seq: opened, question }) =>
    opened === seq && (question.kind === "remove" || question.kind === "ceased") ? [question] : [],
  );
  const owners = Object.entries(state.owners).map(([orgId, held]) => {
    const why = gone.find((question) => question.orgId === orgId)?.words;
    return [orgId, held && why !== undefined && held.words === why ? { ...held, words: "" } : held];
  });
  return {
    ...state,
    owners: Object.fromEntries(owners),
    silenced: [...state.silenced, seq],
    ...{ given: state.given.filter(isOther), entries: state.entries.filter(isOther), outcomes: state.outcomes.filter(isOther) },
    proposals: Object.fromEntries(Object.entries(state.proposals).map(([id, proposal]) => [id, silent(proposal)])),
  };
}

/** An event as it may be read by now. */
export function concealWords(event: ProjectEvent, { silenced: gone }: Pick<ProjectState, "silenced">): ProjectEvent {
  if (!isRemovable(event) || wordsOf(event) === "" || !gone.includes(event.seq)) return event;
  if (event.type === "proposalOpened") return { ...event, body: { ...event.body, question: without(event.body.question) } };
  const body = event.type === "measureRecorded" ? { ...event.body, words: "", value: "" } : { ...event.body, words: "" };
  return { ...event, body } as ProjectEvent;
}
/** Whether one event took the words out of another, and nothing of them is left there. */
export const tookWords = (by: ProjectEvent, event: ProjectEvent): boolean =>
  by.type === "wordsRemoved" && isRemovable(event) && event.seq === by.body.seq && wordsOf(event) === "";
