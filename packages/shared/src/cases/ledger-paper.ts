import { didWords, type LedgerEntry, type LedgerWhat, messagesWords, ofKeeping, whoWords } from "./ledger.ts";
import { relationWords } from "./words-browsing.ts";

/** A day of the paper: who, and what they did on it, one line each. */
export type PaperDay = { day: string; lines: { who: string; did: string[] }[] };

const times = (n: number): string => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);
const names = (about: readonly string[] = []): string =>
  about.length < 2 ? (about[0] ?? "another organisation") : `${about.slice(0, -1).join(", ")} and ${about.at(-1)}`;

/** What is said on the paper instead of on the screen: to the person, about the person. */
const told: Partial<Record<LedgerWhat, (entry: LedgerEntry) => string>> = {
  client: () => "looked up who you are",
  sharing: () => "looked up what you can stop",
  listed: () => "saw you in their list",
  reason: ({ why }) =>
    why
      ? `looked because ${relationWords[why.relation].paper}${why.knows ? ", and said that they know you outside work" : ""}`
      : "said why they looked",
  request: ({ asked }) =>
    asked === "startRequest" ? "noted that you asked for a copy of what is held about you" : "dealt with the copy that you asked for",
  pack: ({ why }) =>
    why
      ? `made a copy of what their own organisation wrote and read, because ${relationWords[why.relation].paper}`
      : "read all of it, to make the copy that you asked for",
  lookup: () => "looked up by your CHI or NHS number whether you are known there",
  ledger: () => "looked at this list",
  verified: () => "checked that this list was not changed",
  caseOpened: () => "began this conversation about you",
  consentProposed: () => "noted that you were asked about sharing",
  consentGiven: ({ about }) => `noted your yes to sharing with ${names(about)}`,
  consentRefused: () => "noted your no to sharing",
  consentPaused: ({ about }) => `noted a pause of sharing with ${names(about)}`,
  consentResumed: ({ about }) => `noted that you said yes again to sharing with ${names(about)}`,
  consentNarrowed: ({ about }) => `noted that you share less with ${names(about)}`,
  consentWithdrawn: ({ about }) => `noted that you stopped sharing with ${names(about)}`,
  consentMarkedInError: ({ about }) => `noted that your yes to sharing with ${names(about)} was written down by mistake`,
  bestInterestsRecorded: () => "recorded what is best for you",
};
const small: readonly LedgerWhat[] = ["reactionSet", "messagePinned", "messageUnpinned", "topicOpened", "topicResolved", "topicReopened"];
const reads: readonly LedgerWhat[] = ["read", "opened", "closed"];

/** Whoever the person wants kept away is named on no paper: it may be read at home by others. */
const paperWho = ({ who, away }: LedgerEntry): string => {
  const words = away ? "somebody without access" : whoWords(who);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What one person did on one day, said once for each kind. */
function linesFor(entries: readonly LedgerEntry[]): string[] {
  const done = entries.filter((e) => !e.refused && !ofKeeping(e.what));
  const looked = done.filter((e) => reads.includes(e.what));
  const opened = looked.filter((e) => e.what !== "closed" && (e.what === "opened" || (e.messages ?? 0) > 0)).length;
  const read = looked.reduce((sum, e) => sum + (e.messages ?? 0), 0);
  const wrote = done.filter((e) => e.what === "messagePosted").length;
  const changed = done.filter((e) => small.includes(e.what)).length;
  const rest = done.filter(
    (e) => !reads.includes(e.what) && !small.includes(e.what) && e.what !== "messagePosted" && (e.what !== "listed" || looked.length === 0),
  );
  return [
    ...(opened > 0 || read > 0
      ? [`looked into the conversation about you ${times(Math.max(1, opened))}${read > 0 ? `, and read ${messagesWords(read)}` : ""}`]
      : []),
    ...(wrote > 0 ? [`wrote ${messagesWords(wrote)} about you`] : []),
    ...(changed > 0 ? [`marked, pinned or sorted something ${times(changed)}`] : []),
    ...counted(rest.map((e) => (told[e.what] ?? didWords)(e))),
    ...refusals(entries.filter((e) => e.refused)),
  ];
}

/** The same sentence more than once becomes one with how often. */
function counted(sentences: readonly string[]): string[] {
  const often = new Map<string, number>();
  for (const sentence of sentences) often.set(sentence, (often.get(sentence) ?? 0) + 1);
  return [...often].map(([sentence, n]) => (n === 1 ? sentence : `${sentence}, ${times(n)}`));
}

function refusals(refused: readonly LedgerEntry[]): string[] {
  const n = refused.reduce((sum, e) => sum + (e.times ?? 1), 0);
  if (n === 0) return [];
  return [n === 1 ? "tried to get in, and was not let in" : `tried to get in ${times(n)}, and was not let in`];
}

/** The paper for the person: grouped by day, newest first, without ids and without jargon. `dayOf` gives the day of an instant where the person lives. */
export function paperOf(entries: readonly LedgerEntry[], dayOf: (at: string) => string): PaperDay[] {
  const days = new Map<string, Map<string, LedgerEntry[]>>();
  for (const entry of entries) {
    const people = days.get(dayOf(entry.at)) ?? new Map<string, LedgerEntry[]>();
    const who = paperWho(entry);
    people.set(who, [...(people.get(who) ?? []), entry]);
    days.set(dayOf(entry.at), people);
  }
  return [...days]
    .map(([day, people]) => ({
      day,
      lines: [...people].map(([who, theirs]) => ({ who, did: linesFor(theirs) })).filter((line) => line.did.length > 0),
    }))
    .filter(({ lines }) => lines.length > 0);
}

export const paperWords = {
  title: (label: string) => `Who has seen what: a page for ${label}`,
  heading: "Who has seen what about you",
  intro: "This page lists everybody who looked into the conversation about you, wrote in it, or tried to and was not let in.",
  without: "What they read and wrote is not on this page.",
  nothing: "On these days nobody looked, wrote or tried.",
  ask: (org: string, phone: string) =>
    `Does something here surprise you? Tell anyone at ${org}, or ring ${phone}. You can stop sharing at any time, and you need not say why.`,
} as const;
