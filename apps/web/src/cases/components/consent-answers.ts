import type { Authority, ConsentTerms, Excluded, Grantor, Method, Purpose, Said, Scope } from "@linkwork/shared/cases/consent.ts";
import { authoritiesOf } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { authorityWords } from "@linkwork/shared/cases/words-consent.ts";
import { type Paper, paperOf } from "@linkwork/shared/cases/words-papers.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { besideGeneral } from "@linkwork/shared/kernel/room.ts";
import { londonInstant, monthsOn, nextDay } from "../../shell/london.ts";
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
  /** how the paper is written that they take home */
  paper: Paper;
  grantor: Grantor["kind"];
  grantorName: string;
  authority: Authority | null;
  evidence: string;
  seenDay: string;
  holdsUntil: string;
  capacity: "has" | "lacks" | null;
  assessedBy: string;
  assessedDay: string;
  /** whom the person wants kept away, with the names by which they were chosen */
  excluded: readonly (Excluded & { name: string })[];
  /** an organisation chosen there, before it or somebody of it is in the list */
  choosing: OrgId | "";
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
    paper: paperOf(before?.record?.notice.language),
    ...grantorBefore(before, isoDay(now)),
    capacity: null,
    assessedBy: actor.name,
    assessedDay: isoDay(now),
    excluded: [],
    choosing: "",
  };
}

/** Who said yes the last time says it again, most likely; whether the paper was seen again is asked. */
function grantorBefore(before: HeldConsent | undefined, today: string) {
  const none = { grantor: "self" as const, grantorName: "", authority: null, evidence: "", seenDay: today, holdsUntil: "" };
  const last = before?.record?.leadOnly?.grantor;
  if (!last || last.kind === "self") return none;
  const { kind, name, evidence, authority = null, until = "" } = last;
  return { ...none, grantor: kind, grantorName: name, authority, evidence, holdsUntil: until };
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

/** What was agreed, for a new period and nothing else changed: what a renewal asks for. */
export const renewedTerms = (answers: Answers, { reviewDue: _over, ...terms }: ConsentTerms): ConsentTerms => ({
  ...terms,
  period: { start: saidOf(answers).on, end: londonInstant(nextDay(lastDayOf(answers))) ?? "" },
});

/** Whether nothing is asked for that was not agreed to before. */
export const asksTheSame = ({ controllers, purpose, scopes, history }: Answers, { terms }: HeldConsent): boolean =>
  purpose === terms.purpose &&
  history === terms.historyFrom.kind &&
  controllers.every((orgId) => terms.controllers.includes(orgId)) &&
  scopes.every((scope) => terms.scopes.includes(scope));

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
  const { capacity, assessedBy, assessedDay } = answers;
  const grantor = grantorOf(answers);
  return {
    grantor,
    capacity: {
      outcome: capacity ?? "has",
      assessedBy: assessedBy.trim(),
      assessedOn: assessedDay,
      ...(grantor.kind === "self" ? {} : { authority: authorityWords[grantor.authority] }),
    },
    excluded: answers.excluded.map(({ name: _shown, ...excluded }) => excluded),
  };
}

/** Who says yes, as it is sent. */
export function grantorOf(answers: Answers): Grantor {
  const { grantor: kind, grantorName, evidence, seenDay, holdsUntil } = answers;
  const authority = authorityIn(answers);
  if (kind === "self" || !authority) return { kind: "self" };
  const until = holdsUntil === "" ? {} : { until: holdsUntil };
  return { kind, name: grantorName.trim(), authority, evidence: evidence.trim(), seenOn: seenDay, ...until };
}

/** What was chosen, if it goes with who says yes; where there is only one authority, that one. */
export function authorityIn({ grantor, authority }: Answers): Authority | null {
  if (grantor === "self") return null;
  const fitting = authoritiesOf[grantor];
  const [only, ...more] = fitting;
  if (authority !== null && fitting.includes(authority)) return authority;
  return more.length === 0 ? (only ?? null) : null;
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
  [/^grantor\.authority/, "authority"],
  [/^grantor\.evidence/, "evidence"],
  [/^grantor\.seenOn/, "seenDay"],
  [/^grantor\.until/, "holdsUntil"],
  [/^grantor/, "grantor"],
  [/^excluded/, "excluded"],
  [/^capacity\.outcome/, "capacity"],
  [/^capacity\.assessedBy/, "assessedBy"],
  [/^capacity\.assessedOn/, "assessedDay"],
  [/^capacity\.authority/, "authority"],
];

/** Which question a server's complaint is about. */
export const fieldOfPath = (path: string): AnswerField | undefined => paths.find(([pattern]) => pattern.test(path))?.[1];
