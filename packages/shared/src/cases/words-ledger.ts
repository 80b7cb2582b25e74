/** What the pages of the ledger say beside the lines. */
export const ledgerWords = {
  title: "Who has seen what",
  lists:
    "As information lead you can look into who read, wrote and was refused in these cases. What was said in them is not shown to you here.",
  ours: "your organisation leads it",
  theirs: "your organisation is or was in it",
  none: "Here you'll see the cases that your organisation is in, or was. There are none yet.",
  seal: "The seal of the day lets you show later that these records were not changed or cut short. Keep one outside Linkwork now and then.",
  noSeal: "The first seal is kept within a day.",
  all: (label: string) =>
    `In the conversation about ${label}: each time somebody read, wrote or was refused. What they read or wrote is never kept here.`,
  own: (label: string, org: string) =>
    `In the conversation about ${label}: each time somebody of ${org} read, wrote or was refused. What other organisations did is theirs.`,
  broken: "Something in these records was changed from outside, and what comes after it can't be trusted. Check what it was.",
} as const;
