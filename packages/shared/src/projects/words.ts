import type { projectCodes } from "./rules.ts";
import type { CharterPart } from "./rules-charter.ts";
import type { Kind } from "./schema.ts";
import type { OwnerStatus, ProjectStatus } from "./schema-owners.ts";

/** What a person reads for each code of a project. */
export const projectCodeWords: Record<keyof typeof projectCodes, string> = {
  WrongProject: "This can't be begun here. Load the page and begin it again; what you wrote is kept.",
  NotASpeaker: "This is for whoever speaks for your organisation in the project. Ask one of them, or a manager.",
  ResidentsPanel: "Residents speak for a citizens' panel. For this organisation, ask somebody who works there.",
  ProjectMoved: "The project stands otherwise by now. Look again how it stands.",
  PlaceMoved: "Your organisation's place stands otherwise by now. Look again how it stands.",
  CharterMoved: "Somebody changed the charter meanwhile. Read it again, then say what you think.",
  CharterNotReady: "Something is still missing before anybody can say yes. It is listed below; write it in first.",
  SameTwice: "The same line is there twice. Load the page again and write it once.",
  MoneyDays: "This money ends before it begins. Look at the two days again.",
  NotInProject: "This organisation isn't in the project. Choose one that is, or ask it in first.",
  UnknownOrganisation: "We don't know this organisation. Choose one from the list.",
  OneSector: "A project belongs to two sectors at least. Ask somebody of another one too: a practice, a charity or a citizens' panel.",
  UnknownGap: "This isn't on the map any more, or it isn't at the point at which a project can begin from it. Look at it on the map.",
  InItAlready: "This organisation is in the project, or asked, already.",
  ProjectFull: "That is as much as one project holds. Begin another one for the rest.",
  OthersSaidYes: "Others have said yes to this, so you can't take it back for them. Your organisation can leave.",
  NotYourProposal: "Whoever proposed this can take it back. Your organisation can leave.",
  CantSpeak: "This person can't speak for your organisation here. Choose somebody who works there.",
  SpeaksAlready: "This person speaks for your organisation already.",
  SpeaksNot: "This person doesn't speak for your organisation any more.",
  LastSteward: "Somebody has to speak for your organisation. Name somebody else first, then step down.",
  TakenInProject: "This was written down already. Load the page again to see it.",
  AskedBefore: "This question is open already. Say there what you think.",
  UnknownQuestion: "This question isn't there any more. Look again what is to be decided.",
  QuestionOver: "This is decided already, or the time to answer is over.",
  NotAVoter: "Your organisation wasn't in the project when this was asked, so the others decide it.",
  NotYourQuestion: "Whoever asked this can take it back. You can say no to it.",
  NotAboutYou: "This is for the organisation that it is about.",
  TooFewOthers: "It takes two other organisations at least to decide this. You can ask to close the project, or leave with everything.",
  LeaveInstead: "For your own organisation there is no vote: it can leave at any time.",
  UnknownMoney: "This money isn't in the charter any more. Look again what ends.",
  WayOnDays: "These days don't fit. New money ends later than the old, and a last day is today or later.",
  ClosedTooShort:
    "This can be done once the project has been closed for 90 days. Until then everybody can look at it, and write down what came of it.",
  ExportMissing:
    "Somebody hasn't taken everything with them since it closed, or since something was last written down in it. Each organisation does that first.",
  UnknownMeasure: "This measure isn't in the charter any more. Choose another one.",
  NotThatDayYet: "This day hasn't come yet. Note what has been done, when it is done.",
  UnknownWords: "These words aren't there any more.",
  NotYourWords: "Whoever wrote this can take it out, and who speaks for their organisation here. Ask them.",
  NothingFollows: "There is nothing to do here just now.",
};

/** What each part of the charter is called, where it is missing. */
export const charterPartWords: Record<CharterPart, string> = {
  purpose: "why you do it, and for whom",
  need: "what people said is missing",
  startsOn: "the day it starts",
  brings: "what each organisation brings",
  money: "money that hasn't ended yet",
  measures: "one thing at least by which you'll know that it helped",
};

export const projectStatusWords: Record<ProjectStatus, string> = {
  proposed: "Proposed",
  active: "Active",
  needsPartner: "Needs a partner",
  sustainReview: "Money ends soon",
  closing: "Coming to an end",
  closed: "Closed",
  archived: "Put away",
  lapsed: "Not answered in time",
  withdrawn: "Taken back",
  deleted: "Deleted",
};
export const ownerStatusWords: Record<OwnerStatus, string> = {
  invited: "asked",
  joined: "owner",
  declined: "said no",
  left: "has left",
  removed: "was removed",
  ceased: "doesn't exist any more",
};
export const bringsWords: Record<Kind, string> = {
  place: "a place",
  time: "time",
  livedExperience: "lived experience",
  skills: "skills",
  equipment: "things to use",
  food: "food",
  money: "money",
  other: "something else",
};
/** The card that a board gets when money ends: what to decide, and by when. */
export const gapCardWords = {
  title: (gap: string): string => `What is missing: ${gap}`.slice(0, 120),
  description: [
    "This project began from what people said is missing. What they said, and what becomes of it, stands behind the link.",
    "",
    "When the project has done its part, say so there: whoever raised it hears of it, and is asked later whether it helped.",
  ].join("\n"),
} as const;
export const sustainCardWords = {
  title: (name: string): string => `How do we go on after ${name}?`.slice(0, 120),
  description: (lastDay: string): string =>
    [
      `This money pays until ${lastDay}. Decide together how it goes on:`,
      "",
      "- it becomes everyday work, in somebody's own budget",
      "- new money takes over",
      "- a partner takes it over",
      "- volunteers or peers carry it",
      "- it ends on a day, and people are told where to go",
      "",
      "Choose one on the project's page, under Decisions. Nothing here is lost, whatever you choose.",
    ].join("\n"),
} as const;
