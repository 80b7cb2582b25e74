import type { Sector } from "../kernel/shapes.ts";
import type { ReadinessItem } from "./rules.ts";
import type { Phase } from "./rules-session.ts";
import type { Access, Theme } from "./schema.ts";
import type { HostReason } from "./schema-session.ts";
import type { BookingStatus, OpportunityState } from "./state.ts";

export const themeWords: Record<Theme, string> = {
  food: "food and cooking",
  money: "money and debt",
  company: "company and friendship",
  mind: "mental health",
  moving: "being active",
  caring: "carers and families",
  homes: "homes and housing",
  health: "how a practice works",
  voice: "having a say",
};

export const accessWords: Record<Access, string> = {
  stepFree: "step-free",
  toilet: "accessible toilet",
  hearingLoop: "hearing loop",
  quietRoom: "a quiet room",
  parking: "parking at the door",
  busNearby: "bus stop nearby",
};

/** What publishing asks for, as it is listed when it is missing. */
export const readinessWords: Record<ReadinessItem, string> = {
  seen: "what visitors will see and do",
  meet: "whom they meet",
  place: "where it is",
  when: "when it is",
  contact: "a named contact",
  deputy: "a deputy, somebody else than the contact",
  risk: "what could go wrong there, and what to do then",
  permission: "the words with which people are asked whether a visitor may be there",
  checkDecision: "whether visitors need a PVG or DBS status, and why",
  agreementText: "your confidentiality agreement, which you ask visitors to agree to",
};

export const opportunityStatusWords: Record<Exclude<OpportunityState["status"], "absent">, string> = {
  draft: "draft",
  published: "open",
  paused: "paused",
  closed: "closed",
  archived: "put away",
};

export const phaseWords: Record<Phase, string> = {
  scheduled: "not open for booking",
  open: "open",
  cutOff: "list closed",
  inProgress: "going on now",
  completed: "over",
  cancelled: "called off",
};

/** How a booking stands, as its visitor reads it. */
export const bookingWords: Record<BookingStatus, string> = {
  requested: "waits for the host's yes",
  waitlisted: "on the waiting list",
  offered: "a place is yours to take",
  confirmed: "booked",
  onHold: "on hold",
  checkedIn: "there",
  attended: "was there",
  noShow: "didn't come",
  unsaid: "nobody said how it went",
  declined: "didn't come about",
  unplaced: "no place came free",
  expired: "the time to answer ran out",
  cancelledByVisitor: "given back",
  cancelledByHost: "called off by the host",
  voided: "entered by mistake",
};

export const reasonWords: Record<HostReason, string> = {
  notReady: "something has to be in place first",
  tooMany: "too many for that day",
  noFit: "another visit would fit better",
  shortStaffed: "not enough of us on that day",
  unsafe: "it would not be safe just now",
  otherReason: "another reason",
  dateMoved: "it is held at another time now, and you have another visit then",
};

const goes: Record<Sector, string> = { statutory: "health and public services", third: "the third sector", citizen: "citizens" };
/** Which way somebody goes, in words. */
export const directionWords = ({ from, to }: { from: Sector; to: Sector }): string =>
  from === to ? `within ${goes[to]}` : `from ${goes[from]} to ${goes[to]}`;

const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
const endings: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
/** 3 -> "3rd" */
export const nth = (number: number): string => `${number}${endings[ordinals.select(number)] ?? "th"}`;

export const placesWords = (free: number): string => (free === 0 ? "full" : free === 1 ? "1 place free" : `${free} places free`);
/** Why somebody who asks now waits, on a chip. */
export const waitsWords = {
  full: placesWords(0),
  share: "your organisation has its share",
  inLine: "goes to who waits",
} as const;
export const waitingWords = (waiting: number): string => (waiting === 1 ? "1 waits" : `${waiting} wait`);

