import type { DetailKind } from "./rules-detail.ts";
import type { DetailReason, Says, Side } from "./schema-reflection.ts";
import type { ReflectionStatus } from "./state-reflection.ts";

/** What is asked of each side, answer by answer. */
export const questions: Record<Side, Record<keyof Says, string>> = {
  visitor: {
    saw: "What did you see that you didn't know?",
    differently: "What will you do differently with referrals?",
    would: "What would have helped you, or them?",
  },
  host: {
    saw: "What did their visit show you?",
    differently: "What will you do differently with referrals?",
    would: "What would you tell others who open their doors?",
  },
};
/** The same, over what somebody answered. */
export const answers: Record<Side, Record<keyof Says, string>> = {
  visitor: { saw: "What they hadn't known", differently: "What they do differently now", would: "What would have helped" },
  host: { saw: "What the visit showed them", differently: "What they do differently now", would: "For others who open their doors" },
};

export const detailReasonWords: Record<DetailReason, string> = {
  namesSomebody: "somebody who is helped is named",
  recognisable: "somebody who is helped could be recognised",
  aboutColleague: "it is about somebody who works there",
  mistake: "it got in by mistake",
};

/** What was found in a text that might tell who somebody is. */
export const detailWords: Record<DetailKind, string> = {
  name: "a name",
  initials: "initials",
  address: "an address",
  birth: "a date",
  age: "an age",
  phone: "a phone number",
  postcode: "a postcode",
  email: "an e-mail address",
};

/** How it stands, as its author reads it. */
export const reflectionStatusWords: Record<Exclude<ReflectionStatus, "absent">, string> = {
  due: "not written yet",
  submitted: "the host looks at it",
  sentBack: "to mend",
  shared: "a learning note",
  kept: "between the two of you",
  withdrawn: "taken back",
  closed: "the visit didn't take place",
};
/** The same, for the host's people. */
export const reflectionStatusForHost: typeof reflectionStatusWords = { ...reflectionStatusWords, submitted: "waits for your check" };

/** What people read around what they write after a visit. */
export const reflectionWords = {
  title: "How was it?",
  titleOf: (title: string): string => `How was it? ${title}`,
  readTitle: (title: string): string => `After the visit: ${title}`,
  lead: "Three short questions, one that counts. Two minutes are enough.",
  back: "My visits",
  backHosting: "What we host",
  fetching: "Looking up what was written",
  failed: "What was written can't be looked up just now.",
  who: (name: string, orgName: string): string => `${name}, ${orgName}`,
  visitor: "Who came",
  host: "Who received them",
  when: "When",
  nobody: "Please no names, ages or addresses of people who are helped, and nothing by which somebody would know them.",
  optional: "(if you like)",
  share: "May others learn from it?",
  shareLearning: "Yes, as a learning note",
  shareLearningHint: "for everybody who works in an organisation here",
  shareBetween: "Only the two organisations",
  shareBetweenHint: "nobody else reads it",
  signed: "With your name?",
  signedYes: "With my name",
  signedYesHint: (name: string, orgName: string): string => `${name}, ${orgName}`,
  signedNo: "Without it",
  signedNoHint: "the host knows that it is yours",
  headings: "Which of these did it touch?",
  headingsHint: "For your own training record. You alone see it: no manager, no host, no count of what should be.",
  draft: "What you write here stays on this device until you send it. Nobody else sees it before.",
  who1: "The host reads it first, and looks whether anybody could be recognised.",
  send: "Send it to the host",
  sendAgain: "Send this instead",
  sent: "Sent. The host looks at it now.",
  not: "I'd rather not write one",
  notTitle: "Not write about this visit?",
  notHow: "You aren't asked again. Nothing is held against you.",
  notDone: "All right. You aren't asked again.",
  keep: "Leave it as it is",
  missing: {
    differently: "Write at least one sentence here.",
    share: "Choose who may read it.",
    signed: "Choose whether it says your name.",
  },
  look: "Look once more:",
  found: (what: string): string => `Look once more: this could tell who somebody is (${what}).`,
  foundAt: (question: string): string => `In “${question}”`,
  foundHow: "You can send it if it is nobody who is helped. The host sees the same marks. We don't find everything.",
  sendAnyway: "It is nobody who is helped: send it",
  mend: "Let me change it",
  waits: "The host is looking at it. You can still change it until then.",
  askedOut: "The host asks you to take something out",
  askedHow: "Nobody but you reads it until you send it again.",
  theySay: "They say",
  change: "Change it",
  leaveOff: "Leave it as it was",
  isShared: "It is a learning note now. Thank you.",
  isKept: "The two organisations can read it, and nobody else.",
  isWithdrawn: "It was taken back. Nothing of what was written is kept here.",
  isClosed: "The visit didn't take place, so there is nothing to write.",
  isClosedSent: "The visit didn't take place. Nobody but you reads what you sent. You can take it back, and then it is deleted.",
  notYet: "Nothing has been written yet.",
  toNote: "Read the note",
  withdraw: "Take it back",
  withdrawTitle: "Take back what you wrote?",
  withdrawHow: "Nobody reads it here any more, and what you wrote is deleted.",
  withdrawNote: "The learning note stays, without your name and your organisation.",
  withdrawn: "Taken back.",
  check: "Look at it for your organisation",
  question: "Could anybody recognise a person who is helped here?",
  questionHow: "Read it as a neighbour would. A first name, an illness and a street can be enough.",
  marked: "Marked: what could tell who somebody is. We don't find everything, so read all of it.",
  wishLearning: "It becomes a learning note for everybody who works in an organisation here.",
  wishBetween: "It stays between your two organisations, as its author wished.",
  wishSigned: (name: string): string => `The note says that ${name} wrote it.`,
  wishUnsigned: "The note doesn't say who wrote it.",
  no: "No, nobody: let it through",
  yes: "Yes: ask to take it out",
  checked: "Looked at. Thank you.",
  backTitle: "What should be taken out?",
  kind: "A kind word, and where it is (if you like)",
  kindHint: "Its author reads this. Please don't repeat the name.",
  chooseReason: "Choose what comes nearest",
  reason: "Why?",
  sendBack: "Send it back",
  withAuthor: "It is with its author now. Once it is mended, it waits for your check again.",
  sentBack: "Sent back. They are asked to mend it.",
  ownCheck: "You wrote this for your organisation. Somebody else of yours looks at it.",
  list: "After your visits",
  listHow: "What you wrote, and what the other side wrote for you.",
  listHosting: "After the visits",
  listHostingHow: "What was written about visits to you. What waits for your check comes first.",
  mineSide: "yours",
  ours: "for your organisation",
  theirs: (name: string): string => `by ${name}`,
  ofVisitor: (name: string): string => `what ${name} writes`,
  ofHost: (name: string): string => `what ${name} writes`,
} as const;

/** What waits on Today. */
export const owedReflectionWords = {
  write: "how was it?",
  writeTitle: (title: string): string => `How was it? ${title}`,
  mend: "to mend",
  mendTitle: (title: string): string => `Something is to be taken out of what you wrote: ${title}`,
  check: "your check",
  checkTitle: (title: string): string => `A reflection waits for your check: ${title}`,
} as const;
