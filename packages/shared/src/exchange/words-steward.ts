/** What whoever looks after the platform reads of visits that may never have taken place. */
export const stewardWords = {
  title: "Visits that only the host vouches for",
  how: "Two organisations have several visits in a year of which the visitor never said that they were there, or one of which they say that they weren't. That can be an oversight: ask both before you take one out. They can also settle it themselves for two weeks.",
  denied: "the visitor says that they weren't there",
  pair: (host: string, visitor: string): string => `${visitor} at ${host}`,
  minutes: (minutes: number): string => `${minutes} minutes`,
  press: "Take it out of the count",
  why: "Why?",
  whyHint: "It is kept with the visit. No names, please.",
  sayWhy: "Say why.",
  leave: "Leave it as it is",
  done: "Taken out. Both organisations see that it was entered by mistake.",
} as const;
