import type { Compartment } from "../kernel/room.ts";
import type { ConsentRecord, ConsentTerms, Grantor, Method, Purpose, Scope } from "./consent.ts";
import type { caseCodes, reactions } from "./rules.ts";
import type { CaseEvent } from "./schema.ts";
import type { ConsentStatus } from "./state.ts";
import { consentCodeWords, restWords } from "./words-consent.ts";
import { guestCodeWords, guestKnot } from "./words-guests.ts";
import { paperCodeWords, translatedKnot } from "./words-languages.ts";

export const caseWords: Record<keyof typeof caseCodes, string> = {
  NotYourRole: "Your role doesn't do this here. Ask a link worker or your shared inbox.",
  LeadOnly: "Only the practice that leads this case does this. Write to them in the conversation.",
  GeneralOnly: "This is decided in the main conversation, for all parts of it.",
  NotYours: "This is somebody else's. You can answer it instead.",
  InfoLeadOnly: "Only an information lead does this. Ask yours.",
  AlreadyOpen: "This is open already.",
  WrongState: "This was changed meanwhile. Look again, then decide.",
  AlreadyIn: "They are in this conversation already.",
  EditTooLate: "Messages can be changed for 15 minutes. Add to it with a new message instead.",
  NotThen: "Choose a time between a minute and 60 days from now.",
  TooManyLater: "Many of your messages wait to be sent already. Send or take back some of them first.",
  ConsentMissing: "There is no agreement from the person for this just now.",
  AgreementMissing: "The two organisations have no information-sharing agreement in date. Your information lead can sign one.",
  InvitationLapsed: "This invitation is more than two weeks old. Ask the link worker for a new one.",
  ScopeMissing: "The person has not agreed to a conversation with this organisation.",
  FilesNotAgreed: "The person has not agreed to letters and photos for your organisation. Write it in words, or ask the link worker.",
  FilesFull: "This conversation holds as many files as it can. Write what is in it instead.",
  TooManyPins: "The agreed summary is full: it has 50 messages. Take one out of it first.",
  TooManyTopics: "This conversation has 100 topics, as many as it can hold. Go on in one that is there, or write without a topic.",
  TooManyAsked: "Fifty questions to this person have no answer yet. Note first what became of some of them.",
  ReasonNeeded: "You are not in this case yourself. Say first why you look; load the page again for that.",
  NotNamed: "The person was not told about this organisation by name.",
  InTheFuture: "This is dated in the future. Give the day when it was.",
  OwnGrantor: "You can't record a yes that you gave yourself for the person. Ask a colleague.",
  LacksCapacity: "Someone who can't decide this now can't give the yes themselves. Record who decided, and by which authority.",
  NotNarrower: "This would share more than before. Sharing more needs a new yes.",
  MentionUnknown: "Only people in this conversation can be named here.",
  UnknownReference: "What this refers to isn't here.",
  NumberInText: "There is a CHI or NHS number in this. Take it out: what is written here stays, and everybody in it can read it.",
  NoSuchOrganisation: "We don't know this organisation.",
  NoSuchColleague: "They can't be brought in here. Ask the link worker.",
  ...consentCodeWords,
  ...guestCodeWords,
  ...paperCodeWords,
};

export const purposeWords: Record<Purpose, string> = {
  company: "company and friendship",
  money: "money and benefits",
  housing: "housing",
  food: "food",
  wellbeing: "feeling better",
  activity: "being active",
  learning: "learning and work",
  caring: "help for carers",
  practical: "everyday practical help",
};

