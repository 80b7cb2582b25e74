import type { ProjectEvent } from "./schema.ts";
import type { ProjectState, Proposal } from "./state.ts";

/** Events whose words can be taken out again, by whoever wrote them or speaks for their organisation. */
export const removable = ["contributionRecorded", "measureRecorded", "outcomeRecorded", "voteCast", "removalAnswered"] as const;
type Removable = Extract<ProjectEvent, { type: (typeof removable)[number] }>;
export const isRemovable = (event: ProjectEvent): event is Removable => removable.some((type) => type === event.type);

/** Without the words of one event: what was noted with it is gone, a vote stands without them, a reply can be given anew. */
export function silenced(state: ProjectState, seq: number): ProjectState {
  const isOther = (each: { readonly seq: number }) => each.seq !== seq;
  const without = (proposal: Proposal): Proposal => ({
    ...proposal,
    reply: proposal.reply?.seq === seq ? null : proposal.reply,
    votes: Object.fromEntries(
      Object.entries(proposal.votes).map(([orgId, vote]) => [orgId, vote?.seq === seq ? { ...vote, words: "" } : vote]),
    ),
  });
  return {
    ...state,
    silenced: [...state.silenced, seq],
    ...{ given: state.given.filter(isOther), entries: state.entries.filter(isOther), outcomes: state.outcomes.filter(isOther) },
    proposals: Object.fromEntries(Object.entries(state.proposals).map(([id, proposal]) => [id, without(proposal)])),
  };
}

/** An event as it may be read by now. */
export function concealWords(event: ProjectEvent, { silenced: gone }: Pick<ProjectState, "silenced">): ProjectEvent {
  if (!isRemovable(event) || event.body.words === "" || !gone.includes(event.seq)) return event;
  const body = event.type === "measureRecorded" ? { ...event.body, words: "", value: "" } : { ...event.body, words: "" };
  return { ...event, body } as ProjectEvent;
}
/** Whether one event took the words out of another, and nothing of them is left there. */
export const tookWords = (by: ProjectEvent, event: ProjectEvent): boolean =>
  by.type === "wordsRemoved" && isRemovable(event) && event.seq === by.body.seq && event.body.words === "";
