import type { Guest, GuestKind } from "./guests.ts";
import type { guestCodes } from "./rules-codes.ts";

export const guestCodeWords: Record<keyof typeof guestCodes, string> = {
  NoSuchGuest: "We don't know this person there. Look at the name again, or ask their organisation.",
  GuestFromOutside: "This is your own organisation. Bring them in as a colleague instead.",
  GuestTime: "Choose an end from the next minute on, and at most 30 days from now.",
  GuestReads: "You were let in to read. Ask the link worker if you need to write here.",
  NotForGuests: "This is for those who take part all the time. Write it to them in the conversation.",
};

/** As what somebody is let in. */
export const guestKindWords: Record<GuestKind, string> = {
  interpreter: "interpreter",
  socialWorker: "social worker",
  advocate: "advocate",
  other: "guest",
};

/** What is read around people who are let in for a while. */
export const guestWords = {
  title: "Here for a while",
  lead: "A guest is one person, by name, until a time. They see this conversation only, no files, and nothing else of the case.",
  none: "Nobody is here as a guest.",
  /** "interpreter, City Interpreters" */
  from: (kind: GuestKind, orgName: string): string => `${guestKindWords[kind]}, ${orgName}`,
  until: (when: string): string => `guest until ${when}`,
  untilHere: (when: string): string => `You are here as a guest until ${when}.`,
  readsOnly: "You were let in to read. Ask the link worker if you need to write here.",
  may: { read: "reads", write: "reads and writes" },
  seesAll: "sees all of the conversation",
  seesNew: "sees what is written since they came in",
  endNow: "End now",
  leave: "Leave now",
  endAsk: (name: string): string => `End ${name}'s time here now?`,
  endDoes: (name: string): string => `${name} can't read or write here any more, from this moment on. What they wrote stays.`,
  leaveAsk: "Leave this conversation now?",
  leaveDoes: "You can't read or write here any more, from this moment on. What you wrote stays. The link worker can let you in again.",
  stay: "Not now",
  ended: (name: string): string => `${name}'s time here has ended.`,
  open: "Let somebody in for a while",
  openTitle: "Let somebody in for a while",
  ask: (label: string): string => `Ask ${label} first, by name. Everybody in the conversation sees who is here as a guest, and until when.`,
  organisation: "From which organisation?",
  chooseOrganisation: "Choose an organisation",
  person: "Who?",
  choosePerson: "Choose a person",
  nobodyThere: "Nobody of this organisation uses Linkwork yet. They can be invited by their own manager.",
  as: "As what?",
  chooseAs: "Choose one",
  when: "Until when?",
  thisAfternoon: "Today, until 17:00",
  tomorrow: "Tomorrow, until 17:00",
  other: "Another day and time",
  day: "Day",
  time: "Time",
  write: "May they write?",
  writeYes: "Yes, read and write",
  writeNo: "No, only read",
  history: "What may they read?",
  historyNow: "Only what is written from now on",
  historyAll: "All of the conversation",
  said: (label: string): string => `How did ${label} say so?`,
  on: "On which day?",
  atTime: "At what time?",
  language: "In which language?",
  letIn: "Let them in",
  done: (name: string, when: string): string => `${name} is in the conversation until ${when}.`,
  missing: {
    orgId: "Choose an organisation.",
    personId: "Choose a person.",
    as: "Choose as what they come in.",
    until: "Choose until when.",
    may: "Choose whether they may write.",
    history: "Choose what they may read.",
    method: "Choose how it was said.",
    on: "Give the day.",
  },
} as const;

/** Where the end of a guest's time is told to them. */
export const guestClosed = (label: string): { title: string; body: string; next: string } => ({
  title: `Your time as a guest in the conversation about ${label || "this person"} has ended.`,
  body: "It was for a while from the beginning, and it says nothing about you. What you wrote stays for the others.",
  next: "If you are needed again, the link worker can let you in again.",
});

const minute = new Intl.DateTimeFormat("en-GB", {
  ...({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" } as const),
  timeZone: "Europe/London",
});
/** Where it is told to everybody that somebody was let in. */
export const guestKnot = ({ name, as, orgName, until }: Pick<Guest, "name" | "as" | "orgName" | "until">) => ({
  bold: `${name} is here for a while`,
  rest: `· ${guestWords.from(as, orgName)}, until ${minute.format(new Date(until)).replace(" at ", ", ")}`,
});