/** How a scope is asked about, and how it stands on the receipt. */
export const scopeWords: Record<Scope, { ask: string; hint: string; receipt: string; short: string }> = {
  identity: {
    ask: "Their full name and date of birth",
    hint: "otherwise only initials",
    receipt: "your name and date of birth",
    short: "name",
  },
  contact: {
    ask: "How to reach them",
    hint: "phone or address, and when it is safe to ring",
    receipt: "how to reach you",
    short: "contact",
  },
  needs: { ask: "What they need", hint: "what would help, in their words", receipt: "what you need", short: "needs" },
  goals: { ask: "What they hope for", hint: "what they want to be able to do", receipt: "what you hope for", short: "goals" },
  attendance: { ask: "Whether they came", hint: "to groups, visits and appointments", receipt: "whether you came", short: "attendance" },
  health: { ask: "Health", hint: "diagnoses, medicines, hospital visits", receipt: "your health", short: "health" },
  mental: { ask: "Mental health", hint: "how they are in themselves", receipt: "your mental health", short: "mental health" },
  sexual: { ask: "Sexual health", hint: "anything about sexual health", receipt: "your sexual health", short: "sexual health" },
  social: {
    ask: "Home and family life",
    hint: "who they live with, what worries them at home",
    receipt: "your life at home",
    short: "home life",
  },
  risk: { ask: "Worries about safety", hint: "what to look out for", receipt: "worries about your safety", short: "safety" },
  message: {
    ask: "This conversation",
    hint: "what the workers write to each other",
    receipt: "what is written between them about you",
    short: "messages",
  },
  attach: { ask: "Letters and photos", hint: "copies of papers", receipt: "copies of your letters", short: "files" },
  outcomes: { ask: "How it went", hint: "what changed for them", receipt: "how it went for you", short: "outcomes" },
  "messageBack:gp": {
    ask: "A word back to their doctor",
    hint: "a short summary at the end",
    receipt: "a short word back to your doctor",
    short: "word to GP",
  },
};

/** What a case's rooms are called. */
export const compartmentWords: Record<Compartment, string> = {
  general: "Everybody in it",
  health: "Health",
  mental: "Mental health",
  sexual: "Sexual health",
  social: "Home and family",
};

export const methodWords: Record<Method, string> = {
  face: "face to face",
  phone: "by phone",
  video: "by video call",
  letter: "by letter",
  bsl: "in British Sign Language",
};

/** How a consent stands, in one or two words. */
export const consentStatusWords: Record<ConsentStatus, string> = {
  proposed: "asked, no answer yet",
  rejected: "said no",
  active: "in force",
  paused: "paused",
  withdrawn: "withdrawn",
  superseded: "replaced by a newer yes",
  "entered-in-error": "recorded by mistake",
};

/** Who says yes, as the wizard asks it. */
export const grantorWords: Record<Grantor["kind"], string> = {
  self: "they themselves",
  attorney: "their attorney (power of attorney)",
  guardian: "their welfare guardian",
  parent: "their parent",
};

/** What a reaction means when it is read out. */
export const reactionWords: Record<(typeof reactions)[number], string> = {
  "👍": "Yes, good",
  "❤️": "With love",
  "🙏": "Thank you",
  "😊": "Glad about it",
  "👀": "Looking at it",
};

/** Things in a row, as they are said. */
export const names = (items: readonly string[], last = "and"): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
/** What tells two cases with the same initials apart, wherever one is named to somebody: the end of its id, short enough to be read out. */
export const caseRef = (caseId: string): string => caseId.slice(-6).toUpperCase();
/** As the conversation itself says it. */
export const whichCase = (caseId: string): string => `This is case ${caseRef(caseId)}: say so where somebody else has the same initials.`;
/** A day as it is written on paper. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" }).format(new Date(iso));
/** The last day on which it holds: the end itself is not included. */
export const lastDay = (end: string): string => day(new Date(Date.parse(end) - 1).toISOString());

const scopesShort = (terms: ConsentTerms): string => {
  const without = !terms.scopes.includes("health") ? "; not health" : "";
  return `${terms.scopes.map((s) => scopeWords[s].short).join(", ")}${without}`;
};

/** What was decided about somebody of whom whoever reads it isn't told: it keeps its number, and says nothing. */
const namesNobody = ({ body }: CaseEvent): boolean =>
  ("consentId" in body && body.consentId === "") ||
  ("participationId" in body && body.participationId === "") ||
  ("orgId" in body && body.orgId === "");

