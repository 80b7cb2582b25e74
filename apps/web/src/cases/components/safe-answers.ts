import type { Channel, Identity } from "@linkwork/shared/clients/schema.ts";

/** How the person can be reached, as it is asked. */
export type SafeAnswers = { contact: string; never: readonly Channel[]; neutral: boolean; mayTell: string };
type Held = Pick<Partial<Identity>, "contact" | "safeContact">;

/** What stands there before anybody has answered. */
export const safeAnswersOf = ({ contact = "", safeContact }: Held): SafeAnswers => ({
  contact,
  never: safeContact?.never ?? [],
  neutral: safeContact?.neutral ?? false,
  mayTell: safeContact?.mayTell ?? "",
});

/** As it is sent. */
export const safely = ({ contact, never, neutral, mayTell }: SafeAnswers): Pick<Identity, "contact" | "safeContact"> => ({
  ...(contact.trim() ? { contact: contact.trim() } : {}),
  safeContact: { never: [...never], neutral, ...(mayTell.trim() ? { mayTell: mayTell.trim() } : {}) },
});

const inOrder = ({ never, ...answers }: SafeAnswers): string =>
  JSON.stringify([never.toSorted(), answers.contact, answers.neutral, answers.mayTell]);
/** Whether both say the same. */
export const saysTheSame = (one: SafeAnswers, other: SafeAnswers): boolean => inOrder(one) === inOrder(other);

/** What a colleague has changed meanwhile, with what was changed here laid on it: a rule that either of them set is not lost by the other. */
export function onTop(mine: SafeAnswers, began: SafeAnswers, fresh: SafeAnswers): SafeAnswers {
  const added = mine.never.filter((each) => !began.never.includes(each) && !fresh.never.includes(each));
  const takenOut = began.never.filter((each) => !mine.never.includes(each));
  const text = (field: "contact" | "mayTell") => (mine[field] === began[field] ? fresh[field] : mine[field]);
  return {
    contact: text("contact"),
    never: [...fresh.never.filter((each) => !takenOut.includes(each)), ...added],
    neutral: mine.neutral === began.neutral ? fresh.neutral : mine.neutral,
    mayTell: text("mayTell"),
  };
}
