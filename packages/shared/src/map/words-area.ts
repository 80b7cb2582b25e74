import type { AreaFault, AreaFaultKind } from "./rules-areas.ts";

/** The paper for a panel's meeting. */
export const printWords = {
  title: (where: string): string => (where === "" ? "What's here, and what's missing" : `What's here, and what's missing: ${where}`),
  print: "Print",
  narrowed: (by: string): string => `Only: ${by}`,
  asOf: (day: string): string => `as of ${day}`,
  kept: (count: number): string =>
    count === 1 ? "1 that is kept off the map isn't printed." : `${count} that are kept off the map aren't printed.`,
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
  guarded: "About somebody's safety, and so kept off the map: may it be shown?",
  bursts: "Many endorsements at once",
  proposed: "Somebody proposes that it ends",
  twins: "May be the same as something that was there before",
  alike: (name: string): string => `like “${name}”`,
  lostProject: "The project that was to meet it has ended, or its money has, and it is still open",
  again: "opened again",
  claims: "Who runs it?",
  doubts: "Somebody says that something is wrong, or that it is gone",
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

/** An area without a file: a name, a place, and how far around it, or the postcode districts that lie in it. */
export const newAreaWords = {
  title: "An area without a file",
  lead: "Say what it is called, where its middle is, and either how far around that it goes or which postcode districts lie in it. One that is there already is drawn anew.",
  name: "What do people call it?",
  code: "Its code",
  codeHint: "A postcode district like G51, or a short name of its own: capitals, digits and dashes",
  where: "Where is its middle?",
  whereHint: "A postcode, a town, or the name of a place",
  set: (place: string): string => `Its middle is at ${place}.`,
  reach: "How far does it go?",
  noReach: "Not drawn: known by its districts and its middle",
  km: (km: number): string => `${km} km around`,
  districts: "Which postcode districts lie in it?",
  districtsHint: "With commas: G51, G52. You can leave it out.",
  residents: "How many people live there?",
  residentsHint: "Leave it out if you don't know. Below 1,000 no numbers of people are told.",
  draw: "Draw this area",
  done: (name: string): string => `${name} is drawn.`,
  same: "It stands like this already.",
  missing: {
    name: "Say what it is called.",
    code: "Give it a code like G51: 2 to 20 capitals, digits and dashes.",
    where: "Say where its middle is, and press “Look there”.",
    districts: "Districts look like G51 or SW1A, with commas between them; at most 60.",
    residents: "Give a whole number, like 12000.",
  },
} as const;

/** Outlines of areas that a coordinator brings in a file. */
export const outlineWords = {
  title: "Outlines from a file",
  lead: "GeoJSON or TopoJSON, in degrees (WGS84), as the Office for National Statistics and others publish it. Nothing is changed before you have looked at it.",
  limits: "At most 20 MB, 500 areas, and 50,000 points for each area.",
  choose: "Choose a file",
  reading: "Reading the file",
  noFile: "This can't be read as GeoJSON or TopoJSON with 1 to 500 areas. Choose another file.",
  tooLarge: "This file is larger than 20 MB. Simplify the outlines first, or bring fewer areas at once.",
  code: "Which property is the code?",
  codeHint: "2 to 20 letters, digits and dashes, like G51 or S12000049. An area with the same code is drawn anew.",
  name: "Which property is the name?",
  residents: "Which property says how many people live there?",
  noResidents: "None",
  preview: "What would be drawn",
  counts: (fresh: number, anew: number): string =>
    `${fresh === 1 ? "1 new area" : `${fresh} new areas`}, and ${anew === 1 ? "1 that is drawn anew" : `${anew} that are drawn anew`}.`,
  refusedCount: (count: number): string => (count === 1 ? "1 feature can't be drawn:" : `${count} features can't be drawn:`),
  more: (count: number): string => `And ${count} more.`,
  fits: "as in the file",
  offBy: (metres: number): string => `at most ${metres} m off, so that it fits`,
  leftOut: (count: number): string => (count === 1 ? "1 small island left out" : `${count} small islands left out`),
  people: (count: number | null): string => (count === null ? "residents not known" : `${count.toLocaleString("en-GB")} residents`),
  draw: (count: number): string => (count === 1 ? "Draw this area" : `Draw these ${count} areas`),
  progress: (done: number, all: number): string => `${done} of ${all}`,
  done: (drawn: number, unchanged: number): string =>
    `${drawn === 1 ? "1 area is" : `${drawn} areas are`} drawn; ${unchanged} stood like this already.`,
  notDrawn: (name: string, why: string): string => `${name}: ${why}`,
} as const;

const faultWords: Readonly<Record<AreaFaultKind, string>> = {
  feature: "is no feature of GeoJSON",
  shape: "has coordinates that can't be read",
  nested: "has a collection within a collection",
  kind: "is no area: polygons are needed",
  depth: "has lists within lists where a point should be",
  open: "has a ring that isn't closed",
  few: "has a ring with fewer than four points",
  many: "has too many points, also when it is drawn simpler",
  crossed: "has a ring that crosses itself",
  off: "leaves the map",
  code: "has no code that fits",
  name: "has no name, or one of more than 80 letters",
  residents: "has residents that are no whole number",
  twice: "has the code of one before it",
};
/** One sentence for what is wrong with a feature, with where and how many. */
export function areaFaultWords({ feature, name, fault, at, count }: AreaFault): string {
  const where = at ? ` (at ${at.lat.toFixed(5)}, ${at.lon.toFixed(5)})` : "";
  const many = fault === "many" && count !== undefined ? ` (${count.toLocaleString("en-GB")})` : "";
  return `Feature ${feature}${name === "" ? "" : `, ${name},`} ${faultWords[fault]}${where}${many}.`;
}
