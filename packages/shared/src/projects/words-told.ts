import type { ToldProjectNotice } from "../identity/rules-notices.ts";

/** What stands on Today about a project until it was read; an invitation, a vote, a reply and a way on stand there themselves. */
export const projectNoticeWords: Record<ToldProjectNotice, { title: string; body: string }> = {
  voteDecided: { title: "A question in a project was decided.", body: "What it came to stands under Decisions." },
  moneyEnds: { title: "Money of a project ends in four months.", body: "There is time to think about how it goes on." },
  partnerGone: {
    title: "An organisation has left a project.",
    body: "Nothing is lost. Look who is in it now, and whether somebody has to be found.",
  },
  projectClosed: { title: "A project has closed.", body: "You can still read it, and take everything with you." },
  placeAnswered: {
    title: "An organisation that you asked into a project has answered, or its time to answer is over.",
    body: "Who owns it now, and who said what, stands in the project.",
  },
  projectBegan: { title: "A project goes ahead.", body: "Two sides have said yes to it. Its board is there." },
  projectOff: {
    title: "A project did not begin.",
    body: "It was taken back, or not enough said yes in 30 days. You can still read what was proposed.",
  },
  replyGiven: { title: "Whom you ask to go has answered.", body: "Their answer stands beside the question, under Decisions." },
  saidCeased: {
    title: "Others in a project ask whether your organisation still exists.",
    body: "Anything that you do there, or on its board, says that it does, and the question is off.",
  },
  cardYours: { title: "A card is yours to do.", body: "It is on a board of a project." },
};

/** Projects as a place of the product, and what waits there. It is on every page, so it stands by itself. */
export const projectPlaceWords = {
  place: "Projects",
  fromNote: "Propose a project from it",
  waiting: (count: number): string => (count === 1 ? "1 waits for you" : `${count} wait for you`),
} as const;

/** What waits about a project, as it stands on Today. `who`: whoever asks. */
export const owedProjectWords = {
  invitation: "invitation",
  vote: "vote",
  reply: "your answer",
  wayOn: "money ends",
  invitationTitle: (who: string, title: string): string => `${who} asks you to own “${title}” with them`,
  voteTitle: (title: string): string => `Your vote is asked: ${title}`,
  replyTitle: (title: string): string => `The others ask you to go; you can answer: ${title}`,
  wayOnTitle: (title: string): string => `Choose how it goes on: ${title}`,
  somebody: "Somebody",
  until: (day: string): string => `until ${day}`,
  days: (name: string, days: number): string =>
    days < 0
      ? `${name} is over`
      : days === 0
        ? `${name} ends today`
        : days === 1
          ? `${name} ends tomorrow`
          : `${name} ends in ${days} days`,
} as const;
