import { day } from "../cases/words.ts";
import type { concernCodes } from "./rules.ts";
import type { Authority, ConcernEvent, Lead } from "./schema.ts";
import type { ConcernState } from "./state.ts";

export const concernWords: Record<keyof typeof concernCodes, string> = {
  SecondPersonNeeded: "The second person has not looked at this yet. If it can't wait, ring them.",
  SamePerson: "This is for the second person to confirm.",
  ConcernClosed: "This was closed. If you are worried again, raise it anew.",
  AlreadyConfirmed: "This was confirmed already.",
  RaiserOnly: "Only whoever raised it can choose another second person.",
  AlreadyNamed: "They know of this already.",
  NotALead: "This person can't be named here. Choose another safeguarding lead.",
  WrongConcern: "What this refers to isn't here.",
  NothingPlanned: "Nothing is planned for this record: it is kept.",
};

/** By what right it is shared: how it is asked, and what it means. */
export const authorityWords: Record<Authority, { ask: string; hint: string }> = {
  danger: { ask: "Somebody is in danger now", hint: "ring 999 first; this is the record of it" },
  safeguarding: { ask: "A child or an adult at risk needs to be kept safe", hint: "harm, abuse or neglect, now or likely" },
  legalDuty: { ask: "The law says that it must be told", hint: "a court, the police or a public body asked for it" },
  publicInterest: { ask: "Others could come to serious harm", hint: "and telling is the lesser wrong" },
};

export const concernStatusWords: Record<Exclude<ConcernState["status"], "absent" | "destroyed">, string> = {
  raised: "waits for the second person",
  confirmed: "open",
  closed: "closed",
};

const place = (lead: Lead): string => `${lead.name}, ${lead.orgName}`;

/** The sentence of a knot in the record: what was decided (bold) and the rest. Null for a note. */
export function concernKnot(event: ConcernEvent): { bold: string; rest: string } | null {
  switch (event.type) {
    case "concernRaised":
      return {
        bold: `${event.body.raisedBy.name} raised a worry about ${event.body.label}`,
        rest: `· ${authorityWords[event.body.authority].ask}`,
      };
    case "concernConfirmed":
      return { bold: "The second person confirmed it", rest: "" };
    case "leadNamed":
      return { bold: `${place(event.body)} was told`, rest: `· ${event.body.why}` };
    case "secondChosen":
      return { bold: `${place(event.body)} is asked to look at it`, rest: "· in place of the second person" };
    case "leadsFollowed":
      return event.body.handedTo
        ? { bold: `This was handed to ${event.body.handedTo.map(place).join("; ")}`, rest: "· nobody else was left who reads it" }
        : { bold: "Somebody who was named reads this no more", rest: "· see above who is left" };
    case "concernClosed":
      return { bold: "This was closed", rest: "" };
    case "destructionPlanned":
      return {
        bold: "The time for which this has to be kept is over",
        rest: `· it is destroyed on ${day(event.body.on)} unless one of you keeps it`,
      };
    case "destructionOff":
      return { bold: "This is kept after all", rest: "· it has to be kept longer" };
    case "keptOn":
      return { bold: "This is kept on", rest: `· ${event.body.why}` };
    case "concernDestroyed":
      return { bold: "This was destroyed", rest: "" };
    case "noteWritten":
      return null;
  }
}

/** What a safeguarding lead reads around it. */
export const safetyWords = {
  title: "Safety",
  lead: "Worries about somebody's safety. Only the safeguarding leads who are named in one know that it is there.",
  empty: "Here you'll see the worries that name you",
  emptyMore: "If you raise one, the two of you who are named see it, and nobody else.",
  phone: "If somebody is in danger now, ring 999 first. This does not depend on consent.",
  second: "Nobody else is let in, and nothing can be added, until the second person has looked at it.",
  waits: (name: string): string => `${name} has not looked at this yet. Ring them if it can't wait.`,
  doubts: "Said quietly: a yes that may not have been given freely",
  doubtsMore:
    "Sharing was paused at once, and the others see a pause like any other. Only the safeguarding leads of your organisation read this.",
  doubt: (label: string, orgs: string): string => `${label}'s yes to sharing with ${orgs}`,
  doubtStands: "paused",
  doubtOver: "has ended, or a new yes has taken its place",
  chooseSecond: "Ask somebody else to be the second person",
  chooseSecondHow: "If the one you chose is away, or has gone. They can't read it from then on, unless they are named again.",
  chosen: (name: string): string => `${name} is asked to look at it.`,
  secondGone: (name: string): string => `${name} can't look at this any more. Ask somebody else below, or ring another safeguarding lead.`,
  readNoMore: (leads: readonly Lead[]): string => `Read it no more: ${leads.map(place).join("; ")}.`,
  kept: (label: string): string =>
    `This is kept for as long as what is held about ${label} has to be kept, and as long again from its own last entry. A legal hold keeps it too. When that time is over you are asked, and have 30 days to keep it on.`,
  goes: (on: string): string => `This record is destroyed on ${day(on)}.`,
  goesWhy:
    "The time for which it has to be kept is over. Nobody can bring it back after that day. Is it still needed? Then keep it on, and say why.",
  keepOn: "Keep it on",
  keepOnWhy: "Why is it still needed?",
  keepOnSay: "Say in a few words why it is still needed.",
  keptOn: "It is kept on.",
  check: "Is this record whole?",
  checkHow:
    "This looks at what is written here and at who has looked into it, entry by entry. That you checked is noted here and nowhere else.",
  readers: (leads: readonly Lead[]): string => leads.map(place).join("; "),
} as const;
