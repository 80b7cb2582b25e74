import type { GapDetails, GapEvent, TakenOutReason } from "./schema-gap.ts";
import type { GapState } from "./state-gap.ts";
import { takenOutTitle } from "./words-house.ts";

/** What is left once the words of one event were taken out: all that was copied of them goes too. */
export function without(state: GapState, { seq, reason }: { seq: number; reason: TakenOutReason }): GapState {
  const left = <T extends { readonly seq: number; readonly words: string } | null>(one: T): T =>
    one?.seq === seq ? { ...one, words: "" } : one;
  const closure = left(state.closure);
  const first = seq === 1 && state.details !== null;
  return {
    ...state,
    takenOut: { ...state.takenOut, [seq]: reason },
    ...(first ? { details: state.details && wordless(state.details), heardAt: null } : {}),
    ...{ confirmed: left(state.confirmed), known: left(state.known), takenOn: left(state.takenOn), proposed: left(state.proposed) },
    hidden: left(state.hidden),
    closure: closure?.seq === seq ? { ...closure, decidedBy: "" } : closure,
    words: state.wordsOf === seq ? "" : state.words,
  };
}
const wordless = (details: GapDetails): GapDetails => ({ ...details, title: takenOutTitle, statement: "" });

/** An event as it may be read by now: without the words that were taken out of it since. */
export function concealGap(event: GapEvent, { takenOut }: Pick<GapState, "takenOut">): GapEvent {
  if (takenOut[event.seq] === undefined || wordsOf(event) === "") return event;
  switch (event.type) {
    case "gapRaised": {
      const { heardAt: _heardAt, ...body } = event.body;
      return { ...event, body: { ...body, details: wordless(body.details) } };
    }
    case "gapSuggested":
      return { ...event, body: { ...event.body, details: wordless(event.body.details) } };
    case "evidenceAdded":
      return { ...event, body: { ...event.body, text: "" } };
    case "gapClosed":
      return { ...event, body: { ...event.body, words: "", decidedBy: "" } };
    default:
      return { ...event, body: { ...event.body, words: "" } } as GapEvent;
  }
}
/** What somebody said by an event, in their own words; empty where nothing was, or nothing is left. */
export function wordsOf({ body }: GapEvent): string {
  const {
    words = "",
    text = "",
    details,
    heardAt = "",
    decidedBy = "",
  } = body as {
    readonly [key in "words" | "text" | "heardAt" | "decidedBy"]?: string;
  } & { readonly details?: GapDetails };
  const title = details && details.title !== takenOutTitle ? details.title : "";
  return words || text || details?.statement || title || heardAt || decidedBy;
}
/** Whether one event took the words out of another, and nothing of them is left there. */
export const tookGap = (by: GapEvent, event: GapEvent): boolean =>
  by.type === "wordsTakenOut" && by.body.seq === event.seq && wordsOf(event) === "";

/** Whoever is let in counts from when they say it again. */
export function spokenAnew(state: GapState, event: GapEvent): GapState {
  if (event.type !== "gapEndorsed" && event.type !== "evidenceAdded" && event.type !== "reopeningAsked") return state;
  const { personId } = event.actor;
  const known = state.newcomers.includes(personId);
  if (known === (event.body.newcomer === true)) return state;
  return { ...state, newcomers: known ? state.newcomers.filter((each) => each !== personId) : [...state.newcomers, personId] };
}