/** What people read around the exchange. */
export const exchangeWords = {
  title: "Exchange",
  lead: "Spend a morning in each other's work. Both ways.",
  views: "What you can look at",
  find: "Find a visit",
  mine: "My visits",
  hosting: "What we host",
  offer: "Offer a visit",
  fetching: "Looking up what there is",
  failed: "The visits can't be listed just now.",
  emptyTitle: "Here you'll see who lets others come and watch",
  empty: "Nobody has offered a visit yet. You can be the first: a morning with you is worth a lot to somebody who sends people your way.",
  noneLike: "Nothing fits all of that. Leave something out, or look at a later day.",
  filters: "Narrow it down",
  words: "Name, place or host",
  theme: "About",
  anyTheme: "anything",
  sector: "With whom",
  anySector: "anybody",
  from: "From",
  to: "Until",
  access: "The place is or has",
  free: "Only where a place is free",
  clear: "Leave all of that out",
  arrange: "Arranged",
  byDay: "By day",
  byVisit: "By visit",
  onMap: "Map",
  theMap: "Where they are",
  foundVisits: (count: number, more: boolean): string => (more ? `the next ${count} visits` : count === 1 ? "1 visit" : `${count} visits`),
  lieOnMap: (count: number, all: number): string =>
    count === all
      ? "All of them are on the map."
      : count === 0
        ? "None of them is on the map."
        : `${count} of them ${count === 1 ? "is" : "are"} on the map.`,
  offMap: "not on the map",
  andLater: (count: number): string => (count === 1 ? "and 1 later date" : `and ${count} later dates`),
  more: "Show later ones",
  found: (count: number, more: boolean): string => (count === 1 && !more ? "1 date" : more ? `the first ${count} dates` : `${count} dates`),
  ours: "yours",
  clients: "People who are helped there may be present. They are asked first, and may refuse.",
  permission: "How they are asked",
  seen: "What you'll see and do",
  meet: "Whom you meet",
  where: "Where",
  when: "When",
  with: "With",
  phone: "Phone",
  standIn: (name: string): string => `${name} when they are away`,
  hasLeft: (name: string): string => `${name} doesn't work there any more`,
  standsIn: (name: string): string => `${name} receives you until you hear otherwise`,
  ringThem: "nobody is named yet; ring them before you go",
  before: "Before you come",
  dates: "Dates",
  noDates: "There is no date to come.",
  notOpen: "Nobody can book this just now. What is booked stays.",
  backTo: "All visits",
} as const;

