import { refusedFrom } from "../kernel/refused.ts";
import { wordsFor } from "../kernel/words.ts";
import { announce } from "../ui/announcer.tsx";

const why = (error: unknown): string => (refusedFrom(error).offline ? "You are not live. Do it again when you are back." : wordsFor(error));

/** Says what did not work, and why, where a press has no form of its own to say it in. */
export const notDone =
  (what: string) =>
  (error: unknown): void =>
    void announce(`${what} ${why(error)}`, { urgent: true });

/** Words that were refused: they stand in the conversation and under Today, with the reason; so this is for who listens. */
export const notSent = (error: unknown): void =>
  void announce(`Your text was not sent. ${wordsFor(error)}`, { urgent: true, onPage: true });
