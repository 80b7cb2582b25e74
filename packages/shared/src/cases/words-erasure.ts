import type { HoldAuthority, HoldReason, LiftReason } from "./keeping.ts";

export const authorityWords: Record<HoldAuthority, string> = {
  court: "a court",
  police: "the police or a prosecutor",
  inquiry: "a public inquiry",
  regulator: "a regulator",
  ourselves: "our own organisation",
};
export const holdReasonWords: Record<HoldReason, string> = {
  claim: "a claim may be made, or has been",
  complaint: "a complaint is open",
  investigation: "something is being investigated",
  inquiry: "an inquiry needs it",
  accessRequest: "the person asked to see what is kept about them",
};
export const liftReasonWords: Record<LiftReason, string> = {
  settled: "the matter is settled",
  decided: "whoever asked for it needs it no longer",
  byMistake: "it was placed by mistake",
};

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
const dayOf = (at: string): string => date.format(new Date(at));

/** What is read about how long a case is kept. */
export const keepingWords = {
  /** the same for every case, so that it tells nothing */
  apart:
    "Records that safeguarding leads may keep apart from any case follow the same times, counted from their own last entry too. Whether there are any is theirs alone to know.",
  title: "How long it is kept",
  lead: (label: string) => `The conversation about ${label}: until when it has to be kept, what holds it longer, and how it is erased.`,
  until: (until: string, years: number) => `Kept until at least ${dayOf(until)}: ${years} years after the last entry.`,
  short: (until: string) => `Kept until at least ${dayOf(until)}`,
  source: (source: string) => `After: ${source}. To be checked by your information-governance adviser.`,
  holds: "Legal holds",
  held: "While a hold stands, nothing of this case can be erased, and an erasure on its way is stopped. Partners are not told.",
  noHold: "Nothing holds this case.",
  place: "Place a hold",
  lift: "Lift this hold",
  erasure: "Erasure",
  erases:
    "Erasing destroys every key of this case, for everybody and for ever: what was said, the private places, files, and who the person is, if this is their last case. No backup brings it back. A certificate remains.",
  steps: "It takes two people. After the second one agrees there are seven days in which it can still be stopped.",
  ask: "Ask for its erasure",
  asked: (who: string, at: string) => `${who} asked for it on ${dayOf(at)}.`,
  agreed: (who: string, at: string) => `${who} agreed on ${dayOf(at)}.`,
  waits: "It waits for a second person: another information lead, or a manager of your organisation.",
  own: "You asked for it, so somebody else has to agree.",
  due: (days: number, due: string) =>
    days < 1
      ? `It is erased today (${dayOf(due)}).`
      : days === 1
        ? `It is erased in one day (${dayOf(due)}).`
        : `It is erased in ${days} days (${dayOf(due)}).`,
  begun: "It is being erased now.",
  lapsed: (askedAt: string, at: string) =>
    `Its erasure, asked for on ${dayOf(askedAt)}, stopped by itself on ${dayOf(at)}: somebody wrote in this case since, so the time for which it has to be kept was not over. Nothing was destroyed. If it is still to be erased, ask for it again.`,
  copyOwed: (label: string, dueOn: string) =>
    `${label} asked for a copy of what is held about them, and has until ${dayOf(`${dueOn}T12:00:00Z`)} to be given it. Nothing is erased before that copy is given, or no longer wanted.`,
  copyWaits: "Two people have agreed. It waits for the copy.",
  copyFirst: "waits until the copy that the person asked for is given",
  agree: "I agree: erase it in seven days",
  stop: "Stop the erasure",
  retentionOver: "the time for which it has to be kept is over",
  personAsked: (on: string) => `the person asked for it on ${dayOf(on)}`,
  gone: "This case was erased. Its certificate remains.",
} as const;

/** What stands on the certificate of an erasure. */
export const certificateWords = {
  title: "Certificate of erasure",
  intro: (org: string) =>
    `${org} has erased one case kept in Linkwork. Every key that opened it was destroyed, for the organisation itself and for everybody who took part. What is left of it in any copy or backup can't be read by anybody.`,
  why: "Why",
  who: "Who decided it",
  when: "When the keys were destroyed",
  what: "What was destroyed",
  place: (name: string, keys: number) => `${name}: ${keys === 1 ? "one key" : `${keys} keys`}`,
  nothing: "never begun",
  client: "Who the person is",
  requests: "What they asked to be given a copy of",
  noClient: "Who the person is was kept: they have another case.",
  chain: "Where its record ended",
  chainHint: "The last number and hash of the conversation's chain. They name the record without telling anything of it.",
  digests: "Digests of the destroyed keys' ids",
  whole: "The records in which this stands were checked just now: nothing in them was changed.",
  broken: "The records in which this stands were changed from outside. Tell whoever runs Linkwork for you.",
  list: "Erased cases",
  none: "No case of your organisation was erased.",
} as const;
