import type { Fresh } from "./rules-fresh.ts";
import type { Audience, Precision, Side, Theme } from "./schema.ts";
import type { AssetDetails, AssetKind, CapacityStatus, Hours, Method } from "./schema-asset.ts";
import type { ClosureReason, EvidenceKind, GapStatus } from "./schema-gap.ts";
import type { AssetStatus } from "./state-asset.ts";

/** The themes, as people would ask for them. */
export const themeWords: Record<Theme, string> = {
  food: "food",
  money: "money and benefits",
  company: "company",
  mind: "feeling well in mind",
  moving: "moving and sport",
  caring: "caring for somebody",
  homes: "homes",
  health: "health",
  voice: "rights and having a say",
  transport: "getting about",
  work: "work and volunteering",
  learning: "learning",
  digital: "phones and computers",
  arts: "music and arts",
  green: "gardens and outdoors",
  faith: "faith",
  families: "families",
  loss: "loss and grief",
  addiction: "alcohol and drugs",
  safety: "being safe",
  arrival: "new in the country",
};
export const audienceWords: Record<Audience, string> = {
  children: "children",
  youngPeople: "young people",
  olderPeople: "older people",
  carers: "carers",
  disabledPeople: "disabled people",
  newcomers: "people new here",
  women: "women",
  men: "men",
  lgbt: "LGBT+ people",
};
export const sideWords: Record<Side, string> = { residents: "residents", partners: "partners" };

/** What it is. `one` stands on its chip, `hint` where one chooses. */
export const kindWords: Record<AssetKind, { one: string; hint: string }> = {
  service: { one: "service", hint: "Somebody runs it: advice, a clinic, a food bank" },
  group: { one: "group", hint: "People who meet: a choir, a walking group" },
  place: { one: "place", hint: "A bench, a garden, a hall, a warm room" },
  role: { one: "somebody to ask", hint: "A person in a role: the janitor, a community connector" },
  online: { one: "online", hint: "Something one uses from home" },
  moving: { one: "comes round", hint: "A library van, a repair table" },
};
/** One letter on its mark on the map, so that colour isn't needed to tell them apart. A gap has none: a ring of dashes. */
export const kindLetters: Record<AssetKind, string> = { service: "S", group: "G", place: "P", role: "A", online: "O", moving: "R" };

/** A chance to go and watch, on the exchange's own map. */
export const visitLetter = "V";

export const assetStatusWords: Record<Exclude<AssetStatus, "absent">, string> = {
  held: "waits for a steward",
  live: "on the map",
  closing: "closes soon",
  closed: "closed",
  rejected: "not taken in",
  merged: "told of elsewhere",
};
export const gapStatusWords: Record<GapStatus, string> = {
  held: "waits for a steward",
  raised: "raised",
  needsInfo: "more is asked",
  validated: "confirmed by both sides",
  beingAddressed: "taken on",
  closed: "closed",
  declined: "not taken up",
  withdrawn: "taken back",
  merged: "told of elsewhere",
};
export const closureWords: Record<ClosureReason, string> = {
  addressed: "met",
  needGone: "not needed any more",
  notPossible: "not possible",
  outOfArea: "lies in another area",
};
export const evidenceWords: Record<EvidenceKind, { one: string; many: (count: number) => string }> = {
  residentStory: { one: "a resident's story", many: (count) => (count === 1 ? "1 resident's story" : `${count} residents' stories`) },
  linkWorkerSaw: {
    one: "a link worker saw it",
    many: (count) => (count === 1 ? "1 link worker saw it" : `${count} times link workers saw it`),
  },
  unmetNeed: { one: "numbers of unmet need", many: (count) => (count === 1 ? "numbers of one week" : `numbers of ${count} weeks`) },
  partnerData: {
    one: "a partner knows of it",
    many: (count) => (count === 1 ? "1 partner knows of it" : `${count} times partners told of it`),
  },
};

