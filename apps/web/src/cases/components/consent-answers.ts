import type { ConsentTerms, Grantor, Method, Purpose, Said, Scope } from "@linkwork/shared/cases/consent.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { besideGeneral } from "@linkwork/shared/kernel/room.ts";
import { londonInstant, monthsOn, nextDay } from "../../shell/london.ts";
import type { FormError } from "../../ui/error-summary.tsx";
import { clockTime, isoDay } from "../../ui/time.ts";

/** What has a place: in the main conversation, and the last four beside it. */
export const offeredScopes = [
  ...(["message", "needs", "goals", "attendance", "attach", "identity", "contact"] as const),
  ...besideGeneral,
] as const satisfies readonly Scope[];
export const spans = ["3", "6", "12", "day"] as const;

/** The wizard's answers, as typed. Days are "2026-09-14", in London. */
export type Answers = {
  controllers: readonly OrgId[];
  purpose: Purpose | null;
  scopes: readonly Scope[];
  span: (typeof spans)[number];
  untilDay: string;
  history: ConsentTerms["historyFrom"]["kind"];
  historyDay: string;
  saidDay: string;
  saidTime: string;
  method: Method | null;
  interpreter: string;
  witness: string;
  language: string;
  grantor: Grantor["kind"];
  grantorName: string;
  evidence: string;
  capacity: "has" | "lacks" | null;
  assessedBy: string;
  assessedDay: string;
  authority: string;
};
export type AnswerField = keyof Answers;

/** What stands there before anybody has answered: from the consent that is renewed or was asked about, else from the case. */
export function firstAnswers(state: CaseState, actor: Actor, before: HeldConsent | undefined): Answers {
  const now = Date.now();
  const kept = (before?.terms.scopes ?? []).filter((scope) => (offeredScopes as readonly Scope[]).includes(scope));
  const history = before?.terms.historyFrom ?? { kind: "now" as const };
  return {
    controllers: before?.terms.controllers ?? [],
    purpose: before?.terms.purpose ?? (state.purpose || null),
    scopes: kept.length > 0 ? kept : ["message"],
    span: "6",
    untilDay: "",
    history: history.kind,
    historyDay: history.kind === "date" ? isoDay(history.at) : "",
    saidDay: isoDay(now),
    saidTime: clockTime(now),
    method: null,
    interpreter: "",
    witness: "",
    language: "en",
    grantor: "self",
    grantorName: "",
    evidence: "",
    capacity: null,
    assessedBy: actor.name,
    assessedDay: isoDay(now),
    authority: "",
  };
}

/** The last day on which it holds. */
export function lastDayOf({ span, untilDay, saidDay }: Answers): string {
  return span === "day" ? untilDay : monthsOn(saidDay || isoDay(Date.now()), Number(span));
}

const historyOf = ({ history, historyDay }: Answers): ConsentTerms["historyFrom"] =>
  history === "date" ? { kind: "date", at: londonInstant(historyDay) ?? "" } : { kind: history };

/** What the person agrees to, as it is sent. */
export function termsOf(answers: Answers, purpose: Purpose, actor: Actor): ConsentTerms {
  const start = saidOf(answers).on;
  return {
    controllers: [...answers.controllers],
    purpose,
    scopes: [...answers.scopes],
    otherServices: "none",
    historyFrom: historyOf(answers),
    period: { start, end: londonInstant(nextDay(lastDayOf(answers))) ?? "" },
    lawfulBasis: { art6: actor.sector === "statutory" ? "6(1)(e)" : "6(1)(f)", art9: actor.sector === "statutory" ? "9(2)(h)" : "9(2)(a)" },
    confidentialityBasis: "explicit",
    reuse: { learning: false, story: false, research: false },
    labelsDenied: [],
    retention: "as the lead organisation keeps its records",
  };
}

/** How and when it was said, as it is sent. */
export function saidOf({ saidDay, saidTime, method, interpreter, witness, language }: Answers): Said {
  return {
    on: londonInstant(saidDay, saidTime || "00:00") ?? "",
    method: method ?? "face",
    language,
    ...(interpreter.trim() ? { interpreter: interpreter.trim() } : {}),
    ...(witness.trim() ? { witness: witness.trim() } : {}),
  };
}