/** What people read where they book. */
export const bookWords = {
  book: "Book",
  ask: "Ask to come",
  join: (place: string): string => `Join the waiting list (you would be ${place})`,
  joinShort: "Join the waiting list",
  titleBook: (when: string): string => `Book ${when}?`,
  titleAsk: (when: string): string => `Ask to come ${when}?`,
  titleJoin: (when: string): string => `Wait for a place ${when}?`,
  instant: "The place is yours as soon as you press. You can give it back at any time before it begins.",
  approval: "The host says yes or no within three days. Until then no place is kept for you.",
  queue: (place: string): string =>
    `Every place is taken. You would be ${place} in line. If one comes free for you, you have up to a day to say yes. If none does before the list is closed, you hear that too.`,
  share: (place: string, until: string): string =>
    `A place is free, and your organisation has its share of them already. Until ${until} other organisations come first; then it is open to all. You would be ${place} in line.`,
  inLine: (place: string): string => `A place is free, and goes first to who asked before you. You would be ${place} in line.`,
  elsewhere: (title: string): string =>
    `You have a place at another visit then: ${title}. You can wait here all the same; to say yes you would have to give that one back.`,
  late: "Ask for a place that is kept",
  titleLate: (when: string): string => `Ask for a place that is kept ${when}?`,
  lateHow: "The list is closed. The host keeps a place for an urgent need and gives it by hand. Say below why it is urgent, and ring them.",
  asksLate: "Asked. The host hears of it at once; ring them too.",
  waitClosed: "The list is closed, and no place came to you. The host can still give you one by hand; you would hear of it at once.",
  hopes: "What do you hope to learn? (if you like)",
  hopesHint: "The host reads it. Please no names of people you work with.",
  leave: "Not now",
  booked: "Booked. It stands with your visits.",
  asked: "Asked. The answer comes under Today.",
  waits: "You are on the waiting list.",
  line: (place: string): string => `you are ${place} in line`,
  offered: "A place is yours to take",
  offeredUntil: (when: string): string => `Say yes or no until ${when}. After that it isn't yours to take any more.`,
  accept: "Take the place",
  decline: "No, somebody else can have it",
  taken: "The place is yours.",
  declined: "All right. Somebody else can have it.",
  giveBack: "Give the place back",
  leaveList: "Leave the waiting list",
  takeBack: "Take my request back",
  giveBackTitle: (title: string): string => `Give your place back: ${title}?`,
  giveBackHow: {
    open: "If somebody waits, they can have it. As long as one can still book, you can book again, behind those who wait by then.",
    cutOff: "The list is closed, so nobody is offered it by itself. The host hears of it, and can give it by hand.",
    late: "If somebody waits, they can have it. It is too late by now to book it again.",
    shut: "The host hears of it. Nobody can book this just now, so you couldn't take it again.",
  },
  keepIt: "Keep it",
  givenBack: "Given back. Thank you for saying so.",
  otherDate: "Take another date",
  otherDateTitle: (title: string): string => `Another date: ${title}`,
  otherDateHow: (day: string): string =>
    `You keep what you have on ${day} until you have the other place. Then it is given back by itself.`,
  otherDateLegend: "Which one instead?",
  otherDateChoose: "Choose a date.",
  otherDateTake: "Take this one instead",
  otherDateTaken: "Changed. The new date stands with your visits.",
  otherDateWaits: "You keep what you have, and wait for the other one.",
  otherDateNone: "There is no other date that you can take just now.",
  otherDateFailed: "The other dates can't be listed just now.",
  otherDateLooking: "Looking up the other dates",
  movesFrom: (when: string): string => `You keep what you have on ${when} until you have this one.`,
  movedTo: "You took another date instead.",
  missed: "For now the host says yes first when you book.",
  missedHow:
    "Of late you gave three places back on the last day, or didn't come. That happens; ninety days on it is forgotten. Only you read this.",
  hostSays: "The host says",
  ahead: "To come",
  behind: "Over",
  emptyTitle: "Here you'll see the visits that you have booked",
  empty: "Find one that helps you to know where you send people, or who sends people to you.",
  waitsForYou: "Waiting for your answer",
  imHere: "I'm here",
  saidHere: "They know that you are here.",
  iWasThere: "I was there",
  saidThere: "Noted. It stands if they say nothing else within two days.",
  saidThereToo: "Noted. You and your host say the same.",
  waitsToStand: "You said that you were there. It stands if they say nothing else within two days.",
  dispute: "I was there after all",
  disputeTitle: "They have noted that you didn't come",
  disputeHow: "Only the two organisations see this. If you say that you were there, they are asked to look again.",
  disputeWords: "What would you like to tell them? (if you like)",
  disputeSent: "They are asked to look again.",
  disputed:
    "You said that you were there. They are asked to look again. If they say nothing within two weeks of the visit, it stays open, and nothing is held against you.",
  unsettled:
    "You said that you were there, and they had noted that you weren't. They did not answer within two weeks, so it stays open: the visit counts for neither of you, and nothing is held against you.",
  unsettledChip: "left open",
  deny: "I wasn't there",
  denyTitle: "They have noted that you came",
  denyHow:
    "They are asked to look again. If they say the same, the visit counts for neither of you. Until then it is shown to whoever looks after the platform, without your name.",
  denied: "You said that you weren't there. They are asked to look again. If you were after all, say so.",
  deniedChip: "they noted that you came",
  agreed: "You both say that you weren't there. The visit doesn't count.",
} as const;
