import type { Delimiter, Encoding, ImportField, ImportFormat, ImportStatus, Outcome, RejectReason, RowNote } from "./schema-import.ts";

const geojsonFaults: Readonly<Record<string, string>> = {
  shape: "it has not the form of a feature",
  nested: "a collection lies in a collection",
  vertices: "the file has too many points by then",
  crossed: "its outline crosses itself",
  depth: "its lists lie too deep",
};
/** Where the fault is, as far as that is known: which feature, row or page. Empty where it is not. */
export function faultWords(details: Readonly<Record<string, unknown>>): string {
  const { feature, fault, lon, lat, row, page } = details;
  if (feature !== undefined) {
    const at = lon !== undefined && lat !== undefined ? `, at longitude ${String(lon)} and latitude ${String(lat)}` : "";
    return `Feature ${String(feature)}: ${geojsonFaults[String(fault)] ?? geojsonFaults.shape}${at}.`;
  }
  if (row !== undefined) return `Look at row ${String(row)}.`;
  return page === undefined ? "" : `It was page ${String(page)} of the feed.`;
}

export const importFieldWords: Record<ImportField, string> = {
  externalId: "Its number at the source",
  name: "What it is called",
  summary: "What it is",
  organisation: "Who runs it",
  kind: "What kind it is",
  themes: "What it is about",
  audiences: "For whom",
  address: "Address",
  addressMore: "Address, second line",
  town: "Town or village",
  postcode: "Postcode",
  lat: "Latitude",
  lon: "Longitude",
  easting: "Easting",
  northing: "Northing",
  phone: "Telephone",
  email: "E-mail",
  website: "Website",
  eligibility: "Who can come, and how",
  fromAge: "From which age",
  toAge: "Up to which age",
  cost: "What it costs",
  when: "When",
  hours: "Opening hours, as Open Referral has them",
  languages: "Languages",
  facilities: "Access",
  assuredOn: "When its source was last sure of it",
  fundingEnds: "Its money ends",
  status: "Whether it is open",
};
export const outcomeWords: Record<Outcome, string> = {
  created: "new",
  updated: "changed",
  unchanged: "unchanged",
  duplicate: "looks like another",
  rejected: "not taken",
};
export const reasonWords: Record<RejectReason, string> = {
  noName: "It has no name.",
  noTheme: "Nothing says what it is about. Choose a theme for such rows, or match a column.",
  noArea: "It lies in none of the areas that are drawn. Choose an area for such rows.",
  offMap: "Its point lies outside the map.",
  swapped: "Its point lies in the sea off Somalia: the two numbers are the wrong way round.",
  zero: "Its point is 0, 0, in the sea off Ghana: it has none.",
  notGrid: "Its easting and northing are not on the National Grid.",
  badText: "Some of its signs can't be read. Choose another encoding.",
  tooManyCells: "It has more cells than there are columns. A sign that separates cells stands in one of them without quotes.",
  closedThere: "Its source says that it is closed.",
  healthNumber: "There is a number of the health service in it.",
  refused: "The map doesn't take it as it is.",
};
export const rowNoteWords: Record<RowNote, string> = {
  grid: "Its place was worked out from the National Grid.",
  shortened: "Some of its text was too long, and was cut.",
  postcodeUnknown: "Nobody knows its postcode here; it is kept, and waits for a place.",
  postcodeOdd: "What stands as its postcode has not the form of one; it is kept with the address.",
  noPlace: "It has no place of its own; it is shown with its area.",
  phoneLeftOut: "What stands as its telephone is no number, and was left out.",
  emailLeftOut: "What stands as its e-mail is no address, and was left out.",
  websiteLeftOut: "What stands as its website is no address, and was left out.",
  themeGiven: "What it is about was chosen for it.",
  areaGiven: "Its area was chosen for it.",
  noSummary: "It says nothing of itself but its name.",
  costUnknown: "Its source doesn't say what it costs.",
  hidden: "It is kept off the map until a steward has looked: somebody could be found there.",
  closedForNow: "Its source says that it is closed for now; here it is told as open.",
  ownId: "Its source gives it no number; it is known again by its name and where it is.",
};
export const importStatusWords: Record<ImportStatus, string> = {
  fetching: "being fetched",
  ready: "not begun",
  waiting: "waits for its turn",
  running: "under way",
  done: "done",
  failed: "broke off",
};
export const formatWords: Record<ImportFormat, string> = {
  csv: "a table (CSV)",
  geojson: "GeoJSON",
  openReferral: "Open Referral UK",
  package: "tables of Open Referral, packed",
};
export const encodingWords: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, the other way round",
  "windows-1252": "Windows, western Europe",
};
export const delimiterWords: Record<Delimiter, string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

/** The pages on which a directory is brought in. */
export const importWords = {
  title: "Bring in a directory",
  back: "Map",
  intro:
    "A council's spreadsheet, GeoJSON, or Open Referral UK. You see what would become of it before anything is changed, and bringing in the same file again changes nothing.",
  limits: "At most 20 MB, 50,000 rows, and 64 kB of text in a cell.",
  choose: "Choose a file",
  sending: "The file is being read…",
  orFeed: "Or fetch a feed of Open Referral UK",
  feedAddress: "Address of the feed",
  feedHosts: (hosts: string): string => `Allowed are: ${hosts}.`,
  fetchIt: "Fetch it",
  earlier: "Imports so far",
  none: "Nothing was brought in yet.",
  loading: "Looking it up…",
  failed: "This can't be looked up just now.",
  notYours: "Directories are brought in by coordinators.",
  by: (who: string, when: string): string => `${who}, ${when}`,
  understood: (format: string, rows: string): string => `Read as ${format}, ${rows} rows.`,
  encoding: "Written as",
  delimiter: "Cells are separated by",
  source: "Name of the source",
  sourceHint: "By it, things of this source are known again next time.",
  whichSource: "Where it comes from",
  whichHint: "Choose the same source as last time: only then do changes reach what is here already.",
  anotherSource: "a source that nothing came from yet",
  chooseSource: "Choose the source",
  known: ({ rows, renamed }: { rows: number; renamed: number }, shown: number): string =>
    `Of the first ${shown} rows ${rows} are known from this source${renamed > 0 ? `; ${renamed} of them are called otherwise here. Make sure that it is the right source` : ""}.`,
  licence: "Licence of the source",
  themes: "If a row doesn't say what it is about",
  noTheme: "leave it out",
  area: "If a row lies in none of the areas",
  noArea: "leave it out",
  duplicates: "Also take what looks as if it were on the map already",
  columns: "What each column is",
  column: "Column",
  is: "is",
  leftOut: "left out",
  forExample: "For example",
  first: "How the first rows would become",
  row: "Row",
  name: "Name",
  becomes: "What becomes of it",
  taken: "taken",
  start: "Bring it in",
  nameMissing: "Say which column is the name before you begin.",
  sourceMissing: "Say which source it comes from before you begin.",
  progress: "How far it has come",
  progressText: (done: string, all: string): string => `${done} of ${all} rows`,
  goesOn: "You can close this page: it goes on by itself, and the result stays here.",
  fetching: "The feed is being fetched. You can close this page.",
  broke: "It broke off. What was brought in before stays; bringing in the same again goes on from there.",
  result: "Result",
  counted: (many: string, what: string): string => `${many} ${what}`,
  show: "Show",
  all: "all rows",
  looksLike: "Looks like",
  more: "Show more rows",
  noRows: "No rows.",
  download: "Download the result as a table",
  open: "Open it",
} as const;
