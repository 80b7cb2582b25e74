import { type BrowsingMark, manyCases, type Relation } from "./rules-browsing.ts";

/** Why somebody looks: as it is chosen, and as it stands in the ledger after "looks because" and on the person's paper after "because". */
export const relationWords: Record<Relation, { ask: string; ledger: string; paper: string }> = {
  asked: {
    ask: "They asked who has seen what",
    ledger: "the person asked",
    paper: "you asked who has seen what",
  },
  accessRequest: {
    ask: "They asked for a copy of what we hold",
    ledger: "the person asked for a copy of what is held",
    paper: "you asked for a copy of what is held about you",
  },
  complaint: {
    ask: "Somebody may have looked who shouldn't, or there is a complaint",
    ledger: "of a complaint, or a worry that somebody looked who shouldn't",
    paper: "of a complaint, or a worry that somebody looked who shouldn't",
  },
  check: {
    ask: "A check that I make now and then",
    ledger: "of a check made now and then",
    paper: "of a check that is made now and then",
  },
  other: { ask: "Something else", ledger: "of something else", paper: "of something else" },
};

/** What the information lead reads beside a line that is worth asking about. */
export const markWords: Record<BrowsingMark, string> = {
  knows: "knows the person outside work",
  sameName: "same surname as the person",
  manyCases: `${manyCases} cases or more within an hour, nothing written`,
};

export const whyWords = {
  title: "Why are you looking?",
  lead: "You are not in this case yourself. What you say here is on record, and the person reads on their page that you looked, and why.",
  ownLead: "Say what you are making it for. That is on record, and the person reads it on their page.",
  relation: "What brings you here?",
  words: "In a few words (if there is more to say)",
  wordsNeeded: "Say in a few words what it is.",
  wordsHint: "Other information leads can read it; it is not on the person's page.",
  between: "You and this person",
  knows: "I know this person outside work",
  knowsHint: "As a neighbour, relative, friend or colleague. You can look all the same; it is better that it is known.",
  choose: "Choose what comes nearest.",
  go: "Look now",
} as const;
