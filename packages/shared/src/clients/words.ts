import type { clientCodes } from "./rules.ts";
import type { Channel, SafeContact } from "./schema.ts";

export const clientWords: Record<keyof typeof clientCodes, string> = {
  AlreadyRegistered: "This person is registered already.",
  NotLinkWorker: "Link workers register people. Ask one at your practice.",
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
