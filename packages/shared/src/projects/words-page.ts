import type { ProjectStatus } from "./schema-owners.ts";

/** How a project stands, in a sentence. */
export const standingWords: Record<ProjectStatus, string> = {
  proposed: "This is an idea so far. It begins when two kinds of organisation have said yes.",
  active: "This project is going on.",
  needsPartner: "One kind of organisation has left. Nothing is lost. Ask another one to come in, or end it well.",
  sustainReview: "The money ends soon. Choose together how it goes on.",
  closing: "The money is over, and no way on is chosen. You can still choose one.",
  closed: "This project has ended. You can read all of it, write down what came of it, and take it with you.",
  archived: "This project was put away. You can read all of it, and take it with you. Any of its owners can take it out again.",
  lapsed: "Not enough organisations said yes in 30 days, so it did not begin. You can propose it again.",
  withdrawn: "Whoever proposed it took it back before it began.",
  deleted: "All who owned it agreed to delete it.",
};

/** What people read around projects, and on the page of one. */
export const projectPageWords = {
  title: "Projects",
  one: "Project",
  lead: "What you do together with others, and own as equals.",
  back: "Projects",
  fetching: "Looking up your projects",
  failed: "Your projects can't be listed just now.",
  opening: "Opening the project",
  offline: "You are not live, and this device keeps no copy of this project. It opens by itself when you are back.",
  propose: "Propose a project",
  newcomerTitle: "A steward of your panel lets you in",
  newcomer:
    "You came by the poster, so the panel doesn't know you yet. Until somebody of it has let you in, its projects aren't shown. You can speak up on the map meanwhile.",
  emptyTitle: "Here you'll see what you do together with others",
  empty: "A project has owners from at least two sides: health, charities, residents. Each has one vote, and nobody can push another out.",
  groups: {
    invited: "You are invited",
    owes: "Choose how it goes on",
    asks: "Your vote is asked",
    going: "Going on",
    proposed: "Proposed, not begun yet",
    over: "Over",
  },
  waitsFor: (count: number): string => (count === 1 ? "1 vote waits for you" : `${count} votes wait for you`),
  waiting: (count: number): string => (count === 1 ? "1 waits for you" : `${count} wait for you`),
  with: (names: string): string => `with ${names}`,
  ended: (day: string): string => `ended ${day}`,
  owned: "Owned as equals by",
  toBeOwned: "To be owned as equals by",
  asked: "asked, no answer yet",
  tabs: "Parts of the project",
  board: "Board",
  charter: "Charter",
  measures: "Measures",
  decisions: "Decisions",
  activity: "Activity",
  waitsHere: (count: number): string =>
    count === 1 ? "1 question waits for your organisation" : `${count} questions wait for your organisation`,
  daysLeft: (days: number): string =>
    days < 0 ? "The money is over" : days === 0 ? "Last day of money" : days === 1 ? "1 day of money left" : `${days} days of money left`,
  moneyEnds: (name: string, day: string): string => `${name} · ends ${day}`,
  moneyEnded: (name: string, day: string): string => `${name} · ended ${day}`,
  choose: "choose a way on",
  lookWay: "how it goes on",
  here: (names: string): string => `Here now: ${names}`,
  endsWell: (day: string): string => `You decided that it ends well. Its last day is ${day}.`,
  readOnly: "Nothing can be changed any more.",
  takeWithYou: "Take it with you",
  takeHow:
    "You get all of it as one file: charter, votes, cards, what was said, and the files on the cards. It is the same for all owners.",
  takeBoard: (title: string): string => `Take “${title}” with you`,
  taken: "The file is on your device.",
  putAway: "Put it away",
  putAwayTitle: "Put this project away?",
  putAwayHow:
    "From then on nobody can write anything down here. All owners can still read it and take it with them, and any of them can take it out again.",
  putAwayFrom: (day: string): string => `It can be put away from ${day} on. Until then all of you can write down what came of it.`,
  takeOut: "Take it out again",
  takeOutTitle: "Take this project out again?",
  takeOutHow: "It stays closed. Everybody can write down what came of it again.",
  takeOutDone: "It is out again.",
  putAwayDone: "Put away.",
  boards: "Boards",
  another: "Another board",
  anotherTitle: "Begin another board",
  anotherHow: "All owners see it and can use it.",
  boardTitle: "What is it called?",
  begins: "What does it begin with?",
  open: "Begin this board",
  opened: "The board is there.",
  leave: "Leave it",
  notYetBoard: "The board comes when the project begins.",
  missing: { boardTitle: "Give the board a name." },
} as const;

/** What a board can begin with. */
export const templateWords = {
  befriending: { label: "Befriending", hint: "Finding people, matching them, staying in touch." },
  jointClinic: { label: "A clinic together", hint: "A room, a rota, who comes, what was learnt." },
  trainingDay: { label: "A training day", hint: "A day, a place, who speaks, who comes." },
  empty: { label: "An empty board", hint: "Three lists, and nothing in them." },
} as const;

/** The kind closing words, for who can't read a project any more. */
export const projectClosedWords = {
  left: (org: string): { title: string; body: string } => ({
    title: `${org} has left this project.`,
    body: "What you brought stays named there. If you would like to come back, any of its owners can ask for it.",
  }),
  removed: (org: string): { title: string; body: string } => ({
    title: `${org} is no longer in this project.`,
    body: "All the other owners agreed on it, and you had 14 days to answer. What you brought stays named there.",
  }),
  ended: (org: string): { title: string; body: string } => ({
    title: `This project is not open to ${org} any more.`,
    body: "Your organisation doesn't own it and isn't asked to, or it is gone for everybody. If that surprises you, ask one of the others who were in it.",
  }),
  back: "See my other projects",
} as const;