/** Whether it has places, in four plain words and one for nobody knows. */
export const capacityWords: Record<CapacityStatus | "unknown", string> = {
  capacity: "places now",
  noCapacity: "full now",
  waitlist: "waiting list",
  assessment: "ask first",
  unknown: "ask about places",
};
export const waitWords: Record<"none" | "weeks" | "months" | "longer", string> = {
  none: "no wait",
  weeks: "a wait of some weeks",
  months: "a wait of some months",
  longer: "a wait of half a year or longer",
};
export const methodWords: Record<Method | "source", string> = {
  visited: "visited",
  phoned: "rang",
  website: "looked at the website",
  theySaid: "was told",
  runsIt: "runs it",
  source: "its source said so",
};
/** What one chooses where one says "still here". */
export const methodChoices: Record<Method, string> = {
  visited: "I was there",
  phoned: "I rang them",
  website: "I looked at their website",
  theySaid: "Somebody who knows told me",
  runsIt: "We run it",
};
/** How sure it is. `when`: "12 days ago", "May 2025". */
export const freshWords: Record<Fresh, (when: string) => string> = {
  fresh: (when) => `sure: checked ${when}`,
  ageing: (when) => `last checked ${when}`,
  stale: (when) => `not checked since ${when}`,
  never: () => "never checked",
};
export const freshChoices: Record<Fresh, string> = {
  fresh: "checked within six months",
  ageing: "checked within a year",
  stale: "not checked for over a year",
  never: "never checked",
};

/** "3 weeks ago". Of days, whole ones. */
export function agoWords(days: number): string {
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  if (days < 14) return `${days} days ago`;
  if (days < 60) return `${Math.round(days / 7)} weeks ago`;
  return days < 720 ? `${Math.round(days / 30)} months ago` : `${Math.floor(days / 365)} years ago`;
}
/** "400 m", "1.3 km": to a hundred metres, since it is as the crow flies. */
export const farWords = (km: number): string => (km < 0.95 ? `${Math.max(1, Math.round(km * 10)) * 100} m` : `${km.toFixed(1)} km`);
export const onFootWords = (minutes: number): string => `about ${minutes} min on foot`;

export const costWords: Record<AssetDetails["cost"], string> = { free: "free", some: "costs something", asks: "asks for a donation" };
export const precisionWords: Record<Precision, string> = {
  exact: "just there",
  postcode: "about there, within 100 metres",
  district: "only its area is told",
  hidden: "where it is, is told to nobody",
};
export const dayNames: Record<Hours["days"][number], string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const nths: Readonly<Record<string, string>> = { "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last" };
const listed = (parts: readonly string[]): string => parts.join(", ").replace(/, ([^,]*)$/, " and $1");
const dated = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/London" });
/** "Mondays and Thursdays, 10:30–12:00", "every 2 weeks", "the first Tuesday of the month". */
export function hoursWords({ days, opens, closes, freq, every, nth, from, note }: Hours): string {
  const times = `${opens}–${closes}`;
  const after = note === "" ? "" : ` (${note})`;
  if (freq === "MONTHLY") {
    const which = nth === undefined ? "" : `${nths[String(nth)] ?? ""} `;
    const month = every === 1 ? "of the month" : every === 2 ? "of every other month" : `every ${every} months`;
    return `the ${which}${listed(days.map((day) => dayNames[day]))} ${month}, ${times}${after}`;
  }
  const since = from === undefined || every === 1 ? "" : ` from ${dated.format(Date.parse(`${from}T12:00:00Z`))}`;
  const often = every === 1 ? "" : every === 2 ? `, every other week${since}` : `, every ${every} weeks${since}`;
  return `${listed(days.map((day) => `${dayNames[day]}s`))}, ${times}${often}${after}`;
}
/** Languages by their names; what has none of ours keeps its tag. */
export function languageName(tag: string): string {
  const own: Readonly<Record<string, string>> = { bfi: "British Sign Language", gd: "Gaelic", sco: "Scots" };
  return own[tag] ?? new Intl.DisplayNames("en-GB", { type: "language", fallback: "code" }).of(tag) ?? tag;
}
/** A published number. */
export const publishedWords = (published: "fewer" | number, k = 8): string =>
  published === "fewer" ? `fewer than ${k}` : `about ${published}`;
