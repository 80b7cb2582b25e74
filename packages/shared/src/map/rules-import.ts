import { type Meaning, refusing } from "../kernel/refusal.ts";
import { tellingWords, wordsOf } from "./rules-alike.ts";
import { guarded } from "./rules-place.ts";
import type { Audience, Place, Point, Theme } from "./schema.ts";
import type { ImportField } from "./schema-import.ts";

/** What is told before a file is chosen, and kept to. `ratio`: how much more a packed file may come to than it weighs. */
export const importLimits = {
  ...{ bytes: 20 * 1024 * 1024, rows: 50_000, cell: 64 * 1024, columns: 200 },
  ...{ vertices: 10_000, ratio: 100, unpacked: 40 * 1024 * 1024, pages: 10_000 },
} as const;
/** How many rows are shown as they would become. */
export const previewRows = 20;

/** Columns as directories call them, each spelt without signs: of our own table, of Open Referral, of what councils publish. */
const names: Readonly<Record<ImportField, string>> = {
  externalId: "id reference ref uid uniqueid serviceid externalid recordid identifier",
  name: "name servicename title activity activityname groupname nameofservice nameofgroup project projectname",
  summary: "description summary about details servicedescription whatwedo information shortdescription longdescription",
  organisation: "organisation organization provider organisationname organizationname providername runby charity",
  kind: "kind type servicetype locationtype",
  themes: "themes theme category categories taxonomy taxonomyterms terms keywords tags subject topic needs",
  audiences: "audience audiences whofor whoisitfor for agegroup clientgroup targetgroup",
  address: "address address1 addressline1 street venue location fulladdress streetaddress where",
  addressMore: "address2 addressline2 addresslocality",
  town: "town city posttown towncity village",
  postcode: "postcode postalcode postcodeofvenue zip",
  lat: "lat latitude y geometrylat",
  lon: "lon lng long longitude x geometrylon",
  easting: "easting eastings gridx osx geox",
  northing: "northing northings gridy osy geoy",
  phone: "phone telephone tel phonenumber telephonenumber contactnumber mobile phones contactphone",
  email: "email emailaddress contactemail mail publicemail",
  website: "website url web link webaddress site homepage",
  eligibility: "eligibility whocancome criteria referral referralroute access howtorefer eligibilitycriteria",
  fromAge: "minimumage minage agefrom",
  toAge: "maximumage maxage ageto",
  cost: "cost costs fees fee price charge charges costoptions",
  when: "when hours openinghours times openingtimes day days schedule dayandtime openingtimesandhours",
  hours: "hoursfromfeed",
  languages: "languages language",
  facilities: "accessibility facilities accessfacilities",
  assuredOn: "assureddate lastverified verified lastchecked datechecked reviewed lastreviewed assuredon",
  fundingEnds: "fundingends fundinguntil fundedto fundeduntil",
  status: "status state",
};
const byName = new Map<string, ImportField>(
  (Object.keys(names) as ImportField[]).flatMap((field) => names[field].split(" ").map((name) => [name, field] as const)),
);
const plain = (words: string): string =>
  words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

const looks: readonly (readonly [ImportField, (value: string) => boolean])[] = [
  ["postcode", (value) => /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(value)],
  ["email", (value) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value)],
  ["website", (value) => /^(?:https?:\/\/|www\.)\S+$/i.test(value)],
  ["phone", (value) => /^(?:\+44|0)[\d ()-]{8,14}$/.test(value)],
  ["lat", (value) => /^(?:49|5\d|60|61)\.\d{3,}$/.test(value)],
  ["lon", (value) => /^-?(?:1?\d)\.\d{3,}$/.test(value)],
];
/** So large a share of what stands in a column has to look like it. */
const share = 0.6;

