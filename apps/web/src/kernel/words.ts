import { identityWords } from "@linkwork/shared/identity/words.ts";
import { kernelWords } from "@linkwork/shared/kernel/words.ts";
import { Refused } from "./refused.ts";

type Sentences = Readonly<Record<string, string>>;
let sentences: Sentences = { ...identityWords, ...kernelWords };
let ofSlices: Readonly<Record<string, Sentences>> = {};
/** The sentences of what lies behind the way in: they come with it, so that whoever only sees the way in pays nothing for them. `own`: by the slice that was asked, whose word for a code comes first. */
export function addWords(more: Sentences, own: Readonly<Record<string, Sentences>> = {}): void {
  sentences = { ...more, ...sentences };
  ofSlices = { ...own, ...ofSlices };
}
const sentenceFor = (all: Sentences | undefined, code: string): string | undefined =>
  all && Object.hasOwn(all, code) ? all[code] : undefined;

/** The sentence that a person reads for an error. What has no sentence gets a kind one, with the number under which the log has it. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Refused)) return "Something went wrong on this device. Nothing you wrote is lost; load the page again.";
  const own = error.of !== undefined && Object.hasOwn(ofSlices, error.of) ? ofSlices[error.of] : undefined;
  const sentence = sentenceFor(own, error.code) ?? sentenceFor(sentences, error.code);
  if (sentence) return sentence;
  const quote = error.errorId ? ` If it goes on, tell us this number: ${error.errorId}` : "";
  return `Something went wrong on our side, and we have noted it. What you wrote is kept.${quote}`;
}

/** The sentence for a code alone, as a refused draft keeps it. */
export const wordsForCode = (code: string): string => wordsFor(new Refused({ code, meaning: "NOT_FOUND", details: {} }));
