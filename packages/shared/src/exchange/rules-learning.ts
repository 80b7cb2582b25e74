import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { refuse, worksHere } from "./rules.ts";
import type { Host } from "./schema.ts";
import type { LearningCommand, Part } from "./schema-learning.ts";
import type { LearningState } from "./state-learning.ts";

/** The answers of a note, in the order in which they are read. */
export const parts = ["saw", "differently", "would"] as const satisfies readonly Part[];

/** Notes are for everybody who works somewhere. */
export const mayReadNote = (actor: Actor): boolean => worksHere(actor);

/** Who answers for what the host let through: its manager and its information lead. */
export const looksAfterWords = (host: Host | undefined, actor: Actor): boolean =>
  host?.orgId === actor.orgId && actor.roles.some((role) => role === "manager" || role === "infoLead");
export const looksAfterNote = ({ about }: LearningState, actor: Actor): boolean => looksAfterWords(about?.host, actor);

const gap = "…";
const wordsOf = (text: string): string[] => text.split(/[\s…]+/u).filter((each) => each !== "");
/** Whether a text is another one with words left out, "…" where they were, and nothing else. */
export function isLess(before: string, left: string): boolean {
  const all = wordsOf(before);
  let at = 0;
  for (const each of wordsOf(left)) {
    // half a word may go too: "Smith's" becomes "…'s"
    const found = all.findIndex((one, i) => i >= at && one.includes(each));
    if (found < 0) return false;
    at = found + 1;
  }
  return left.replaceAll(gap, "").length < before.replaceAll(gap, "").length;
}

/** May these words go? Somebody who answers for it takes out of what stands there now, and adds nothing. */
export function mayTakeOut(
  state: LearningState,
  actor: Actor,
  input: Extract<LearningCommand, { type: "takeOutWords" }>["input"],
): Verdict {
  if (!looksAfterNote(state, actor)) return refuse("HostLooksAfter");
  if (input.heard !== state.head) return refuse("NoteMoved");
  return isLess(state.says[input.part] ?? "", input.left.trim()) || refuse("OnlyLess", { field: "left" });
}
