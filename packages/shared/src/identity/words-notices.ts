import type { NoticeWishes } from "./notices.ts";
import type { NoticeKind, Way } from "./rules-notices.ts";
import type { Notice } from "./schema.ts";

/** How each kind is asked about. */
export const noticeKindWords: Record<NoticeKind, { ask: string; hint?: string }> = {
  named: {
    ask: "Somebody names you or your organisation",
    hint: "or asks if you read something, thinks you wrote too much, or takes your words out; or a message of yours was not sent",
  },
  invited: { ask: "An invitation waits for your organisation" },
  news: { ask: "Something new in a conversation of yours" },
  sharing: {
    ask: "A person stopped or paused sharing with you",
    hint: "or it goes on again, or an agreement with another organisation ended, or your organisation's words from an ended sharing are soon destroyed, or colleagues are deciding what is best for somebody who can't say it, or an erasure has stopped by itself",
  },
  place: { ask: "A new part of a conversation was begun", hint: "for notes on health or life at home" },
  ending: { ask: "A yes ends soon, or has ended", hint: "30 days before, 7 days before, and on the day" },
  lapsed: { ask: "An invitation of yours was not answered in two weeks", hint: "or they said that they can't take part" },
  visit: {
    ask: "A visit of yours, or one that you host",
    hint: "a place waits for your answer, somebody asks to come or comes, it was called off, or something has to be in place first",
  },
  project: {
    ask: "A project of your organisation",
    hint: "it is asked in or asked to vote, something was decided, money ends soon, or a card is yours to do",
  },
  map: {
    ask: "Something on the map that is yours",
    hint: "a gap that you raised or stand behind moves on, something that you follow closes, or something waits for a steward",
  },
  worry: { ask: "A worry about safety names you", hint: "the mail reads like any other" },
};

/** Where a mail's link leads somebody for whom something waits in several organisations. */
export const waitsWords = {
  title: "What waits for you",
  several: "You act for several organisations. Where do you want to look first?",
  actFor: (orgName: string): string => `Act for ${orgName}`,
  now: "you act for them now",
  turned: (orgName: string): string => `It waits for you at ${orgName}. You act for them now.`,
} as const;

export const wayWords: Record<Way, string> = { product: "here only", atOnce: "mail at once", daily: "daily mail" };

export const weekdayWords = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
/** A full hour as people write it. */
export const hourWords = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** What somebody reads where they choose. */
export const noticeWords = {
  title: "Notices",
  lead: "All of it stands on Today, whatever you choose. A mail only says that there is something: never a name, never a word.",
  security: "Mail about who may sign in always comes.",
  noMail: "Linkwork can't send mail here yet. What you choose counts from the day it can.",
  digest: "When does the daily mail come?",
  digestHint: "London time. It comes only if there is something.",
  quiet: "No mail at night?",
  quietHint:
    "What comes meanwhile waits. You get one mail afterwards, if you have not looked by then. A place at a visit that is offered to you is kept until a day after that, three days at most; if it can't be kept so long, the mail comes all the same.",
  quietOff: "Mail may come at any hour",
  quietOn: "No mail between these hours",
  from: "From",
  to: "Until",
  daysOff: "Days without mail",
  urgent: "May a mail come in quiet hours if it can't wait?",
  urgentHint: "That is a worry about safety, or a person who stopped sharing with you.",
  urgentYes: "Yes",
  urgentNo: "No, it waits too",
  coming: "Your choices are on their way.",
  keep: "Keep my choices",
  kept: "Kept.",
  preview: "This is what a mail looks like",
  sameHours: "Choose two different times.",
  noDay: "Leave at least one day on which mail can come.",
  nothing: "There is nothing to choose here until you act for an organisation.",
} as const;

/** What stands on Today about a notice that has a sentence of its own. `who`: the person's initials, empty where they can't be seen any more. */
export const noticeSentence: Record<
  Extract<
    Notice["kind"],
    "placeOpened" | "ranOut" | "invitationLapsed" | "guestAdmitted" | "erasureStopped" | "sharingAgain" | "invitationDeclined"
  >,
  (who: string) => { title: string; body: string }
> = {
  guestAdmitted: (who) => ({
    title: `You were let into the conversation about ${who || "a person"} as a guest.`,
    body: "Until when stands at the top of it.",
  }),
  placeOpened: (who) => ({
    title: `A new part of the conversation about ${who || "a person"} was begun.`,
    body: "You may read it, as the person agreed.",
  }),
  ranOut: (who) => ({
    title: `The time that ${who || "a person"} agreed to has ended.`,
    body: "The other organisation can't read any more. You can ask the person again.",
  }),
  erasureStopped: (who) => ({
    title: `The conversation about ${who || "a person"} was not erased.`,
    body: "Somebody wrote in it after its erasure was asked for, so it has to be kept longer. It can be asked for again.",
  }),
  sharingAgain: (who) => ({
    title: `Sharing about ${who || "a person"} goes on.`,
    body: "You can read the conversation again. Until when stands under “People and agreements”.",
  }),
  invitationDeclined: (who) => ({
    title: `An invitation about ${who || "a person"} was declined.`,
    body: "They can't take part. Why stands in the conversation, and you can ask the person about another organisation.",
  }),
  invitationLapsed: (who) => ({
    title: `An invitation about ${who || "a person"} was not answered in two weeks.`,
    body: "It can't be answered any more. You can invite them again.",
  }),
};

/** The choices of quiet hours in one line, for who reads them over. */
export function quietWords({ quiet: { hours, daysOff } }: NoticeWishes): string {
  const days = new Intl.ListFormat("en-GB").format(daysOff.map((each) => weekdayWords[each - 1] ?? ""));
  const parts = [
    ...(hours ? [`from ${hourWords(hours.from)} until ${hourWords(hours.to)}`] : []),
    ...(daysOff.length > 0 ? [`all day on ${days}`] : []),
  ];
  return parts.length > 0 ? `No mail ${parts.join(", and ")}.` : "Mail may come at any time.";
}

/**
 * The mail that says that there is something: the same words whatever it is, so that nobody who sees it learns more than that. `count`: how many
 * conversations at most; `address`: where Linkwork is.
 */
export const noticeLetter = ({ count, address }: { count: number; address: string }) => ({
  subject: "There is something for you in Linkwork",
  text: [
    "Hello,",
    "",
    count > 1 ? `There is something for you in ${count} places in Linkwork.` : "There is something for you in Linkwork.",
    "",
    "Sign in to see what it is:",
    "",
    `${address}/waiting`,
    "",
    "Our mails never say who or what it is about. Please don't answer this one.",
    "",
    "Fewer mails, or none? Choose here:",
    "",
    `${address}/account#notices`,
    "",
    "Linkwork",
    "",
  ].join("\n"),
});
