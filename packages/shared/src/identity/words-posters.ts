/** What is told of who came by a poster: to those who can let them in, and to themselves. */
export const newcomerNotices = {
  newcomerWaits: {
    title: "Somebody came by your poster.",
    body: "What they say counts once you have let them in. Do so when one of you knows who it is.",
  },
  letIn: {
    title: "Your panel has let you in.",
    body: "You see who else is in it and what it is doing, and your voice counts from now on. What you said before counts once you say it again.",
  },
} as const;

/** What a steward or a manager of a panel reads around its poster, and what stands on the paper. */
export const posterWords = {
  posterTitle: "The poster",
  posterAbout: "Whoever types the code on it joins as a resident. It can hang where your neighbours pass.",
  noPoster: "There is no poster now.",
  until: "Until which day does it hold?",
  untilHint: "A year at the most. There is one poster at a time.",
  untilMissing: "Give the last day.",
  make: "Make a poster",
  made: "The poster is made. Print it now.",
  holds: (until: string, by: string): string => `Holds until ${until}, made by ${by}.`,
  print: "Print the poster",
  end: "End it",
  ended: "The poster has ended. Nobody joins by it any more.",
  failed: "The poster couldn't be fetched.",
  fetching: "Fetching the poster",
  noPhone: "Somebody without a phone",
  noPhoneHow: "You write down what they say at a meeting. They have no account, and nobody signs in as them.",
  theirName: "What do they want to be called?",
  theirNameMissing: "Give a name.",
  write: "Write them down",
  written: (name: string): string => `${name} is one of the panel now.`,
  makeSteward: "Make a steward",
  endSteward: "No steward any more",
  isSteward: (name: string): string => `${name} is a steward now.`,
  noSteward: (name: string): string => `${name} is no steward any more.`,
  letIn: "Let in",
  isIn: (name: string): string => `${name} is let in, and sees the panel's projects from now on.`,
  notIn: "not let in yet: sees what is public",
  othersLater: "Who else is on the panel you see once one of its stewards has let you in.",
  byPoster: "came by the poster",
  byOlderPoster: "came by an older poster",
  without: "has no account",
  /** on the paper */
  paper: {
    title: "What is missing where you live?",
    lines: [
      "Say what is good here, what is missing, and see what becomes of it.",
      "You need a phone and an e-mail address. There is no password.",
    ],
    scan: "1. Point the camera of your phone here",
    or: (address: string): string => `or open ${address}`,
    type: "2. Type this code when you are asked for it",
    none: "No phone? Come to a meeting, or speak with a steward of the panel. What you say counts as much.",
    until: (day: string): string => `This poster holds until ${day}.`,
    qr: "The address of the page, for the camera of a phone",
    back: "Back to the panel",
    over: "There is no poster to print",
  },
} as const;
