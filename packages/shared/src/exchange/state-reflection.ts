import type { Contact } from "./schema.ts";
import type { DetailReason, ReflectionCommand, ReflectionEvent, Says, Visited } from "./schema-reflection.ts";

export type ReflectionStatus = "absent" | "due" | "submitted" | "sentBack" | "shared" | "kept" | "withdrawn" | "closed";

/** What was sent last. */
export type Sent = Omit<Extract<ReflectionCommand, { type: "submitReflection" }>["input"], "says"> & {
  readonly says: Says;
  readonly at: string;
};

/** What one side of a visit writes about it. */
export type ReflectionState = {
  readonly status: ReflectionStatus;
  readonly visited: Visited | null;
  /** when it became due; ISO */
  readonly dueSince: string;
  /** whoever sent it first */
  readonly author: Contact | null;
  /** the number of the event that sent what is there now, or took words out of it; 0 as long as nothing was sent */
  readonly version: number;
  /** nothing is left of it once it is withdrawn */
  readonly sent: Sent | null;
  /** what the author is asked to take out; gone when it is sent again */
  readonly asked: { readonly reason: DetailReason; readonly words?: string | undefined } | null;
  /** a note came of it */
  readonly noted: boolean;
  /** the number of the event that withdrew it; 0 for none */
  readonly withdrawn: number;
  /** of these answers, words were taken out */
  readonly takenOut: readonly (keyof Says)[];
};
export const noReflection: ReflectionState = {
  ...{ status: "absent", visited: null, dueSince: "", author: null, version: 0, sent: null, asked: null, noted: false, withdrawn: 0 },
  takenOut: [],
};

export function foldReflection(state: ReflectionState, event: ReflectionEvent): ReflectionState {
  switch (event.type) {
    case "reflectionOpened":
      return { ...state, status: "due", visited: event.body, dueSince: event.at };
    case "reflectionClosed":
      return { ...state, status: "closed" };
    case "reflectionSubmitted": {
      const { author, share, signed } = event.body;
      const sent = { says: { differently: "" }, share, signed, at: event.at };
      return { ...state, status: "submitted", author, version: event.seq, sent, asked: null };
    }
    case "reflectionWorded":
      return state.sent ? { ...state, sent: { ...state.sent, says: event.body.says } } : state;
    case "reflectionSentBack": {
      const { reason, words } = event.body;
      return { ...state, status: "sentBack", asked: { reason, ...(words ? { words } : {}) } };
    }
    case "reflectionChecked": {
      const { outcome } = event.body;
      return { ...state, status: outcome, noted: outcome === "shared" };
    }
    case "reflectionWithdrawn":
      return { ...state, status: "withdrawn", sent: null, asked: null, withdrawn: event.seq };
    case "reflectionLessened":
      return { ...state, version: event.seq, takenOut: [...new Set([...state.takenOut, event.body.part])] };
  }
}

/** Whether an event holds words that something later took the place of, or that were taken back. */
const isOver = ({ seq }: ReflectionEvent, { version, withdrawn }: ReflectionState): boolean => seq < version || seq < withdrawn;

/** An event without what somebody wrote. The same object where nothing of it is left. */
function wordless(event: ReflectionEvent): ReflectionEvent {
  switch (event.type) {
    case "reflectionWorded": {
      const { says } = event.body;
      return says.differently === "" && !says.saw && !says.would ? event : { ...event, body: { says: { differently: "" } } };
    }
    case "reflectionSentBack": {
      const { words, ...body } = event.body;
      return words === undefined ? event : { ...event, body };
    }
    default:
      return event;
  }
}

/** An event as it may be read by now: what was mended or withdrawn is in none of them. */
export const concealReflection = (event: ReflectionEvent, state: ReflectionState): ReflectionEvent =>
  isOver(event, state) ? wordless(event) : event;
/** Whether an event takes the place of the words before it. */
export const takesWords = ({ type }: ReflectionEvent): boolean =>
  type === "reflectionSubmitted" || type === "reflectionLessened" || type === "reflectionWithdrawn";
/** Whether one took the words of another, and nothing of them is left there. */
export const tookReflection = (by: ReflectionEvent, event: ReflectionEvent): boolean =>
  takesWords(by) &&
  by.seq > event.seq &&
  wordless(event) === event &&
  (event.type === "reflectionWorded" || event.type === "reflectionSentBack");
