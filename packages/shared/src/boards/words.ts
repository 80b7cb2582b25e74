import type { boardCodes } from "./rules.ts";

/** What a person reads for each code of a board. */
export const boardCodeWords: Record<keyof typeof boardCodes, string> = {
  BoardRests:
    "This board can be read, and nothing on it changes just now: its project isn't running. Look at the project to see how it stands.",
  UnknownList: "This list isn't there any more. The card stays where it was; choose another list.",
  UnknownCard: "This card isn't on this board any more. It may have gone to another board.",
  IdTaken: "There is something here with this number already. Load the page and try again; what you wrote is kept.",
  CardArchived: "This card was put away meanwhile. Bring it back first, then change it.",
  NotArchived: "This card is on the board already.",
  ListNotEmpty: "There are cards in this list, or one that is on its way from it. Move them to another list first.",
  BoardFull: "This board is full. Put away what is done, or begin another board.",
  TooManyLists: "A board has room for 30 lists. Take an empty one away first.",
  TooManyLabels: "A board has room for 50 labels. Take one away that nobody needs.",
  TooMuchOnCard: "There is no room for more of this on one card. Take something off first, or begin a second card.",
  TooManyWords: "The cards of this board hold as many words as they can. Put long texts into a file and add that.",
  UnknownLabel: "This label isn't there any more. Choose another one.",
  UnknownItem: "This point was taken off the card meanwhile.",
  UnknownComment: "This comment isn't there any more.",
  NotYourComment: "Whoever wrote a comment can take it back. Ask them, or write one of your own.",
  NotYourFile: "Another organisation put this file here, so it is theirs to take away. Ask them, or say so in a comment.",
  UnknownFile: "This file isn't there any more. Add it again.",
  UnknownTarget: "We can't find what this should lead to. It may have ended, or it may not be yours to see.",
  UnknownLink: "This link was taken off the card meanwhile.",
  NotAnOwner: "This person doesn't work for an organisation of this project. Choose somebody else.",
  ChangedMeanwhile: "Somebody changed this meanwhile. Look at what stands there now, then decide again; yours is kept.",
  LooksLikeAPerson:
    "This looks like a CHI or NHS number, or like somebody's name and telephone number. Nobody who is helped belongs on a board. Take it out, or say that it is none.",
  UnknownBoard: "A card can go to another board of the same project. Choose one of those.",
  TwoTexts: "Two people wrote different words on this card. Say first which of them holds, then send it.",
  NothingToChange: "It is so already.",
};

/** What stands in the description of a card that came from Trello, above what came with it. */
export const trelloWords = { said: "What was said in Trello", attached: "What was attached in Trello", somebody: "Somebody" } as const;

/** What people read on and around a board. */
export const boardWords = {
  /** the list that is begun where there is none, when money ends and somebody has to think of what comes after */
  sustainList: "What comes next",
} as const;
