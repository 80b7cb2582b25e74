import type { CheckStanding } from "./rules-readiness.ts";
import type { CheckKind, Requirement } from "./schema-asks.ts";
import type { Permission } from "./schema-session.ts";

export const requirementWords: Record<Requirement, string> = {
  agreement: "the host's confidentiality agreement",
  check: "your PVG or DBS status, seen by your own organisation",
  induction: "a look around when you arrive",
};

export const checkKindWords: Record<CheckKind, string> = {
  pvg: "PVG scheme member",
  dbsBasic: "DBS check, basic",
  dbsEnhanced: "DBS check, enhanced",
};

/** How somebody's check stands, as a chip. */
export const checkStandingWords: Record<CheckStanding, string> = {
  none: "not confirmed",
  declared: "asked, waits for an answer",
  verified: "confirmed",
  expired: "has to be looked at again",
  revoked: "no longer confirmed",
};

/** What visitors read of what was asked of people who may be there. */
export const permissionWords: Record<Permission, string> = {
  asked: "People who are helped there were asked, and may still refuse.",
  someRefused: "This visit is without the people who are helped there.",
  notAsked: "The host noted that the people who are helped there had not been asked.",
};

/** What somebody reads where it is about what has to be in place. */
export const readyWords = {
  page: "What is in place for me",
  lead: "Some hosts ask for something before you come. This is how it stands. Only you see all of it.",
  link: "What is in place for me",
  fetching: "Looking up what is in place",
  failed: "What is in place can't be looked up just now.",
  firstTitle: "What has to be in place first",
  allThere: "All that they ask for is in place.",
  missing: "This is still missing. You can see to it here.",
  check: "PVG or DBS status",
  checkHow: (org: string): string =>
    `Somebody at ${org} has to have seen it: a manager, or who answers for information. Hosts learn only that it is in place.`,
  noNumbers: "No number, no copy and nothing of what is in it is kept here.",
  why: "Why they ask",
  askCheck: "Ask for it to be confirmed",
  askAgain: "Ask for it to be looked at again",
  askedCheck: "Asked. You hear of it under Today when they have confirmed it.",
  waits: (org: string): string => `${org} has been asked to confirm it.`,
  confirmedBy: (name: string, org: string): string => `confirmed by ${name}, ${org}`,
  reviewOn: (day: string): string => `to be looked at again on ${day}`,
  agreements: "Agreements",
  noAgreements: "You have agreed to none yet. A host that asks for one shows it to you before you book.",
  agreement: (host: string): string => `Agreement of ${host}`,
  version: (number: number): string => `version ${number}`,
  agreedOn: (version: number, day: string): string => `You agreed to version ${version} on ${day}.`,
  newWords: (version: number, day: string): string => `There are new words, version ${version}. The old ones count until ${day}.`,
  newWordsOver: (version: number): string => `There are new words, version ${version}. The old ones don't count any more.`,
  read: "Read it",
  close: "Close",
  readVersion: (version: number): string => `Read version ${version}`,
  agree: "I agree to this",
  agreed: "Agreed. It stands under what is in place for you.",
  agreeHow: "What you agree to is kept with its version, so that both sides can read it later.",
  inductions: "Shown around",
  shownUntil: (day: string): string => `holds until ${day}`,
  induction: "A look around when you arrive",
  inductionHow: "They show you the fire exits, and whom to call.",
  inductionThere: (day: string): string => `They have shown you around. That holds until ${day}.`,
  inPlace: "in place",
  notInPlace: "missing",
  ends: (day: string): string => `in place until ${day}`,
  somethingEnds: (day: string): string =>
    `Something that the host asks for ends on ${day}, before this visit. See to it by the day before, so that your place stays.`,
  endsEarly: (day: string): string => `It ends on ${day}, before this visit. See to it by the day before, so that your place stays.`,
  joinAnyway: "You can join the waiting list already. A place is offered to you once all of it is in place.",
  held: "Your place is on hold, because something that the host asks for is not in place. It is kept for you until a day before.",
  heldSoon:
    "Your place is on hold, because something that the host asks for is not in place. See to it now, or the place goes when it ends.",
  offeredNotReady:
    "You can take this place as soon as all that the host asks for is in place. Until then it is kept for you as long as the offer holds.",
  waitsNotReady: "Something that the host asks for is not in place. A place comes to you once it is.",
  askFirst:
    "People who are helped there may be present. Before you begin, your host asks them and notes it here. Then you can say that you are here.",
  seeTo: "See to it",
  nothingAsked: "You can come as you are: this host asks for nothing beforehand.",
  none: "Nothing was asked of you yet. What a host asks for stands here as soon as you meet it.",
} as const;

