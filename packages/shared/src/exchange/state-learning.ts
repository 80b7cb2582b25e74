import type { LearningCommand, LearningEvent, NoteAuthor, Part } from "./schema-learning.ts";
import type { DetailReason } from "./schema-reflection.ts";

type Published = Omit<Extract<LearningCommand, { type: "publishNote" }>["input"], "says" | "author">;
/** Words that were taken out of an answer. */
export type TakenOut = { readonly reason: DetailReason; readonly at: string; readonly seq: number };

/** What everybody may learn from a visit. */
export type LearningState = {
  readonly about: Published | null;
  /** each answer as it stands; one of which all was taken out is empty */
  readonly says: Readonly<Partial<Record<Part, string | undefined>>>;
  /** when it was published; ISO */
  readonly at: string;
  readonly author: NoteAuthor | null;
  /** its author took it back: nobody is named any more */
  readonly unsigned: boolean;
  readonly takenOut: Partial<Record<Part, TakenOut>>;
  /** the number of its newest event */
  readonly head: number;
};
export const noNote: LearningState = { about: null, says: {}, at: "", author: null, unsigned: false, takenOut: {}, head: 0 };

export function foldLearning(before: LearningState, event: LearningEvent): LearningState {
  const state = { ...before, head: event.seq };
  switch (event.type) {
    case "notePublished": {
      const { says, ...about } = event.body;
      return { ...state, about, says, at: event.at };
    }
    case "noteSigned":
      return { ...state, author: event.body };
    case "noteUnsigned":
      return { ...state, author: null, unsigned: true };
    case "wordsTakenOut": {
      const { part, reason } = event.body;
      const { at, seq } = event;
      return { ...state, says: { ...state.says, [part]: "" }, takenOut: { ...state.takenOut, [part]: { reason, at, seq } } };
    }
    case "answerLeft":
      return { ...state, says: { ...state.says, [event.body.part]: event.body.left } };
  }
}

/** An event as it may be read by now: without a name that was taken back, and without the answers of which something was taken out since. */
export function concealLearning(event: LearningEvent, { takenOut, unsigned }: LearningState): LearningEvent {
  switch (event.type) {
    case "notePublished": {
      const gone = (Object.keys(takenOut) as Part[]).filter((part) => event.body.says[part]);
      if (gone.length === 0) return event;
      return { ...event, body: { ...event.body, says: { ...event.body.says, ...Object.fromEntries(gone.map((part) => [part, ""])) } } };
    }
    case "noteSigned":
      return unsigned && event.body.name !== "" ? { ...event, body: { name: "", orgName: "" } } : event;
    case "answerLeft":
      return event.seq < (takenOut[event.body.part]?.seq ?? 0) && event.body.left !== ""
        ? { ...event, body: { ...event.body, left: "" } }
        : event;
    default:
      return event;
  }
}
/** Whether one event took words or a name out of another, and nothing of them is left there. */
export function tookLearning(by: LearningEvent, event: LearningEvent): boolean {
  if (by.type === "noteUnsigned") return event.type === "noteSigned" && event.body.name === "" && event.body.orgName === "";
  if (by.type !== "wordsTakenOut") return false;
  const { part } = by.body;
  if (event.type === "notePublished") return !event.body.says[part];
  return event.type === "answerLeft" && event.body.part === part && event.body.left === "" && event.seq < by.seq;
}
