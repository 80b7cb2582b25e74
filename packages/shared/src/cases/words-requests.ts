import type { RequestStatus, WithheldWhy } from "./requests.ts";

export const requestStatusWords: Record<RequestStatus, string> = {
  review: "Being gone through",
  ready: "Ready to give",
  given: "Given",
  withdrawn: "Taken back by the person",
};

/** Why a part is kept back: as the information lead chooses it, and as it stands in the pack. Null: the pack must not even say that there is something. */
export const withheldWords: Record<WithheldWhy, { ask: string; hint: string; paper: string | null }> = {
  otherPerson: {
    ask: "It is about somebody else",
    hint: "Somebody who has not agreed, and whom it would be wrong to give away",
    paper: "It is about somebody else.",
  },
  legal: {
    ask: "It is advice from a lawyer",
    hint: "Or was written for a court",
    paper: "It is advice from a lawyer, or was written for a court.",
  },
  harm: {
    ask: "Reading it would do serious harm",
    hint: "To the person or to somebody else, as a health professional has said. The pack does not show that anything is missing.",
    paper: null,
  },
};

/** What people read about the person's request for a copy. */
export const requestWords = {
  title: (label: string): string => `A copy for ${label}`,
  link: (label: string): string => `A copy for ${label}`,
  lead: (label: string): string =>
    `Anybody, and so ${label} too, may ask for a copy of what is held about them. It has to be answered within a month, and costs nothing.`,
  none: "Nobody has asked yet. When they do, note it here on the same day: the month runs from the day on which they asked.",
  received: "On which day did they ask?",
  method: "How did they ask?",
  words: "Who asked, and how do you know that it is them?",
  wordsHint: "Such as “herself, at the surgery”, or “her son, with the power of attorney that we have seen”",
  methodNeeded: "Say how they asked.",
  wordsNeeded: "Say who asked, and how you know.",
  start: "Note the request",
  due: (day: string): string => `to be answered by ${day}`,
  overdue: (day: string): string => `was to be answered by ${day}`,
  waits: "An information lead of your practice goes through it now. You find it here when it is ready.",
  review: "Go through it",
  reviewLead:
    "Read each message. Keep back only what may not be given, with a reason. Files go with their message. What is written from now on is no part of it once you say that it is ready.",
  keep: "Keep this back",
  kept: "Kept back",
  giveAfterAll: "Give it after all",
  keepTitle: "Why is this kept back?",
  keepReason: "The reason",
  keepWords: "For your own record: what it is that may not be given",
  keepWordsNeeded: "Say in a few words what may not be given.",
  keepChoose: "Choose why.",
  ready: "It is ready to give",
  again: "Go through it again",
  make: "Make the copy",
  givenTo: (label: string): string => `It was given to ${label}`,
  takenBack: (label: string): string => `${label} doesn't want it any more`,
  takenBackAsk: (label: string): string =>
    `Did ${label} say so themselves? What was gone through and kept back is over with it. If they ask again, the month begins anew.`,
  takenBackYes: "Yes, they said so",
  saveAs: "Save it as a page",
  saveData: "Save it as data",
  print: "Print",
  saved: "It is among your downloads. Give it only to the person, or to who may speak for them.",
  past: "Earlier requests",
  today: "Copies that people asked for",
  ownTitle: (label: string): string => `What we wrote and read about ${label}`,
  ownLink: "What we wrote and read",
  ownLead:
    "Your organisation's own words in this conversation, with their dates; what the person agreed to for you; and when your own people looked. Nobody else's words are in it. That you make it, and why, is on record.",
  ownMake: "Make it",
} as const;

/** What the pages of the two packs say. */
export const packWords = {
  personTitle: "What is held about you",
  personIntro: (org: string): string =>
    `You asked ${org} for a copy of what is held about you in Linkwork. This is what was written, what you agreed to, which files there are, and who has looked.`,
  ownPageTitle: (org: string): string => `What ${org} wrote and read`,
  ownIntro: (org: string, label: string): string =>
    `What people of ${org} wrote in the conversation about ${label}, what ${label} agreed to for ${org}, and when people of ${org} looked.`,
  about: "About you",
  agreed: "What you agreed to",
  agreedOwn: "What was agreed for us",
  guests: "Who was let in for a while",
  written: "What was written",
  files: "Files",
  filesHow: "Files are given one by one. Ask the practice for those that you want.",
  seen: "Who has looked",
  seenOwn: "When our people looked, and what they did",
  nothing: "Nothing.",
  withheld: "A message is not shown here.",
  takenOut: "These words were taken out of the conversation, and nobody can read them any more.",
  changed: "It said before:",
  notice: "The paper that you were given said:",
  noticeIn: (language: string) => `The same paper in ${language}.`,
  rights: (org: string, phone: string): string =>
    `Is something wrong, or missing? Tell anyone at ${org}, or ring ${phone}. You can also complain to the Information Commissioner, ico.org.uk, 0303 123 1113.`,
  made: (day: string): string => `Made on ${day}.`,
  places: {
    health: "notes on health",
    mental: "notes on mental health",
    sexual: "notes on sexual health",
    social: "notes on home and family",
  },
} as const;
