const some = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`);

/** What stands around the list of what is here and what is missing, signed in or not. */
export const listWords = {
  title: "What's here, and what's missing",
  publicLead: "Anyone can read this. To speak up, sign in as a resident or for your organisation.",
  signIn: "Sign in",
  joinPanel: "Join the residents' panel",
  fetching: "Looking around",
  failed: "What is here can't be looked up just now.",
  // what one looks for
  look: "Look for something",
  where: "Where",
  whereHint: "A postcode like G51 3UU, a town or a part of it. Leave it empty for everywhere.",
  whereGo: "Look there",
  whereUnknown: "We don't know this place. Try a postcode, or the name of the nearest town.",
  whereKept: "This postcode is well formed, but we don't know yet where it lies. Try the name of the place.",
  whereMany: "Which one do you mean?",
  whereFailed: "Places can't be looked up just now. Try again.",
  within: "How far",
  withinKm: (km: number): string => `within ${km} km`,
  anyDistance: "however far",
  area: "Area",
  anyArea: "all areas",
  words: "Words",
  wordsHint: "A name, or something that it says",
  theme: "What about",
  themes: "What about",
  kind: "What kind",
  kinds: { all: "what's here and what's missing", assets: "what's here", gaps: "what's missing" },
  places: "has places now",
  fresh: "How sure",
  anyFresh: "however sure",
  access: "What one needs there",
  audience: "For whom",
  anybody: "everybody",
  free: "free",
  soon: { closing: "closes soon", fundingEnds: "its money ends soon" },
  more: "Narrow down further",
  clear: "Take all of this away",
  sort: "Order",
  sorts: { distance: "nearest first", fresh: "surest first", name: "by name" },
  // what was found
  counted: (assets: number, gaps: number): string => `${some(assets, "thing here", "things here")}, ${some(gaps, "gap", "gaps")}`,
  assetsOnly: (assets: number): string => some(assets, "thing here", "things here"),
  gapsOnly: (gaps: number): string => some(gaps, "gap", "gaps"),
  near: (place: string): string => `near ${place}`,
  found: "What was found",
  none: "Nothing found here",
  noneHow: "Look a little further away, or leave something out. If it is missing, say so: that is how it comes to be.",
  showMore: "Show more",
  shown: (shown: number, total: number): string => `${shown.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} shown`,
  // ways on
  add: "Add something",
  missing: "Say what's missing",
  couldNot: "I couldn't find…",
  overlay: "What an area has",
  print: "Print for the panel",
  queue: "What waits",
  meeting: "Write down a meeting",
  imports: "Bring in a list",
  byArea: "One area",
  // a row
  gap: "gap",
  said: (status: string, when: string): string => `${status} · said ${when}`,
  addedBy: "added by residents",
  hidden: "kept off the map",
  closesOn: (day: string): string => `closes on ${day}`,
  moneyEnds: (day: string): string => `its money ends on ${day}`,
  noPlace: "no place of its own",
  areaOnly: "somewhere in its area",
  endorsed: (residents: number, partners: number): string =>
    `${some(residents, "resident", "residents")} and ${some(partners, "partner", "partners")} behind it`,
  // the map beside it
  map: "Map",
  showMap: "Show the map",
  hideMap: "Hide the map",
  sameRows: (drawn: number, total: number): string =>
    drawn === total
      ? "The map shows the same as the list."
      : `The map shows ${drawn.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}: the rest has no place that is told.`,
  mapComes: "The map is on its way",
  noMap:
    "This browser can't draw a map (it has no WebGL, or it is turned off). Nothing is missing: the list has the same, with how far away it is.",
  mapFailed: "The map can't be drawn just now. Nothing is missing: the list has the same, with how far away it is.",
  letters: "On the map",
  live: "Live",
} as const;

/** "I couldn't find X": two taps, and nothing about whoever it was for. */
export const couldNotWords = {
  open: "I couldn't find…",
  title: "What couldn't you find?",
  lead: "It becomes a gap that others can see, for the area that you look at. Of whom you looked for, nothing is said.",
  theme: "What was it about?",
  area: "In which area?",
  send: "Send",
  leave: "Leave it",
  done: "Sent. It is on the map as something that is missing.",
  gapTitle: (theme: string, area: string): string => `Nothing suitable found: ${theme} in ${area}`,
  statement: (theme: string, area: string): string =>
    `A link worker looked for something about ${theme} in ${area} and found nothing suitable.`,
  missing: { theme: "Choose what it was about.", area: "Choose the area." },
} as const;
