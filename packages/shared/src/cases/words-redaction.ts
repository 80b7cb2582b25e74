import type { FlagReason, RedactionReason } from "./redaction.ts";

/** What may be too much: as an answer, and what it means. */
export const flagReasonWords: Record<FlagReason, { label: string; hint: string; told: string }> = {
  thirdParty: {
    label: "It is about somebody else",
    hint: "a neighbour, a relative, another worker",
    told: "it is about somebody else",
  },
  otherClient: {
    label: "It is about another person we help",
    hint: "it may have been meant for another conversation",
    told: "it is about another person whom somebody helps",
  },
  moreThanAgreed: {
    label: "It says more than the person agreed to",
    hint: "about their health, say, where they agreed to talk about food",
    told: "it says more than the person agreed to",
  },
  identifier: {
    label: "It has a number that shows who they are",
    hint: "an NHS or CHI number, an address, a bank account",
    told: "it has a number or an address that shows who somebody is",
  },
};

/** Why words are taken out: as an answer, and as it stands in their place. */
export const redactionReasonWords: Record<RedactionReason, { label: string; hint: string; told: string }> = {
  ...flagReasonWords,
  thirdParty: { ...flagReasonWords.thirdParty, told: "they were about somebody else" },
  otherClient: { ...flagReasonWords.otherClient, told: "they were about another person" },
  moreThanAgreed: { ...flagReasonWords.moreThanAgreed, told: "they said more than was agreed" },
  identifier: { ...flagReasonWords.identifier, told: "they had a number or an address in them" },
  mistake: { label: "It was sent by mistake", hint: "a slip, or the wrong conversation", told: "they were sent by mistake" },
};

/** What stands where the words were. */
export const tombstoneWords = (taken: { name: string; reason: RedactionReason }, when: string): string =>
  `Words were taken out here by ${taken.name}, ${when}: ${redactionReasonWords[taken.reason].told}.`;

/** What the author, and the information lead, read when words were taken out. */
export const redactedNoticeWords = (org: string) => ({
  title: `Words that ${org} wrote were taken out of a conversation.`,
  body: "What stands in their place says who took them out, when and why. If they were about somebody else, see with your information lead whether anybody has to be told.",
});

const list = new Intl.ListFormat("en-GB");

/** What a message that somebody thinks says too much says to its author. */
export const flaggedWords = (why: readonly FlagReason[]): string =>
  `Somebody thinks this says too much: ${list.format(why.map((each) => flagReasonWords[each].told))}.`;

export const flagWords = {
  menu: "There is too much in this",
  title: "What is too much in it?",
  quiet: "Only who wrote it and the information lead who looks after it are told. Nobody else is, and nobody is told that it was you.",
  send: "Tell them quietly",
  told: "They have been told quietly. Thank you for looking out for people.",
  onlyYou: "Only you and the information lead who looks after it see this.",
  stays: "It can stay",
  left: "It stays as it was written.",
  page: "Words to look at again",
  lead: "Somebody who read these messages thinks they say too much. Take the words out, or leave them.",
  none: "Here you'll see messages that somebody thinks say too much",
  noneMore: "Yours, and as information lead those of your organisation and its guests. There are none just now.",
  show: "Show what was said",
  onRecord: "That you read it is on record.",
  shut: "Your organisation is no longer in this conversation, so what was said can't be shown to you here. If in doubt, take the words out: that can still be done.",
} as const;

export const redactionWords = {
  menu: "Take the words out",
  title: "Take the words out?",
  before:
    "The words go from every screen and device, from search, and from what Linkwork keeps; so do photos and files that came with them. It can't be undone.",
  stays: "What stays for everybody to see: that you took something out, when, and why.",
  why: "Why?",
  send: "Take the words out",
  done: "The words are out",
  doneMore: "Nobody can read them here any more.",
} as const;

/** What to do after words about somebody who never agreed to be here: it may be a breach. `readers`: null for who may not know of them. */
export const breachWords = (readers: readonly string[] | null): { title: string; steps: string[] } => ({
  title: "Please do this now",
  steps: [
    "Tell your information lead today, even if you think that it was small. They decide whether it has to be reported, and for some things there are only 72 hours.",
    ...(readers === null ? ["Ask the practice that leads the case who could read it until now."] : []),
    ...(readers && readers.length > 0 ? [`Tell them who could read it until now: ${list.format(readers)}.`] : []),
    "Did it go anywhere else, in a mail or on paper? Say that too.",
    "Don't write the name again, neither here nor in a mail. Ring instead.",
    "If somebody could be in danger because of it, ring first: 999, or your safeguarding lead.",
  ],
});
