import { names } from "@linkwork/shared/cases/words.ts";
import { awayWords, daysWords, onceWords } from "@linkwork/shared/cases/words-consent.ts";
import { londonInstant, monthsOn } from "../../shell/london.ts";
import type { FormError } from "../../ui/error-summary.tsx";
import { isoDay } from "../../ui/time.ts";
import { type AnswerField, type Answers, authorityIn, lastDayOf } from "./consent-answers.ts";

export const steps = ["Who", "Why", "What they may see", "Until when", "How it was said", "Check"] as const;
const fieldsOf: readonly (readonly AnswerField[])[] = [
  ["controllers", "excluded"],
  ["purpose"],
  ["scopes"],
  ["span", "untilDay", "history", "historyDay"],
  [
    "saidDay",
    "saidTime",
    "method",
    "interpreter",
    "witness",
    "language",
    "grantor",
    "grantorName",
    "authority",
    "evidence",
    "seenDay",
    "holdsUntil",
    "capacity",
    "assessedBy",
    "assessedDay",
  ],
  [],
];

/** The step that a field stands on. */
export const stepOf = (field: string): number => fieldsOf.findIndex((fields) => (fields as readonly string[]).includes(field));

/** What is missing on a step. `taken`: of the chosen, the names of those whom another yes names already. */
export function errorsOn(step: number, answers: Answers, taken: readonly string[] = []): FormError[] {
  const all: Partial<Record<AnswerField, string | false>> = {
    controllers:
      answers.controllers.length === 0
        ? "Choose an organisation. Each is named; “all partners” is no name."
        : taken.length > 0 && onceWords.chosen(names(taken)),
    excluded: awayError(answers),
    purpose: answers.purpose === null && "Choose what it is for.",
    scopes: answers.scopes.length === 0 && "Choose at least one thing that may be shared.",
    untilDay: answers.span === "day" && untilError(answers),
    historyDay: answers.history === "date" && historyError(answers),
    saidDay: saidError(answers),
    method: answers.method === null && "Say how it was said.",
    ...(answers.grantor === "self" ? {} : representativeErrors(answers)),
    capacity: capacityError(answers),
    assessedBy: answers.assessedBy.trim() === "" && "Say who judged it.",
    assessedDay: londonInstant(answers.assessedDay) === null && "Give the day.",
  };
  return (fieldsOf[step] ?? []).flatMap((field) => (all[field] ? [{ field, message: all[field] }] : []));
}

function awayError({ choosing, excluded, controllers }: Answers): string | false {
  if (choosing !== "") return awayWords.halfChosen;
  const both = excluded.some((away) => away.kind === "org" && controllers.includes(away.orgId));
  return both && "An organisation can't be chosen and kept away at once.";
}

function representativeErrors(answers: Answers): Partial<Record<AnswerField, string | false>> {
  const { grantorName, evidence, seenDay, holdsUntil } = answers;
  const seen = londonInstant(seenDay);
  return {
    grantorName: grantorName.trim() === "" && "Give their name.",
    authority: authorityIn(answers) === null && "Say by which authority they decide.",
    evidence: evidence.trim() === "" && "Say what you have seen that shows it.",
    seenDay: (seen === null || Date.parse(seen) > Date.now()) && "Give the day on which you saw it.",
    holdsUntil:
      holdsUntil !== "" &&
      (holdsUntil < answers.saidDay
        ? "It had run out by then. Nobody could say yes by it."
        : holdsUntil < lastDayOf(answers) && "The yes would last longer than this. Choose an earlier last day for it."),
  };
}

function capacityError({ capacity, grantor }: Answers): string | false {
  if (capacity === null) return "Say whether they can decide this.";
  if (capacity === "lacks") return grantor === "self" && "Then they can't say yes by themselves. Say above who decided for them.";
  return grantor !== "self" && "Then it is them who say yes, and nobody for them.";
}

function untilError(answers: Answers): string | false {
  const end = londonInstant(answers.untilDay);
  if (end === null) return "Give the last day.";
  if (answers.untilDay < isoDay(Date.now())) return daysWords.overAlready;
  if (answers.untilDay < answers.saidDay) return "This is before it was said.";
  return answers.untilDay > monthsOn(answers.saidDay, 12) ? "At most twelve months. You can ask again then." : false;
}

function historyError({ historyDay }: Answers): string | false {
  if (londonInstant(historyDay) === null) return "Give the day.";
  return historyDay > isoDay(Date.now()) && daysWords.historyToCome;
}

function saidError(answers: Answers): string | false {
  const { saidDay, saidTime, history, historyDay } = answers;
  const at = londonInstant(saidDay, saidTime || "00:00");
  if (at === null) return "Give the day and the time when it was said.";
  if (Date.parse(at) > Date.now()) return "This is still to come. Give the moment when it was said.";
  // here and not where the other day was given: it is this one that was changed last
  if (history === "date" && historyDay > saidDay) return daysWords.saidBefore;
  const last = lastDayOf(answers);
  return last !== "" && last < isoDay(Date.now()) && daysWords.overByThen;
}