/** The sentence of a knot in the thread: what was decided (bold) and the rest. Null for speech. */
export function knotWords(
  event: CaseEvent,
  label: string,
  nameOf: Record<"org" | "consent" | "participation" | "guest", (id: string) => string>,
): { bold: string; rest: string } | null {
  if (namesNobody(event)) return null;
  switch (event.type) {
    case "caseOpened":
      return { bold: `Case opened for ${label}`, rest: `· ${event.body.need}` };
    case "compartmentOpened":
      return {
        bold: `A place for notes on ${compartmentWords[event.body.compartment].toLocaleLowerCase("en-GB")}`,
        rest: `· only for those to whom ${label} agreed to show it`,
      };
    case "consentProposed":
      return {
        bold: `${label} was asked`,
        rest: `about sharing with ${names(event.body.terms.controllers.map(nameOf.org)) || "somebody else"}; no answer yet`,
      };
    case "consentGiven":
      return {
        bold: `${label} agreed to share with ${names(event.body.told.map((t) => t.name))}`,
        rest: `· ${scopesShort(event.body.terms)}`,
      };
    case "consentRefused":
      return { bold: `${label} said no`, rest: `to sharing with ${nameOf.consent(event.body.consentId)}. That is fine.` };
    case "consentPaused":
      return { bold: "Sharing is paused", rest: `with ${nameOf.consent(event.body.consentId)}` };
    case "consentResumed":
      return { bold: `${label} said yes again`, rest: `to sharing with ${nameOf.consent(event.body.consentId)}` };
    case "consentNarrowed":
      return {
        bold: `${label} shares less`,
        rest: `with ${nameOf.consent(event.body.consentId)}: ${event.body.scopes.map((s) => scopeWords[s].short).join(", ")}`,
      };
    case "consentWithdrawn":
      return { bold: `${label} stopped sharing`, rest: `with ${nameOf.consent(event.body.consentId)}` };
    case "consentMarkedInError":
      return { bold: "A consent was recorded by mistake", rest: `and is void: ${nameOf.consent(event.body.consentId)}` };
    case "receiptTranslated":
      return translatedKnot(event.body, label, nameOf.consent(event.body.consentId));
    case "organisationInvited":
      return { bold: `${event.body.name} was invited`, rest: "" };
    case "participationJoined":
      return { bold: `${event.body.member.name} joined`, rest: `for ${nameOf.participation(event.body.participationId)}` };
    case "invitationDeclined":
      return { bold: `${nameOf.participation(event.body.participationId)} can't take part`, rest: `· ${declineWords[event.body.reason]}` };
    case "participationLeft":
      return { bold: `${nameOf.participation(event.body.participationId)} left the conversation`, rest: "" };
    case "colleagueAdded":
      return { bold: `${event.body.member.name} came in`, rest: `for ${nameOf.participation(event.body.participationId)}` };
    case "colleagueGone":
      return event.body.still
        ? { bold: `${event.body.name} doesn't take part for ${nameOf.org(event.body.orgId)} any more`, rest: "" }
        : { bold: `${event.body.name} doesn't work for ${nameOf.org(event.body.orgId)} any more`, rest: "" };
    case "guestAdmitted":
      return guestKnot(event.body);
    case "guestEnded":
      return { bold: "A guest's time has ended", rest: `· ${nameOf.guest(event.body.guestId)}` };
    case "agreementNoted":
      return {
        bold: "Information-sharing agreement noted",
        rest: `for ${nameOf.org(event.body.orgId)}, until ${lastDay(event.body.validTo)}`,
      };
    case "sharingRested":
      return { bold: `${restWords.cause[event.body.because](label)}.`, rest: "Sharing is on hold, and nothing is deleted." };
    case "bestInterestsRecorded":
      return { bold: `What is best for ${label} was recorded`, rest: "· a second person looks at it" };
    case "restEnded":
      return { bold: restWords.ended[event.body.kind](label), rest: restWords.endedRest[event.body.kind] };
    case "messagePinned":
      return { bold: "Agreed summary changed", rest: "" };
    case "messageUnpinned":
      return { bold: "Taken out of the agreed summary", rest: "" };
    case "topicOpened":
      return { bold: `New topic: ${event.body.title}`, rest: "" };
    case "topicResolved":
      return { bold: "Topic settled", rest: "" };
    case "topicReopened":
      return { bold: "Topic opened again", rest: "" };
    case "caseErased":
      return { bold: "This conversation was erased", rest: "" };
    default:
      return null;
  }
}

/** What stands in the place of a file that can't be named here. */
export const hiddenFileWords = {
  withheld: "A file. The person has not agreed that letters and photos are shared with your organisation.",
  unknown: "A file from before you could read here.",
} as const;

export const declineWords = {
  noPlaces: "no places just now",
  notOurService: "not what the service does",
  conflict: "better somebody else",
  other: "another reason",
} as const;

/** What a consent's line in the participants' list says. */
export const consentSummary = (record: ConsentRecord): string => scopesShort(record.terms);
