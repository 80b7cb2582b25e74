/** What is read where somebody asks for "read and understood". */
export const askWords = {
  open: "Ask them to say that they read it",
  who: "Who shall say “read and understood”?",
  whoHint: "One person at each is enough. A heart or a thumb doesn't count.",
  nobody: "Choose who is asked, or leave it out.",
  none: "Nobody else reads here yet, so there is nobody to ask.",
  leave: "Don't ask for it",
  urgent: "It can't wait",
  urgentHint: "They are reminded after 5 minutes and after 30, until they say so.",
  danger: "Is somebody in danger? Ring. A message never takes the place of the phone: 999, or the safeguarding lead.",
  /** on a message that one is asked about */
  please: "Please say that you have read and understood this.",
  say: "Read and understood",
  said: (org: string, name: string, when: string): string => `${org}: read and understood by ${name}, ${when}`,
  notYet: (org: string): string => `${org}: not yet`,
  thanks: "Thank you. Everybody in the conversation sees it.",
  today: "asks you to say that you read it",
} as const;
