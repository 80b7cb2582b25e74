import type { ClosedCode } from "../kernel/wire.ts";
import { guestClosed } from "./words-guests.ts";

const theirs = (label: string): string => (label ? `${label}'s` : "their");

/** What the closed screen says. Kind, honest, and never blames. `label` are the person's initials; empty where they are not known any more. */
export const closedWords: Record<ClosedCode, (label: string, org: string) => { title: string; body: string; next?: string }> = {
  withdrawn: (label, org) => ({
    title: `${label || "The person"} has decided to stop sharing with ${org}.`,
    body: `That is ${theirs(label)} right, and it says nothing about you or your service.`,
  }),
  paused: (label, org) => ({
    title: `Sharing about ${label || "somebody"} with ${org} is paused.`,
    body: "It may begin again when they are ready. Nothing is needed from you.",
    next: "If it goes on, you are told, and find it among your cases again.",
  }),
  rests: (label, org) => ({
    title: `Sharing about ${label || "somebody"} with ${org} is on hold for now.`,
    body: "The practice must check who can decide for them. It is nothing that you did, and nothing was deleted.",
    next: "If it goes on, you are told, and find it among your cases again.",
  }),
  died: (label, org) => ({
    title: `${label || "Somebody whom you know through Linkwork"} has died.`,
    body: `We are sorry. Sharing with ${org} has ended, and nothing was deleted.`,
    next: "The practice that led the case can tell you more. Take care of each other.",
  }),
  narrowed: (label, org) => ({
    title: `${label || "The person"} no longer shares this part with ${org}.`,
    body: "The rest of the conversation goes on as before.",
  }),
  withoutMessages: (label, org) => ({
    title: `${label || "The person"} no longer shares the conversation with ${org}.`,
    body: `That is ${theirs(label)} right, and it says nothing about you or your service. What else was agreed stands on the paper they took home.`,
  }),
  expired: (label, org) => ({
    title: `The time that ${label || "the person"} agreed to has ended for ${org}.`,
    body: "The link worker can ask them again. If they say yes again, you are told, and this conversation may open for you again.",
  }),
  agreementEnded: (_label, org) => ({
    title: `The agreement between the organisations has ended for ${org}.`,
    body: "Your information lead can renew it. Nothing was deleted.",
  }),
  left: (_label, org) => ({ title: `${org} has left this conversation.`, body: "A new invitation brings you back, if the person agrees." }),
  removed: (label, org) => ({
    title: `${org} is no longer in the conversation about ${label || "this person"}.`,
    body: "Anything they want you to know will reach you from them.",
  }),
  guestEnded: guestClosed,
  erased: () => ({
    title: "This conversation was erased.",
    body: "Its time was over, or the person asked for it. Nobody can read it any more, and it is gone from this device too.",
  }),
  ended: () => ({ title: "This conversation has ended for you.", body: "If that surprises you, ask the link worker." }),
};

/** What somebody reads who may stop a sharing without reading the conversation. */
export const stopWords = {
  title: "Where you can stop sharing",
  lead: "You are not in these conversations and can't read them. If one of these people tells you that they want to stop or pause, you can note it.",
  question: (label: string) => `Does ${label} want to stop sharing?`,
  asked: (label: string) =>
    `Nothing of the conversation about ${label} is shown here. Do only what ${label} has told you, or who decides for them.`,
  others: (label: string) => `If ${label} said the same yes for other organisations, it ends for them too.`,
  over: "The time for which it was agreed is over, and nobody there reads it any more. Whoever leaves is given what they wrote, once, for their own records.",
  done: "It is recorded",
  stopped: (label: string, who: string) =>
    `${label} has stopped sharing with ${who}. Nobody there can read the conversation any more. Who was in it is told today that ${label} decided this, and never why.`,
  paused: (label: string, who: string) =>
    `Sharing about ${label} with ${who} is paused. It stays closed to them until ${label} says yes again.`,
  thanks: "Thank you for listening. Nothing more is needed from you.",
} as const;

/** An invitation that can't be said yes to at present, whyever that is: what the person decided meanwhile is not for who isn't in. */
export const invitationWords = {
  over: (from: string) =>
    `This invitation can't be answered with a yes just now: it is more than two weeks old, or something about it has changed. If you would like to take part, ask ${from}.`,
  nothingNeeded: "Nothing is needed from you. If you can't take part anyway, you can say so here.",
  stop: "The person has told us that they don't want it",
} as const;
