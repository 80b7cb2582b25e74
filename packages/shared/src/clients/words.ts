import type { NumberFault } from "./numbers.ts";
import type { clientCodes } from "./rules.ts";
import type { Channel, SafeContact } from "./schema.ts";

export const clientWords: Record<keyof typeof clientCodes, string> = {
  AlreadyRegistered: "This person is registered already.",
  NotLinkWorker: "Link workers register people. Ask one at your practice.",
  NumberTaken: "Your practice knows somebody with this number already. Look who it is, and open the case for them.",
};

/** What doesn't fit about a CHI or NHS number, and where to look. */
export const numberFaultWords: Record<NumberFault, string> = {
  length: "A CHI or NHS number has ten digits. Count them once more.",
  range: "No CHI or NHS number begins like this. Look for a slip.",
  date: "A CHI number begins with the day of birth, such as 270351. Look for a slip.",
  check: "The last digit doesn't fit the others, so there is a slip somewhere. Compare it with the letter or card.",
};

/** What people read around the number of somebody whom they register. */
export const numberWords = {
  label: "CHI or NHS number (if you know it)",
  hint: "Ten digits. We look whether your practice knows them already, so that nobody is entered twice. Only your practice sees it, and each look is on record.",
  none: "Nobody with this number is with your practice yet.",
  known: (name: string, cases: number): string =>
    `Your practice knows somebody with this number: ${name}${cases === 0 ? "" : cases === 1 ? ", with one case" : `, with ${cases} cases`}.`,
  take: (name: string): string => `It is for ${name}`,
  failed: "We could not look just now. You can go on; it is looked up again when you open the case.",
  /** beside the initials */
  add: "Add a CHI or NHS number",
  change: "Change the number",
  dialog: (label: string): string => `CHI or NHS number of ${label}`,
  both: "Somebody who has lived in both parts of the country has one of each. Leave a field empty if there is none.",
  lookUps: "Looked up by number",
  lookUpsLead: "Who asked whether somebody with a CHI or NHS number is known at your practice. The numbers are not kept here.",
  earlier: "Show earlier ones",
  noLookUps: "Nobody has looked anybody up by a number yet.",
} as const;

/** What stands by a text with such a number in it, before it is sent. */
export const numberInTextWords = {
  about: (as: string): string =>
    `This looks like a CHI or NHS number. What is sent stays, and everybody named above reads it; so it is sent as “${as}”.`,
  keep: "Send the whole number instead",
  kept: "The whole number is sent, as you chose.",
  /** beside the field of the search */
  search: "CHI and NHS numbers are never looked for in what people wrote. To see whether you know somebody, use “Open a case”.",
} as const;

/** A look-up as it stands in the information lead's list. */
export const lookUpWords = ({ refused, times = 1 }: { refused: boolean; times?: number }): string => {
  const often = times === 1 ? "" : ` ${times} times`;
  return refused ? `was refused${often}: tried to look somebody up by their number` : "looked somebody up by their number";
};

/** How each way is asked about, and how it stands in a list. */
export const channelWords: Record<Channel, { ask: string; short: string }> = {
  post: { ask: "Letters by post", short: "post" },
  phone: { ask: "Phone calls", short: "phone calls" },
  message: { ask: "Text messages", short: "text messages" },
  voicemail: { ask: "Messages left on an answering machine", short: "voicemail" },
  email: { ask: "E-mail", short: "e-mail" },
  visit: { ask: "Visits at home", short: "visits at home" },
};

/** How the person can be reached without harm. */
export const safeContactWords = {
  title: (label: string) => `Reaching ${label} safely`,
  never: "Never use",
  neverHint: "Ways that somebody else may read, hear or see.",
  neutral: "Nothing may show who we are",
  neutralHint: "A plain envelope; no name on the display, in the subject or in a message.",
  mayTell: "Who else may be told something?",
  mayTellHint: "By post or phone, and what. Left empty: nobody. Such as: her sister Anne, that we rang",
  how: "How to reach them, and when",
  change: "Change it",
  save: "Keep it so",
  overtaken: "A colleague has changed this meanwhile. What you changed is laid on it: read it over, and keep it once more.",
  standsNow: "It stands like this now:",
  saved: (label: string) => `It is noted how ${label} can be reached safely.`,
  none: (label: string) => `Nothing is noted. Ask ${label} whether somebody else reads their post or hears their phone.`,
  who: "Seen by your practice, and by those to whom they agreed to say how they can be reached.",
  /** the rule as it is read where a paper is printed or contact is taken */
  rule: ({ never, neutral, mayTell }: SafeContact): string[] => [
    ...(never.length > 0 ? [`Never use: ${never.map((channel) => channelWords[channel].short).join(", ")}.`] : []),
    ...(neutral ? ["Nothing on an envelope, a display or in a message may show who we are."] : []),
    mayTell ? `Who else may be told: ${mayTell}.` : "Nobody else may be told anything.",
  ],
  takeHome: "Before you give or send this paper, read how they can be reached safely.",
} as const;
