import type { ConsentTerms, Grantor, Said } from "./consent.ts";
import { day, lastDay, names, purposeWords, scopeWords } from "./words.ts";

const beside = ["health", "mental", "sexual", "social"] as const;

/** What a paper says. */
export type OnPaper = {
  terms: ConsentTerms;
  said: Said;
  told: { name: string; phone: string }[];
  by: { name: string; orgName: string; phone: string };
  /** in place of an older yes: since when they may read already */
  since?: string | undefined;
  /** who said it, where it wasn't the person */
  grantor?: Grantor;
};

/** The line that says who interpreted; of all that is on the paper this is for the practice alone. */
export const interpretedLine = (name: string): string => `${name} interpreted.`;

/** What goes on the paper that the person takes home, line by line; the same words are hashed into the log. */
export function receiptLines(r: OnPaper): string[] {
  const { terms, said, told, by, since, grantor } = r;
  const not = beside.filter((s) => !terms.scopes.includes(s));
  const reuse = [terms.reuse.learning && "learning", terms.reuse.story && "telling your story", terms.reuse.research && "research"].filter(
    (x): x is string => x !== false,
  );
  return [
    `On ${day(said.on)} ${grantor && grantor.kind !== "self" ? `${grantor.name}, your ${grantor.kind},` : "you"} told ${by.name} at ${by.orgName} that ${names(told.map((t) => t.name))} may know, for ${purposeWords[terms.purpose]}:`,
    ...terms.scopes.map((s) => `✓ ${scopeWords[s].receipt}`),
    terms.historyFrom.kind === "now"
      ? since
        ? `Only what is written since ${day(since)}.`
        : "Only what is written from that day on."
      : terms.historyFrom.kind === "all"
        ? "Also what was written before."
        : `Also what was written since ${day(terms.historyFrom.at)}.`,
    ...(not.length > 0
      ? [
          `Not ${names(
            not.map((s) => scopeWords[s].receipt),
            "or",
          )}.`,
        ]
      : []),
    terms.otherServices === "none"
      ? "Not which other services you use."
      : terms.otherServices === "count"
        ? "How many other services you use, not which."
        : "Which other services you use.",
    ...(reuse.length > 0 ? [`You also said yes to ${names(reuse)}.`] : []),
    "Everyone in the conversation sees which organisations are in it.",
    `This ends on ${lastDay(terms.period.end)}.`,
    `You can stop at any time. You need not say why, and nothing else changes. Tell anyone at ${by.orgName}, or ring ${by.phone}.`,
    ...(said.interpreter ? [interpretedLine(said.interpreter)] : []),
  ];
}

/** The paper in easy read: one thing in a sentence, short words, nothing left out that stands on the other one. */
function easyLines({ terms, said, told, by, since, grantor }: OnPaper): string[] {
  const them = told.length > 1 ? "They" : "It";
  const not = beside.filter((scope) => !terms.scopes.includes(scope)).map((scope) => scopeWords[scope].receipt);
  const { learning, story, research } = terms.reuse;
  const other = grantor && grantor.kind !== "self" ? grantor : undefined;
  return [
    "This paper is about you.",
    other ? `${other.name} is your ${other.kind}.` : "You said yes.",
    ...(other ? [`${other.name} said yes for you.`] : []),
    `That was on ${day(said.on)}.`,
    `${other ? `${other.name}` : "You"} told ${by.name} at ${by.orgName}.`,
    ...(said.interpreter ? [interpretedLine(said.interpreter)] : []),
    `The yes is for ${names(told.map((each) => each.name))}.`,
    `It is about ${purposeWords[terms.purpose]}.`,
    `This is what ${told.length > 1 ? "they" : "it"} may know:`,
    ...terms.scopes.map((scope) => `✓ ${scopeWords[scope].receipt}`),
    ...not.map((what) => `${them} may not know ${what}.`),
    terms.historyFrom.kind === "all"
      ? `${them} may read what was written before.`
      : terms.historyFrom.kind === "date"
        ? `${them} may read what was written since ${day(terms.historyFrom.at)}.`
        : since
          ? `${them} may read what was written since ${day(since)}.`
          : `${them} may not read what was written before.`,
    terms.otherServices === "none"
      ? `${them} may not know who else helps you.`
      : terms.otherServices === "count"
        ? `${them} may know how many others help you, but not who.`
        : `${them} may know who else helps you.`,
    ...(learning ? ["Others may learn from it."] : []),
    ...(story ? ["Your story may be told."] : []),
    ...(research ? ["It may be used for research."] : []),
    "Everyone who talks about you here sees who else is in it.",
    `This ends on ${lastDay(terms.period.end)}.`,
    "You can stop at any time.",
    "You do not have to say why.",
    "Nothing else changes if you stop.",
    `To stop, tell anyone at ${by.orgName}.`,
    `Or ring ${by.phone}.`,
    "Ask us if something here is hard to understand.",
  ];
}

/** One way in which the paper can be written. */
type Writing = {
  /** as whoever records the yes chooses it */
  label: string;
  /** BCP 47; "simple" is its word for a simplified form */
  language: string;
  /** where it isn't from left to right */
  dir?: "rtl";
  /** large by itself */
  large?: true;
  /** the paper's heading, in its own language */
  title: string;
  lines(on: OnPaper): string[];
};
const title = "What you agreed to";
const written = {
  plain: { label: "Plain English", language: "en-GB", title, lines: receiptLines },
  easy: { label: "Easy read", language: "en-GB-simple", large: true, title, lines: easyLines },
} as const satisfies Record<string, Writing>;
export type Paper = keyof typeof written;
/** The ways in which the paper can be written. Another language is a file with its lines, and a line above (docs/add-a-language.md). */
export const papers: Readonly<Record<Paper, Writing>> = written;
export const isPaper = (value: string): value is Paper => Object.hasOwn(papers, value);

/** Which of them a notice was written as; in plain English where nothing says so. */
export const paperOf = (language: string | undefined): Paper =>
  (Object.keys(papers) as Paper[]).find((paper) => papers[paper].language === language) ?? "plain";