/** Who said yes, and who judged that they can decide this. */
export function decidedBy(answers: Answers) {
  const { grantor, grantorName, evidence, capacity, assessedBy, assessedDay, authority } = answers;
  return {
    grantor: grantor === "self" ? { kind: grantor } : { kind: grantor, name: grantorName.trim(), evidence: evidence.trim() },
    capacity: {
      outcome: capacity ?? "has",
      assessedBy: assessedBy.trim(),
      assessedOn: assessedDay,
      ...(authority.trim() ? { authority: authority.trim() } : {}),
    },
    excluded: [],
  };
}

export const steps = ["Who", "Why", "What they may see", "Until when", "How it was said", "Check"] as const;
const fieldsOf: readonly (readonly AnswerField[])[] = [
  ["controllers"],
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
    "evidence",
    "capacity",
    "assessedBy",
    "assessedDay",
    "authority",
  ],
  [],
];

/** The step that a field stands on. */
export const stepOf = (field: string): number => fieldsOf.findIndex((fields) => (fields as readonly string[]).includes(field));

/** What is missing on a step. */
export function errorsOn(step: number, answers: Answers): FormError[] {
  const all: Partial<Record<AnswerField, string | false>> = {
    controllers: answers.controllers.length === 0 && "Choose an organisation. Each is named; “all partners” is no name.",
    purpose: answers.purpose === null && "Choose what it is for.",
    scopes: answers.scopes.length === 0 && "Choose at least one thing that may be shared.",
    untilDay: answers.span === "day" && untilError(answers),
    historyDay: answers.history === "date" && londonInstant(answers.historyDay) === null && "Give the day.",
    saidDay: saidError(answers),
    method: answers.method === null && "Say how it was said.",
    grantorName: answers.grantor !== "self" && answers.grantorName.trim() === "" && "Give their name.",
    evidence: answers.grantor !== "self" && answers.evidence.trim() === "" && "Say what you have seen that shows it.",
    capacity:
      answers.capacity === null
        ? "Say whether they can decide this."
        : answers.capacity === "lacks" && answers.grantor === "self"
          ? "Then they can't say yes by themselves. Say above who decided for them."
          : false,
    assessedBy: answers.assessedBy.trim() === "" && "Say who judged it.",
    assessedDay: londonInstant(answers.assessedDay) === null && "Give the day.",
    authority: answers.capacity === "lacks" && answers.authority.trim() === "" && "Say by which authority it was decided.",
  };
  return (fieldsOf[step] ?? []).flatMap((field) => (all[field] ? [{ field, message: all[field] }] : []));
}

function untilError(answers: Answers): string | false {
  const end = londonInstant(answers.untilDay);
  if (end === null) return "Give the last day.";
  if (answers.untilDay < answers.saidDay) return "This is before it was said.";
  return answers.untilDay > monthsOn(answers.saidDay, 12) ? "At most twelve months. You can ask again then." : false;
}

function saidError({ saidDay, saidTime }: Answers): string | false {
  const at = londonInstant(saidDay, saidTime || "00:00");
  if (at === null) return "Give the day and the time when it was said.";
  return Date.parse(at) > Date.now() ? "This is still to come. Give the moment when it was said." : false;
}

const paths: readonly [RegExp, AnswerField][] = [
  [/^terms\.controllers/, "controllers"],
  [/^terms\.purpose/, "purpose"],
  [/^terms\.scopes/, "scopes"],
  [/^terms\.period/, "span"],
  [/^terms\.historyFrom/, "history"],
  [/^said\.on/, "saidDay"],
  [/^said\.method/, "method"],
  [/^said\.interpreter/, "interpreter"],
  [/^said\.witness/, "witness"],
  [/^said\.language/, "language"],
  [/^grantor\.name/, "grantorName"],
  [/^grantor\.evidence/, "evidence"],
  [/^grantor/, "grantor"],
  [/^capacity\.outcome/, "capacity"],
  [/^capacity\.assessedBy/, "assessedBy"],
  [/^capacity\.assessedOn/, "assessedDay"],
  [/^capacity\.authority/, "authority"],
];

/** Which question a server's complaint is about. */
export const fieldOfPath = (path: string): AnswerField | undefined => paths.find(([pattern]) => pattern.test(path))?.[1];
