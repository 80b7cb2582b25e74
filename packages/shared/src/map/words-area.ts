/** The paper for a panel's meeting. */
export const printWords = {
  title: (where: string): string => (where === "" ? "What's here, and what's missing" : `What's here, and what's missing: ${where}`),
  print: "Print",
  asOf: (day: string): string => `as of ${day}`,
  sketch: "Where they lie to each other, by their numbers in the list",
  way: "Look at it at home, without an account:",
  qr: "A code that leads to the public page",
  notes: "What do you know? What is missing?",
  notesHow: "Write it here. A steward writes it down for you after the meeting. No names and no addresses of people.",
} as const;

/** What an area has, and what is missing there, theme by theme. */
export const overlayWords = {
  title: "What an area has",
  lead: "Theme by theme: what is here, what is missing, and whether residents were heard.",
  theme: "Theme",
  assets: "What's here",
  gaps: "What's missing",
  voices: "Residents heard",
  numbers: "People who found nothing",
  nobody: "nobody asked yet",
  nothing: "none",
  nobodyHow: (area: string): string => `No resident of ${area} was heard yet. That doesn't mean that nothing is missing: nobody asked yet.`,
  print: "Print for the panel",
  near: "How near is it?",
  within: "Within",
  nearSentence: (theme: string, km: number, without: number, gaps: number): string =>
    gaps === 0
      ? `Nobody has said yet that anything about ${theme} is missing here.`
      : without === 0
        ? `Each of ${gaps === 1 ? "the one gap" : `the ${gaps} gaps`} about ${theme} has something within ${km} km.`
        : `Nothing about ${theme} within ${km} km of ${without} of ${gaps === 1 ? "1 gap" : `${gaps} gaps`}.`,
  nearest: (far: string): string => `the nearest is ${far} away`,
  area: "Area",
  failed: "This can't be looked up just now.",
  fetching: "Looking around",
  empty: "No area is drawn yet. A coordinator draws the first one.",
  weekOf: (day: string): string => `Numbers of the week of ${day}`,
  noNumbers: "No numbers of this area are told: too few people live there, or nobody has counted yet.",
  how: "Numbers are rounded to the nearest five, and fewer than 8 people are never told apart. They are frozen for a week.",
} as const;

/** What waits for the stewards and the coordinator. */
export const queueWords = {
  title: "What waits",
  lead: "What waits for a steward or the coordinator. Nobody decides about something of their own organisation alone.",
  failed: "What waits can't be looked up just now.",
  fetching: "Looking up what waits",
  none: "Nothing waits",
  noneHow: "What residents add, what is suggested without an account, and what is claimed stands here.",
  heldAssets: "Added or suggested: let it in?",
  heldGaps: "Suggested as missing: let it in?",
  needsInfo: "Waits for an answer",
  twoWords: "Waits for the residents' word or the partners'",
  takingOn: "Both have spoken; waits for somebody who takes it on",
  bursts: "Many endorsements at once",
  claims: "Who runs it?",
  lost: "Nobody knows yet where it lies",
  stale: "Not checked for over a year",
  since: (when: string): string => `since ${when}`,
} as const;

/** What somebody added and raised, and what became of it. */
export const mineWords = {
  title: "What I said",
  failed: "What you said can't be looked up just now.",
  fetching: "Looking up what you said",
  none: "You have said nothing yet",
  noneHow: "What you add, and what you say is missing, stands here with what became of it.",
  gaps: "What I said is missing",
  assets: "What I added",
  held: "What waits is seen by the stewards and you alone. Once one thing of yours was let in, the next ones are on the map at once.",
} as const;