/** Which column is what, by its name, and else by what stands in it; undefined for what is left out. Each field is found once. `rows`: some of the table. */
export function matchColumns(columns: readonly string[], rows: readonly (readonly string[])[]): (ImportField | undefined)[] {
  const taken = new Set<ImportField>();
  const take = (field: ImportField | undefined): ImportField | undefined => {
    if (field === undefined || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  };
  const named = columns.map((column) => take(byName.get(plain(column))));
  return named.map((field, at) => {
    if (field) return field;
    const values = rows.map((row) => (row[at] ?? "").trim()).filter((value) => value !== "");
    if (values.length === 0) return undefined;
    const found = looks.find(([which, is]) => !taken.has(which) && values.filter(is).length >= Math.max(1, values.length * share));
    return take(found?.[0]);
  });
}

/** As sources call it. What ends in a full stop, or has four letters or fewer, is the whole word; else a word that begins so. */
const themeWords: Readonly<Record<Theme, string>> = {
  food: "food meal lunch pantry cooking cookery eat eating soup nutrition",
  money: "money debt benefit welfare financ budget poverty income",
  company: "lonel isolation befriend social companion friendship community group",
  mind: "mental wellbeing counsel anxiety depress mindful stress suicid therap",
  moving: "sport exercise walking physical activit fitness yoga dance dancing swim swimming gym falls",
  caring: "carer caring respite dementia",
  homes: "house. housing homeless tenan accommodation home repair energy fuel",
  health: "health condition cancer diabetes stroke pain disab sensory",
  voice: "advoca voice rights legal law advice citizen",
  transport: "transport travel bus driver",
  work: "employ work job volunteer career",
  learning: "learn educat literacy course class training skill",
  digital: "digital internet computer online device",
  arts: "art music choir sing singing craft creative theatre culture heritage",
  green: "garden green nature outdoor environment allotment climate",
  faith: "faith church mosque spiritual religio temple",
  families: "famil parent child baby babies toddler youth young",
  loss: "bereave grief loss",
  addiction: "addict alcohol drug substance gambl recovery",
  safety: "domestic abuse violence rape refuge. safety safeguarding trafficking",
  arrival: "refugee asylum migrant newcomer esol interpret arrival",
};
const audienceWords: Readonly<Record<Audience, string>> = {
  children: "child children toddler baby babies",
  youngPeople: "young youth teen",
  olderPeople: "older elder senior retired",
  carers: "carer",
  disabledPeople: "disab wheelchair impair autis",
  newcomers: "refugee asylum migrant newcomer",
  women: "women woman",
  men: "men man",
  lgbt: "lgbt trans",
};
/** A word that begins as a known one does: "activities" by `activit`. Short ones have to be the whole word: `art`, `men`, `bus`. */
const begins = (words: readonly string[], known: string): boolean =>
  known.split(" ").some((start) => {
    const whole = start.endsWith(".") ? start.slice(0, -1) : start.length <= 4 ? start : undefined;
    return words.some((word) => (whole ? word === whole || word === `${whole}s` : word.startsWith(start)));
  });
/** Abuse of what one takes and safety on the road are nobody's hiding place; beside anything else that is named with them, they are taken as if they were. */
const substances = "(?:substances?|drugs?|alcohol|solvents?)";
const harmless = new RegExp(
  `(?<!(?:\\b(?:and|or)|&|/) ?)\\b(?:(${substances}(?: ?(?:and|or|&|/) ?${substances})*) abuse|(road|fire|food|water|online|internet|health ?(?:and|&)) safety)\\b`,
  "gi",
);
/** So many themes a thing has at most. */
const mostThemes = 6;

/** Our themes for what a source calls its subjects, at most six: of more, those that guard a place are never among the ones left out. */
export function themesIn(text: string): Theme[] {
  const words = wordsOf(text.replace(/[ \t\u00a0]+/g, " ").replace(harmless, "$1$2"));
  const found = (Object.keys(themeWords) as Theme[]).filter(
    (theme) => plain(theme) === plain(text) || words.includes(theme) || begins(words, themeWords[theme]),
  );
  const most = new Set([...found.filter((theme) => guarded.includes(theme)), ...found].slice(0, mostThemes));
  return found.filter((theme) => most.has(theme));
}
/** A name that says that somebody could be found there makes it so, whatever its source calls its subjects. */
export function withGuard(themes: readonly Theme[], name: string): Theme[] {
  const more = themesIn(name).filter((theme) => guarded.includes(theme) && !themes.includes(theme));
  return [...themes.slice(0, mostThemes - more.length), ...more];
}
export function audiencesIn(text: string): Audience[] {
  const words = wordsOf(text);
  return (Object.keys(audienceWords) as Audience[]).filter((one) => plain(text) === plain(one) || begins(words, audienceWords[one]));
}

/** Within so many kilometres two of nearly the same name are one. */
export const sameWithinKm = 0.15;
/** What a row is known by, where its source gives it no id: its name and postcode, as they are compared. */
export const contentKey = (name: string, postcode: string): string => `${[...tellingWords(name)].sort().join(" ")}|${plain(postcode)}`;
/** The figures in a name: the club for those over 50 is not that for those over 60. */
export const figuresIn = (name: string): string => (name.normalize("NFKD").match(/\d+/g) ?? []).join(" ");
/** Where something is, as far as two of one name and postcode are told apart by it: to about ten metres, else by its address where it has no postcode. */
export const spotOf = (point: Point | undefined, { address, postcode }: Pick<Place, "address" | "postcode">): string =>
  point ? `${point.lat.toFixed(4)} ${point.lon.toFixed(4)}` : postcode ? "" : plain(address);

/** What can be wrong with an import as a whole. */
export const importCodes = {
  /** more bytes than `most` */
  ImportTooLarge: "PAYLOAD_TOO_LARGE",
  /** more rows than `most` */
  ImportTooManyRows: "PAYLOAD_TOO_LARGE",
  /** a cell of more than `most` characters, in the row `row` */
  ImportCellTooLarge: "PAYLOAD_TOO_LARGE",
  /** a packed file that comes to more than `most` times its weight, or holds more than can be looked at */
  ImportBomb: "PAYLOAD_TOO_LARGE",
  /** no table, no GeoJSON, nothing of Open Referral: `what`, and where it is known the `row` */
  ImportUnreadable: "BAD_REQUEST",
  ImportEmpty: "BAD_REQUEST",
  /** GeoJSON with a fault: `feature` (from 1), `fault` (shape, nested, vertices, crossed, depth), of what is crossed `lon` and `lat` */
  BadGeoJson: "BAD_REQUEST",
  /** no column is the name */
  ImportNoName: "BAD_REQUEST",
  /** it stands otherwise by now: `status` */
  ImportMoved: "CONFLICT",
  /** an address whose host the operator hasn't allowed, or which leads where nobody may go: `host` */
  FeedNotAllowed: "FORBIDDEN",
  /** the feed can't be read: `what` (status, slow, size, shape, network), with the `page` */
  FeedFailed: "SERVICE_UNAVAILABLE",
} as const satisfies Record<string, Meaning>;
export const refuseImport = refusing(importCodes);