/** What a host reads of it. */
export const hostReadyWords = {
  ready: "in place",
  notReady: "not in place yet",
  ends: (day: string): string => `in place until ${day}`,
  shown: "shown around",
  toShow: "to be shown around",
  show: "They were shown around",
  noted: "Noted.",
  permission: "Have you asked the people who may be there?",
  permissionHow: "Ask before each date, in the words that you wrote. If one says no, it is a no for this date. Nobody is named here.",
  asked: "Yes, and all may still refuse",
  refused: "Somebody said no: this date is without them",
  refusedTitle: (when: string): string => `Note a no for ${when}?`,
  refusedHow:
    "It stands for this date and can't be taken back. Nobody is named. Whoever comes hears at once that this date is without them.",
  refusedPress: "Note the no",
  notAsked: "No, nobody was asked",
  first: "Note this first. Then it can be noted who came.",
  now: "As it stands",
  record: "Note it",
  recorded: "Noted. Visitors see how it is, and never who or why.",
  owed: "to ask",
  owedTitle: (title: string): string => `Ask the people who may be there: ${title}`,
  owedAfterTitle: (title: string): string => `Note whether the people who were there had been asked: ${title}`,
  agreement: "Our agreement",
  agreementHow:
    "What visitors promise you, in your own words. When you change it, it is a new version, and whoever agreed to the old one has 14 days to read it.",
  noAgreement: "You have written none yet.",
  write: "Write it",
  writeNew: "Write a new version",
  words: "What visitors agree to",
  wordsHint: "Plain words. What you hear stays here, say, and whom to ask when in doubt.",
  onDevice: "What you write is kept on this device until you put it in force.",
  newer: (version: number): string =>
    `Version ${version} is in force by now, and what you wrote here is older. Read that one first, or begin from it.`,
  takeNewer: (version: number): string => `Begin from version ${version}`,
  keep: "Put it in force",
  leave: "Leave it as it is",
  kept: (version: number): string => `Version ${version} is in force.`,
  inForce: (version: number, day: string): string => `Version ${version}, since ${day}`,
  older: (version: number, day: string): string => `Version ${version}, from ${day}`,
  onlyManagers: "A manager or information lead of yours can write it.",
  appetite: "Could you host somebody?",
  appetiteHow:
    "A word without any promise. If you could, others find you and may ask. If not, nobody else learns that you said so. After 90 days it is as if nothing had been said.",
  say: "What do you say?",
  couldHost: "We could host somebody",
  notNow: "Not now",
  whyNot: "Why? (if you like)",
  whyHint: "For your colleagues alone.",
  sayIt: "Say so",
  said: "Noted. It counts for 90 days.",
  stands: (day: string): string => `counts until ${day}`,
  lapsed: "Nothing is said just now.",
  theyAsked: "Who asked to come and see you",
  theyAskedHow: "Offer a visit that suits you, or ring them.",
} as const;

/** What others read of organisations that could host. */
export const couldHostWords = {
  title: "These could host if you ask",
  how: "They have said that others could come and see how they work.",
  ask: "Ask whether you could come",
  askedChip: "asked",
  asked: "Asked. They hear that you would like to come, and for which organisation you work.",
} as const;

/** What managers read. */
export const confirmWords = {
  page: "Please confirm",
  lead: "Colleagues who visit others need somebody here who has seen their PVG or DBS status.",
  link: "Confirm checks",
  asked: "They ask you",
  soon: "Ends within 60 days",
  others: "Everybody else",
  nobody: "There is nobody else here yet.",
  confirm: "I have seen it",
  confirmTitle: (name: string): string => `What have you seen of ${name}'s?`,
  kind: "What kind is it?",
  chooseKind: "Choose the kind",
  seenOn: "When did you see it?",
  review: "When has it to be looked at again?",
  reviewHint: "At most three years from now.",
  noNumbers: "Don't write down a number or what is in it. That it was seen is enough, and all that is kept.",
  done: "Confirmed. They hear of it.",
  revoke: "Take it back",
  cannot: "Not confirmed",
  revokeTitle: (name: string): string => `Take ${name}'s back?`,
  revokeHow: "Places that need it are on hold at once, and free a day before. Why is written nowhere: talk with them.",
  revoked: "Taken back. They hear of it; talk with them.",
  leave: "Leave it",
  since: (day: string): string => `asked on ${day}`,
  missing: { kind: "Choose the kind.", seenOn: "Say when you saw it.", review: "Say when it has to be looked at again." },
} as const;

/** What somebody reads where they write down what they ask for. */
export const asksWords = {
  legend: "What has to be in place before somebody comes",
  first: "What do you ask of visitors?",
  agreement: "They agree to our confidentiality agreement",
  agreementHint: "you write it once, under “What we host”",
  induction: "We show them around before they begin",
  inductionHint: "fire exits, whom to call",
  months: "For how many months does that hold?",
  check: "Does their organisation have to have seen their PVG or DBS status?",
  checkYes: "Yes",
  checkNo: "No",
  checkOpen: "Not decided yet",
  why: "Why?",
  whyHint: "Watching alone may be no regulated role. You decide, by what visitors do with you.",
} as const;
