import type { Meaning } from "../kernel/refusal.ts";

/** What is refused about who says yes, and while sharing rests. */
export const consentCodes = {
  /** somebody who can decide this decides it, and nobody for them */
  DecidesThemselves: "BAD_REQUEST",
  /** an attorney decides by a power, a guardian by an order, a parent by being one */
  AuthorityDoesntFit: "BAD_REQUEST",
  AuthorityOver: "BAD_REQUEST",
  /** a yes can't outlast the authority that it stands on */
  BeyondAuthority: "BAD_REQUEST",
  /** they can't decide it just now, or nobody has looked whether they can */
  SharingRests: "CONFLICT",
  /** what may not have been given freely goes on with a new yes and not with the old one */
  AskAnew: "CONFLICT",
  HasDied: "CONFLICT",
  /** who leads the case, and who writes it down, can't be kept away from it */
  KeepsYouAway: "BAD_REQUEST",
  /** what is best for somebody is decided by two */
  SecondPersonDecides: "FORBIDDEN",
  /** an assessment from before it was noted that they can't decide it */
  AssessedBefore: "BAD_REQUEST",
  /** one yes for each organisation: beside a second one, stopping the first would not stop it */
  NamedAlready: "CONFLICT",
  /** nobody of them could answer an invitation */
  CantTakePart: "BAD_REQUEST",
  /** a yes whose last day has passed */
  YesOver: "BAD_REQUEST",
} as const satisfies Record<string, Meaning>;

/** What is refused about the paper in another language. */
export const paperCodes = {
  /** what was shown is not what would be kept: a name was changed meanwhile, or the page is an old one */
  PaperDiffers: "CONFLICT",
  /** English, the language of the paper itself, or no language at all */
  NotAnotherLanguage: "BAD_REQUEST",
  /** a translation has one line for each line of the paper */
  LinesDontMatch: "BAD_REQUEST",
  TooManyLanguages: "PRECONDITION_FAILED",
} as const satisfies Record<string, Meaning>;

/** What is refused about guests. */
export const guestCodes = {
  /** nobody there who can be let in: unknown, gone, or whom the person wants kept away; one answer for all */
  NoSuchGuest: "BAD_REQUEST",
  /** somebody of the practice itself comes in as a colleague */
  GuestFromOutside: "BAD_REQUEST",
  /** over already, or more than 30 days ahead */
  GuestTime: "BAD_REQUEST",
  /** they were let in to read, not to write */
  GuestReads: "FORBIDDEN",
  NotForGuests: "FORBIDDEN",
} as const satisfies Record<string, Meaning>;

/** What is refused besides the conversation itself: about consent, guests, numbers that name a person, looks from outside, and copies. */
export const furtherCodes = {
  ...consentCodes,
  ...guestCodes,
  ...paperCodes,
  /** the agreed summary, the topics, or the questions without an answer are as many as a conversation holds */
  TooManyPins: "PRECONDITION_FAILED",
  TooManyTopics: "PRECONDITION_FAILED",
  TooManyAsked: "PRECONDITION_FAILED",
  /** only an information lead does this */
  InfoLeadOnly: "FORBIDDEN",
  /** who isn't in the case says first why they look */
  ReasonNeeded: "PRECONDITION_FAILED",
  /** a CHI or NHS number stands in a text, and nobody said that it shall */
  NumberInText: "BAD_REQUEST",
} as const satisfies Record<string, Meaning>;
